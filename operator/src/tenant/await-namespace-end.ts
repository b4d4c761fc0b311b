import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import type { Outcome, ReconcileContext } from '../runtime/controller.ts';
import type { TenantDependencies } from './dependencies.ts';
import { NAMESPACE } from './kinds.ts';
import { namespaceEndFault } from './namespace-end.ts';
import { stall } from './stall.ts';
import type { TenantRecord } from './tenant-record.ts';

/** Pods have thirty seconds to end unless they ask for more; an end that takes longer is told with its reason. */
const BLOCKED_AFTER_MS = 30_000;
/** What holds the namespace changes while it ends, and the message with it. */
const LOOK_AGAIN_MS = 60_000;

/** Waits for a namespace that is being deleted, of whose end the watch tells, and says what holds it up. */
export async function awaitNamespaceEnd(
  tenant: TenantRecord,
  { name, deletionTimestamp = '' }: ManagedObservation,
  context: ReconcileContext,
  deps: TenantDependencies,
): Promise<Outcome> {
  const left = Date.parse(deletionTimestamp) + BLOCKED_AFTER_MS - deps.clock.now();
  if (left > 0) return { requeueAfterMs: left };
  const namespace = await deps.client.get(NAMESPACE, { name }, { signal: context.signal });
  if (namespace?.metadata.deletionTimestamp === undefined) return undefined;
  await stall(tenant, namespaceEndFault(namespace), context, deps);
  return { requeueAfterMs: LOOK_AGAIN_MS };
}
