import { labelSchema } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import type { Logger } from '../logger.ts';
import { type ClusterPlace, LOCAL_CLUSTER } from '../tenants/clusters.ts';
import type { Provisioner } from './provisioner.ts';

const clusterSchema = z.strictObject({
  name: labelSchema('Name'),
  region: labelSchema('Region'),
  /** `inCluster`: the service account of the pod. Without any of the three nothing is attached, only recorded. */
  inCluster: z.boolean().optional(),
  kubeconfig: z.string().min(1).optional(),
  context: z.string().min(1).optional(),
});
export type ClusterConfig = z.infer<typeof clusterSchema>;

/** The list of clusters as it is configured; one that only records when nothing is. */
export const clustersSchema = z
  .array(clusterSchema)
  .min(1)
  .max(50)
  .refine(clusters => new Set(clusters.map(({ name }) => name)).size === clusters.length, {
    error: 'each cluster has a name of its own',
  });

export const DEFAULT_CLUSTERS: readonly ClusterConfig[] = [LOCAL_CLUSTER];

/**
 * Connects to every cluster that says how it is reached. Only then is the Kubernetes client loaded, which costs 128 MB.
 * @throws Error that says what is missing
 */
export async function connectClusters(
  clusters: readonly ClusterConfig[],
  logger: Logger,
): Promise<{
  readonly places: readonly ClusterPlace[];
  readonly provisioners: ReadonlyMap<string, Provisioner>;
}> {
  const provisioners = new Map<string, Provisioner>();
  for (const { name, region: _, ...where } of clusters) {
    if (where.inCluster !== true && where.kubeconfig === undefined && where.context === undefined) continue;
    const [{ loadConnection }, { ClusterProvisioner }] = await Promise.all([
      import('@tenantry/operator/runtime/client/kube-config'),
      import('./cluster-provisioner.ts'),
    ]);
    const { inCluster, kubeconfig, context } = where;
    const connection = await loadConnection({
      ...(inCluster !== undefined && { inCluster }),
      ...(kubeconfig !== undefined && { kubeconfig }),
      ...(context !== undefined && { context }),
    });
    provisioners.set(name, new ClusterProvisioner({ connection, logger }));
  }
  return { places: clusters.map(({ name, region }) => ({ name, region })), provisioners };
}
