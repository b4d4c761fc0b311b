import { freePort } from '../processes/free-port.ts';
import type { SupervisedCommand } from '../processes/supervisor-protocol.ts';
import { waitFor } from '../processes/wait-for.ts';

/** Backend quota: a benchmark of thousands of tenants must not meet etcd's default of 2 GiB. */
const QUOTA_BYTES = 4 * 1024 ** 3;

export interface Etcd {
  readonly url: string;
  readonly command: SupervisedCommand;
  ready(): Promise<void>;
}

/** etcd with throw-away data: it never waits for the disk. */
export async function etcd(binary: string, dataDir: string, log: string): Promise<Etcd> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const peer = `http://127.0.0.1:${await freePort()}`;
  return {
    url,
    command: {
      name: 'etcd',
      command: binary,
      args: [
        `--data-dir=${dataDir}`,
        `--listen-client-urls=${url}`,
        `--advertise-client-urls=${url}`,
        `--listen-peer-urls=${peer}`,
        `--initial-advertise-peer-urls=${peer}`,
        `--initial-cluster=default=${peer}`,
        `--quota-backend-bytes=${QUOTA_BYTES}`,
        '--unsafe-no-fsync',
        '--log-level=warn',
      ],
      log,
      grace: 0,
    },
    ready: () => waitFor('etcd', 20_000, async () => (await fetch(`${url}/health`)).ok),
  };
}
