import type { EnforcementRecord, Ground, ReleaseReason } from './enforcement-record.ts';
import type { MeterRule, PlanEnforcement } from './enforcement-rules.ts';

/** What a decision of enforcement is made from, and what it may be. */

/** How far clocks of replicas and the ledger's times may be apart. */
export const CLOCK_TOLERANCE_MS = 120_000;

export type ClockFault = 'clock_behind' | 'clock_ahead' | 'clock_unsettled';
export type HoldReason =
  | ClockFault
  | 'ledger_lagging'
  | 'ledger_empty'
  | 'usage_unavailable'
  | 'billing_unavailable'
  | 'billing_unknown'
  | 'store_unavailable'
  | 'cluster_unreachable'
  | 'suspended_by_hand'
  | 'dry_run';

/** A meter as it was read, in its smallest unit; `asOf` in milliseconds since 1970. */
export type UsageSeen =
  | {
      readonly rule: MeterRule;
      readonly used: bigint;
      readonly asOf: number;
      /** It goes up and down, where others only grow within a period. */
      readonly isGauge?: boolean | undefined;
    }
  | { readonly rule: MeterRule; readonly unavailable: true };

export interface BillingSeen {
  readonly currency: string;
  readonly overdueMinor: bigint;
  readonly overdueSince?: string;
}

/** All that a decision rests on. Times are milliseconds since 1970 where nothing else is said. */
export interface Look {
  readonly now: number;
  readonly clock: ClockFault | undefined;
  /** Stretches that nobody watched: they are not counted as part of a notice. */
  readonly unwatched: readonly { readonly from: number; readonly to: number }[];
  readonly mode: 'dry_run' | 'live';
  /** How far the ledger may be behind. */
  readonly ledgerLagMs: number;
  readonly living: boolean;
  /** The entry `billing` that the Tenant has. */
  readonly entry:
    | { readonly by: 'nobody' | 'a_person' }
    | { readonly by: 'enforcement'; readonly reason: string; readonly until?: string | undefined };
  /** undefined: it has no plan now. */
  readonly plan:
    | { readonly enforcement: PlanEnforcement; readonly period: { from: string; to: string } }
    | undefined;
  readonly usage: readonly UsageSeen[];
  readonly billing: BillingSeen | 'unknown' | 'unavailable';
  readonly cluster: 'reachable' | 'unreachable';
  readonly record: EnforcementRecord;
  /** When the record was last changed. */
  readonly recordedAt: number | undefined;
}

export type Step =
  | { readonly step: 'nothing' }
  /** `ground` is what it becomes; for `suspend`, once there is a slot or an approval. */
  | { readonly step: 'throttle' | 'announce' | 'suspend'; readonly ground: Ground }
  | { readonly step: 'notify'; readonly kind: 'usage' | 'reminder' | 'warning'; readonly ground: Ground }
  /** Taken back: from a notice, a throttle or (`release`) a suspension. `ground` is what is left of it. */
  | {
      readonly step: 'withdraw' | 'release';
      readonly key: string;
      readonly why: ReleaseReason;
      readonly ground: Ground | undefined;
    }
  /** The suspension goes on with another reason or end, since not all of its grounds are left. */
  | { readonly step: 'adjust' }
  /** Intents that are carried out, and what is known to be done. */
  | { readonly step: 'apply' | 'confirm' | 'lift' | 'confirm_release' }
  /** Somebody else took the suspension off or over: a new notice would be needed. */
  | { readonly step: 'give_way' }
  | { readonly step: 'end_exemption' }
  /** What the dry run noted is forgotten, now that it is live. */
  | { readonly step: 'restart' }
  /** The tenant is gone. */
  | { readonly step: 'close' };

export type Decision =
  | Step
  | { readonly step: 'held'; readonly reason: HoldReason; readonly wanted: Step['step'] };

/** When a notice has run for as long as it was announced, all of it watched; milliseconds since 1970. */
export function endOfNotice(
  { givenAt, endsAt }: { readonly givenAt: string; readonly endsAt: string },
  unwatched: Look['unwatched'],
): number {
  const given = Date.parse(givenAt);
  let end = Date.parse(endsAt);
  for (const gap of unwatched.toSorted((a, b) => a.from - b.from)) {
    if (gap.to > given && gap.from < end) end += gap.to - Math.max(gap.from, given);
  }
  return end;
}

export function isOver({ now, unwatched }: Look, ground: Ground | undefined): boolean {
  return ground?.notice !== undefined && now >= endOfNotice(ground.notice, unwatched);
}

/** Whether nothing may be done to the tenant now. */
export function isExempt({ record: { exemption }, now }: Look): boolean {
  return exemption !== undefined && Date.parse(exemption.until) > now;
}
