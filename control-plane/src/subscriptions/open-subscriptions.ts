import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import type { PlanService } from '../plans/service.ts';
import type { Collection } from '../storage/documents.ts';
import { headProjection } from '../storage/heads.ts';
import { throughAll } from '../through-all.ts';
import { PeriodBook } from './period-book.ts';
import { SubscriptionService } from './service.ts';
import {
  headFieldsOf,
  type SubscriptionHead,
  subscriptionAggregate,
  subscriptionHeads,
} from './subscription.ts';

const ANNOUNCE_EVERY = 15_000;
const AT_ONCE = 500;

export interface Subscriptions {
  readonly service: SubscriptionService;
  readonly heads: Collection<SubscriptionHead, 'plan' | 'due'>;
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
    // One that cannot be told of stays due, and stands before all others.
    return throughAll(due, ({ id }) => service.announce(id));
  };
  context.every('tell of subscriptions that time changed', ANNOUNCE_EVERY, announceDue);
  return { service, heads, announceDue };
}
