import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryKubeconfig {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A kubeconfig for a client of the proxy: no credentials, since the proxy has them. client-node takes a
 * plain http server only where certificates are not to be verified.
 */
export async function writeProxyKubeconfig(url: string): Promise<TemporaryKubeconfig> {
  const directory = await mkdtemp(join(tmpdir(), 'tenantry-proxy-'));
  const path = join(directory, 'kubeconfig.json');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'proxy', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'proxied', user: {} }],
    contexts: [{ name: 'proxy', context: { cluster: 'proxy', user: 'proxied' } }],
    'current-context': 'proxy',
  };
  await writeFile(path, JSON.stringify(config));
  return { path, remove: () => rm(directory, { recursive: true, force: true }) };
}
