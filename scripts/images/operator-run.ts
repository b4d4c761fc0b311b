import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LocalCluster } from '../dev/cluster/local-cluster.ts';
import { freePort } from '../dev/processes/free-port.ts';
import { ROOT } from '../root.ts';
import type { RunOptions } from './hardened-container.ts';

const MOUNTED = '/kubeconfig';

/** How the operator's image is run against a cluster of this machine: with its network, and a kubeconfig in a file. */
export async function operatorRun(image: string, cluster: LocalCluster): Promise<RunOptions> {
  const definitions = join(ROOT, 'operator/manifests/crds');
  const target = ['--kubeconfig', cluster.kubeconfig];
  await promisify(execFile)(cluster.kubectl, [...target, 'apply', '--server-side', '-f', definitions]);
  const kubeconfig = await cluster.kubeconfigFor({ name: 'images', groups: ['system:masters'] });
  // The user of the container is another one; the cluster lives no longer than this.
  await chmod(kubeconfig, 0o644);
  const probes = `127.0.0.1:${await freePort()}`;
  return {
    image,
    url: `http://${probes}`,
    env: {
      TENANTRY_KUBECONFIG: MOUNTED,
      TENANTRY_NAMESPACE: 'default',
      TENANTRY_PROBE_ADDRESS: probes,
    },
    options: ['--network=host', `--volume=${kubeconfig}:${MOUNTED}:ro`],
  };
}
