export const SNOOZES = ['hours', 'tomorrow', 'days', 'week'] as const;
export type Snooze = (typeof SNOOZES)[number];

const MORNING = 8;
const HOUR_MS = 3_600_000;
const DAYS: Readonly<Record<Exclude<Snooze, 'hours'>, number>> = { tomorrow: 1, days: 3, week: 7 };

/** When what is put off comes back, milliseconds: in four hours, or on a morning of whoever reads. */
export function snoozeEnd(how: Snooze, now: number): number {
  if (how === 'hours') return now + 4 * HOUR_MS;
  const morning = new Date(now);
  morning.setDate(morning.getDate() + DAYS[how]);
  morning.setHours(MORNING, 0, 0, 0);
  return morning.getTime();
}
