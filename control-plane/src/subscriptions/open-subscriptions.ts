import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import type { PlanService } from '../plans/service.ts';
import { headProjection } from '../storage/heads.ts';
import { PlanChanges } from './bulk/plan-changes.ts';
import { PeriodBook } from './period-book.ts';
import { SubscriptionService } from './service.ts';
import { headFieldsOf, subscriptionAggregate, subscriptionHeads } from './subscription.ts';

const ANNOUNCE_EVERY = 15_000;
const AT_ONCE = 500;

export interface Subscriptions {
  readonly service: SubscriptionService;
  readonly planChanges: PlanChanges;
  /** Tells what time has brought about up to now; answers of how many subscriptions. */
  announceDue(): Promise<number>;
}

export async function openSubscriptions(context: Context, plans: PlanService): Promise<Subscriptions> {
  const heads = await context.store.collection(subscriptionHeads);
  context.addProjection(headProjection(context.changes, subscriptionAggregate, heads, headFieldsOf));
  const service = new SubscriptionService(context, plans, await PeriodBook.open(context.store));
  const announceDue = async (): Promise<number> => {
    const before = isoTime(context.clock.now() + 1);
    const due = await heads.scan({ index: 'due', before, limit: AT_ONCE });
    for (const { id } of due) await service.announce(id);
    return due.length;
  };
  context.every('tell of subscriptions that time changed', ANNOUNCE_EVERY, announceDue);
  const planChanges = await PlanChanges.open(context, { subscriptions: service, heads, plans });
  return { service, planChanges, announceDue };
}
