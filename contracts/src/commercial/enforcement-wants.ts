import { usageFault } from './enforcement-faults.ts';
import { isExempt, type Look, type UsageSeen } from './enforcement-look.ts';
import { type Ground, OVERDUE, usageKey } from './enforcement-record.ts';
import type { EnforcementAction } from './enforcement-rules.ts';

const DAY = 86_400_000;

type UsageKnown = Exclude<UsageSeen, { readonly unavailable: true }>;

/** What is to be held against the tenant now: `demand` is the furthest that it may lead to. */
export interface Want {
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
export function wantedGrounds(look: Look): (Want | 'unknown')[] {
  return [overdueWant(look), ...look.usage.map(seen => usageWant(look, seen))].filter(
    want => want !== undefined,
  );
}

function usageWant(look: Look, seen: UsageSeen): Want | 'unknown' | undefined {
  if (look.plan === undefined || isExempt(look)) return undefined;
  if ('unavailable' in seen || usageFault(look, seen) !== undefined) return 'unknown';
  const { meter, limit, action, atPercent } = seen.rule;
  const { used } = seen;
  if (used === 0n) return undefined;
  const key = usageKey(meter);
  const standing = look.record.grounds.find(
    ground => ground.key === key && ground.period?.from === look.plan?.period.from,
  );
  const level = levelOf(seen, standing);
  const isBeyond = atPercent !== undefined && isBeyondShare(seen, atPercent, standing);
  const demand = isBeyond && action !== 'none' ? action : 'notify';
  if (demand === 'notify' && level === 0) return undefined;
  return {
    key,
    demand,
    level,
    kind: 'usage',
    period: { from: look.plan.period.from, to: look.plan.period.to },
    usage: { used: used.toString(), limit: limit.toString(), asOf: new Date(seen.asOf).toISOString() },
    notice: look.plan.enforcement.usage.notice,
  };
}

/**
 * A gauge trembles. It is told of at a share as others are, and taken for less only below the share less the margin;
 * more than telling is done only beyond the share and the margin, and is taken back at the share. So nobody is held to
 * anything at what the plan allows, and noise of less than half the margin gives no notice that it then withdraws.
 */
export const GAUGE_MARGIN_PERCENT = 5;

function levelOf({ rule, used, isGauge }: UsageKnown, standing: Ground | undefined): number {
  const { notifyAtPercent, limit } = rule;
  const level = notifyAtPercent.findLast(percent => used * 100n >= BigInt(percent) * limit) ?? 0;
  const [lowest] = notifyAtPercent;
  if (level > 0 || isGauge !== true || standing === undefined || lowest === undefined) return level;
  return used * 10_000n >= BigInt(lowest * (100 - GAUGE_MARGIN_PERCENT)) * limit ? lowest : 0;
}

function isBeyondShare(
  { rule, used, isGauge }: UsageKnown,
  percent: number,
  standing: Ground | undefined,
): boolean {
  const isStanding = standing !== undefined && standing.stage !== 'notified';
  const margin = isGauge === true && !isStanding ? GAUGE_MARGIN_PERCENT : 0;
  return used * 10_000n > BigInt(percent * (100 + margin)) * rule.limit;
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

export function evidenceOf({ usage, overdue, period }: Want): Pick<Ground, 'usage' | 'overdue' | 'period'> {
  return { ...(usage && { usage }), ...(overdue && { overdue }), ...(period && { period }) };
}
