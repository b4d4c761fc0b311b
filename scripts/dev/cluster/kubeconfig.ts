import { writeFile } from 'node:fs/promises';
import type { Credentials } from './local-cluster.ts';

/** Writes a kubeconfig with everything inlined; JSON is YAML, and every client reads it. Mode 0600: it holds a key. */
export async function writeKubeconfig(
  path: string,
  server: string,
  credentials: Credentials,
): Promise<string> {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'local', cluster: { server, 'certificate-authority-data': base64(credentials.ca) } }],
    users: [
      {
        name: 'local',
        user: {
          'client-certificate-data': base64(credentials.cert),
          'client-key-data': base64(credentials.key),
        },
      },
    ],
    contexts: [{ name: 'local', context: { cluster: 'local', user: 'local' } }],
    'current-context': 'local',
  };
  await writeFile(path, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  return path;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
