import type { KubeClient } from '../client/kube-client.ts';
import type { Intent, KubeObject, ResourceType } from '../objects.ts';
import { isOwnUpdate } from './managed-observation.ts';

/**
 * Puts lists back to exactly what an intent says. Server-side apply merges lists by key, so an item that was
 * edited in its key (a Service's port 80 made 81) stays beside ours as somebody else's, and a server that
 * refuses the two together (both are named http) refuses every apply from then on. A merge patch replaces
 * lists whole; an apply must follow, which then owns the items as it should.
 */
export async function replaceLists(client: KubeClient, type: ResourceType, intent: Intent): Promise<void> {
  const { apiVersion: _, kind: __, metadata, ...content } = intent;
  await client.mergePatch(type, metadata, content);
}

/**
 * The merge patch made us owner a second time, by Update. What we own so is not let go by an apply that no
 * longer names it, so that entry is taken out again:
 *
 *     refused ──merge patch──▶ owned by Update ──apply──▶ owned twice ──drop──▶ owned by Apply
 *
 * A process may end at either arrow. An object with such an entry is never current (seal.ts), so the next
 * reconcile applies it, and every apply ends here.
 *
 * @param object the answer to an apply, with its managedFields
 * @returns the object as it is then; nothing is written when there is nothing to drop
 */
export async function dropUpdateOwnership(
  client: KubeClient,
  type: ResourceType,
  object: KubeObject,
  options: { readonly metadataOnly?: boolean } = {},
): Promise<KubeObject> {
  const { managedFields = [], resourceVersion } = object.metadata;
  const kept = managedFields.filter(entry => !isOwnUpdate(entry, client.fieldManager));
  if (kept.length === managedFields.length) return object;
  // The version is a precondition: entries that came meanwhile must not be lost.
  return client.mergePatch(
    type,
    object.metadata,
    { metadata: { resourceVersion, managedFields: kept } },
    options,
  );
}
