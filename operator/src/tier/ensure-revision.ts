import { API_GROUP_VERSION, LABEL, MANAGED_BY } from '@tenantry/contracts/tenancy/names';
import type { ObjectStore } from '../runtime/cache/object-store.ts';
import { isApiError } from '../runtime/client/api-error.ts';
import type { KubeClient } from '../runtime/client/kube-client.ts';
import { TIER_REVISION } from '../tenant/kinds.ts';
import { RENDER_VERSION } from './revision-name.ts';
import { type RevisionRecord, revisionRecord, type TierRecord } from './tier-record.ts';

/** The revision of a Tier as it is now, made when it is not there. One insert decides between two makers. */
export async function ensureRevision(
  tier: TierRecord,
  revisions: ObjectStore<RevisionRecord>,
  client: KubeClient,
): Promise<RevisionRecord> {
  const known = revisions.get('', tier.revision);
  if (known) return known;
  const record = revisionRecord(await createOrRead(tier, client));
  revisions.recordWrite(record);
  return record;
}

async function createOrRead(tier: TierRecord, client: KubeClient) {
  try {
    return await client.create(TIER_REVISION, {
      apiVersion: API_GROUP_VERSION,
      kind: TIER_REVISION.kind,
      metadata: { name: tier.revision, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: { tier: tier.name, renderVersion: RENDER_VERSION, template: tier.written },
    });
  } catch (error) {
    if (!isApiError(error, 409)) throw error;
    const existing = await client.get(TIER_REVISION, { name: tier.revision });
    if (!existing) throw error;
    return existing;
  }
}
