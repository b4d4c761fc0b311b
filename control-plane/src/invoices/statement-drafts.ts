import type { Charges } from '@tenantry/contracts/commercial/charges';
import type { Period } from '@tenantry/contracts/commercial/period';
import { ratePeriod } from '@tenantry/contracts/commercial/rating';
import type { EarlierInputs, PeriodInputs, StatementInputs } from '@tenantry/contracts/commercial/statement';
import type { BillingDetails } from '@tenantry/contracts/commercial/statement-api';
import { adjustmentsOf, billedOf, ratingInputOf } from '@tenantry/contracts/commercial/statement-making';
import type { SubscriptionState } from '@tenantry/contracts/commercial/subscription';
import type { BillingHistory } from './billing-history.ts';
import { newsOf } from './ledger-news.ts';
import { countUsage, type UsageSource } from './rate-usage.ts';

/** Of one subscription as it is known: what any period is charged for. */
export interface KnownSubscription {
  readonly state: SubscriptionState;
  readonly version: number;
  charges(period: Pick<Period, 'from' | 'to'>): Charges;
}

export interface DraftParts {
  readonly tenantId: string;
  readonly subscription: KnownSubscription;
  readonly history: BillingHistory;
  readonly details: BillingDetails;
  /** The period to bill, and all before it, oldest first. */
  readonly period: Period;
  readonly before: readonly Period[];
  /** RFC 3339, UTC. */
  readonly closedAt: string;
}

export interface Draft {
  readonly inputs: StatementInputs;
  /** Milliseconds since 1970: every event that was accepted before is in it. */
  readonly asOf: number;
}

/**
 * Gathers what a statement is made from. Nobody keeps track of what changed in earlier periods: each is rated anew by
 * what ledger and subscription say now, and held against what all statements have billed for it. A late event, a void,
 * an amended quantity, an override that was written down afterwards and a statement that was taken back are then all
 * the same: a difference.
 */
export async function draftStatement(source: UsageSource, parts: DraftParts): Promise<Draft> {
  const { tenantId, subscription, history, details, period, before, closedAt } = parts;
  const { currency } = subscription.state;
  const billed = history.billed();
  const rated: { readonly from: string; readonly totalMinor: bigint }[] = [];
  const earlier: EarlierInputs[] = [];
  let asOf = Number.POSITIVE_INFINITY;
  let current: PeriodInputs | undefined;
  for (const one of [...before, period]) {
    const known = history.usageOf(one.index);
    const charges = subscription.charges(one);
    const counted = await countUsage(source, tenantId, one, charges.allowances, known);
    asOf = Math.min(asOf, counted.asOf);
    const inputs = inputsOf(one, charges, counted.usage, rated);
    rated.push({ from: one.from, totalMinor: ratePeriod(ratingInputOf(inputs, currency)).totalMinor });
    if (one === period) current = inputs;
    else {
      const candidate: EarlierInputs = {
        ...inputs,
        billed: billedOf(billed.get(one.index) ?? []),
        before: known.usage.map(({ meter, used, entries, memberHash }) => ({
          meter,
          used,
          entries,
          memberHash,
        })),
        news: [],
        ...(known.statement !== undefined && { statement: known.statement }),
      };
      if (adjustmentsOf(candidate, currency).length === 0) continue;
      earlier.push({ ...candidate, news: await newsOf(source, tenantId, candidate, known) });
    }
  }
  if (current === undefined) throw new Error('a statement is of a period');
  const inputs: StatementInputs = {
    tenantId,
    number: (history.last?.number ?? 0) + 1,
    currency,
    closedAt,
    asOf: new Date(Math.min(asOf, Date.parse(closedAt))).toISOString(),
    subscriptionVersion: subscription.version,
    plans: plansIn(subscription.state, period),
    overrides: overridesIn(subscription.state, period),
    current,
    earlier,
    credits: history.openCredits(),
    ...(details.tax && { tax: details.tax }),
    ...(details.taxId !== undefined && { taxId: details.taxId }),
    ...(details.purchaseOrder !== undefined && { purchaseOrder: details.purchaseOrder }),
    paymentTermsDays: details.paymentTermsDays,
  };
  return { inputs, asOf };
}

function inputsOf(
  period: Period,
  { recurring, minimum }: Charges,
  usage: PeriodInputs['usage'] | readonly PeriodInputs['usage'][number][],
  rated: readonly { readonly from: string; readonly totalMinor: bigint }[],
): PeriodInputs {
  const sameInterval = minimum ? rated.filter(({ from }) => from >= minimum.since) : [];
  return {
    period: { index: period.index, from: period.from, to: period.to },
    recurring: recurring.map(({ quantity, ...charge }) => ({ ...charge, quantity: String(quantity) })),
    usage: [...usage],
    ...(minimum && {
      minimum: {
        ...minimum,
        billedMinor: String(sameInterval.reduce((sum, { totalMinor }) => sum + totalMinor, 0n)),
      },
    }),
  };
}

function plansIn({ terms }: SubscriptionState, { from, to }: Period): StatementInputs['plans'] {
  return terms.flatMap((term, at) => {
    const until = terms[at + 1]?.from;
    if (term.plan === null || term.from >= to || (until !== undefined && until <= from)) return [];
    return [{ from: term.from, plan: `${term.plan.planId}@${term.plan.version}` }];
  });
}

function overridesIn({ overrides }: SubscriptionState, { from, to }: Period): string[] {
  return overrides
    .filter(override => override.from < to && (override.until === undefined || override.until > from))
    .map(({ id }) => id);
}
