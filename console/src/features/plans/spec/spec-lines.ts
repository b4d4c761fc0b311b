import type { PlanSpec } from '../data/types.ts';

export const GROUPS = ['about', 'price', 'allowance', 'addOn', 'flag', 'enforcement'] as const;

/** One thing that a plan says, in words: `key` is the same in all versions. */
export interface SpecLine {
  readonly key: string;
  readonly group: (typeof GROUPS)[number];
  readonly title: string;
  readonly value: string;
}

/** How a plan is put in words; pure, so that two versions can be held against each other. */
export interface Words {
  t(key: string, named?: Record<string, unknown>): string;
  number(value: string | number): string;
  price(amount: string, currency: string): string;
}

type Allowance = PlanSpec['allowances'][number];
type AddOn = PlanSpec['addOns'][number];

/** Everything that a plan says, line by line. */
export function specLines(spec: PlanSpec, words: Words): readonly SpecLine[] {
  return [
    ...aboutLines(spec, words),
    ...spec.prices.map(price => priceLine(price, words)),
    ...spec.allowances.flatMap(allowance => allowanceLines(allowance, words)),
    ...spec.addOns.map(addOn => addOnLine(addOn, words)),
    ...Object.entries(spec.featureFlags).map(([flag, on]) =>
      line('flag', flag, flag, words.t(on ? 'shared.yes' : 'shared.no')),
    ),
    ...enforcementLines(spec, words),
  ];
}

const line = (group: SpecLine['group'], key: string, title: string, value: string): SpecLine => ({
  key: `${group} ${key}`,
  group,
  title,
  value,
});

function aboutLines(spec: PlanSpec, { t, number }: Words): SpecLine[] {
  const about: (readonly [string, string])[] = [
    ['displayName', spec.displayName],
    ['description', spec.description],
    ['tier', spec.tier],
    ['supportTier', t(`plans.support.${spec.supportTier}`)],
    ['trialDays', number(spec.trialDays)],
  ];
  return about
    .filter(([, value]) => value !== '')
    .map(([key, value]) => line('about', key, t(`plans.about.${key}`), value));
}

function priceLine({ interval, currency, amount, minimum }: PlanSpec['prices'][number], words: Words) {
  const price = words.price(amount, currency);
  const value =
    minimum === undefined
      ? price
      : words.t('plans.priceWithMinimum', { price, minimum: words.price(minimum, currency) });
  return line('price', `${interval} ${currency}`, words.t(`plans.interval.${interval}`, { currency }), value);
}

function allowanceLines(allowance: Allowance, words: Words): SpecLine[] {
  const { meter, quantity, policy, gracePercent, overage, enforcement } = allowance;
  const { t, number } = words;
  const included = quantity === 'unlimited' ? t('plans.unlimited') : number(quantity);
  const parts = [included, t(`plans.policy.${policy}`)];
  if (gracePercent !== undefined) parts.push(t('plans.graceOf', { percent: number(gracePercent) }));
  if (enforcement?.action) parts.push(t(`plans.action.${enforcement.action}`));
  if (enforcement?.atPercent) parts.push(t('plans.atPercent', { percent: number(enforcement.atPercent) }));
  return [
    line('allowance', meter, meter, parts.join(' · ')),
    ...overage.map(({ currency, tiers }) =>
      line(
        'allowance',
        `${meter} ${currency}`,
        t('plans.overageOf', { meter, currency }),
        tiers
          .map(({ upTo, unitPrice }) => {
            const price = words.price(unitPrice, currency);
            if (upTo === undefined && tiers.length === 1) return t('plans.tierOnly', { price });
            return upTo === undefined
              ? t('plans.tierLast', { price })
              : t('plans.tierUpTo', { price, upTo: number(upTo) });
          })
          .join(' · '),
      ),
    ),
  ];
}

function addOnLine({ key, displayName, maxQuantity, prices, allowances, featureFlags }: AddOn, words: Words) {
  const { t, number, price } = words;
  const parts = [
    ...prices.map(
      ({ interval, currency, amount }) =>
        `${price(amount, currency)} (${t(`plans.interval.${interval}`, { currency })})`,
    ),
    ...allowances.map(({ meter, quantity }) => `+${number(quantity)} ${meter}`),
    ...Object.entries(featureFlags).map(([flag, on]) => `${flag}: ${t(on ? 'shared.yes' : 'shared.no')}`),
    t('plans.atMost', { count: number(maxQuantity) }),
  ];
  return line('addOn', key, `${displayName} (${key})`, parts.join(' · '));
}

function enforcementLines({ enforcement }: PlanSpec, { t, number }: Words): SpecLine[] {
  if (enforcement === undefined) return [];
  const { usage, overdue } = enforcement;
  const list = (values: readonly number[]) => values.map(number).join(', ');
  const ofUsage = [t(`plans.action.${usage.action}`)];
  if (usage.notifyAtPercent.length > 0)
    ofUsage.push(t('plans.notifyAt', { percents: list(usage.notifyAtPercent) }));
  if (usage.atPercent !== undefined) ofUsage.push(t('plans.atPercent', { percent: number(usage.atPercent) }));
  if (usage.action === 'suspend') ofUsage.push(noticeText(usage.notice, t));
  const ofOverdue = [
    t(`plans.action.${overdue.action}`),
    t('plans.remindAfter', { days: list(overdue.remindAfterDays) }),
    t('plans.warnAfter', { days: number(overdue.warnAfterDays) }),
  ];
  if (overdue.action === 'suspend') {
    ofOverdue.push(t('plans.suspendAfter', { days: number(overdue.noticeAfterDays) }));
    ofOverdue.push(noticeText(overdue.notice, t));
  }
  return [
    line('enforcement', 'usage', t('plans.enforcement.usage'), ofUsage.join(' · ')),
    line('enforcement', 'overdue', t('plans.enforcement.overdue'), ofOverdue.join(' · ')),
  ];
}

/** P7D and PT48H in words. */
function noticeText(notice: string, t: Words['t']): string {
  const [, days, hours] = /^P(?:(\d+)D|T(\d+)H)$/.exec(notice) ?? [];
  if (days !== undefined) return t('plans.noticeDays', { count: days });
  return hours === undefined ? notice : t('plans.noticeHours', { count: hours });
}

export interface Difference {
  readonly key: string;
  readonly title: string;
  readonly group: SpecLine['group'];
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What one version says otherwise than another, in the order in which a plan is told. */
export function differences(before: readonly SpecLine[], after: readonly SpecLine[]): readonly Difference[] {
  const old = new Map(before.map(one => [one.key, one]));
  const now = new Map(after.map(one => [one.key, one]));
  return [...new Map([...old, ...now]).values()]
    .map(({ key, title, group }) => ({
      key,
      title,
      group,
      before: old.get(key)?.value,
      after: now.get(key)?.value,
    }))
    .filter(one => one.before !== one.after)
    .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
}

export interface ComparedLine {
  readonly key: string;
  readonly title: string;
  readonly group: SpecLine['group'];
  /** One for each plan, in their order. */
  readonly values: readonly (string | undefined)[];
  readonly differs: boolean;
}

/** Several plans side by side: each line that one of them has. */
export function comparedLines(plans: readonly (readonly SpecLine[])[]): readonly ComparedLine[] {
  const known = plans.map(lines => new Map(lines.map(line => [line.key, line])));
  const keys = [...new Set(plans.flatMap(lines => lines.map(({ key }) => key)))];
  return keys
    .flatMap(key => {
      const found = known.map(lines => lines.get(key));
      const first = found.find(line => line !== undefined);
      if (first === undefined) return [];
      const values = found.map(line => line?.value);
      const { title, group } = first;
      return [{ key, title, group, values, differs: new Set(values).size > 1 }];
    })
    .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
}
