/** How many replicas a component's Deployment is given, and whether the operator owns the number at all. */

/** What is known of the live Deployment. */
export interface LiveReplicas {
  readonly specReplicas: number;
  /** The count before suspension, from the annotation on the Deployment itself. */
  readonly beforeSuspension: number | undefined;
  /** Another field manager (an autoscaler, say) owns `spec.replicas`. */
  readonly ownedByOther: boolean;
}

export interface ReplicaDecision {
  /** Undefined: the field is left out, because another manager owns it. */
  readonly replicas: number | undefined;
  /** To be annotated on the Deployment in the same write; undefined outside suspension. */
  readonly beforeSuspension: number | undefined;
}

/**
 * A field that we alone own resets to 1 when we leave it out, so `replicas` of an autoscaled component is
 * released only once another manager owns it; until then the number that runs is written again.
 */
export function decideReplicas(input: {
  /** From the tier or the Tenant's override; for an autoscaled component its minimum. */
  readonly configured: number;
  readonly autoscaled: boolean;
  readonly suspended: boolean;
  readonly live: LiveReplicas | undefined;
}): ReplicaDecision {
  const { configured, autoscaled, suspended, live } = input;
  if (suspended) {
    const before = live?.beforeSuspension ?? (autoscaled && live ? live.specReplicas : configured);
    return { replicas: 0, beforeSuspension: before };
  }
  if (!autoscaled) return { replicas: configured, beforeSuspension: undefined };
  if (live?.beforeSuspension !== undefined) {
    // An autoscaler stays off at 0 replicas: resuming must say a count, and never 0.
    return { replicas: Math.max(live.beforeSuspension, 1), beforeSuspension: undefined };
  }
  if (live?.ownedByOther) return { replicas: undefined, beforeSuspension: undefined };
  return { replicas: live ? Math.max(live.specReplicas, 1) : configured, beforeSuspension: undefined };
}
