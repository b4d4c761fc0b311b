import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LocalCluster } from '../cluster/local-cluster.ts';

const execute = promisify(execFile);

export type Kubectl = (...args: string[]) => Promise<string>;

/** kubectl as the cluster's administrator: resolves with stdout, rejects with what kubectl said on stderr. */
export function kubectlFor(cluster: Pick<LocalCluster, 'kubectl' | 'kubeconfig'>): Kubectl {
  return async (...args) => {
    try {
      const options = { timeout: 120_000, maxBuffer: 64 * 1024 * 1024 };
      return (await execute(cluster.kubectl, ['--kubeconfig', cluster.kubeconfig, ...args], options)).stdout;
    } catch (error) {
      const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
      throw new Error(`kubectl ${args.join(' ')}: ${said}`, { cause: error });
    }
  };
}
