import type { EffectiveAllowance, EffectivePlan } from '@tenantry/contracts/commercial/effective-plan';
import { ceilingOf } from '@tenantry/contracts/commercial/entitlement';
import { formatPrice, parsePrice } from '@tenantry/contracts/commercial/money';
import type {
  AllowanceChange,
  SubscriptionChangePreviewBody,
} from '@tenantry/contracts/commercial/plan-change-preview';
import type { SubscriptionState, Term } from '@tenantry/contracts/commercial/subscription';

/** What changes between two plans, side by side. Pure. */

export function allowanceChanges(
  before: EffectivePlan | undefined,
  after: EffectivePlan,
  used: ReadonlyMap<string, bigint | undefined>,
): AllowanceChange[] {
  const meters = new Set([...(before?.allowances ?? []), ...after.allowances].map(({ meter }) => meter));
  return [...meters].map(meter => {
    const side = (plan: EffectivePlan | undefined) =>
      sideOf(plan?.allowances.find(one => one.meter === meter));
    const limited = side(after);
    const value = used.get(meter);
    const over =
      value === undefined || limited === null || limited.quantity === 'unlimited'
        ? 0n
        : value - BigInt(limited.quantity);
    return {
      meter,
      before: side(before),
      after: limited,
      used: value?.toString() ?? null,
      over: (over > 0n ? over : 0n).toString(),
    };
  });
}

function sideOf(allowance: EffectiveAllowance | undefined): AllowanceChange['before'] {
  if (allowance === undefined) return null;
  const { quantity, policy } = allowance;
  return { quantity, policy, ceiling: ceilingOf(allowance)?.toString() ?? null };
}

/** Base price and add-ons of a whole interval. */
export function priceOf(plan: EffectivePlan): SubscriptionChangePreviewBody['price']['after'] {
  const units = plan.addOns.reduce(
    (sum, { unitPrice, quantity }) => sum + parsePrice(unitPrice) * BigInt(quantity),
    parsePrice(plan.basePrice.amount),
  );
  return {
    interval: plan.interval,
    amount: formatPrice(units),
    ...(plan.minimum && { minimum: plan.minimum.amount }),
  };
}

export function flagChanges(
  before: EffectivePlan | undefined,
  after: EffectivePlan,
): SubscriptionChangePreviewBody['flags'] {
  const had = before?.featureFlags ?? {};
  const flags = new Set([...Object.keys(had), ...Object.keys(after.featureFlags)]);
  return [...flags]
    .toSorted()
    .map(flag => ({ flag, before: had[flag] ?? null, after: after.featureFlags[flag] ?? null }))
    .filter(flag => flag.before !== flag.after);
}

/** What is scheduled, and would not come. */
export function replacedBy(state: SubscriptionState, after: SubscriptionState, at: string): Term | undefined {
  return state.terms.find(
    ({ from, plan }) =>
      from > at &&
      !after.terms.some(term => term.from === from && JSON.stringify(term.plan) === JSON.stringify(plan)),
  );
}
