export const TASK_GROUPS = ['overdue', 'today', 'week', 'later'] as const;
export type TaskGroup = (typeof TASK_GROUPS)[number];

const DAY_MS = 86_400_000;

/** Days of tasks are days of UTC, as they are kept. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** When an open task is due, seen from now: a week is the six days after today. */
export function groupOf(due: string, now: number): TaskGroup {
  const today = dayOf(now);
  if (due < today) return 'overdue';
  if (due === today) return 'today';
  return due <= dayOf(now + 6 * DAY_MS) ? 'week' : 'later';
}
