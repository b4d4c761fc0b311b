import { z } from 'zod';

/**
 * What exactly stood in the way, where a code covers much: for texts in other languages than that of `detail`. A reason is
 * never renamed, and never changes its meaning.
 */
export const PROBLEM_REASONS = [
  'alert_recovered',
  'beyond_own_rights',
  'cannot_reopen',
  'change_stopped',
  'changed_by_others',
  'draft_exists',
  'file_empty',
  'form_closed',
  'form_incomplete',
  'has_plan',
  'history_pruned',
  'kept_out',
  'key_ended',
  'later_entry_exists',
  'levels_out_of_order',
  'meter_counting',
  'no_change_scheduled',
  'no_mail_server',
  'no_notice',
  'no_payment_provider',
  'no_plan_then',
  'no_role',
  'no_trial',
  'no_webhook_key',
  'not_begun',
  'not_exempt',
  'not_your_view',
  'nothing_to_approve',
  'only_whole_days',
  'order_ended',
  'override_ended',
  'plan_key_taken',
  'preview_overtaken',
  'rows_faulty',
  'statement_paid',
  'statement_void',
  'submitted_already',
  'suspended_by_others',
  'taken_on_too_long_ago',
  'task_closed',
  'tenant_deleted',
  'too_many_corrections',
  'too_many_drafts',
  'too_many_notes',
  'too_many_open_tasks',
  'too_many_overrides',
  'too_many_pins',
  'too_many_secrets',
  'too_many_suspensions',
  'too_many_views',
  'version_archived',
  'version_never_changes',
  'webhook_key_changed',
  'workload_held',
  'workload_not_held',
  'workload_of_other_tier',
  'workload_unreadable',
  'workload_without_plan',
] as const;
export type ProblemReason = (typeof PROBLEM_REASONS)[number];

export const problemReasonSchema = z.enum(PROBLEM_REASONS).meta({ id: 'ProblemReason' });
export const problemParamsSchema = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .meta({ description: 'What `detail` names: limits, names, times' });
