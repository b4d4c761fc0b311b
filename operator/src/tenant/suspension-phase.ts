/**
 * How far a suspension, or its end, has come. The phase stands on the Namespace, so that it outlives the
 * process, the Tenant's status and the Tenant itself:
 *
 *     (none) ──suspended──▶ suspended/<since> ──no entry left──▶ resuming/<since> ──all came back──▶ (none)
 *                                  ▲                                   │
 *                                  └────────────suspended again────────┘
 */
export interface SuspensionPhase {
  readonly stage: 'suspended' | 'resuming';
  /** Milliseconds since the epoch. */
  readonly since: number;
}

export function parsePhase(text: string | undefined): SuspensionPhase | undefined {
  const match = /^(suspended|resuming)\/(.+)$/.exec(text ?? '');
  const since = Date.parse(match?.[2] ?? '');
  if (Number.isNaN(since)) return undefined;
  return { stage: match?.[1] === 'suspended' ? 'suspended' : 'resuming', since };
}

export function formatPhase(phase: SuspensionPhase | undefined): string | undefined {
  return phase && `${phase.stage}/${new Date(phase.since).toISOString()}`;
}

/** An entry of `spec.suspensions` that is in force. */
export interface ActiveSuspension {
  readonly by: string;
  readonly reason: string;
  readonly message?: string | undefined;
  readonly until?: string | undefined;
}

/** Entries in force at `now`, and when the first of them ends by itself. */
export function activeSuspensions(
  entries: readonly ActiveSuspension[] | undefined,
  now: number,
): { readonly active: readonly ActiveSuspension[]; readonly nextEnd: number | undefined } {
  const active = (entries ?? []).filter(({ until }) => until === undefined || Date.parse(until) > now);
  const ends = active.flatMap(({ until }) => (until === undefined ? [] : [Date.parse(until)]));
  return { active, nextEnd: ends.length > 0 ? Math.min(...ends) : undefined };
}
