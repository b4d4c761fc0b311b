import type { EffectiveAllowance } from '@tenantry/contracts/commercial/effective-plan';
import type { Period } from '@tenantry/contracts/commercial/period';
import type { StatementUsage } from '@tenantry/contracts/commercial/statement';
import { Problem } from '../http/problem.ts';
import type { UsageReader } from '../usage/usage-reader.ts';

export interface CountedUsage {
  readonly usage: readonly StatementUsage[];
  /** Milliseconds since 1970: every event that was accepted before is in it. */
  readonly asOf: number;
}

const HASH_DIGITS = 64;

/**
 * What was used of every meter that a period allows, by the ledger as it is counted now.
 * @param known By which usage the period was rated last. It stays where the ledger can say nothing else: of a time
 *   that is pruned, and of a meter that has another definition since, which would bill the past anew.
 */
export async function countUsage(
  reader: Pick<UsageReader, 'total'>,
  tenantId: string,
  period: Pick<Period, 'from' | 'to'>,
  allowances: readonly EffectiveAllowance[],
  known: readonly StatementUsage[] = [],
): Promise<CountedUsage> {
  const interval = { from: Date.parse(period.from), to: Date.parse(period.to) };
  let asOf = Number.POSITIVE_INFINITY;
  const usage = await Promise.all(
    allowances.map(async ({ meter, quantity, tiers }): Promise<StatementUsage> => {
      const before = known.find(one => one.meter === meter);
      const counted = await reader.total(tenantId, meter, interval).catch(error => {
        if (error instanceof Problem && error.code === 'history_pruned') return undefined;
        throw error;
      });
      asOf = Math.min(asOf, counted?.asOf ?? asOf);
      const frozen =
        counted === undefined || (before !== undefined && before.meterVersion !== counted.meter.version);
      const { tiers: _, ...fixed } = before ?? nothing(meter);
      return {
        ...(frozen
          ? fixed
          : {
              meter,
              meterVersion: counted.meter.version,
              scale: counted.meter.scale,
              used: String(counted.quantity),
              events: String(counted.events),
              entries: counted.entries,
              memberHash: counted.hash.toString(16).padStart(HASH_DIGITS, '0'),
            }),
        allowance: quantity,
        ...(tiers !== undefined && { tiers }),
      };
    }),
  );
  return { usage, asOf };
}

function nothing(meter: string): StatementUsage {
  return {
    meter,
    meterVersion: 1,
    scale: 0,
    used: '0',
    allowance: '0',
    events: '0',
    entries: 0,
    memberHash: ''.padStart(HASH_DIGITS, '0'),
  };
}
