import type { Clock } from '../clock.ts';
import type { MeterCatalogue } from './meter-catalogue.ts';
import type { UsageConfig } from './usage-config.ts';
import type { UsageReader } from './usage-reader.ts';
import { SPAN_MS, startOf } from './window.ts';

/** Totals as entitlements ask for them: times are RFC 3339, and the answer is the quantity and how far it is counted. */
export function usageForEntitlements(
  reader: Pick<UsageReader, 'total'>,
  meters: MeterCatalogue,
  { clock, futureLimit }: { readonly clock: Clock } & Pick<UsageConfig, 'futureLimit'>,
) {
  return {
    hasMeter: async (meter: string): Promise<boolean> =>
      (await meters.recent()).counted.some(({ key }) => key === meter),
    total: async (
      tenantId: string,
      meter: string,
      { from, to }: { readonly from: string; readonly to: string },
    ): Promise<{ readonly value: bigint; readonly asOf: number; readonly isGauge: boolean }> => {
      const interval = {
        from: Date.parse(from),
        to: Math.min(Date.parse(to), nothingFrom(clock, futureLimit)),
      };
      const { quantity, asOf, meter: read } = await reader.total(tenantId, meter, interval);
      return { value: quantity, asOf, isGauge: read.aggregation === 'latest' };
    },
  };
}

/**
 * A midnight behind which nothing can be dated. A period ends at some odd second of a day weeks ahead; hour, minute and
 * second of that end would be looked up at every check, and are empty.
 */
function nothingFrom(clock: Clock, futureLimit: number): number {
  return startOf('day', clock.now() + futureLimit) + 2 * SPAN_MS.day;
}
