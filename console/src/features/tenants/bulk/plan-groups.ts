import type { components } from '@tenantry/contracts/client/schema.generated';
import type { TenantRow } from '../../../shared/tenants/rows.ts';

type Schemas = components['schemas'];
export type VersionRef = Schemas['PlanVersionRef'];

/** As many as one order takes. */
const MOST_IN_ORDER = 1_000;

/** Tenants that have one version of a plan now: an order goes from one version to another. */
export interface PlanGroup {
  readonly key: string;
  readonly from: VersionRef;
  readonly rows: readonly TenantRow[];
}

export interface PlanGroups {
  readonly groups: readonly PlanGroup[];
  /** They have that version already. */
  readonly there: readonly TenantRow[];
  /** Without a plan nothing can be changed into another: they are given their first one on their page. */
  readonly without: readonly TenantRow[];
}

export function planGroups(rows: readonly TenantRow[], to: VersionRef): PlanGroups {
  const found = new Map<string, TenantRow[]>();
  const there: TenantRow[] = [];
  const without: TenantRow[] = [];
  for (const row of rows) {
    const { planId, planVersion } = row;
    if (planId === null || planVersion === null) without.push(row);
    else if (planId === to.planId && planVersion === to.version) there.push(row);
    else {
      const name = `${planId} v${planVersion}`;
      found.set(name, [...(found.get(name) ?? []), row]);
    }
  }
  const groups = [...found].flatMap(([name, all]) => inOrders(name, all));
  return { groups, there, without };
}

function inOrders(name: string, rows: readonly TenantRow[]): readonly PlanGroup[] {
  const [first] = rows;
  if (first?.planId === undefined || first.planId === null || first.planVersion === null) return [];
  const from = { planId: first.planId, version: first.planVersion };
  const orders: PlanGroup[] = [];
  for (let at = 0; at < rows.length; at += MOST_IN_ORDER) {
    const part = rows.slice(at, at + MOST_IN_ORDER);
    const key = rows.length > MOST_IN_ORDER ? `${name} (${at + 1}–${at + part.length})` : name;
    orders.push({ key, from, rows: part });
  }
  return orders;
}
