import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const KEY = `tny_${'0'.repeat(32)}_${'a'.repeat(43)}`;
const SLOW = 20_000;

let folder: string;
let running: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-main-'));
});
afterEach(() => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}, args: string[] = []) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      TENANTRY_DATA_DIR: join(folder, 'data'),
      TENANTRY_LISTEN_ADDRESS: '127.0.0.1:0',
      ...env,
    },
  });
  running = child;
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output.text += text));
  const ended = once(child, 'close').then(([code]) => Number(code));
  return { child, output, ended };
}

const listening = z.object({ msg: z.literal('listening'), address: z.string() });

async function addressOf({ output, ended }: ReturnType<typeof start>): Promise<string> {
  let over = false;
  void ended.finally(() => {
    over = true;
  });
  for (;;) {
    for (const line of output.text.split('\n')) {
      const parsed = line.includes('"listening"') ? listening.safeParse(JSON.parse(line)) : undefined;
      if (parsed?.success) return parsed.data.address;
    }
    if (over) throw new Error(`it ended:\n${output.text}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

test(
  'starts on a file of its own with nothing configured, is ready, and ends in order',
  async () => {
    const process = start();
    const address = await addressOf(process);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${address}/metrics`)).text()).toContain('process_resident_memory_bytes');
    expect(existsSync(join(folder, 'data', 'tenantry.db'))).toBe(true);
    process.child.kill('SIGTERM');
    expect(await process.ended).toBe(0);
    expect(process.output.text).toContain('"inOrder":true');
  },
  SLOW,
);

test(
  'a request that runs when the stop comes is answered, and readiness is off meanwhile',
  async () => {
    const process = start({ TENANTRY_BOOTSTRAP_KEY: KEY, TENANTRY_DRAIN_DELAY_MS: '300' });
    const address = await addressOf(process);
    const slow = request(`${address}/v1/keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    });
    slow.write('{"name":"slow",');
    await new Promise(resolve => setTimeout(resolve, 100));
    process.child.kill('SIGTERM');
    await new Promise(resolve => setTimeout(resolve, 100));
    expect((await fetch(`${address}/readyz`)).status).toBe(503);
    await new Promise(resolve => setTimeout(resolve, 400));
    await expect(fetch(`${address}/livez`)).rejects.toThrow();
    slow.end('"roles":["viewer"]}');
    const [response] = await once(slow, 'response');
    expect(response).toMatchObject({ statusCode: 201 });
    expect(await process.ended).toBe(0);
  },
  SLOW,
);

test(
  'a request that does not end in time is cut off, and the exit code says so',
  async () => {
    const process = start({ TENANTRY_BOOTSTRAP_KEY: KEY, TENANTRY_SHUTDOWN_TIMEOUT_MS: '100' });
    const address = await addressOf(process);
    const hanging = request(`${address}/v1/keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}` },
    });
    hanging.on('error', () => undefined);
    hanging.write('{');
    await new Promise(resolve => setTimeout(resolve, 100));
    process.child.kill('SIGTERM');
    expect(await process.ended).toBe(1);
    expect(process.output.text).toContain('cut off');
  },
  SLOW,
);

test(
  'a second signal ends it at once',
  async () => {
    const process = start({ TENANTRY_DRAIN_DELAY_MS: '60000' });
    await addressOf(process);
    process.child.kill('SIGTERM');
    await expect.poll(() => process.output.text).toContain('stopping');
    process.child.kill('SIGINT');
    expect(await process.ended).toBe(128 + constants.signals.SIGINT);
  },
  SLOW,
);

test(
  'faults of the configuration end it before anything is made',
  async () => {
    const process = start({ TENANTRY_LOG_LEVEL: 'loud', TENANTRY_LISTEN_ADDRESS: 'x' });
    expect(await process.ended).toBe(2);
    expect(process.output.text).toMatch(/2 faults[\s\S]*LISTEN_ADDRESS[\s\S]*LOG_LEVEL/);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  },
  SLOW,
);

test(
  'a variable that is nearly one of ours is told, and one that is not is no matter',
  async () => {
    const process = start({ TENANTRY_LISTEN_ADRESS: '127.0.0.1:1', TENANTRY_CONCURRENCY: '4' });
    await addressOf(process);
    expect(process.output.text).toMatch(/TENANTRY_LISTEN_ADRESS.*TENANTRY_LISTEN_ADDRESS/);
    expect(process.output.text).not.toContain('TENANTRY_CONCURRENCY');
  },
  SLOW,
);

test.each([
  ['a data folder that cannot be made', 'TENANTRY_DATA_DIR', '/dev/null/data'],
  ['a MongoDB address that cannot be read', 'TENANTRY_STORE_URL', 'mongodb://user:hunter2@[:bad:?'],
])(
  '%s is a fault of the configuration, told without the secrets in it',
  async (_what, name, value) => {
    const process = start({ [name]: value });
    expect(await process.ended).toBe(2);
    expect(process.output.text).toContain(`${name}: `);
    expect(process.output.text).not.toContain('hunter2');
  },
  SLOW,
);

test(
  'an argument is refused, and not ignored',
  async () => {
    const process = start({}, ['--port', '80']);
    expect(await process.ended).toBe(2);
    expect(process.output.text).toContain('"--port"');
  },
  SLOW,
);

test(
  'an address that somebody has is told, and the file is free again',
  async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const process = start({ TENANTRY_LISTEN_ADDRESS: `127.0.0.1:${port}` });
    expect(await process.ended).toBe(1);
    expect(process.output.text).toContain('EADDRINUSE');
    other.close();
  },
  SLOW,
);
