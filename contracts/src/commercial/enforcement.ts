import {
  type EnforcedSuspension,
  type EnforcementRecord,
  GROUND_STAGES,
  type Ground,
  meterOf,
  OVERDUE,
  type ReleaseReason,
  usageKey,
} from './enforcement-record.ts';
import type { EnforcementAction, MeterRule, PlanEnforcement } from './enforcement-rules.ts';
import { noticeMs } from './enforcement-rules.ts';

/**
 * What comes next for a tenant: one step at a time, decided from what was read and nothing else. The steps that are
 * possible are made in order, those in the tenant's favour first; then each is held against what is known of clock,
 * ledger, bills and cluster, and the first that nothing speaks against is taken. A step that is not taken for such a
 * reason is `held`.
 *
 *     ┌────────┐ 80 %, 100 %, day 1 ┌──────────┐ beyond  ┌───────────┐
 *     │ clear  │───────────────────▶│ notified │────────▶│ throttled │
 *     └────────┘                    └──────────┘         └───────────┘
 *         ▲                              │ beyond, day 21
 *         │                              ▼             notice over      ┌───────────────────┐
 *         │◀──── paid, upgraded,    ┌────────┐──── no slot in the hour ─▶│ awaiting_approval │
 *         │      new period, …      │ notice │                          └───────────────────┘
 *         │                         └────────┘──── slot claimed ────┐             │ approved
 *         │                                                         ▼             ▼
 *     ┌───────────┐   paid, upgraded, new period, …   ┌───────────┐   ┌────────────┐
 *     │ releasing │◀──────────────────────────────────│ suspended │◀──│ suspending │
 *     └───────────┘                                   └───────────┘   └────────────┘
 */

/** How far clocks of replicas and the ledger's times may be apart. */
export const CLOCK_TOLERANCE_MS = 120_000;
const DAY = 86_400_000;

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
  | { readonly rule: MeterRule; readonly used: bigint; readonly asOf: number }
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

export function decide(look: Look): Decision {
  let held: Decision | undefined;
  for (const step of possibleSteps(look)) {
    const reason = faultOf(look, step);
    if (reason === undefined) return step;
    held ??= { step: 'held', reason, wanted: step.step };
  }
  return held ?? holdWithoutStep(look) ?? { step: 'nothing' };
}

/** What is told though no step would be taken: why a notice that is over, or anything at all, cannot be judged. */
function holdWithoutStep(look: Look): Decision | undefined {
  const { grounds } = look.record;
  if (!look.living || grounds.length === 0) return undefined;
  const clock = look.clock ?? clockFaultOf(look);
  if (clock !== undefined) return { step: 'held', reason: clock, wanted: 'nothing' };
  for (const ground of grounds) {
    if (ground.stage !== 'notice' || !isOver(look, ground) || !isUnknown(look, ground)) continue;
    return { step: 'held', reason: unknownReason(look, ground), wanted: 'suspend' };
  }
  return undefined;
}

function unknownReason(look: Look, { key }: Ground): HoldReason {
  if (key === OVERDUE) return look.billing === 'unavailable' ? 'billing_unavailable' : 'billing_unknown';
  const seen = look.usage.find(({ rule }) => rule.meter === meterOf(key));
  return (seen && usageFault(look, seen)) ?? 'usage_unavailable';
}

/** What speaks against a step. */
function faultOf(look: Look, { step }: Step): HoldReason | undefined {
  // What only brings record and Tenant together, and what lets go, is done whatever the time is.
  if (step === 'confirm' || step === 'confirm_release' || step === 'lift' || step === 'close')
    return undefined;
  const clock = look.clock ?? clockFaultOf(look);
  if (clock !== undefined) return clock;
  if (step === 'withdraw' || step === 'release' || step === 'give_way' || step === 'end_exemption')
    return undefined;
  if (step === 'restart') return undefined;
  const { rehearsal, grounds, suspension } = look.record;
  const isReal = !rehearsal && (grounds.length > 0 || suspension !== undefined);
  if (look.mode === 'dry_run' && isReal) return 'dry_run';
  if (step !== 'suspend' && step !== 'apply' && step !== 'adjust') return undefined;
  for (const seen of look.usage) {
    const fault = usageFault(look, seen);
    if (fault !== undefined) return fault;
  }
  if (look.billing === 'unavailable') return 'billing_unavailable';
  // What is not known any more is no reason to take the last step.
  if (look.billing === 'unknown' && look.record.grounds.some(({ key }) => key === OVERDUE))
    return 'billing_unknown';
  if (look.cluster === 'unreachable') return 'cluster_unreachable';
  if (look.entry.by === 'a_person') return 'suspended_by_hand';
  return undefined;
}

/** What the record and the ledger say of the time: neither can be of the future. */
function clockFaultOf({ now, recordedAt, usage }: Look): ClockFault | undefined {
  const latest = Math.max(recordedAt ?? 0, ...usage.map(seen => ('asOf' in seen ? seen.asOf : 0)));
  return latest > now + CLOCK_TOLERANCE_MS ? 'clock_behind' : undefined;
}

function usageFault(look: Look, seen: UsageSeen): HoldReason | undefined {
  if ('unavailable' in seen) return 'usage_unavailable';
  if (look.now - seen.asOf > look.ledgerLagMs) return 'ledger_lagging';
  const before = look.record.seen.find(
    ({ meter, from }) => meter === seen.rule.meter && from === look.plan?.period.from,
  );
  // Single events are taken back by corrections; a whole period of them is a ledger that was lost.
  if (before !== undefined && BigInt(before.used) > 0n && seen.used === 0n) return 'ledger_empty';
  return undefined;
}

function* possibleSteps(look: Look): Generator<Step> {
  const { record, mode, now } = look;
  const { grounds, suspension, exemption } = record;
  const something = grounds.length > 0 || suspension !== undefined;
  if (!look.living) {
    if (something) yield { step: 'close' };
    return;
  }
  if (record.rehearsal && mode === 'live' && something) yield { step: 'restart' };
  const ours = look.entry.by === 'enforcement';
  if (ours && (record.rehearsal || suspension === undefined || suspension.phase === 'awaiting_approval'))
    yield { step: 'lift' };
  if (exemption !== undefined && Date.parse(exemption.until) <= now) yield { step: 'end_exemption' };
  const wanted = wantedGrounds(look);
  for (const ground of grounds) yield* stepsDown(look, ground, wanted);
  if (suspension !== undefined && !record.rehearsal) yield* stepsOfSuspension(look, suspension);
  // One that is going on its way out is finished first.
  if (suspension?.phase === 'releasing') return;
  for (const want of wanted) if (want !== 'unknown') yield* stepsUp(look, want);
}

/** What the suspended grounds ask of the Tenant's entry. */
export function targetOf(
  grounds: readonly Ground[],
): Pick<EnforcedSuspension, 'reason' | 'until'> | undefined {
  const suspended = grounds.filter(({ stage }) => stage === 'suspended');
  if (suspended.length === 0) return undefined;
  if (suspended.some(({ key }) => key === OVERDUE)) return { reason: 'PaymentOverdue' };
  const ends = suspended.flatMap(({ period }) => (period === undefined ? [] : [period.to])).sort();
  const until = ends.at(-1);
  return { reason: 'AllowanceExceeded', ...(until !== undefined && { until }) };
}

function* stepsOfSuspension(look: Look, suspension: EnforcedSuspension): Generator<Step> {
  const { entry, record, now } = look;
  const target = targetOf(record.grounds);
  const isWanted = suspension.phase === 'suspending' || suspension.phase === 'suspended';
  if (isWanted && target === undefined) {
    yield { step: entry.by === 'enforcement' ? 'lift' : 'give_way' };
    return;
  }
  switch (suspension.phase) {
    case 'awaiting_approval':
      return;
    case 'suspending': {
      const isThere =
        entry.by === 'enforcement' && entry.reason === suspension.reason && entry.until === suspension.until;
      yield { step: isThere ? 'confirm' : 'apply' };
      return;
    }
    case 'releasing':
      yield { step: entry.by === 'enforcement' ? 'lift' : 'confirm_release' };
      return;
    case 'suspended': {
      if (entry.by === 'enforcement') {
        if (target?.reason !== suspension.reason || target.until !== suspension.until)
          yield { step: 'adjust' };
        return;
      }
      const end = suspension.until === undefined ? undefined : Date.parse(suspension.until);
      // Ended by its time a moment ago, or by another replica whose clock is a little ahead: the period will say so.
      if (entry.by === 'nobody' && end !== undefined && Math.abs(end - now) <= CLOCK_TOLERANCE_MS) return;
      yield { step: 'give_way' };
    }
  }
}

/** What is to be held against the tenant now: `demand` is the furthest that it may lead to. */
interface Want {
  readonly key: string;
  readonly demand: Exclude<EnforcementAction, 'none'>;
  readonly level: number;
  readonly kind: 'usage' | 'reminder' | 'warning';
  readonly period?: { readonly from: string; readonly to: string };
  readonly usage?: Ground['usage'];
  readonly overdue?: Ground['overdue'];
  readonly notice: string;
}

/** Wants, and `unknown` for each ground that cannot be told: it stays as it is. */
function wantedGrounds(look: Look): (Want | 'unknown')[] {
  return [overdueWant(look), ...look.usage.map(seen => usageWant(look, seen))].filter(
    want => want !== undefined,
  );
}

function isExempt({ record: { exemption }, now }: Look): boolean {
  return exemption !== undefined && Date.parse(exemption.until) > now;
}

function usageWant(look: Look, seen: UsageSeen): Want | 'unknown' | undefined {
  if (look.plan === undefined || isExempt(look)) return undefined;
  if ('unavailable' in seen || usageFault(look, seen) !== undefined) return 'unknown';
  const { meter, limit, action, notifyAtPercent, atPercent } = seen.rule;
  const { used } = seen;
  if (used === 0n) return undefined;
  const level = notifyAtPercent.findLast(percent => used * 100n >= BigInt(percent) * limit) ?? 0;
  const isBeyond = atPercent !== undefined && used * 100n > BigInt(atPercent) * limit;
  const demand = isBeyond && action !== 'none' ? action : 'notify';
  if (demand === 'notify' && level === 0) return undefined;
  return {
    key: usageKey(meter),
    demand,
    level,
    kind: 'usage',
    period: { from: look.plan.period.from, to: look.plan.period.to },
    usage: { used: used.toString(), limit: limit.toString(), asOf: new Date(seen.asOf).toISOString() },
    notice: look.plan.enforcement.usage.notice,
  };
}

function overdueWant(look: Look): Want | 'unknown' | undefined {
  const { billing, plan, now } = look;
  if (plan === undefined || plan.enforcement.overdue.action === 'none' || isExempt(look)) return undefined;
  if (billing === 'unknown' || billing === 'unavailable') return 'unknown';
  if (billing.overdueMinor <= 0n || billing.overdueSince === undefined) return undefined;
  const { action, remindAfterDays, warnAfterDays, noticeAfterDays, notice } = plan.enforcement.overdue;
  const days = Math.floor((now - Date.parse(billing.overdueSince)) / DAY);
  const level = [...remindAfterDays, warnAfterDays].filter(day => days >= day).length;
  const demand = action === 'suspend' && days >= noticeAfterDays ? 'suspend' : 'notify';
  if (level === 0 && demand === 'notify') return undefined;
  return {
    key: OVERDUE,
    demand,
    level,
    kind: level > remindAfterDays.length ? 'warning' : 'reminder',
    overdue: {
      currency: billing.currency,
      overdueMinor: billing.overdueMinor.toString(),
      overdueSince: billing.overdueSince,
    },
    notice,
  };
}

const DEMAND_OF: Readonly<Record<Ground['stage'], Want['demand']>> = {
  notified: 'notify',
  throttled: 'throttle',
  notice: 'suspend',
  suspended: 'suspend',
};

function* stepsDown(look: Look, ground: Ground, wanted: readonly (Want | 'unknown')[]): Generator<Step> {
  if (look.record.suspension?.phase === 'releasing' && ground.stage === 'suspended') return;
  if (isUnknown(look, ground)) return;
  const want = wanted.find(one => one !== 'unknown' && one.key === ground.key);
  const same =
    want !== undefined && want !== 'unknown' && want.period?.from === ground.period?.from ? want : undefined;
  if (same !== undefined && (ground.stage === 'notified' || same.demand === DEMAND_OF[ground.stage])) return;
  const { notice: _, ...rest } = ground;
  yield {
    step: ground.stage === 'suspended' ? 'release' : 'withdraw',
    key: ground.key,
    why: whyDown(look, ground),
    ground: same && { ...rest, stage: 'notified', level: same.level, ...evidenceOf(same) },
  };
}

/** Whether it cannot be told if the ground still holds: then it stays as it is. */
function isUnknown(look: Look, { key, period }: Ground): boolean {
  if (look.plan === undefined || isExempt(look)) return false;
  if (key === OVERDUE) {
    return look.plan.enforcement.overdue.action !== 'none' && typeof look.billing === 'string';
  }
  // Of a period that is over nothing more is asked.
  if (period?.from !== look.plan.period.from) return false;
  const seen = look.usage.find(({ rule }) => rule.meter === meterOf(key));
  return seen !== undefined && ('unavailable' in seen || usageFault(look, seen) !== undefined);
}

function whyDown(look: Look, { key, period, usage }: Ground): ReleaseReason {
  if (isExempt(look)) return 'exempted';
  if (look.plan === undefined) return 'no_plan';
  if (key === OVERDUE) {
    const isOwed = typeof look.billing !== 'string' && look.billing.overdueMinor > 0n;
    return isOwed || look.plan.enforcement.overdue.action === 'none' ? 'rules_changed' : 'paid';
  }
  if (period?.from !== look.plan.period.from) return 'new_period';
  const seen = look.usage.find(({ rule }) => rule.meter === meterOf(key));
  if (seen === undefined || 'unavailable' in seen) return 'rules_changed';
  if (usage !== undefined && seen.rule.limit > BigInt(usage.limit)) return 'upgraded';
  return usage !== undefined && seen.used < BigInt(usage.used) ? 'corrected' : 'rules_changed';
}

function evidenceOf({ usage, overdue, period }: Want): Pick<Ground, 'usage' | 'overdue' | 'period'> {
  return { ...(usage && { usage }), ...(overdue && { overdue }), ...(period && { period }) };
}

function* stepsUp(look: Look, want: Want): Generator<Step> {
  const { now, record } = look;
  const ground = record.grounds.find(({ key }) => key === want.key);
  const stage = ground?.stage;
  const time = new Date(now).toISOString();
  const base: Ground = {
    key: want.key,
    stage: stage ?? 'notified',
    level: want.level,
    since: ground?.since ?? time,
    ...evidenceOf(want),
    ...(ground?.notice && { notice: ground.notice }),
  };
  const isLow = stage === undefined || GROUND_STAGES.indexOf(stage) < GROUND_STAGES.indexOf('notice');
  if (want.demand === 'suspend' && isLow) {
    const notice = { givenAt: time, endsAt: new Date(now + noticeMs(want.notice)).toISOString() };
    yield { step: 'announce', ground: { ...base, stage: 'notice', notice } };
  } else if (want.demand === 'suspend' && stage === 'notice' && isOver(look, ground)) {
    const phase = record.suspension?.phase;
    const isWaiting = phase === 'awaiting_approval' && record.suspension?.approved !== true;
    if (!isWaiting) yield { step: 'suspend', ground: { ...base, stage: 'suspended' } };
  } else if (want.demand === 'throttle' && (stage === undefined || stage === 'notified')) {
    yield { step: 'throttle', ground: { ...base, stage: 'throttled' } };
  }
  if (ground === undefined || want.level > ground.level)
    yield { step: 'notify', kind: want.kind, ground: base };
}

function isOver({ now, unwatched }: Look, ground: Ground | undefined): boolean {
  return ground?.notice !== undefined && now >= endOfNotice(ground.notice, unwatched);
}

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

/** When time alone may bring the next step; undefined when only others can. */
export function nextLook({ grounds, suspension, exemption }: EnforcementRecord): string | undefined {
  const isUnderWay = suspension?.phase === 'suspending' || suspension?.phase === 'releasing';
  if (isUnderWay || (suspension?.phase === 'awaiting_approval' && suspension.approved))
    return suspension.since;
  return [
    exemption?.until,
    suspension?.until,
    ...grounds.map(({ stage, notice }) => (stage === 'notice' ? notice?.endsAt : undefined)),
    ...grounds.map(({ period }) => period?.to),
  ]
    .filter(instant => instant !== undefined)
    .sort()[0];
}
