import type { DriftBody, SyncBody, WorkloadBody } from '@tenantry/contracts/commercial/workload';
import { isoTime } from '../clock.ts';
import type { TenantRecord } from '../tenants/tenant.ts';
import { driftOf } from './drift.ts';
import type { DesiredTenant, LastHeard, ObservedTenant } from './provisioner.ts';
import { conditionOf, isUpToDate, messageOf } from './readiness.ts';
import type { SyncOutcome, WorkloadRecord } from './workloads.ts';

/** Servers say something about every minute; twice that long is silence. */
const STALE_AFTER_MS = 150_000;

export function freshnessOf(
  heard: LastHeard,
  now: number,
): Pick<WorkloadBody, 'asOf' | 'ageSeconds' | 'stale'> {
  if (heard === undefined) return { stale: true };
  const age = Math.max(0, now - heard);
  return { asOf: isoTime(heard), ageSeconds: Math.round(age / 1_000), stale: age > STALE_AFTER_MS };
}

export function toWorkload(parts: {
  readonly tenant: TenantRecord;
  readonly provisioner: 'recording' | 'cluster';
  /** `unknown`: the cluster has not been read. */
  readonly observed: ObservedTenant | undefined | 'unknown';
  readonly desired: DesiredTenant | undefined;
  readonly record: WorkloadRecord | undefined;
  readonly heard: LastHeard;
  readonly now: number;
}): WorkloadBody {
  const { tenant, record, desired, heard, now } = parts;
  const observed = parts.observed === 'unknown' ? undefined : parts.observed;
  const tier = observed?.spec['tier'];
  const status = observed?.status;
  return {
    tenantId: tenant.tenantId,
    cluster: tenant.cluster,
    region: tenant.region,
    provisioner: parts.provisioner,
    found: observed !== undefined,
    ready: observed ? conditionOf(observed, 'Ready') : 'Unknown',
    available: observed ? conditionOf(observed, 'Available') : 'Unknown',
    suspended: observed ? conditionOf(observed, 'Suspended') : 'Unknown',
    message: parts.observed === 'unknown' ? 'the cluster has not been read' : messageOf(observed),
    upToDate: observed !== undefined && isUpToDate(observed),
    ...(status?.namespace !== undefined && { namespace: status.namespace }),
    ...(typeof tier === 'string' && { tier }),
    ...(status?.tierRevision !== undefined && { tierRevision: status.tierRevision }),
    conditions: status?.conditions ?? [],
    components: status?.components ?? [],
    ...(status?.quota && { quota: status.quota }),
    suspendedBy: status?.suspendedBy ?? [],
    ...freshnessOf(heard, now),
    sync: toSync(record),
    drift: observed && desired ? driftBetween(desired, observed, record?.outcome) : [],
  };
}

function driftBetween(
  desired: DesiredTenant,
  observed: ObservedTenant,
  outcome: SyncOutcome | undefined,
): DriftBody[] {
  return driftOf(desired.spec, observed.spec, outcome?.is === 'conflict' ? outcome.fields : []);
}

export function toSync(record: WorkloadRecord | undefined): SyncBody {
  const failures = record?.failures ?? 0;
  const nextAt = record?.dueAt === undefined ? {} : { nextAt: record.dueAt };
  if (record?.outcome === undefined) return { outcome: 'pending', failures, ...nextAt };
  return {
    ...outcomeFields(record.outcome),
    failures,
    ...nextAt,
    ...(record.at !== undefined && { at: record.at }),
  };
}

export function outcomeFields(outcome: SyncOutcome): Omit<SyncBody, 'failures'> {
  if (outcome.is === 'held') return { outcome: 'held', message: outcome.message };
  const { is, ...rest } = outcome;
  return { outcome: is, ...rest };
}
