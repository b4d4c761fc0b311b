import type { BillingTelemetry } from '../telemetry/billing.ts';
import type { MeterSet } from './meter-catalogue.ts';
import type { Recorded } from './recorder.ts';

/** Of events that no meter counts, because they are malformed or of an unknown type. */
const NO_METER = 'none';

/** Tells OpenTelemetry what became of the events of a request. */
export function tellTelemetry(
  billing: Pick<BillingTelemetry, 'tallied' | 'accepted'>,
  recorded: readonly Recorded[],
  meters: MeterSet,
  now: number,
): void {
  const tallies = new Map<string, { meter: string; item: Recorded; events: number }>();
  for (const item of recorded) {
    for (const meter of metersOf(item, meters)) {
      const name = `${meter} ${item.result.outcome} ${item.tenantId}`;
      const tally = tallies.get(name) ?? { meter, item, events: 0 };
      tally.events++;
      tallies.set(name, tally);
      if (item.result.outcome !== 'accepted' || item.stored === undefined) continue;
      const { quantity, scale, time } = item.stored;
      billing.accepted({
        meter,
        quantity: Number(quantity) / 10 ** scale,
        delay: (now - Date.parse(time)) / 1_000,
        ...(item.tenantId !== undefined && { tenantId: item.tenantId }),
      });
    }
  }
  for (const { meter, item, events } of tallies.values()) {
    const { outcome } = item.result;
    billing.tallied({
      meter,
      outcome,
      events,
      ...(item.tenantId !== undefined && { tenantId: item.tenantId }),
    });
  }
}

function metersOf({ type }: Recorded, meters: MeterSet): readonly string[] {
  const keys = type === undefined ? [] : meters.ofType(type).map(({ key }) => key);
  return keys.length === 0 ? [NO_METER] : [...new Set(keys)];
}
