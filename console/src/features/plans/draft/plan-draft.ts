import type { components } from '@tenantry/contracts/client/schema.generated';
import { decimalOf } from '../../../shared/format/decimal.ts';
import type { PlanSpec } from '../data/types.ts';

type SpecInput = components['schemas']['PlanSpec'];
type Interval = PlanSpec['prices'][number]['interval'];
type Policy = PlanSpec['allowances'][number]['policy'];
type UsageAction = 'none' | 'notify' | 'throttle' | 'suspend';
type OverdueAction = 'none' | 'notify' | 'suspend';

/** A plan as it is typed: plain JSON, every number a text, so that half a number can be kept. */
export interface PlanDraft {
  displayName: string;
  description: string;
  tier: string;
  supportTier: PlanSpec['supportTier'];
  trialDays: string;
  prices: PriceDraft[];
  allowances: AllowanceDraft[];
  addOns: AddOnDraft[];
  flags: FlagDraft[];
  enforced: boolean;
  usage: { action: UsageAction; notifyAt: string; atPercent: string; notice: string };
  overdue: {
    action: OverdueAction;
    remindAfter: string;
    warnAfter: string;
    noticeAfter: string;
    notice: string;
  };
}
export interface PriceDraft {
  interval: Interval;
  currency: string;
  amount: string;
  minimum: string;
}
export interface AllowanceDraft {
  meter: string;
  unlimited: boolean;
  quantity: string;
  policy: Policy;
  gracePercent: string;
  action: UsageAction | '';
  atPercent: string;
  overage: { currency: string; tiers: { upTo: string; unitPrice: string }[] }[];
}
export interface AddOnDraft {
  key: string;
  displayName: string;
  maxQuantity: string;
  prices: { interval: Interval; currency: string; amount: string }[];
  allowances: { meter: string; quantity: string }[];
  flags: FlagDraft[];
}
export interface FlagDraft {
  flag: string;
  on: boolean;
}

const USUAL_USAGE = { action: 'notify', notifyAt: '80, 100', atPercent: '', notice: 'P7D' } as const;
const USUAL_OVERDUE = {
  action: 'notify',
  remindAfter: '1, 7',
  warnAfter: '14',
  noticeAfter: '21',
  notice: 'P7D',
} as const;

const flagsOf = (flags: Readonly<Record<string, boolean>>): FlagDraft[] =>
  Object.entries(flags).map(([flag, on]) => ({ flag, on }));
const textOf = (value: number | undefined): string => (value === undefined ? '' : String(value));

export function draftOf(spec: PlanSpec): PlanDraft {
  const { usage, overdue } = spec.enforcement ?? {};
  return {
    displayName: spec.displayName,
    description: spec.description,
    tier: spec.tier,
    supportTier: spec.supportTier,
    trialDays: String(spec.trialDays),
    prices: spec.prices.map(({ minimum = '', ...price }) => ({ ...price, minimum })),
    allowances: spec.allowances.map(allowance => ({
      meter: allowance.meter,
      unlimited: allowance.quantity === 'unlimited',
      quantity: allowance.quantity === 'unlimited' ? '' : allowance.quantity,
      policy: allowance.policy,
      gracePercent: textOf(allowance.gracePercent),
      action: allowance.enforcement?.action ?? '',
      atPercent: textOf(allowance.enforcement?.atPercent),
      overage: allowance.overage.map(({ currency, tiers }) => ({
        currency,
        tiers: tiers.map(({ upTo = '', unitPrice }) => ({ upTo, unitPrice })),
      })),
    })),
    addOns: spec.addOns.map(addOn => ({
      key: addOn.key,
      displayName: addOn.displayName,
      maxQuantity: String(addOn.maxQuantity),
      prices: addOn.prices.map(price => ({ ...price })),
      allowances: addOn.allowances.map(allowance => ({ ...allowance })),
      flags: flagsOf(addOn.featureFlags),
    })),
    flags: flagsOf(spec.featureFlags),
    enforced: spec.enforcement !== undefined,
    usage: usage
      ? {
          action: usage.action,
          notifyAt: usage.notifyAtPercent.join(', '),
          atPercent: textOf(usage.atPercent),
          notice: usage.notice,
        }
      : { ...USUAL_USAGE },
    overdue: overdue
      ? {
          action: overdue.action,
          remindAfter: overdue.remindAfterDays.join(', '),
          warnAfter: String(overdue.warnAfterDays),
          noticeAfter: String(overdue.noticeAfterDays),
          notice: overdue.notice,
        }
      : { ...USUAL_OVERDUE },
  };
}

// What is no number is sent as it stands out: the control plane says at which field.
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
const maybeNumber = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));
const numbersOf = (text: string): number[] =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
const recordOf = (flags: readonly FlagDraft[]): Record<string, boolean> =>
  Object.fromEntries(flags.map(({ flag, on }) => [flag.trim(), on]));
const plain = (text: string): string => text.trim().replace(/[\s\u202F']/g, '');
const priceOf = (text: string): string => decimalOf(text) ?? plain(text);

/** What is sent for a draft. */
export function specOf(draft: PlanDraft): SpecInput {
  return {
    displayName: draft.displayName.trim(),
    description: draft.description.trim(),
    tier: draft.tier.trim(),
    supportTier: draft.supportTier,
    trialDays: numberOf(draft.trialDays),
    prices: draft.prices.map(({ interval, currency, amount, minimum }) => ({
      interval,
      currency: currency.trim().toUpperCase(),
      amount: priceOf(amount),
      ...(minimum.trim() !== '' && { minimum: priceOf(minimum) }),
    })),
    allowances: draft.allowances.map(allowanceOf),
    addOns: draft.addOns.map(({ key, displayName, maxQuantity, prices, allowances, flags }) => ({
      key: key.trim(),
      displayName: displayName.trim(),
      maxQuantity: numberOf(maxQuantity),
      prices: prices.map(price => ({
        ...price,
        currency: price.currency.trim().toUpperCase(),
        amount: priceOf(price.amount),
      })),
      allowances: allowances.map(({ meter, quantity }) => ({
        meter: meter.trim(),
        quantity: plain(quantity),
      })),
      featureFlags: recordOf(flags),
    })),
    featureFlags: recordOf(draft.flags),
    ...(draft.enforced && { enforcement: enforcementOf(draft) }),
  };
}

function allowanceOf(draft: AllowanceDraft): NonNullable<SpecInput['allowances']>[number] {
  const gracePercent = draft.policy === 'grace' ? maybeNumber(draft.gracePercent) : undefined;
  const atPercent = maybeNumber(draft.atPercent);
  return {
    meter: draft.meter.trim(),
    quantity: draft.unlimited ? 'unlimited' : plain(draft.quantity),
    policy: draft.policy,
    ...(gracePercent !== undefined && { gracePercent }),
    overage: draft.overage.map(({ currency, tiers }) => ({
      currency: currency.trim().toUpperCase(),
      tiers: tiers.map(({ upTo, unitPrice }) => ({
        ...(upTo.trim() !== '' && { upTo: plain(upTo) }),
        unitPrice: priceOf(unitPrice),
      })),
    })),
    ...((draft.action !== '' || atPercent !== undefined) && {
      enforcement: {
        ...(draft.action !== '' && { action: draft.action }),
        ...(atPercent !== undefined && { atPercent }),
      },
    }),
  };
}

function enforcementOf({ usage, overdue }: PlanDraft): NonNullable<SpecInput['enforcement']> {
  const atPercent = maybeNumber(usage.atPercent);
  return {
    usage: {
      action: usage.action,
      notifyAtPercent: numbersOf(usage.notifyAt),
      ...(atPercent !== undefined && { atPercent }),
      notice: usage.notice.trim(),
    },
    overdue: {
      action: overdue.action,
      remindAfterDays: numbersOf(overdue.remindAfter),
      warnAfterDays: numberOf(overdue.warnAfter),
      noticeAfterDays: numberOf(overdue.noticeAfter),
      notice: overdue.notice.trim(),
    },
  };
}

/** What a new plan begins with: a monthly price that is to be set before it is published. */
export function blankSpec(displayName: string, tier: string): SpecInput {
  return {
    displayName,
    tier,
    supportTier: 'standard',
    prices: [{ interval: 'month', currency: 'EUR', amount: '0' }],
  };
}

/** As what is published: so that a draft can be held against it before it is saved. */
export function specShown(spec: SpecInput): PlanSpec {
  const { enforcement, ...rest } = spec;
  return {
    ...rest,
    description: spec.description ?? '',
    allowances: (spec.allowances ?? []).map(({ overage = [], ...allowance }) => ({ ...allowance, overage })),
    addOns: (spec.addOns ?? []).map(({ maxQuantity = 1, allowances = [], featureFlags = {}, ...addOn }) => ({
      ...addOn,
      maxQuantity,
      allowances,
      featureFlags,
    })),
    featureFlags: spec.featureFlags ?? {},
    trialDays: spec.trialDays ?? 0,
    ...(enforcement?.usage &&
      enforcement.overdue && {
        enforcement: {
          usage: {
            action: enforcement.usage.action ?? 'notify',
            notifyAtPercent: enforcement.usage.notifyAtPercent ?? [],
            ...(enforcement.usage.atPercent !== undefined && { atPercent: enforcement.usage.atPercent }),
            notice: enforcement.usage.notice ?? '',
          },
          overdue: {
            action: enforcement.overdue.action ?? 'notify',
            remindAfterDays: enforcement.overdue.remindAfterDays ?? [],
            warnAfterDays: enforcement.overdue.warnAfterDays ?? 0,
            noticeAfterDays: enforcement.overdue.noticeAfterDays ?? 0,
            notice: enforcement.overdue.notice ?? '',
          },
        },
      }),
  };
}
