import type { Allowance, PlanSpec } from '@tenantry/contracts/commercial/plan';
import type { ComparisonBody } from '@tenantry/contracts/commercial/plan-catalogue';
import type { OverageTier } from '@tenantry/contracts/commercial/rating';
import type { PlanVersionState } from './plan-version.ts';

type Row = ComparisonBody['rows'][number];
type Cells = ReadonlyMap<string, string>;

/** Plans side by side: a row for everything that any of them has, in the order in which it is met. */
export function comparisonOf(versions: readonly PlanVersionState[]): ComparisonBody {
  const columns = versions.map(({ spec }) => cellsOf(spec));
  const keys = [...new Set(columns.flatMap(cells => [...cells.keys()]))];
  return {
    plans: versions.map(({ planId, version, spec }) => ({ planId, version, displayName: spec.displayName })),
    rows: GROUPS.flatMap(group =>
      keys.filter(key => key.startsWith(`${group}/`)).map(key => rowOf(group, key, columns)),
    ),
  };
}

const GROUPS = ['plan', 'price', 'minimum', 'allowance', 'overage', 'addOn', 'flag'] as const;

function rowOf(group: Row['group'], key: string, columns: readonly Cells[]): Row {
  const values = columns.map(cells => cells.get(key) ?? null);
  return { group, item: key.slice(group.length + 1), values, differs: new Set(values).size > 1 };
}

function cellsOf(spec: PlanSpec): Cells {
  return new Map([
    ['plan/tier', spec.tier],
    ['plan/supportTier', spec.supportTier],
    ['plan/trialDays', String(spec.trialDays)],
    ...enforcementCells(spec),
    ...spec.prices.flatMap(({ interval, currency, amount, minimum }): [string, string][] => [
      [`price/${interval} ${currency}`, amount],
      ...(minimum === undefined
        ? []
        : [[`minimum/${interval} ${currency}`, minimum] satisfies [string, string]]),
    ]),
    ...spec.allowances.flatMap((allowance): [string, string][] => [
      [`allowance/${allowance.meter}`, allowanceText(allowance)],
      ...allowance.overage.map(({ currency, tiers }): [string, string] => [
        `overage/${allowance.meter} ${currency}`,
        tiers.map(tierText).join(', '),
      ]),
    ]),
    ...spec.addOns.flatMap(({ key, prices }) =>
      prices.map(({ interval, currency, amount }): [string, string] => [
        `addOn/${key} ${interval} ${currency}`,
        amount,
      ]),
    ),
    ...Object.entries(spec.featureFlags).map(([flag, on]): [string, string] => [`flag/${flag}`, String(on)]),
  ]);
}

/** What is done about use beyond the plan and about what is overdue; nothing where the plan says nothing. */
function enforcementCells({ enforcement }: PlanSpec): [string, string][] {
  if (enforcement === undefined) return [];
  const { usage, overdue } = enforcement;
  const beyond = usage.atPercent === undefined ? '' : ` beyond ${usage.atPercent} %`;
  const days = `after ${overdue.noticeAfterDays} days, ${overdue.notice}`;
  return [
    [
      'plan/enforcement.usage',
      usage.action === 'suspend' ? `suspend${beyond}, ${usage.notice}` : usage.action,
    ],
    ['plan/enforcement.overdue', overdue.action === 'suspend' ? `suspend ${days}` : overdue.action],
  ];
}

function allowanceText({ quantity, policy, gracePercent }: Allowance): string {
  if (quantity === 'unlimited') return quantity;
  return gracePercent === undefined ? `${quantity} ${policy}` : `${quantity} ${policy} ${gracePercent} %`;
}

function tierText({ upTo, unitPrice }: OverageTier): string {
  return upTo === undefined ? unitPrice : `${unitPrice} up to ${upTo}`;
}
