import type { components } from '@tenantry/contracts/client/schema.generated';
import type { Subscription } from '../data/types.ts';

type PlanVersion = components['schemas']['PlanVersion'];
export type Interval = 'month' | 'year';
export type When = 'now' | 'periodEnd';

/** What a plan is asked for with; what is previewed and what is carried out are this, word for word. */
export interface PlanChoice {
  readonly planId: string;
  readonly interval: Interval;
  readonly addOns: readonly { readonly key: string; readonly quantity: number }[];
  readonly when: When;
}

/** How a plan can be paid for, in a currency. */
export function intervalsOf(plan: PlanVersion | undefined, currency: string | undefined): Interval[] {
  const prices =
    plan?.spec.prices.filter(price => currency === undefined || price.currency === currency) ?? [];
  return [...new Set(prices.map(({ interval }) => interval))].sort();
}

/** How many of each add-on a plan is begun with: those that the tenant has, as far as the plan has them. */
export function keptAddOns(
  plan: PlanVersion | undefined,
  had: Subscription['plan'] | undefined,
): Record<string, string> {
  return Object.fromEntries(
    (plan?.spec.addOns ?? []).map(({ key }) => [
      key,
      String(had?.addOns.find(addOn => addOn.key === key)?.quantity ?? 0),
    ]),
  );
}

/** Quantities as typed, without those of none. undefined: one of them is no whole number. */
export function addOnsOf(typed: Readonly<Record<string, string>>): PlanChoice['addOns'] | undefined {
  const entries = Object.entries(typed).map(([key, text]) => ({ key, text: text.trim() || '0' }));
  if (entries.some(({ text }) => !/^\d{1,6}$/.test(text))) return undefined;
  return entries
    .map(({ key, text }) => ({ key, quantity: Number(text) }))
    .filter(({ quantity }) => quantity > 0);
}
