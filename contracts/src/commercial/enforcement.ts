import { clockFaultOf, faultOf, isUnknown, unknownReason } from './enforcement-faults.ts';
import {
  CLOCK_TOLERANCE_MS,
  type Decision,
  isExempt,
  isOver,
  type Look,
  type Step,
} from './enforcement-look.ts';
import {
  type EnforcedSuspension,
  type EnforcementRecord,
  GROUND_STAGES,
  type Ground,
  meterOf,
  OVERDUE,
  type ReleaseReason,
} from './enforcement-record.ts';
import { noticeMs } from './enforcement-rules.ts';
import { evidenceOf, type Want, wantedGrounds } from './enforcement-wants.ts';

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
  const clock = clockFaultOf(look);
  if (clock !== undefined) return { step: 'held', reason: clock, wanted: 'nothing' };
  for (const ground of grounds) {
    if (ground.stage !== 'notice' || !isOver(look, ground) || !isUnknown(look, ground)) continue;
    return { step: 'held', reason: unknownReason(look, ground), wanted: 'suspend' };
  }
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
  const { entry, record } = look;
  const ours = entry.by === 'enforcement' ? entry : undefined;
  const target = targetOf(record.grounds);
  switch (suspension.phase) {
    case 'awaiting_approval':
      return;
    case 'releasing':
      yield { step: ours === undefined ? 'confirm_release' : 'lift' };
      return;
    case 'suspending':
    case 'suspended':
      if (target === undefined) yield { step: ours === undefined ? 'give_way' : 'lift' };
      else if (suspension.phase === 'suspending')
        yield { step: isSame(ours, suspension) ? 'confirm' : 'apply' };
      else if (ours === undefined) yield* stepsWithoutEntry(look, suspension);
      else if (!isSame(target, suspension)) yield { step: 'adjust' };
  }
}

type Target = Pick<EnforcedSuspension, 'until'> & { readonly reason: string };

function isSame(one: Target | undefined, other: Target): boolean {
  return one !== undefined && one.reason === other.reason && one.until === other.until;
}

/** Ended by its time a moment ago, or by another replica whose clock is a little ahead: the period will say so. */
function* stepsWithoutEntry({ entry, now }: Look, { until }: EnforcedSuspension): Generator<Step> {
  const isEnding = until !== undefined && Math.abs(Date.parse(until) - now) <= CLOCK_TOLERANCE_MS;
  if (entry.by === 'a_person' || !isEnding) yield { step: 'give_way' };
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

/** When time alone may bring the next step; undefined when only others can. */
export function nextLook({ grounds, suspension, exemption }: EnforcementRecord): string | undefined {
  const isUnderWay = suspension?.phase === 'suspending' || suspension?.phase === 'releasing';
  if (isUnderWay || (suspension?.phase === 'awaiting_approval' && suspension.approved))
    return suspension.since;
  // A notice that is over and waits for a person is no business of the clock.
  const isWaiting = suspension?.phase === 'awaiting_approval';
  return [
    exemption?.until,
    suspension?.until,
    ...grounds.map(({ stage, notice }) => (stage === 'notice' && !isWaiting ? notice?.endsAt : undefined)),
    ...grounds.map(({ period }) => period?.to),
  ]
    .filter(instant => instant !== undefined)
    .sort()[0];
}
