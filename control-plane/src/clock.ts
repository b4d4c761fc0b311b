/** The time, as a parameter: milliseconds since 1970, UTC. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** RFC 3339 in UTC with three fractional digits: its order as text is its order in time. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
