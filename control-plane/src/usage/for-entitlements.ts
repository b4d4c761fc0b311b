import type { MeterCatalogue } from './meter-catalogue.ts';
import type { UsageReader } from './usage-reader.ts';

/** Totals as entitlements ask for them: times are RFC 3339, and the answer is the quantity and how far it is counted. */
export function usageForEntitlements(reader: UsageReader, meters: MeterCatalogue) {
  return {
    hasMeter: async (meter: string): Promise<boolean> => (await meters.recent()).get(meter) !== undefined,
    total: async (
      tenantId: string,
      meter: string,
      { from, to }: { readonly from: string; readonly to: string },
    ): Promise<{ readonly value: bigint; readonly asOf: number }> => {
      const interval = { from: Date.parse(from), to: Date.parse(to) };
      const { quantity, asOf } = await reader.total(tenantId, meter, interval);
      return { value: quantity, asOf };
    },
  };
}
