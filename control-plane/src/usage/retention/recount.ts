import { isoTime } from '../../clock.ts';
import { typesOf } from '../ledger-entries.ts';
import type { MeterSet } from '../meter-catalogue.ts';
import type { SpanCounter } from '../span-counter.ts';
import type { EventCollection } from '../stored-event.ts';
import { meterRef, SPAN_MS, type SpanKey, startOf } from '../window.ts';

export interface Recount {
  readonly tenantId: string;
  readonly from: number;
  readonly to: number;
  readonly set: MeterSet;
  readonly counter: SpanCounter;
  readonly events: EventCollection;
}

/** Counts everything of a tenant from one day to another once more: for the last time before it is pruned. */
export async function recount(work: Recount): Promise<void> {
  const { tenantId, events, set, counter } = work;
  const spans = { hour: new Map<string, SpanKey>(), day: new Map<string, SpanKey>() };
  for (const type of await typesOf(events, tenantId)) {
    const meters = set.ofType(type);
    if (meters.length === 0) continue;
    for await (const start of minutesOf(work, type)) {
      await counter.countMinute(tenantId, start, meters);
      for (const meter of meters) {
        for (const span of ['hour', 'day'] as const) {
          const key = { tenantId, meter: meterRef(meter), span, start: startOf(span, start) };
          spans[span].set(`${key.meter}/${key.start}`, key);
        }
      }
    }
  }
  for (const key of spans.hour.values()) await counter.rollUp(key);
  for (const key of spans.day.values()) await counter.rollUp(key);
}

/** The minutes in which a tenant has entries of a type; one look each. */
async function* minutesOf({ events, tenantId, from, to }: Recount, type: string): AsyncGenerator<number> {
  const scan = { index: 'time' as const, equals: [tenantId, type], before: isoTime(to), limit: 1 };
  for (let next = from; ; ) {
    const [entry] = await events.scan({ ...scan, from: isoTime(next) });
    if (entry === undefined) return;
    const minute = startOf('minute', Date.parse(entry.time));
    yield minute;
    next = minute + SPAN_MS.minute;
  }
}
