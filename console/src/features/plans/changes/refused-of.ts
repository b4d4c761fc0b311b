import { api, read } from '../../../shared/api/client.ts';

/** Ids of the tenants that an order refused. */
export async function refusedOf(planChangeId: string, signal: AbortSignal): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(
      api.GET('/v1/plan-changes/{planChangeId}/tenants', {
        params: {
          path: { planChangeId },
          query: { limit: 200, outcome: 'refused', ...(cursor !== undefined && { cursor }) },
        },
        signal,
      }),
    );
    ids.push(...page.items.map(({ tenantId }) => tenantId));
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
}
