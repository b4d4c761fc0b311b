/**
 * Writes that no replica comes to in the scenario, each with the reason. What is neither reached nor named here makes
 * the run fail; so does a name here that is reached, or that the code does not have any more.
 */

/** By the beginning of a failpoint's name. */
export const NOT_REACHED: readonly { readonly site: RegExp; readonly reason: string }[] = [
  {
    site: / (transfer\/|migrations\/import-marks|migrations\/installation\.ts#adopt)/,
    reason: 'the admin command, on a store that nobody else uses: export and import',
  },
  {
    site: /^tenant_heads\.replace tenants\/left-plans\.ts/,
    reason: 'once, of tenants that an earlier version deleted: there are none in the scenario',
  },
  {
    site: / usage\/retention\//,
    reason: 'entries are removed months after they came; retention has its own test of every crash',
  },
  {
    site: /plan_change/,
    reason: 'not in the scenario yet: a bulk change of plans has a test with a store that loses outcomes',
  },
  {
    site: / (audit\/(audit-erasures|audit-eraser|after-import)|usage\/forget-rejected)/,
    reason: 'not in the scenario yet: an erasure from the audit record and from rejected events',
  },
  {
    site: /^changes\((alert_\w+|health_\w+|task|billing_details|credit|payment\w*|statement\w*|webhook|enforcement_settings)\)\.(insert storage|replace storage)/,
    reason:
      'not in the scenario yet: alerts, health, statements, payments and webhooks each have a test of their own that ends the process at every call of the store',
  },
  {
    site: /^(task|payment_link|webhook)_heads\.replace /,
    reason: 'not in the scenario yet: as their changes',
  },
  {
    site: /^(enforcement_slots|mail_deliveries|webhook_(attempts|deliveries|replays))\./,
    reason:
      'nobody is suspended, written to or called in the scenario: each has a test of every crash of its own',
  },
  {
    site: /^billing_entries\./,
    reason:
      'no statement is made and nothing is paid in the scenario: statements have their own test of every crash',
  },
  {
    site: /^(statement_due\.\w+ webhooks|webhook_work\.\w+ (webhooks|invoices)|enforcement_pulses\.\w+ mail|mail_attempts\.|outbox_claims\.\w+ webhooks|webhook_places\.\w+ outbox)/,
    reason:
      'nothing is sent; and of two collections whose documents have one form, the code of the one is taken for a writer of the other',
  },
  {
    site: /^cluster\.apply cluster\/running-preview/,
    reason: 'a dry run, which writes nothing',
  },
  {
    site: /^idempotency\.remove http\/idempotency\.ts#claimed/,
    reason: 'a key that is sent again after three days',
  },
];

/** Writes that only a failure brings about, and how. */
export const AFTER_FAILURES: readonly {
  readonly site: RegExp;
  readonly slow?: 'events';
  readonly reason: string;
}[] = [
  {
    site: /^usage_intents\.replace usage\/projector\.ts#finish/,
    slow: 'events',
    reason: 'a writer that was given up: its insert is held up for longer than the longest operation',
  },
  {
    site: /^workloads\.\w+ cluster\/workloads\.ts#putOff/,
    reason: 'a tenant that cannot even be decided: by chance only',
  },
  {
    site: /^audit_seals_due\.insert usage\/sealing\/seals-due\.ts#markAgain/,
    reason: 'an entry of the audit record that was inserted long after it was made: by chance only',
  },
  {
    site: /^usage_seals_due\.insert usage\/sealing\/seals-due\.ts#markAgain/,
    slow: 'events',
    reason: 'an entry that was inserted long after its receipt',
  },
  {
    site: /^(changes\(enforcement(_clock)?\)\.(insert|replace) storage|enforcement_heads\.replace|enforcement_pulses\.remove enforcement)/,
    reason: 'only where somebody is beyond a plan, or a machine was so slow that nobody watched the clock',
  },
  {
    site: /^(health_heads\.(replace health\/health-watch\.ts#putOff|remove)|health_days\.remove|plan_change_previews\.remove|webhook_leases\.remove)/,
    reason: 'by chance only: a customer that cannot be measured, and what is forgotten later',
  },
  {
    site: /^statement_due\.(remove|replace) invoices\/due-statements\.ts#(settle|sweep)/,
    reason: 'when a period ends, or a sweep meets it: by chance only',
  },
  {
    site: /^outbox_claims\.insert outbox\/outbox-reader\.ts#claimsOf/,
    reason: 'a reader who is quicker than the writer of an event: by chance only',
  },
];
