import { type SubscriptionState, type Term, termAt } from '@tenantry/contracts/commercial/subscription';
import type { PlanHistoryItem } from '@tenantry/contracts/commercial/subscription-api';
import type { Change } from '../storage/aggregates.ts';
import { planChangeOf } from './bulk/plan-change.ts';
import type { SubscriptionService } from './service.ts';

const PAGE = 200;

/** Changes of plan of a tenant, oldest first; what else was recorded of the subscription is passed over. */
export async function planHistory(
  service: Pick<SubscriptionService, 'history'>,
  tenantId: string,
  page: { readonly after: number; readonly limit: number },
): Promise<{ readonly items: readonly PlanHistoryItem[]; readonly next?: number }> {
  const items: PlanHistoryItem[] = [];
  for (let { after } = page, more = true; more; ) {
    const changes = await service.history(tenantId, after, PAGE);
    for (const change of changes) {
      const item = planHistoryItem(change);
      if (item === undefined) continue;
      const last = items.at(-1);
      if (items.length === page.limit && last) return { items, next: last.version };
      items.push(item);
    }
    after = changes.at(-1)?.version ?? after;
    more = changes.length === PAGE;
  }
  return { items };
}

/** What a change says of the plan; nothing when it is about something else. Pure. */
function planHistoryItem(change: Change<SubscriptionState>): PlanHistoryItem | undefined {
  const { version, at, actor, reason, requestId } = change;
  const moved = movedTerm(change);
  if (moved === undefined) return undefined;
  const planChangeId = planChangeOf(requestId);
  return {
    version,
    recordedAt: at,
    ...moved,
    actor,
    ...(reason !== undefined && { reason }),
    ...(planChangeId !== undefined && { planChangeId }),
  };
}

function movedTerm({
  before,
  after,
  at,
}: Change<SubscriptionState>): Pick<PlanHistoryItem, 'kind' | 'from' | 'before' | 'after'> | undefined {
  const [first] = after.terms;
  if (before === null) return first && { kind: 'began', from: first.from, before: null, after: first.plan };
  const differs = (one: Term | undefined, index: number) =>
    JSON.stringify(one) !== JSON.stringify(after.terms[index]);
  const length = Math.max(before.terms.length, after.terms.length);
  const index = Array.from({ length }, (_, place) => place).find(place =>
    differs(before.terms[place], place),
  );
  if (index === undefined) return undefined;
  const [was, is] = [before.terms[index], after.terms[index]];
  if (is === undefined) {
    // Something that was to come, and does not: what is had before goes on.
    const from = was?.from ?? at;
    return { kind: 'cancelled', from, before: was?.plan ?? null, after: termAt(after, from)?.plan ?? null };
  }
  const kind = is.plan === null ? 'ended' : is.from > at ? 'scheduled' : 'changed';
  return { kind, from: is.from, before: termAt(before, is.from)?.plan ?? null, after: is.plan };
}
