/** What can be done about a tenant on its page, each in a dialog of its own. */
export const ACTIONS = [
  'note',
  'task',
  'hand-off',
  'change-plan',
  'cancel-change',
  'suspend',
  'resume',
  'schedule-deletion',
  'cancel-deletion',
] as const;
export type Action = (typeof ACTIONS)[number];
