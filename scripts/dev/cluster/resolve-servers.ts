import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ClusterSource, KubernetesMinor } from './local-cluster.ts';

export interface ServerBinaries {
  readonly source: ClusterSource;
  readonly reason: string;
  readonly version: string;
  path(name: string): string;
}

const VERSIONS: Record<KubernetesMinor, string> = { '1.34': '1.34.4', '1.36': '1.36.1' };

export async function resolveServers(minor: KubernetesMinor): Promise<ServerBinaries> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tenantry', 'servers');
  const version = VERSIONS[minor];
  const folders = [`kubernetes-${version}`, 'kubernetes-1.34.4', 'etcd-3.6.16', 'kwok-0.7.0'].map(name =>
    join(cache, name),
  );
  return {
    source: 'built',
    reason: `built from Go modules, cached in ${cache}`,
    version,
    path(name) {
      const found = folders.map(folder => join(folder, name)).find(existsSync);
      if (found === undefined) throw new Error(`${name} is not in ${cache}`);
      return found;
    },
  };
}
