import type { components } from '@tenantry/contracts/client/schema.generated';
import { decimal } from '../../../shared/roi/roi-draft.ts';
import type { Extras } from '../draft/use-extras.ts';

type PlanVersion = components['schemas']['PlanVersion'];
const SUPPORT = ['community', 'standard', 'premium'];

/**
 * The cheapest plan that has room for what the customer expects and the help that it wants; nothing without an answer.
 * `short` names the meters that even that plan has no room for: they would cost more, or stop.
 */
export function recommendedPlan(
  plans: readonly PlanVersion[],
  { expects, support }: Extras,
  currency: string | undefined,
):
  | { readonly planId: string; readonly meters: readonly string[]; readonly short: readonly string[] }
  | undefined {
  const wanted = Object.entries(expects).flatMap(([meter, text]) => {
    const units = Number(decimal(text));
    return text.trim() !== '' && Number.isFinite(units) && units > 0 ? [{ meter, units }] : [];
  });
  if (wanted.length === 0 && support === '') return undefined;
  const rated = plans
    .filter(({ spec }) => SUPPORT.indexOf(spec.supportTier) >= SUPPORT.indexOf(support))
    .map(plan => ({
      planId: plan.planId,
      price: monthlyPrice(plan, currency),
      short: wanted.filter(({ meter, units }) => !hasRoom(plan, meter, units)).map(({ meter }) => meter),
    }))
    .sort((a, b) => a.short.length - b.short.length || a.price - b.price);
  const [best] = rated;
  return best && { planId: best.planId, short: best.short, meters: wanted.map(({ meter }) => meter) };
}

function hasRoom({ spec }: PlanVersion, meter: string, units: number): boolean {
  const allowance = spec.allowances.find(one => one.meter === meter);
  return allowance === undefined || allowance.quantity === 'unlimited' || Number(allowance.quantity) >= units;
}

/** Only to put plans into an order: no money is reckoned with it. */
function monthlyPrice({ spec }: PlanVersion, currency: string | undefined): number {
  const found =
    spec.prices.find(price => price.interval === 'month' && price.currency === currency) ?? spec.prices[0];
  if (found === undefined) return Number.POSITIVE_INFINITY;
  return Number(found.minimum ?? found.amount) / (found.interval === 'year' ? 12 : 1);
}
