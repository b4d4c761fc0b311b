import {
  type HardFact,
  inapplicableBecause,
  type Measurement,
  measuredAs,
  missingBecause,
} from '@tenantry/contracts/commercial/health-factors';
import type { HealthFacts } from '../facts.ts';
import type { WorkloadFacts } from '../ports.ts';

type Observed = Extract<WorkloadFacts, { is: 'observed' }>;

/** What a condition that is not as it should be takes off a workload that serves. */
const FAULTS = [
  { type: 'Ready', bad: 'False', takes: 30 },
  { type: 'Stalled', bad: 'True', takes: 20 },
  { type: 'QuotaPressure', bad: 'True', takes: 20 },
] as const;
/** Of a workload that is not available, at most so much is left. */
const PARTLY = 40;

/** How it runs in its cluster, by the conditions that the operator writes. */
export function measureWorkload({ workload }: HealthFacts): Measurement {
  switch (workload.is) {
    case 'recording':
      return inapplicableBecause('no_cluster');
    case 'silent':
      return missingBecause('cluster_silent');
    case 'unsettled':
      if (workload.refused === undefined) return missingBecause('not_settled');
      return measuredAs('down', 0, { refused: workload.refused }, 'The cluster does not take it');
    case 'observed':
      return observedAs(workload);
  }
}

function observedAs(workload: Observed): Measurement {
  if (statusOf(workload, 'Suspended') === 'True') return missingBecause('stopped_on_purpose');
  const available = workload.conditions.find(({ type }) => type === 'Available');
  if (available === undefined || available.status === 'Unknown') return missingBecause('not_settled');
  const evidence = {
    available: available.status,
    reason: available.reason,
    since: available.lastTransitionTime,
  };
  if (available.status === 'False') {
    const desired = sum(workload, 'desired');
    const ready = sum(workload, 'ready');
    const down = isDown(workload);
    const reason = `${ready} of ${desired} pods are ready`;
    const value = desired === 0 ? 0 : (PARTLY * Math.min(ready, desired)) / desired;
    return measuredAs(down ? 'down' : 'partly_down', value, { ...evidence, desired, ready }, reason);
  }
  const faults = FAULTS.filter(({ type, bad }) => statusOf(workload, type) === bad);
  if (faults.length === 0) return measuredAs('serves', 100, evidence);
  const value = 100 - faults.reduce((taken, { takes }) => taken + takes, 0);
  const conditions = faults.map(({ type, bad }) => `${type}=${bad}`).join(' ');
  return measuredAs('serves_with_faults', value, { ...evidence, conditions }, `It serves, but ${conditions}`);
}

/** Down for longer than a restart takes: nothing that is good elsewhere makes up for that. */
export function downFor({ workload, now }: HealthFacts, minutes: number): readonly HardFact[] {
  if (workload.is !== 'observed' || statusOf(workload, 'Suspended') === 'True') return [];
  const available = workload.conditions.find(({ type }) => type === 'Available');
  if (available?.status !== 'False' || !isDown(workload)) return [];
  const since = available.lastTransitionTime;
  if (now - Date.parse(since) < minutes * 60_000) return [];
  return [
    { code: 'workload_down', reason: 'Its workload is down', since, evidence: { reason: available.reason } },
  ];
}

/** A component of which nothing is ready. Fewer pods than there should be is no outage. */
function isDown({ components }: Observed): boolean {
  return components.some(({ desired, ready }) => desired > 0 && ready === 0);
}

function statusOf({ conditions }: Observed, wanted: string): string | undefined {
  return conditions.find(({ type }) => type === wanted)?.status;
}

function sum({ components }: Observed, which: 'desired' | 'ready'): number {
  return components.reduce((total, component) => total + component[which], 0);
}
