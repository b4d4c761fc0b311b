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
    site: /^outbox_claims\.insert outbox\/outbox-reader\.ts#claimsOf/,
    reason: 'a reader who is quicker than the writer of an event: by chance only',
  },
];
