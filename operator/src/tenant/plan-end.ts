import { ANNOTATION } from '@tenantry/contracts/tenancy/names';
import { retiredNamespace } from './desired/namespace.ts';
import { suspensionQuota } from './desired/resource-quota.ts';
import type { Observed } from './observed.ts';
import { apply, type Plan, plan, quotaState, type Step } from './plan.ts';
import { planSuspension } from './plan-suspension.ts';
import { namespaceOf, type RevisionTemplate } from './resolve.ts';
import { formatPhase, parsePhase } from './suspension-phase.ts';
import type { ReadableTenant } from './tenant-record.ts';

/**
 * The end of a Tenant: the ordinary plan, suspended and stamped; or, when the revision cannot be had or no valid
 * object can be made from it, what stops pods without it. Pure.
 */
export function planEnd(input: {
  readonly tenant: ReadableTenant;
  readonly revision: RevisionTemplate | undefined;
  readonly observed: Observed;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** RFC 3339. */
  readonly deleteAfter: string;
}): Plan {
  const { tenant, revision, observed, now, deleteAfter } = input;
  const planned = revision && plan({ tenant, revision, observed, now, deleteAfter });
  return planned && !planned.refusal ? planned : planBareEnd(tenant, observed, deleteAfter, now);
}

function planBareEnd(tenant: ReadableTenant, observed: Observed, deleteAfter: string, now: number): Plan {
  const namespace = namespaceOf(tenant);
  const annotations = observed.namespace?.annotations ?? {};
  const suspension = planSuspension({
    wanted: true,
    phase: parsePhase(annotations[ANNOTATION.suspension]),
    running: observed.running,
    quota: quotaState(observed),
    lostPods: annotations[ANNOTATION.lostPods],
    now,
  });
  const scope = { tenant, namespace, revision: annotations[ANNOTATION.tierRevision] ?? 'unknown' };
  const marks = { phase: formatPhase(suspension.phase), lostPods: suspension.lostPods, deleteAfter };
  const stages: Step[][] = [
    [apply(retiredNamespace(scope, observed.namespace?.labels ?? {}, marks))],
    [apply(suspensionQuota(scope))],
    [
      ...suspension.pause.map(workload => ({ do: 'pause' as const, workload })),
      ...(suspension.deletePods ? [{ do: 'delete-pods' as const, ...suspension.deletePods }] : []),
    ],
  ];
  return {
    namespace,
    refusal: undefined,
    faults: [],
    shortage: [],
    stages: stages.filter(stage => stage.length > 0),
    suspension,
    active: [],
    counts: new Map(),
    wakeAt: suspension.wakeAt,
  };
}
