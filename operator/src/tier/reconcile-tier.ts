import { ANNOTATION } from '@tenantry/contracts/tenancy/names';
import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import type { ObjectStore } from '../runtime/cache/object-store.ts';
import { isApiError } from '../runtime/client/api-error.ts';
import type { KubeClient } from '../runtime/client/kube-client.ts';
import { TIER_REVISION } from '../tenant/kinds.ts';
import { ensureRevision } from './ensure-revision.ts';
import type { RevisionRecord, TierRecord } from './tier-record.ts';

/** Old revisions that no tenant runs are kept this many deep, to compare with and go back to. */
const KEPT_UNUSED = 10;

export interface TierDependencies {
  readonly client: KubeClient;
  readonly tiers: ObjectStore<TierRecord>;
  readonly revisions: ObjectStore<RevisionRecord>;
  readonly namespaces: ObjectStore<ManagedObservation>;
}

/** Makes the revision of a Tier's present spec, and removes old ones that nobody runs. */
export async function reconcileTier(name: string, deps: TierDependencies): Promise<undefined> {
  const tier = deps.tiers.get('', name);
  if (!tier || tier.problem !== undefined) return;
  await ensureRevision(tier, deps.revisions, deps.client);
  for (const surplus of surplusRevisions(tier, deps)) {
    try {
      await deps.client.delete(TIER_REVISION, { name: surplus.name }, { uid: surplus.uid });
    } catch (error) {
      if (!isApiError(error, 409)) throw error;
    }
  }
}

/** Unused revisions beyond the newest few. Tombstoned namespaces count as users: they may be adopted. */
export function surplusRevisions(
  tier: Pick<TierRecord, 'name' | 'revision'>,
  deps: Pick<TierDependencies, 'revisions' | 'namespaces'>,
): readonly RevisionRecord[] {
  const used = new Set([tier.revision]);
  for (const { annotations } of deps.namespaces.values()) {
    const revision = annotations[ANNOTATION.tierRevision];
    if (revision !== undefined) used.add(revision);
  }
  const unused = [...deps.revisions.values()].filter(
    ({ name, tier: of }) => of === tier.name && !used.has(name),
  );
  return unused.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).slice(KEPT_UNUSED);
}
