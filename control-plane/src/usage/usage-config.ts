/** How the ledger takes events and counts them. Times in milliseconds. */
export interface UsageConfig {
  /** How far ahead of our clock an event's time may be. */
  readonly futureLimit: number;
  /** How far back an event's time may lie. Retention is longer than this and `grace` together. */
  readonly backfillWindow: number;
  /** Taken beyond the backfill window, for those that were on their way when it closed. */
  readonly grace: number;
  /** Whether events that no meter counts are refused, or kept for meters to come. */
  readonly unknownTypes: 'reject' | 'keep';
  /** No insert takes effect later than this after it was begun. */
  readonly longestOperation: number;
  /** An intent that is not marked done for this long is counted without waiting for it. */
  readonly unfinishedAfter: number;
  /** For how long an intent takes in further batches that touch the same windows. */
  readonly intentShared: number;
  /** Time between two passes of the projector when nothing wakes it. */
  readonly projectEvery: number;
  /** A window that took t to count is not counted again for `restFactor` × t: a fraction of the time at most. */
  readonly restFactor: number;
  /** Least time between two counts of one window. */
  readonly restAtLeast: number;
  /** Times after the removal of an unfinished intent at which its windows are counted once more. */
  readonly suspicions: readonly number[];
  /** Time between two steps of the auditor, and how many windows it recounts in one. */
  readonly auditEvery: number;
  readonly auditWindows: number;
  /** Rejected events that are kept: for how long, and how many of one tenant. */
  readonly rejectedFor: number;
  readonly rejectedKept: number;
  /** Usage older than this is pruned, by the day; kept for ever when left out. See retention/retention-policy.ts. */
  readonly retention?: number | undefined;
  /** Time between two looks for what is to be pruned. */
  readonly pruneEvery: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const DEFAULT_USAGE_CONFIG: UsageConfig = {
  futureLimit: 5 * MINUTE,
  backfillWindow: 35 * DAY,
  grace: DAY,
  unknownTypes: 'reject',
  longestOperation: MINUTE,
  unfinishedAfter: 2 * SECOND,
  intentShared: 250,
  projectEvery: SECOND,
  restFactor: 12,
  restAtLeast: SECOND,
  suspicions: [10 * MINUTE, HOUR, DAY],
  auditEvery: 10 * SECOND,
  auditWindows: 200,
  rejectedFor: 7 * DAY,
  rejectedKept: 1_000,
  pruneEvery: 15 * MINUTE,
};
