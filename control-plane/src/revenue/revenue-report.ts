import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PlanSpec } from '@tenantry/contracts/commercial/plan';
import {
  type CustomerRevenue,
  MOST_REVENUE_CUSTOMERS,
  monthlyOf,
  movementOf,
  REVENUE_DEFINITIONS,
  type RevenueBody,
  type RevenueCustomersBody,
  type RevenueMovement,
  RevenueSum,
} from '@tenantry/contracts/commercial/revenue';
import { type SubscriptionState, termAt } from '@tenantry/contracts/commercial/subscription';
import type { Context } from '../context.ts';
import { Problem } from '../http/problem.ts';
import { WorkLine } from '../http/work-line.ts';
import type { BillingEntries, BillingEntry } from '../invoices/billing-accounts.ts';
import { specsOf } from '../invoices/specs-of.ts';
import type { PlanService } from '../plans/service.ts';
import { type Collection, scanAll } from '../storage/documents.ts';
import type { SubscriptionService } from '../subscriptions/service.ts';
import type { SubscriptionHead } from '../subscriptions/subscription.ts';

export interface RevenueParts {
  readonly heads: Collection<SubscriptionHead, 'plan' | 'due'>;
  readonly subscriptions: Pick<SubscriptionService, 'known'>;
  readonly plans: Pick<PlanService, 'specOf'>;
  readonly entries: BillingEntries;
}

/** RFC 3339, UTC. */
export interface RevenueTimes {
  readonly from: string;
  readonly asOf: string;
  readonly knownAt: string;
}

interface Sums {
  readonly recurring: RevenueSum;
  billedMinor: bigint;
  usageMinor: bigint;
}

interface WantedCustomers {
  readonly currency?: string | undefined;
  readonly movement?: RevenueMovement | undefined;
}

interface KnownCustomer extends CustomerRevenue {
  readonly tenantId: string;
  readonly state: SubscriptionState;
}

interface Listed extends CustomerRevenue {
  readonly tenantId: string;
  readonly currency: string;
  readonly movement: RevenueMovement;
  readonly plan: { readonly planId: string; readonly version: number } | undefined | null;
}

/** Subscriptions between two pauses in which others are served. */
const AT_ONCE = 200;
/** How long an answer is given again; one about now says of what time it is. */
const KEPT_MS = 10_000;
const MOST_KEPT = 50;
/** One is reckoned at a time. Of those that wait none is long: whoever waits longer reads it no more. */
const LINE = { atOnce: 1, waiting: 8, comeAgain: 5 };

/**
 * Revenue over all tenants. One walk over the heads of subscriptions, in pages, with a pause after each; the history of
 * a subscription is read only where it changed after `knownAt`. Of statements, only those made in the time are read.
 * One report is reckoned at a time, a few wait, and the last ones are kept, so that no number of readers makes it more
 * work.
 */
export class RevenueReport {
  readonly #parts: RevenueParts;
  readonly #clock: Context['clock'];
  readonly #kept = new Map<string, { readonly until: number; readonly report: Promise<RevenueBody> }>();
  readonly #line = new WorkLine(LINE);

  constructor(clock: Context['clock'], parts: RevenueParts) {
    this.#clock = clock;
    this.#parts = parts;
  }

  /**
   * @param key What was asked: whoever asks the same a little later is given the same.
   * @throws Problem unavailable when too many wait
   */
  of(times: RevenueTimes, key = JSON.stringify(times)): Promise<RevenueBody> {
    const now = this.#clock.now();
    const kept = this.#kept.get(key);
    if (kept !== undefined && now < kept.until) return kept.report;
    const report = this.#line.run(() => this.#reckon(times));
    this.#kept.delete(key);
    this.#kept.set(key, { until: now + KEPT_MS, report });
    report.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
    return report;
  }

  async #reckon(times: RevenueTimes): Promise<RevenueBody> {
    const byCurrency = new Map<string, Sums>();
    const sumsOf = (currency: string): Sums => {
      const sums = byCurrency.get(currency) ?? {
        recurring: new RevenueSum(),
        billedMinor: 0n,
        usageMinor: 0n,
      };
      byCurrency.set(currency, sums);
      return sums;
    };
    await this.#addSubscriptions(times, sumsOf);
    await this.#addStatements(times, sumsOf);
    const currencies = [...byCurrency].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return {
      ...times,
      definitions: REVENUE_DEFINITIONS,
      currencies: currencies.map(([currency, sums]) => bodyOf(currency, sums)),
    };
  }

  /**
   * The customers behind the figures: who moved most first, then who pays most. One list is made at a time.
   * @throws Problem unavailable when too many wait
   */
  customers(times: RevenueTimes, wanted: WantedCustomers): Promise<RevenueCustomersBody> {
    return this.#line.run(() => this.#list(times, wanted));
  }

  async #list(times: RevenueTimes, { currency, movement }: WantedCustomers): Promise<RevenueCustomersBody> {
    const found: Listed[] = [];
    for await (const { state, tenantId, ...customer } of this.#known(times)) {
      const moved = movementOf(customer);
      if (moved === undefined || (movement !== undefined && moved !== movement)) continue;
      if (currency !== undefined && state.currency !== currency) continue;
      const plan = termAt(state, times.asOf)?.plan ?? termAt(state, times.from)?.plan;
      found.push({ tenantId, currency: state.currency, movement: moved, plan, ...customer });
    }
    const items = found.toSorted(byMovement).slice(0, MOST_REVENUE_CUSTOMERS);
    return {
      ...times,
      total: found.length,
      items: items.map(({ plan, fromMinor, toMinor, paidBefore: _, ...rest }) => ({
        ...rest,
        ...(plan && { plan: `${plan.planId}@${plan.version}` }),
        fromMinor: String(fromMinor),
        toMinor: String(toMinor),
      })),
    };
  }

  async #addSubscriptions(times: RevenueTimes, sumsOf: (currency: string) => Sums): Promise<void> {
    for await (const { state, ...customer } of this.#known(times)) {
      sumsOf(state.currency).recurring.add(customer);
    }
  }

  /** Every subscription that was known of, with what it pays at both ends. */
  async *#known(times: RevenueTimes): AsyncGenerator<KnownCustomer> {
    const specs = new Map<string, PlanSpec>();
    let seen = 0;
    for await (const head of scanAll(this.#parts.heads, {}, AT_ONCE)) {
      if (++seen % AT_ONCE === 0) await nextTurn();
      const state = await this.#knownState(head, times.knownAt);
      if (state === undefined) continue;
      const specOf = await specsOf(this.#parts.plans, [state], specs);
      const at = (time: string) => monthlyOf(state, time, specOf);
      const [fromMinor, toMinor] = [at(times.from), at(times.asOf)];
      const isNew = fromMinor === 0n && toMinor > 0n;
      const paidBefore = isNew && instantsBefore(state, times.from).some(time => at(time) > 0n);
      yield { tenantId: head.id, state, fromMinor, toMinor, paidBefore };
    }
  }

  async #knownState(head: SubscriptionHead, knownAt: string): Promise<SubscriptionState | undefined> {
    if (head.at <= knownAt) return head.state;
    return this.#parts.subscriptions.known(head.id, knownAt).then(
      ({ state }) => state,
      error => {
        if (error instanceof Problem && error.code === 'not_found') return undefined;
        throw error;
      },
    );
  }

  /** A statement counts when it was made, and not at all when it was void by then. */
  async #addStatements(
    { from, asOf, knownAt }: RevenueTimes,
    sumsOf: (currency: string) => Sums,
  ): Promise<void> {
    const voided = new Set<string>();
    for await (const entry of scanAll(this.#parts.entries, { index: 'kind', equals: ['void'] })) {
      if (entry.at <= knownAt) voided.add(statementOf(entry));
    }
    const before = asOf < knownAt ? asOf : knownAt;
    const range = { index: 'kind', equals: ['statement'], from, before } as const;
    for await (const entry of scanAll(this.#parts.entries, range, AT_ONCE)) {
      if (entry.currency === undefined || voided.has(statementOf(entry))) continue;
      const sums = sumsOf(entry.currency);
      sums.billedMinor += BigInt(entry.amountMinor);
      sums.usageMinor += BigInt(entry.usageMinor ?? '0');
    }
  }
}

function statementOf({ tenantId, statement }: BillingEntry): string {
  return `${tenantId}/${statement ?? 0}`;
}

function byMovement(a: Listed, b: Listed): number {
  const moved = ({ fromMinor, toMinor }: Listed) =>
    toMinor > fromMinor ? toMinor - fromMinor : fromMinor - toMinor;
  return sign(moved(b) - moved(a)) || sign(b.toMinor - a.toMinor) || (a.tenantId < b.tenantId ? -1 : 1);
}

const sign = (difference: bigint): number => (difference > 0n ? 1 : difference < 0n ? -1 : 0);

/** Every time before another at which what is paid may have become something else. */
function instantsBefore(
  { terms, overrides, trialEndsAt }: SubscriptionState,
  before: string,
): readonly string[] {
  const times = [
    ...terms.map(({ from }) => from),
    ...overrides.flatMap(({ from, until }) => [from, until]),
    trialEndsAt,
  ];
  return times.flatMap(time => (time !== undefined && time < before ? [time] : []));
}

function bodyOf(
  currency: string,
  { recurring, billedMinor, usageMinor }: Sums,
): RevenueBody['currencies'][number] {
  const { netRetention, grossRetention, revenueChurn, customerChurn } = recurring;
  return {
    currency,
    mrrMinor: String(recurring.endMinor),
    arrMinor: String(recurring.endMinor * 12n),
    startMrrMinor: String(recurring.startMinor),
    newMinor: String(recurring.newMinor),
    reactivationMinor: String(recurring.reactivationMinor),
    expansionMinor: String(recurring.expansionMinor),
    contractionMinor: String(recurring.contractionMinor),
    churnMinor: String(recurring.churnMinor),
    customers: recurring.endCustomers,
    startCustomers: recurring.startCustomers,
    newCustomers: recurring.newCustomers,
    churnedCustomers: recurring.churnedCustomers,
    ...(netRetention !== undefined && { netRevenueRetention: netRetention }),
    ...(grossRetention !== undefined && { grossRevenueRetention: grossRetention }),
    ...(revenueChurn !== undefined && { revenueChurn }),
    ...(customerChurn !== undefined && { customerChurn }),
    billedMinor: String(billedMinor),
    billedUsageMinor: String(usageMinor),
  };
}
