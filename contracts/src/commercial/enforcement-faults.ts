import {
  CLOCK_TOLERANCE_MS,
  type ClockFault,
  type HoldReason,
  isExempt,
  type Look,
  type Step,
  type UsageSeen,
} from './enforcement-look.ts';
import { type Ground, meterOf, OVERDUE } from './enforcement-record.ts';

/** What is done whatever the time is: it brings record and Tenant together, or lets go. */
const TIMELESS: readonly Step['step'][] = ['confirm', 'confirm_release', 'lift', 'close'];
/** Steps in the tenant's favour need no more than the right time. */
const FAVOURS: readonly Step['step'][] = ['withdraw', 'release', 'give_way', 'end_exemption', 'restart'];
const LAST_RESORTS: readonly Step['step'][] = ['suspend', 'apply', 'adjust'];

/** What speaks against a step. */
export function faultOf(look: Look, { step }: Step): HoldReason | undefined {
  if (TIMELESS.includes(step)) return undefined;
  const clock = clockFaultOf(look);
  if (clock !== undefined) return clock;
  if (FAVOURS.includes(step)) return undefined;
  const { rehearsal, grounds, suspension } = look.record;
  const isReal = !rehearsal && (grounds.length > 0 || suspension !== undefined);
  if (look.mode === 'dry_run' && isReal) return 'dry_run';
  return LAST_RESORTS.includes(step) ? faultOfLastResort(look) : undefined;
}

/** Nobody is suspended on what is not known, whatever it is suspended for. */
function faultOfLastResort(look: Look): HoldReason | undefined {
  for (const seen of look.usage) {
    const fault = usageFault(look, seen);
    if (fault !== undefined) return fault;
  }
  if (look.billing === 'unavailable') return 'billing_unavailable';
  if (look.billing === 'unknown' && look.record.grounds.some(({ key }) => key === OVERDUE))
    return 'billing_unknown';
  if (look.cluster === 'unreachable') return 'cluster_unreachable';
  return look.entry.by === 'a_person' ? 'suspended_by_hand' : undefined;
}

/** What the clock watch says; and neither the record nor the ledger can be of the future. */
export function clockFaultOf({ clock, now, recordedAt, usage }: Look): ClockFault | undefined {
  if (clock !== undefined) return clock;
  const latest = Math.max(recordedAt ?? 0, ...usage.map(seen => ('asOf' in seen ? seen.asOf : 0)));
  return latest > now + CLOCK_TOLERANCE_MS ? 'clock_behind' : undefined;
}

export function usageFault(look: Look, seen: UsageSeen): HoldReason | undefined {
  if ('unavailable' in seen) return 'usage_unavailable';
  if (look.now - seen.asOf > look.ledgerLagMs) return 'ledger_lagging';
  const before = look.record.seen.find(
    ({ meter, from }) => meter === seen.rule.meter && from === look.plan?.period.from,
  );
  // Single events are taken back by corrections; a whole period of them is a ledger that was lost.
  if (before !== undefined && BigInt(before.used) > 0n && seen.used === 0n) return 'ledger_empty';
  return undefined;
}

/** Whether it cannot be told if the ground still holds: then it stays as it is. */
export function isUnknown(look: Look, { key, period }: Ground): boolean {
  if (look.plan === undefined || isExempt(look)) return false;
  if (key === OVERDUE) {
    return look.plan.enforcement.overdue.action !== 'none' && typeof look.billing === 'string';
  }
  // Of a period that is over nothing more is asked.
  if (period?.from !== look.plan.period.from) return false;
  const seen = look.usage.find(({ rule }) => rule.meter === meterOf(key));
  return seen !== undefined && ('unavailable' in seen || usageFault(look, seen) !== undefined);
}

/** Why it cannot be told. */
export function unknownReason(look: Look, { key }: Ground): HoldReason {
  if (key === OVERDUE) return look.billing === 'unavailable' ? 'billing_unavailable' : 'billing_unknown';
  const seen = look.usage.find(({ rule }) => rule.meter === meterOf(key));
  return (seen && usageFault(look, seen)) ?? 'usage_unavailable';
}
