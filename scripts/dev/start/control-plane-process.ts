import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatKeyToken, newSecret } from '../../../control-plane/src/access/key-token.ts';
import type { LocalCluster } from '../cluster/local-cluster.ts';
import { freePort } from '../processes/free-port.ts';
import { Supervisor } from '../processes/supervisor.ts';
import { waitFor } from '../processes/wait-for.ts';

export interface ControlPlaneProcess {
  /** Base address of its API. */
  readonly address: string;
  /** File with an admin's API key. */
  readonly keyFile: string;
  readonly key: string;
  /** Path of its log. */
  readonly log: string;
  /** Resolves once it may be given work. */
  readonly ready: Promise<void>;
  /** Never resolves; rejects with the end of the log when the control plane exits. */
  readonly exited: Promise<never>;
  stop(): Promise<void>;
}

/** It takes a second; a machine that does much else at the same time may take a minute. */
const READY_TIMEOUT = 120_000;

/** Not what the caller's environment says: this one has a store and a key of its own, which end with it. */
const NOT_INHERITED = [
  'STORE_URL',
  'STORE_URL_FILE',
  'BOOTSTRAP_KEY',
  'LISTEN_ADDRESS',
  'DATA_DIR',
  'CLUSTERS',
  'CONSOLE_DIR',
  'DOCS_DIR',
];

/** Who the control plane is to the API server: what it may do is what its manifest gives this service account. */
export const CONTROL_PLANE_IDENTITY = {
  name: 'system:serviceaccount:tenantry-system:tenantry-control-plane',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:tenantry-system', 'system:authenticated'],
};

async function clustersWith(cluster: LocalCluster): Promise<string> {
  const kubeconfig = await cluster.kubeconfigFor(CONTROL_PLANE_IDENTITY);
  return JSON.stringify([{ name: 'default', region: 'local', kubeconfig }]);
}

/**
 * Runs the control plane from `main` on a SQLite file in a temporary folder. Without a cluster it only records what
 * would run.
 */
export async function startControlPlane(
  main: string,
  options: { readonly cluster?: LocalCluster | undefined; readonly port?: number | undefined } = {},
): Promise<ControlPlaneProcess> {
  const { cluster } = options;
  const supervisor = new Supervisor();
  const dir = await mkdtemp(join(tmpdir(), 'tenantry-control-plane-'));
  supervisor.removeAtEnd(dir);
  const key = formatKeyToken({ keyId: randomUUID(), secret: newSecret() });
  const keyFile = join(dir, 'admin-key');
  await writeFile(keyFile, `${key}\n`, { mode: 0o600 });
  const log = join(dir, 'control-plane.log');
  const listen = `127.0.0.1:${options.port ?? (await freePort())}`;
  const exited = supervisor.run({
    name: 'the control plane',
    command: process.execPath,
    args: [main],
    env: {
      ...Object.fromEntries(NOT_INHERITED.map(name => [`TENANTRY_${name}`, ''])),
      TENANTRY_DATA_DIR: join(dir, 'data'),
      TENANTRY_LISTEN_ADDRESS: listen,
      TENANTRY_BOOTSTRAP_KEY_FILE: keyFile,
      ...(cluster && { TENANTRY_CLUSTERS: await clustersWith(cluster) }),
    },
    log,
    grace: 10_000,
  });
  const address = `http://${listen}`;
  const answers = waitFor(
    'the control plane',
    READY_TIMEOUT,
    async () => (await fetch(`${address}/readyz`)).ok,
  );
  const ready = Promise.race([exited, answers]);
  // Whoever waits hears of it; one that is stopped before it is ready is no unhandled rejection.
  ready.catch(() => undefined);
  return { address, keyFile, key, log, ready, exited, stop: () => supervisor.stop() };
}
