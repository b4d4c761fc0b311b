import type { RunningObservation } from './observed.ts';
import type { SuspensionPhase } from './suspension-phase.ts';

const SECOND = 1000;
/** How often a tenant in transition is looked at, and a settled one, for Jobs that have come since. */
const TRANSITION_INTERVAL = SECOND;
const SETTLED_INTERVAL = 300 * SECOND;
/** A controller that scales up may not have shown its shortage yet. */
const RESUME_AT_LEAST = 3 * SECOND;
/** After that long, a workload that is still short lacks something else than a poke. */
const RESUME_AT_MOST = 120 * SECOND;
/** The quota counts once the cluster's quota controller has taken it up; without one, nothing makes pods either. */
const QUOTA_GRACE = 15 * SECOND;
/**
 * Without the quota, a controller of the tenant's own makes each pod again as it is deleted. What comes back then lives
 * for half of the time that the suspension has been tried, within these bounds: pods are deleted ever more rarely.
 */
const LEAST_LIFE = 30 * SECOND;
const MOST_LIFE = 300 * SECOND;
const MOST_LOST_PODS_NAMED = 50;
/** A pod names its own grace; one of a year would outlast any suspension. Databases end within this. */
const LONGEST_GRACE_SECONDS = 600;

export interface SuspensionInput {
  readonly wanted: boolean;
  readonly phase: SuspensionPhase | undefined;
  readonly running: RunningObservation | undefined;
  /** The `pods: 0` quota is there; `inForce` once its status says so. */
  readonly quota: { readonly present: boolean; readonly inForce: boolean };
  readonly lostPods: string | undefined;
  readonly now: number;
}

/** With the grace that each pod asks for, or with this one. */
export interface PodDeletion {
  readonly graceSeconds: number | undefined;
}

export interface SuspensionPlan {
  /** To stand on the Namespace from now on. */
  readonly phase: SuspensionPhase | undefined;
  readonly lostPods: string | undefined;
  readonly deletePods: PodDeletion | undefined;
  readonly poke: RunningObservation['short'];
  /** Jobs and CronJobs whose `spec.suspend` is to change. */
  readonly pause: RunningObservation['pausable'];
  readonly unpause: RunningObservation['pausable'];
  /** Nothing is left to be waited for. */
  readonly settled: boolean;
  readonly wakeAt: number | undefined;
}

export function planSuspension(input: SuspensionInput): SuspensionPlan {
  if (input.wanted) return suspend(input);
  if (input.phase) return resume(input, input.phase);
  return { ...NOTHING, phase: undefined, lostPods: input.lostPods, settled: true, wakeAt: undefined };
}

const NOTHING = { deletePods: undefined, poke: [], pause: [], unpause: [] };

function suspend({ phase, running, quota, lostPods, now }: SuspensionInput): SuspensionPlan {
  const begun = phase?.stage === 'suspended';
  const since = begun ? phase.since : now;
  const alive = running?.pods.some(({ ending }) => ending === undefined) ?? false;
  const lingering = running?.pods.some(({ ending = 0 }) => ending > LONGEST_GRACE_SECONDS) ?? false;
  const settled =
    begun &&
    running !== undefined &&
    !alive &&
    !lingering &&
    (quota.inForce || (quota.present && now - since > QUOTA_GRACE));
  const held = begun && !quota.present && alive && !areOld(running, now - since, now);
  return {
    ...NOTHING,
    phase: { stage: 'suspended', since },
    lostPods: nameLost(begun ? lostPods : undefined, running),
    deletePods: held ? undefined : podDeletion(alive, lingering),
    pause: running?.pausable.filter(({ suspended }) => !suspended) ?? [],
    settled,
    wakeAt: now + (settled ? SETTLED_INTERVAL : TRANSITION_INTERVAL),
  };
}

/** Whether a pod has lived as long as one may that the quota does not keep from coming back. */
function areOld(running: RunningObservation | undefined, tried: number, now: number): boolean {
  const life = Math.min(Math.max(LEAST_LIFE, tried / 2), MOST_LIFE);
  return (running?.pods ?? []).some(
    ({ ending, createdAt }) => ending === undefined && (createdAt === undefined || now - createdAt >= life),
  );
}

/** Each gets its own grace first: what is ending already can be given less, and nothing ever more. */
function podDeletion(alive: boolean, lingering: boolean): PodDeletion | undefined {
  if (alive) return { graceSeconds: undefined };
  return lingering ? { graceSeconds: LONGEST_GRACE_SECONDS } : undefined;
}

function resume({ running, quota, lostPods, now }: SuspensionInput, phase: SuspensionPhase): SuspensionPlan {
  const begun = phase.stage === 'resuming';
  // A mark by a clock that was ahead of ours would be waited for.
  const since = begun ? Math.min(phase.since, now) : now;
  const unpause = running?.pausable.filter(({ suspendedByUs }) => suspendedByUs) ?? [];
  const short = running?.short ?? [];
  const elapsed = now - since;
  const complete = running !== undefined && !quota.present && unpause.length === 0 && short.length === 0;
  if (begun && ((complete && elapsed >= RESUME_AT_LEAST) || elapsed > RESUME_AT_MOST)) {
    return { ...NOTHING, unpause, phase: undefined, lostPods, settled: true, wakeAt: undefined };
  }
  return {
    ...NOTHING,
    phase: { stage: 'resuming', since },
    lostPods,
    poke: short,
    unpause,
    settled: false,
    wakeAt: now + TRANSITION_INTERVAL,
  };
}

/** Comma-separated names of pods that nothing makes again, those already named first. */
function nameLost(known: string | undefined, running: RunningObservation | undefined): string | undefined {
  const names = new Set(known?.split(',') ?? []);
  for (const pod of running?.pods ?? []) if (pod.bare) names.add(pod.name);
  if (names.size === 0) return undefined;
  return [...names].slice(0, MOST_LOST_PODS_NAMED).join(',');
}
