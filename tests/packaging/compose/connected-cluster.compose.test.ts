import { execFile } from 'node:child_process';
import { copyFile, readFile, rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Api } from '../../drivers/control-plane-api.ts';
import { World } from '../../drivers/world.ts';
import { liveADay } from './day.test-support.ts';
import { Installation } from './installation.test-support.ts';
import { manifests } from './manifests.test-support.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');
const LOCAL = ['-f', 'compose/compose.local.yaml'] as const;
const clustersSchema = z.object({ items: z.array(z.looseObject({ name: z.string() })) });

/** What docs/how-to/connect-a-cluster.md says, with its own blocks of commands where the test can run them. */
describe('a control plane in Compose that is connected to a cluster', () => {
  let world: World;
  let installation: Installation;
  let api: Api;
  let door: Server;
  let page: string;

  beforeAll(async () => {
    page = await readFile(new URL('../../../docs/how-to/connect-a-cluster.md', import.meta.url), 'utf8');
    world = await World.start({ nodes: { simulated: 1 } });
    await world.kubectl('apply', '--server-side', '-k', 'operator/tiers');
    await world.leader();
    const manifest = manifests.find(({ tier }) => tier === 'community');
    if (manifest === undefined) throw new Error('no manifest of community');
    installation = await Installation.make(manifest);
    api = new Api(installation.address('TENANTRY_PORT'), installation.secret('bootstrap-key'));
  });

  afterAll(async () => {
    await installation?.remove();
    door?.close();
    await world?.stop();
  });

  test('without a cluster it records, and says that a customer is live', async () => {
    await installation.compose('up', '--wait', '--wait-timeout', '120');
    await liveADay(api, 'sample-early', 1);
    expect(await world.tenant('sample-early')).toBeUndefined();
  });

  test('with the kubeconfig of the page, those recorded before and those who come after become Ready', async () => {
    const { port } = new URL(world.cluster.server);
    await shell(block(page, 'service-account-token').replace('-f control-plane', `-f ${ROOT}/control-plane`));
    // The API server of the test listens on this machine alone: containers come in by the network's own address.
    const gateway = await gatewayOf(installation);
    door = await forward(gateway, Number(port));
    const address = door.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await shell(
      block(page, 'set-credentials')
        .replace(/^server=.*$/m, `server=https://${gateway}:${address.port}`)
        .replace('--embed-certs', `--embed-certs --tls-server-name=localhost`),
    );
    const { uid, gid } = await stat(join(installation.folder, 'secrets/bootstrap-key'));
    // Only the installation's folder and its user are others, and the test starts the services itself.
    await shell(
      block(page, 'compose.local.yaml')
        .replaceAll('/opt/tenantry/', '')
        .replace('-o 10001 -g 10001', `-o ${uid} -g ${gid}`)
        .replace(/^scripts\/install_tier\.sh .*$/m, ''),
    );
    await installation
      .compose(...LOCAL, 'up', '--wait', '--wait-timeout', '120')
      .then(() => world.ready('sample-early'))
      .catch(async cause => {
        throw new Error(await installation.compose('logs', '--no-color', '--tail', '40'), { cause });
      });
    await liveADay(api, 'sample-late', 1);
    await world.ready('sample-late');
    const { items } = await api.get(clustersSchema, '/v1/clusters');
    expect(items.map(({ name }) => name)).toEqual(['default']);
  });

  test('the way in is for Tenants alone', async () => {
    const kubeconfig = join(installation.folder, 'tenantry.kubeconfig');
    const address = ['--server', world.cluster.server, '--kubeconfig', kubeconfig];
    await run(world.cluster.kubectl, [...address, 'get', 'tenants']);
    await expect(run(world.cluster.kubectl, [...address, 'get', 'secrets', '-A'])).rejects.toThrow(
      'forbidden',
    );
  });

  /** Runs a block of the page as its reader does: in the folder of the installation, against the cluster. */
  async function shell(text: string): Promise<void> {
    const folder = installation.folder;
    await rm(join(folder, 'kubectl'), { force: true });
    await copyFile(world.cluster.kubectl, join(folder, 'kubectl'));
    const env = {
      PATH: `${folder}:${process.env['PATH']}`,
      HOME: folder,
      KUBECONFIG: world.cluster.kubeconfig,
    };
    await run('bash', ['-euo', 'pipefail', '-c', text], { cwd: folder, env });
  }
});

/** The block of commands that has these words in it. */
function block(page: string, words: string): string {
  const found = [...page.matchAll(/```sh[^\n]*\n([\s\S]*?)```/g)].find(([, text = '']) =>
    text.includes(words),
  );
  if (found?.[1] === undefined) throw new Error(`the page has no commands with ${words}`);
  return found[1];
}

async function gatewayOf(installation: Installation): Promise<string> {
  const [network] = (await installation.compose('ps', '--format', '{{.Networks}}'))
    .split(',')
    .filter(name => name.includes('front'));
  if (network === undefined) throw new Error('no network front');
  return (
    await installation.engine(
      'network',
      'inspect',
      network.trim(),
      '--format',
      '{{(index .IPAM.Config 0).Gateway}}',
    )
  ).trim();
}

/** Hands on what comes in there to a port of this machine. */
async function forward(host: string, port: number): Promise<Server> {
  const sockets = new Set<Socket>();
  const server = createServer(incoming => {
    const outgoing = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from));
    }
  });
  server.on('close', () => {
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  return server;
}
