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
    site: /^tenant_imports\.replace onboarding\/imports\.ts#forgetRows/,
    reason: 'of imports that an earlier version applied and kept whole: there are none in the scenario',
  },
  {
    site: / usage\/retention\//,
    reason: 'entries are removed months after they came; retention has its own test of every crash',
  },
  {
    site: / audit\/after-import/,
    reason: 'the audit record made anew, after an import by the admin command',
  },
  {
    site: /^changes\((?!(tenant|subscription|task|credit|payment|plan_change|webhook|billing_details|statement_void|health_record|health_settings|alert|alert_rules|console_view)\))\w+\)\.replace audit\/audit-eraser/,
    reason: 'the clerk who is forgotten has done nothing of the kind; it is one write for all kinds',
  },
  {
    site: /^audit\.replace audit\/audit-eraser\.ts#eraseStatement/,
    reason:
      'the clerk who is forgotten was refused nothing; the audit record has its own test of every crash',
  },
  {
    site: /^(changes\(payment_link\)\.(insert|replace) storage|payment_link_heads\.replace)/,
    reason: 'no provider of payments is configured; links have a test with a stand-in that speaks its API',
  },
  {
    site: /^enforcement_slots\.insert/,
    reason: 'a suspension comes after notices of days; enforcement has its own test of every crash',
  },
  {
    site: /^cluster\.apply cluster\/running-preview/,
    reason: 'a dry run, which writes nothing',
  },
  {
    site: /^idempotency\.remove http\/idempotency\.ts#release/,
    reason: 'a request with a key that is refused: nobody sends one',
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
    site: /^(health_heads\.(replace health\/health-watch\.ts#putOff|remove)|health_days\.remove)/,
    reason: 'by chance only: a customer that cannot be measured, and what is forgotten later',
  },
  {
    site: /^audit\.replace audit\/audit-eraser\.ts#finish/,
    reason: 'an erasure that a dead process has left half done, asked for again',
  },
  {
    site: /^(mail_(deliveries|attempts)\.remove mail\/mailer\.ts#prune|enforcement_slots\.remove)/,
    reason: 'what is forgotten after months, looked for every hour: a run is rarely as long',
  },
  {
    site: /^webhook_work\.replace webhooks\/work-book\.ts#putOff/,
    reason: 'a receiver that failed three times in a row, or that finds no room: by chance only',
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
