import { indexAt, type Period, periodOf } from '@tenantry/contracts/commercial/period';
import type { SubscriptionState } from '@tenantry/contracts/commercial/subscription';
import { z } from 'zod';
import {
  type Collection,
  type CollectionSpec,
  insertOne,
  positionOf,
  type Scalar,
} from '../storage/documents.ts';

/** Makes every index a positive number of as many digits, so that ids are in order. */
const ORIGIN = 10_000;

const storedSchema = z.object({
  /** `<tenantId>/<index + 10000>`: one insert fixes the bounds of a period. */
  id: z.string(),
  tenantId: z.string(),
  index: z.int(),
  from: z.string(),
  to: z.string(),
});
type StoredPeriod = z.infer<typeof storedSchema>;

export const periodsSpec: CollectionSpec<StoredPeriod, 'tenant'> = {
  name: 'subscription_periods',
  indexes: { tenant: ['tenantId', 'from'] },
  parse: value => storedSchema.parse(value),
};

/**
 * Periods, stored once they have begun. Time zones change their rules: what a period was reckoned to be when it began
 * stays, and the next one begins where it ended, whatever another version of the zone database says.
 */
export class PeriodBook {
  readonly #periods: Collection<StoredPeriod, 'tenant'>;

  private constructor(periods: Collection<StoredPeriod, 'tenant'>) {
    this.#periods = periods;
  }

  static async open(store: {
    collection(spec: CollectionSpec<StoredPeriod, 'tenant'>): Promise<Collection<StoredPeriod, 'tenant'>>;
  }): Promise<PeriodBook> {
    return new PeriodBook(await store.collection(periodsSpec));
  }

  /**
   * The period that an instant lies in; none before the subscription begins. Of a future one the bounds are what they
   * are reckoned to be, and it is not stored.
   */
  async at(state: SubscriptionState, at: number, now: number): Promise<Period | undefined> {
    if (at < Date.parse(state.startsAt)) return undefined;
    const last = await this.#lastUpTo(state.tenantId, Math.min(at, now));
    const known = last !== undefined && at < Date.parse(last.to) ? last : undefined;
    if (known !== undefined) return bounds(known);
    if (at > now) return future(state, last, at);
    await this.#write(state, last, at);
    const written = await this.#lastUpTo(state.tenantId, at);
    return written && bounds(written);
  }

  /** Those that have begun, newest first. */
  async list(
    state: SubscriptionState,
    now: number,
    page: { readonly limit: number; readonly after?: readonly Scalar[] },
  ): Promise<{ readonly periods: readonly Period[]; readonly next?: readonly Scalar[] }> {
    await this.at(state, now, now);
    const found = await this.#periods.scan({
      index: 'tenant',
      equals: [state.tenantId],
      descending: true,
      limit: page.limit + 1,
      ...(page.after && { after: page.after }),
    });
    const shown = found.slice(0, page.limit);
    const last = shown.at(-1);
    return {
      periods: shown.map(bounds),
      ...(found.length > page.limit && last && { next: positionOf(last, periodsSpec, 'tenant', 1) }),
    };
  }

  async #lastUpTo(tenantId: string, at: number): Promise<StoredPeriod | undefined> {
    const [last] = await this.#periods.scan({
      index: 'tenant',
      equals: [tenantId],
      before: new Date(at + 1).toISOString(),
      descending: true,
      limit: 1,
    });
    return last;
  }

  /** Whoever inserts a period first fixes it; the others read what it is. */
  async #write(state: SubscriptionState, last: StoredPeriod | undefined, at: number): Promise<void> {
    for (let before = last; before === undefined || Date.parse(before.to) <= at; ) {
      const next = stored(state, before);
      await insertOne(this.#periods, next);
      before = (await this.#periods.get(next.id)) ?? next;
    }
  }
}

function stored(state: SubscriptionState, before: StoredPeriod | undefined): StoredPeriod {
  const index = before === undefined ? indexAt(state, Date.parse(state.startsAt)) : before.index + 1;
  return {
    id: `${state.tenantId}/${String(index + ORIGIN).padStart(5, '0')}`,
    tenantId: state.tenantId,
    index,
    // The first one begins with the subscription, in the middle of a month of its trial perhaps.
    from: before === undefined ? state.startsAt : before.to,
    to: periodOf(state, index).to,
  };
}

function future(state: SubscriptionState, last: StoredPeriod | undefined, at: number): Period {
  let period = stored(state, last);
  while (Date.parse(period.to) <= at) period = stored(state, period);
  return bounds(period);
}

function bounds({ index, from, to }: Period): Period {
  return { index, from, to };
}
