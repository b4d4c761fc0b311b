import type { Store } from '../storage/documents.ts';
import { scanAll } from '../storage/documents.ts';
import { type TenantHead, tenantHeadsSpec } from './tenant-heads.ts';

/** Heads between two words on how far it has come. */
const TOLD_EVERY = 1_000;

/**
 * Tenants that were deleted when their subscriptions were let go on, and were billed ever since: each is made due, and
 * whoever settles tenants ends its plan from when it was deleted. One walk over the heads; a head is a hint, so nothing
 * is decided here, and done twice or at once it leaves the same.
 */
export async function makeLeftPlansDue(store: Store, progress: (line: string) => void): Promise<void> {
  const heads = await store.collection(tenantHeadsSpec);
  let [looked, found] = [0, 0];
  for await (const head of scanAll(heads, {})) {
    if (hasLeftPlan(head) && head.dueAt === undefined) {
      await heads.replace({ ...head, dueAt: head.updatedAt });
      found++;
    }
    if (++looked % TOLD_EVERY === 0) progress(`${looked} tenants, ${found} deleted ones with a plan`);
  }
}

export function hasLeftPlan({ phase, plan }: TenantHead): boolean {
  return phase === 'deleted' && plan.status === 'assigned';
}
