import { attachCluster, contextKubeconfig } from './attached-cluster.ts';
import { startK3s } from './k3s-container.ts';
import type { ClusterOptions, LocalCluster } from './local-cluster.ts';
import { startOwnServers } from './own-servers.ts';
import { resolveServers } from './resolve-servers.ts';

/**
 * A cluster for tests, benchmarks and `npm start`: of its own, except where a context is named on purpose.
 * Rejects with ServersUnavailable where no API server can be had, and with the tail of its log when one fails.
 */
export async function startCluster(options: ClusterOptions = {}): Promise<LocalCluster> {
  const servers = await resolveServers(options);
  const { source, reason } = servers;
  options.log?.(`Kubernetes servers: ${reason}`);
  switch (servers.source) {
    case 'context': {
      const { kubectl, context } = servers;
      return attachCluster(options, {
        source,
        reason,
        kubectl,
        kubeconfig: await contextKubeconfig(kubectl, context),
      });
    }
    case 'docker': {
      const k3s = await startK3s(servers.image, options.nodes !== undefined);
      const { kubeconfig, stop: release } = k3s;
      return attachCluster(options, { source, reason, kubectl: servers.kubectl, kubeconfig, release });
    }
    default:
      return startOwnServers(options, servers);
  }
}
