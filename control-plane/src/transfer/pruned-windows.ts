import type { Store } from '../storage/documents.ts';
import { Horizon } from '../usage/retention/horizon.ts';
import type { WindowDocument } from '../usage/window.ts';

/** Tells windows that nothing is left to count from: those of pruned usage. Every other one is counted anew. */
export async function countedForTheLastTime(
  store: Store,
): Promise<(window: WindowDocument) => Promise<boolean>> {
  const horizon = await Horizon.open(store);
  // Windows come tenant by tenant.
  let tenant: { readonly id: string; readonly before: number | undefined } | undefined;
  return async ({ id }) => {
    const [tenantId = ''] = id.split('/', 1);
    if (tenant?.id !== tenantId) tenant = { id: tenantId, before: (await horizon.of(tenantId))?.beforeTime };
    if (tenant.before === undefined) return false;
    const [start = ''] = id.split('/').slice(-2);
    return Date.parse(start) < tenant.before;
  };
}
