import type { BillingSeen, Look, UsageSeen } from '@tenantry/contracts/commercial/enforcement-look';
import { ENFORCEMENT_MESSAGE, OVERDUE } from '@tenantry/contracts/commercial/enforcement-record';
import {
  DEFAULT_ENFORCEMENT,
  type MeterRule,
  meterRules,
} from '@tenantry/contracts/commercial/enforcement-rules';
import { isoTime } from '../clock.ts';
import type { SyncOutcome } from '../cluster/workloads.ts';
import type { Context } from '../context.ts';
import type { UsageReader } from '../entitlements/usage-port.ts';
import { Problem } from '../http/problem.ts';
import type { BillingStandingOf } from '../invoices/billing-standing.ts';
import type { SubscriptionService } from '../subscriptions/service.ts';
import type { TenantRecord } from '../tenants/tenant.ts';
import { isInForce } from '../tenants/tenant.ts';
import type { TenantService } from '../tenants/tenant-service.ts';
import type { EnforcementRecords, Known } from './records.ts';

/** What a tenant owes. */
export interface OwedBy {
  /** By a list that may be late or lost: a hint. */
  readonly listed: BillingStandingOf;
  /** By statements and payments themselves. */
  readonly recorded: BillingStandingOf;
}

export interface GatherParts {
  readonly tenants: Pick<TenantService, 'load' | 'change'>;
  readonly subscriptions: Pick<SubscriptionService, 'find' | 'inForce'>;
  readonly usage: Pick<UsageReader, 'total'>;
  readonly billing?: OwedBy | undefined;
  readonly workloads: {
    recordOf(tenantId: string): Promise<{ readonly outcome?: SyncOutcome | undefined } | undefined>;
    preview(tenantId: string): Promise<SyncOutcome>;
  };
}

export interface Gathered {
  readonly look: Omit<Look, 'clock' | 'unwatched' | 'mode' | 'ledgerLagMs'>;
  readonly known: Known;
}

/**
 * Reads all that a decision rests on, and leaves out what cannot be read rather than take it for nothing. The Tenant's
 * entry is read before the record: an entry comes after the record of it, so who sees the entry sees the record.
 * @throws what the store throws where no decision can be made at all
 */
export async function gather(
  tenantId: string,
  {
    parts,
    records,
    clock,
  }: { readonly parts: GatherParts; readonly records: EnforcementRecords; readonly clock: Context['clock'] },
): Promise<Gathered> {
  const before = await parts.tenants.load(tenantId);
  const known = await records.load(tenantId);
  // Of a record that says it is suspended the entry came first, and before our reading of it, perhaps.
  const isTold = known.state.suspension?.phase === 'suspended';
  const { state: tenant } = isTold ? await parts.tenants.load(tenantId) : before;
  const now = clock.now();
  const found = await parts.subscriptions.find(tenantId);
  const inForce = found && (await parts.subscriptions.inForce(found, isoTime(now)));
  const { plan, period } = inForce ?? {};
  const rules = plan === undefined ? [] : meterRules(plan);
  const [usage, billing, cluster] = await Promise.all([
    period === undefined ? [] : Promise.all(rules.map(rule => usageOf(tenantId, rule, period, parts.usage))),
    billingOf(known.state, parts.billing),
    clusterOf(tenantId, parts.workloads),
  ]);
  return {
    known,
    look: {
      now,
      living: tenant.phase === 'live',
      entry: entryOf(tenant, now),
      plan: plan && period && { enforcement: plan.enforcement ?? DEFAULT_ENFORCEMENT, period },
      usage: usage.flatMap(seen => (seen === undefined ? [] : [seen])),
      billing,
      cluster,
      record: known.state,
      recordedAt: known.at === '' ? undefined : Date.parse(known.at),
    },
  };
}

/** Whose the entry of billing is that is in force now. */
export function entryOf({ suspensions }: TenantRecord, now: number): Look['entry'] {
  const entry = suspensions.find(({ by }) => by === 'billing');
  if (entry === undefined || !isInForce(entry, now)) return { by: 'nobody' };
  if (entry.message?.startsWith(ENFORCEMENT_MESSAGE) !== true) return { by: 'a_person' };
  return { by: 'enforcement', reason: entry.reason, until: entry.until };
}

async function usageOf(
  tenantId: string,
  rule: MeterRule,
  period: { readonly from: string; readonly to: string },
  usage: GatherParts['usage'],
): Promise<UsageSeen | undefined> {
  try {
    const { value, asOf, isGauge } = await usage.total(tenantId, rule.meter, period);
    return { rule, used: value, asOf, isGauge };
  } catch (error) {
    // A meter that nobody declared is a fault of the plan, and limits nobody; one that is being counted anew may.
    const isNobodys = error instanceof Problem && error.code === 'not_found';
    return isNobodys ? undefined : { rule, unavailable: true };
  }
}

/**
 * The list says who need not be asked about. Of whoever seems to owe something, or is held to, the records are read:
 * nobody is reminded, suspended or released by a list that lacks a payment, or everything.
 */
async function billingOf(
  { tenantId, grounds }: Known['state'],
  billing: GatherParts['billing'],
): Promise<Look['billing']> {
  try {
    const listed = await billing?.listed(tenantId);
    const isHeld = grounds.some(({ key }) => key === OVERDUE);
    const seemsToOwe = listed !== undefined && listed.overdueMinor > 0n;
    const standing: BillingSeen | undefined =
      isHeld || seemsToOwe ? await billing?.recorded(tenantId) : listed;
    return standing ?? 'unknown';
  } catch {
    return 'unavailable';
  }
}

/** By the last attempt to bring it there. Before somebody is suspended the cluster is asked anew. */
async function clusterOf(tenantId: string, workloads: GatherParts['workloads']): Promise<Look['cluster']> {
  const record = await workloads.recordOf(tenantId);
  return record?.outcome?.is === 'unavailable' ? 'unreachable' : 'reachable';
}
