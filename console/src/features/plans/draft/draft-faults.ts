import { decimalOf, isCurrencyCode } from '../../../shared/format/decimal.ts';
import type { PlanDraft } from './plan-draft.ts';

export type DraftFault = 'missing' | 'price' | 'currency';

/** What cannot be read as an amount or a currency, by the pointers that the control plane names fields with. */
export function draftFaults({ prices, allowances, addOns }: PlanDraft): ReadonlyMap<string, DraftFault> {
  const faults = new Map<string, DraftFault>();
  const look = (at: string, typed: string, fault: DraftFault, good: boolean) => {
    if (typed.trim() === '') faults.set(at, 'missing');
    else if (!good) faults.set(at, fault);
  };
  const price = (at: string, typed: string) => look(at, typed, 'price', decimalOf(typed) !== undefined);
  const currency = (at: string, typed: string) => look(at, typed, 'currency', isCurrencyCode(typed));
  const list = (at: string, of: readonly { currency: string; amount: string; minimum?: string }[]) => {
    for (const [nth, one] of of.entries()) {
      currency(`${at}/${nth}/currency`, one.currency);
      price(`${at}/${nth}/amount`, one.amount);
      if (one.minimum?.trim()) price(`${at}/${nth}/minimum`, one.minimum);
    }
  };
  list('/spec/prices', prices);
  for (const [nth, { overage }] of allowances.entries())
    for (const [nr, table] of overage.entries()) {
      const at = `/spec/allowances/${nth}/overage/${nr}`;
      currency(`${at}/currency`, table.currency);
      for (const [step, { unitPrice }] of table.tiers.entries())
        price(`${at}/tiers/${step}/unitPrice`, unitPrice);
    }
  for (const [nth, addOn] of addOns.entries()) list(`/spec/addOns/${nth}/prices`, addOn.prices);
  return faults;
}
