import { afterAll, beforeAll } from 'vitest';
import type { KubernetesMinor, LocalCluster } from '../../../scripts/dev/cluster/local-cluster.ts';
import { useCluster } from '../../../scripts/dev/cluster/test-cluster.ts';
import { ADMIN, ApiUser } from './api-user.test-support.ts';
import { installManifests, OPERATOR } from './install-manifests.test-support.ts';

/** What `useInstalled` gives, inside tests and hooks. */
export interface Installed {
  readonly cluster: LocalCluster;
  readonly admin: ApiUser;
  readonly operator: ApiUser;
}

/** A cluster of that version with operator/manifests applied, its admin, and the operator's own user. */
export function useInstalled(kubernetes: KubernetesMinor): () => Installed {
  const cluster = useCluster({ kubernetes });
  let users: Pick<Installed, 'admin' | 'operator'> | undefined;

  beforeAll(async () => {
    await installManifests(cluster());
    const [admin, operator] = await Promise.all([
      ApiUser.of(cluster(), ADMIN),
      ApiUser.of(cluster(), OPERATOR),
    ]);
    users = { admin, operator };
  });
  afterAll(() => Promise.all([users?.admin.close(), users?.operator.close()]));

  return () => {
    if (!users) throw new Error('the users are there only inside tests and hooks of this file');
    return { cluster: cluster(), ...users };
  };
}
