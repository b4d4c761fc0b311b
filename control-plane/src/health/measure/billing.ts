import {
  type HardFact,
  inapplicableBecause,
  type Measurement,
  measuredAs,
  missingBecause,
} from '@tenantry/contracts/commercial/health-factors';
import type { HealthSettings } from '@tenantry/contracts/commercial/health-settings';
import { DAY_MS, type HealthFacts } from '../facts.ts';
import { interpolate } from './interpolate.ts';

/** By days that the oldest debt is overdue. */
const OVERDUE: readonly (readonly [number, number])[] = [
  [0, 60],
  [7, 40],
  [14, 15],
  [30, 0],
];

/** A period is settled a while after it is over; later than that its statement is awaited in vain. */
const STATEMENT_DAYS = 7;

export function measureBilling({ billing, tenant, now }: HealthFacts): Measurement {
  if (billing === undefined) {
    const { firstPeriodEnd } = tenant;
    const isAwaited = firstPeriodEnd !== undefined && daysSince(firstPeriodEnd, now) > STATEMENT_DAYS;
    return isAwaited
      ? missingBecause('statement_missing', { firstPeriodEnd })
      : inapplicableBecause('nothing_billed');
  }
  const { overdueMinor, openMinor, currency, overdueSince } = billing;
  if (overdueMinor <= 0n) return measuredAs('paid', 100, { openMinor: openMinor.toString(), currency });
  const days = daysSince(overdueSince, now);
  const evidence = {
    overdueMinor: overdueMinor.toString(),
    currency,
    ...(overdueSince !== undefined && { overdueSince }),
  };
  const reason = `Overdue for ${Math.floor(days)} days`;
  return measuredAs('payment_overdue', interpolate(OVERDUE, days), evidence, reason);
}

export function overdueFacts(
  { billing, now }: HealthFacts,
  { overdueDays }: Pick<HealthSettings, 'overdueDays'>,
): readonly HardFact[] {
  if (billing === undefined || billing.overdueMinor <= 0n) return [];
  const { overdueSince, overdueMinor, currency } = billing;
  const days = daysSince(overdueSince, now);
  return [
    {
      code: days >= overdueDays ? 'long_overdue' : 'overdue',
      reason: `A payment is overdue for ${Math.floor(days)} days`,
      ...(overdueSince !== undefined && { since: overdueSince }),
      evidence: { overdueMinor: overdueMinor.toString(), currency },
    },
  ];
}

function daysSince(time: string | undefined, now: number): number {
  return time === undefined ? 0 : Math.max(0, (now - Date.parse(time)) / DAY_MS);
}
