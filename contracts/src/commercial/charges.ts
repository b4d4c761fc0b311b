import { type EffectiveAllowance, type EffectivePlan, resolvePlan } from './effective-plan.ts';
import { formatPrice, parsePrice } from './money.ts';
import { boundaryOf, indexAt, type Period, type Schedule } from './period.ts';
import type { PlanSpec, PriceInterval } from './plan.ts';
import type { RecurringCharge } from './rating.ts';
import { overridesAt, type SubscriptionState, termAt } from './subscription.ts';

/**
 * What a period of a subscription is charged for, beside usage; rating.ts says what it comes to.
 *
 * A change of plan or price in mid-period cuts it, and each piece costs its share, by the millisecond, of the interval
 * of its price. A yearly price is charged month by month in shares; the shares add up to it exactly. Intervals are
 * counted from the anchor, as periods are. A trial costs nothing.
 */
export interface Charges {
  readonly currency: string;
  readonly recurring: readonly RecurringCharge[];
  /**
   * The greatest that each meter was allowed at any time of the period, so that nothing is billed that was within the
   * allowance when it was used; policy and overage prices are those that held last. No overage prices in a trial.
   */
  readonly allowances: readonly EffectiveAllowance[];
  /**
   * Where an interval ends with the period: what is billed since `since` comes to at least `amount`, the minimum's
   * share of the time that it held.
   */
  readonly minimum?: { readonly amount: string; readonly since: string };
}

/** The plan of a tenant at an instant, resolved; none before the subscription began and after it ended. */
export function effectivePlanAt(
  state: SubscriptionState,
  at: string,
  specOf: (planId: string, version: number) => PlanSpec,
): EffectivePlan | undefined {
  const plan = termAt(state, at)?.plan;
  if (!plan) return undefined;
  const { planId, version, interval, addOns } = plan;
  return resolvePlan(
    {
      planId,
      planVersion: version,
      spec: specOf(planId, version),
      interval,
      currency: state.currency,
      addOns,
    },
    overridesAt(state, at),
  );
}

/** The interval of a price that an instant (milliseconds) lies in: a month or a year, counted from the anchor. */
export function intervalAt(
  schedule: Schedule,
  interval: PriceInterval,
  at: number,
): { readonly from: number; readonly to: number } {
  const index = indexAt(schedule, at);
  const months = interval === 'year' ? 12 : 1;
  const first = Math.floor(index / months) * months;
  return { from: boundaryOf(schedule, first), to: boundaryOf(schedule, first + months) };
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly plan: EffectivePlan;
}

export function chargesOf(
  state: SubscriptionState,
  period: Pick<Period, 'from' | 'to'>,
  specOf: (planId: string, version: number) => PlanSpec,
): Charges {
  const pieces = piecesOf(state, Date.parse(period.from), Date.parse(period.to), specOf);
  const paid = pieces.filter(({ from }) => from >= trialEnd(state));
  const minimum = minimumOf(state, period, specOf);
  return {
    currency: state.currency,
    recurring: merged(paid.flatMap(piece => recurringOf(state, piece))),
    allowances: allowancesOf(pieces, paid.length > 0),
    ...(minimum !== undefined && { minimum }),
  };
}

function trialEnd({ trialEndsAt, startsAt }: SubscriptionState): number {
  return Date.parse(trialEndsAt ?? startsAt);
}

/** A stretch of time, cut wherever plan, price or trial change. */
function piecesOf(
  state: SubscriptionState,
  from: number,
  to: number,
  specOf: (planId: string, version: number) => PlanSpec,
): Piece[] {
  const cuts = [
    ...state.terms.map(term => term.from),
    ...state.overrides.flatMap(override => [override.from, override.until]),
    state.trialEndsAt,
  ]
    .flatMap(at => (at === undefined ? [] : [Date.parse(at)]))
    .filter(at => at > from && at < to);
  const bounds = [from, ...new Set(cuts.toSorted((a, b) => a - b)), to];
  return bounds.slice(1).flatMap((end, index) => {
    const begin = bounds[index] ?? from;
    const plan = effectivePlanAt(state, new Date(begin).toISOString(), specOf);
    return plan === undefined ? [] : [{ from: begin, to: end, plan }];
  });
}

function recurringOf(state: SubscriptionState, { from, to, plan }: Piece): RecurringCharge[] {
  const interval = intervalAt(state, plan.interval, from);
  const share = { from: from - interval.from, to: to - interval.from, of: interval.to - interval.from };
  return [
    { kind: 'base', key: plan.planId, unitPrice: plan.basePrice.amount, quantity: 1n, share },
    ...plan.addOns.map(
      ({ key, quantity, unitPrice }): RecurringCharge => ({
        kind: 'addOn',
        key,
        unitPrice,
        quantity: BigInt(quantity),
        share,
      }),
    ),
  ];
}

/** What goes on unchanged over a cut is one line, and is rounded once. */
function merged(charges: readonly RecurringCharge[]): RecurringCharge[] {
  const lines: RecurringCharge[] = [];
  for (const charge of charges) {
    const at = lines.findIndex(line => continues(line, charge));
    const line = lines[at];
    if (line?.share === undefined || charge.share === undefined) lines.push(charge);
    else lines[at] = { ...line, share: { ...line.share, to: charge.share.to } };
  }
  return lines;
}

function continues(line: RecurringCharge, next: RecurringCharge): boolean {
  return (
    line.kind === next.kind &&
    line.key === next.key &&
    line.unitPrice === next.unitPrice &&
    line.quantity === next.quantity &&
    line.share?.of === next.share?.of &&
    line.share?.to === next.share?.from
  );
}

function allowancesOf(pieces: readonly Piece[], billed: boolean): EffectiveAllowance[] {
  const byMeter = new Map<string, EffectiveAllowance>();
  for (const allowance of pieces.flatMap(({ plan }) => plan.allowances)) {
    const before = byMeter.get(allowance.meter)?.quantity ?? '0';
    const { tiers, ...rest } = allowance;
    byMeter.set(allowance.meter, {
      ...rest,
      ...(billed && tiers !== undefined && { tiers }),
      quantity: greater(before, allowance.quantity),
    });
  }
  return [...byMeter.values()];
}

function greater<Q extends EffectiveAllowance['quantity']>(a: Q, b: Q): Q {
  if (a === 'unlimited' || b === 'unlimited') return a === 'unlimited' ? a : b;
  return BigInt(a) > BigInt(b) ? a : b;
}

function minimumOf(
  state: SubscriptionState,
  period: Pick<Period, 'from' | 'to'>,
  specOf: (planId: string, version: number) => PlanSpec,
): Charges['minimum'] {
  const end = Date.parse(period.to);
  const last = piecesOf(state, Date.parse(period.from), end, specOf).at(-1);
  if (last === undefined) return undefined;
  const interval = intervalAt(state, last.plan.interval, last.from);
  // An interval ends with its last period, or with the period in which the subscription ends.
  if (interval.to !== end && last.to === end) return undefined;
  let units = 0n;
  for (const { from, to, plan } of piecesOf(state, interval.from, interval.to, specOf)) {
    if (from < trialEnd(state) || plan.minimum === undefined) continue;
    if (plan.interval !== last.plan.interval) continue;
    units += (parsePrice(plan.minimum.amount) * BigInt(to - from)) / BigInt(interval.to - interval.from);
  }
  if (units === 0n) return undefined;
  return { amount: formatPrice(units), since: new Date(interval.from).toISOString() };
}
