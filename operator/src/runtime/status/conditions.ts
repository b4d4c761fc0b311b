/** A condition as the Kubernetes API conventions describe it. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly observedGeneration?: number | undefined;
  readonly lastTransitionTime: string;
  readonly reason: string;
  readonly message: string;
}

/** What a reconcile has found; when it became so is found out by comparison. */
export type ConditionFinding = Omit<Condition, 'lastTransitionTime'>;

/**
 * The conditions to write: exactly those found, in their order. `lastTransitionTime` moves only when the
 * status does, not with the reason or the message.
 */
export function mergeConditions(
  previous: readonly Condition[] | undefined,
  next: readonly ConditionFinding[],
  now: Date | number,
): Condition[] {
  const before = new Map(previous?.map(condition => [condition.type, condition]));
  const time = `${new Date(now).toISOString().slice(0, 19)}Z`;
  return next.map(finding => {
    const known = before.get(finding.type);
    return {
      ...finding,
      lastTransitionTime: known?.status === finding.status ? known.lastTransitionTime : time,
    };
  });
}
