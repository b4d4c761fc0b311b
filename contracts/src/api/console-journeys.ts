/**
 * What people come to the console for, step by step: names of metrics, so a list that is closed. The console tells when
 * a step is over and how; it never tells whose step it was. No zod here, since the console carries none.
 */
export const JOURNEYS = {
  sign_in: ['shown', 'signed_in', 'expired', 'resumed', 'signed_out'],
  find_tenant: ['searched', 'opened'],
  triage: ['shown', 'opened', 'acted', 'handed_off'],
  alert: ['opened', 'acknowledged', 'snoozed', 'assigned'],
  onboarding: [
    'company',
    'contacts',
    'plan',
    'placement',
    'roi',
    'review',
    'submitted',
    'ready',
    'saved',
    'resumed',
  ],
  csv_import: ['chosen', 'previewed', 'applied'],
  plan_change: ['opened', 'previewed', 'confirmed', 'undone'],
  bulk_plan_change: ['selected', 'previewed', 'started', 'undone'],
  suspension: ['opened', 'previewed', 'confirmed', 'resumed'],
  deletion: ['opened', 'confirmed', 'cancelled'],
  plan_draft: ['opened', 'saved', 'published'],
  page: ['loaded'],
} as const;

export type Journey = keyof typeof JOURNEYS;
export type JourneyStep<J extends Journey = Journey> = (typeof JOURNEYS)[J][number];

/** How a step ended. `left`: somebody went elsewhere; `refused`: what was given was not taken; `failed`: our fault. */
export const STEP_OUTCOMES = ['done', 'left', 'refused', 'failed'] as const;
export type StepOutcome = (typeof STEP_OUTCOMES)[number];

export const STEPS_PER_BATCH = 50;
/** A step that took longer was left lying: an hour, in milliseconds. */
export const LONGEST_STEP = 3_600_000;
