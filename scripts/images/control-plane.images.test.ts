import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { execa } from 'execa';
import { afterAll, afterEach, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { createProgram } from '../../control-plane/src/cli/program.ts';
import { partOfWorld } from '../../control-plane/src/cli/world.test-support.ts';
import { freePort } from '../dev/processes/free-port.ts';
import { controlPlaneRun } from './control-plane-run.ts';
import { HardenedContainer, type RunOptions, runHardened } from './hardened-container.ts';

/** Of this run alone: others build and test beside it. */
const VOLUME = `tenantry-images-test-${process.pid}`;
const image = inject('images')['control-plane'];
const started: HardenedContainer[] = [];
/** The last line of `tenantry export`. */
const writtenSchema = z.object({ documents: z.number() });

afterEach(() => Promise.all(started.splice(0).map(container => container.remove())));
afterAll(() => execa({ reject: false })`docker volume rm --force ${VOLUME}`);

async function start(run: RunOptions): Promise<HardenedContainer> {
  const container = await HardenedContainer.start(run);
  started.push(container);
  return container;
}

/** `tenantry` of the image on a volume. */
const tenantry = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runHardened({ image, args: ['tenantry', ...args], env, options: [`--volume=${VOLUME}:/data`] });

test.each([
  ['its own user', []],
  ['any other', ['--user=4321:4321']],
])('as %s it becomes ready without a right, and ends in order when asked to', async (_who, user) => {
  const run = await controlPlaneRun(image);
  const container = await start({ ...run, options: [...run.options, ...user] });
  await container.ready();
  expect(await container.rights()).toEqual({
    uid: user.length === 0 ? 10_001 : 4321,
    capabilities: '0000000000000000',
    noNewPrivileges: true,
  });
  const { code, milliseconds } = await container.stop();
  expect(code).toBe(0);
  expect(milliseconds).toBeLessThan(20_000);
});

test('the engine finds it healthy by the check that the image brings', async () => {
  const container = await start(await controlPlaneRun(image));
  await expect.poll(() => container.health(), { timeout: 60_000 }).toBe('healthy');
});

test('the health check fails, and says why, where nothing is served', async () => {
  const { code, stderr } = await runHardened({ image, args: ['healthcheck'] });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining('0.0.0.0:8080 does not answer'),
  });
});

test('no program of the base is needed beside node: no shell, nothing of /usr/bin', async () => {
  const run = await controlPlaneRun(image);
  const container = await start({ ...run, options: [...run.options, '--tmpfs=/usr/bin'] });
  await container.ready();
  expect((await container.exec('node', '/app/main.js', 'healthcheck')).code).toBe(0);
  expect((await container.exec('sh', '-c', 'true')).code).not.toBe(0);
});

test('a wrong configuration ends with 2 and names what is wrong', async () => {
  const { code, stderr } = await runHardened({ image, env: { TENANTRY_SWEEP_MS: 'often' } });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('TENANTRY_SWEEP_MS: a whole number'),
  });
});

test('data that cannot be written to are a fault at the start, by name', async () => {
  // Without a volume /data is part of the root, which is read-only.
  const { code, stdout, stderr } = await runHardened({ image });
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain('/data');
});

test('the console and the shipped plans are in the image', async () => {
  const run = await controlPlaneRun(image);
  const container = await start(run);
  await container.ready();
  const page = await (await fetch(run.url)).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1];
  expect(script).toBeDefined();
  expect((await fetch(`${run.url}${script}`)).headers.get('content-type')).toContain('javascript');
  expect(await container.logs()).toContain('"plans":["community","enterprise","pro"]');
});

test('the MongoDB driver is in the image, and tells whom it does not reach', async () => {
  const env = { TENANTRY_STORE_URL: 'mongodb://127.0.0.1:1/tenantry?serverSelectionTimeoutMS=500' };
  const { stdout, stderr } = await runHardened({ image, env, options: ['--volume=/data'] });
  expect(stdout + stderr).toContain('ECONNREFUSED');
});

test('traces reach an OpenTelemetry receiver, though nothing of it is loaded without one', async () => {
  const received = new Set<string>();
  const receiver = createServer((request, response) => {
    received.add(`${request.url} ${request.headers['content-type']}`);
    request.resume().once('end', () => response.end());
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  try {
    const listen = `127.0.0.1:${await freePort()}`;
    const env = {
      TENANTRY_LISTEN_ADDRESS: listen,
      TENANTRY_OTLP_ENDPOINT: `http://127.0.0.1:${portOf(receiver)}`,
    };
    const options = ['--network=host', '--volume=/data'];
    const container = await start({ image, url: `http://${listen}`, env, options });
    await container.ready();
    await fetch(`http://${listen}/v1/tenants`);
    expect((await container.stop()).code).toBe(0);
    expect([...received]).toContain('/v1/traces application/x-protobuf');
  } finally {
    receiver.closeAllConnections();
    receiver.close();
  }
});

test('every command of tenantry is in the image, and explains itself', async () => {
  const container = await start(await controlPlaneRun(image));
  await container.ready();
  for (const command of commandsOf()) {
    const { code, said } = await container.exec('node', '/app/main.js', 'tenantry', ...command, '--help');
    expect({ command, code, said }).toMatchObject({
      code: 0,
      said: expect.stringContaining(`Usage: tenantry ${command.join(' ')}`.trim()),
    });
  }
});

test('what one exports another one imports, and is ready with it', async () => {
  const passphrase = { TENANTRY_EXPORT_PASSPHRASE: randomBytes(24).toString('base64') };
  const moved = { ...passphrase, TENANTRY_STORE_URL: 'sqlite:/data/moved.db' };
  const first = await start(await controlPlaneRun(image, VOLUME));
  await first.ready();
  await first.stop();
  const written = await tenantry(['export', '--to', '/data/all.export'], passphrase);
  expect(written).toMatchObject({ code: 0 });
  expect(
    writtenSchema.parse(JSON.parse(written.stdout.trim().split('\n').at(-1) ?? '')).documents,
  ).toBeGreaterThan(0);
  expect(await tenantry(['import', '--from', '/data/all.export'], moved)).toMatchObject({ code: 0 });
  expect(await tenantry(['verify'], moved)).toMatchObject({ code: 0 });
  const second = await start({ ...(await controlPlaneRun(image, VOLUME)), env: moved });
  await second.ready();
  // The plans came with the import: nothing is shipped a second time.
  expect(await second.logs()).not.toContain('shipped plans were published');
});

/** Every command and subcommand, as words; the first is `tenantry` itself. */
function commandsOf(): string[][] {
  const all: string[][] = [];
  const walk = (command: ReturnType<typeof createProgram>, path: readonly string[]): void => {
    all.push([...path]);
    for (const sub of command.commands) walk(sub, [...path, sub.name()]);
  };
  walk(createProgram(partOfWorld({})), []);
  return all;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
