import { type Meter, SHIPPED_METERS } from '@tenantry/contracts/commercial/meter';
import { isoTime } from '../../src/clock.ts';
import { standingOf } from '../../src/usage/standings.ts';
import { mergeAll, type Summary, toStored } from '../../src/usage/summary.ts';
import { Tally } from '../../src/usage/tally.ts';
import {
  meterRef,
  SPAN_MS,
  type Span,
  startOf,
  type WindowDocument,
  windowId,
} from '../../src/usage/window.ts';
import { Chance } from './chance.ts';
import { eventIn } from './event-in.ts';
import { Rows } from './rows.ts';
import type { Sink } from './sink.ts';

const DAY = SPAN_MS.day;
const MINUTES = DAY / SPAN_MS.minute;
/** Most events of one meter that come in one minute at once; usage comes in bursts. */
const BURST = 15;
const MEAN_BURST = (BURST + 1) / 2;
/** What is left for the first tenant; the others share the rest by Zipf's law, its head cut off. */
const LARGEST_SHARE = 0.1;
const ZIPF_OFFSET = 20;
/** Up to where chance means which of the shipped meters. */
const METER_SHARES = [0.5, 0.8, 0.95, 1];

export interface UsageOrder {
  readonly tenantIds: readonly string[];
  /** Whole days of UTC, [from, to). */
  readonly from: number;
  readonly to: number;
  /** Exactly so many. */
  readonly events: number;
}

/**
 * Events day by day, in each day tenant by tenant, admitted as the recorder admits them and counted as the projector
 * counts: minutes of their events, hours and days of those, and the standings.
 * @returns what was used, by `<meter>/<day or month>/<tenantId>`
 */
export async function seedUsage(sink: Sink, order: UsageOrder): Promise<ReadonlyMap<string, bigint>> {
  const { tenantIds, from, to, events } = order;
  const rows = new Rows(sink);
  const used = new Map<string, bigint>();
  const shares = sharesOf(tenantIds.length);
  let made = 0;
  for (let day = from; day < to; day += DAY) {
    const chance = new Chance(Math.floor(day / DAY));
    const target = Math.round((events * (day + DAY - from)) / (to - from));
    for (const [number, tenantId] of tenantIds.entries()) {
      const wanted =
        number > 0
          ? Math.min(events - made, burstsOf(chance, (events * DAY * (shares[number] ?? 0)) / (to - from)))
          : 0;
      made += seedDay(rows, used, { tenantId, day, wanted, chance });
      if (rows.isFull) await rows.flush();
    }
    // The first one has the rest of the day, so that the number is whole.
    const [tenantId = ''] = tenantIds;
    made += seedDay(rows, used, { tenantId, day, wanted: Math.max(0, target - made), chance });
  }
  await rows.flush();
  await rows.putStandings(
    [...used].map(([key, quantity]) => {
      const [meter = '', period = '', tenantId = ''] = key.split('/');
      return standingOf({ tenantId, meter, period, quantity }, isoTime(to));
    }),
  );
  return used;
}

/** How many events a day brings of which so many are expected. */
function burstsOf(chance: Chance, expected: number): number {
  let events = 0;
  for (let left = chance.around(expected / MEAN_BURST); left > 0; left--) events += 1 + chance.below(BURST);
  return events;
}

/** The first one has nothing of these. */
function sharesOf(tenants: number): readonly number[] {
  const weights = Array.from({ length: tenants }, (_, at) => (at === 0 ? 0 : 1 / (at + ZIPF_OFFSET)));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map(weight => ((1 - LARGEST_SHARE) * weight) / sum);
}

function seedDay(
  rows: Rows,
  used: Map<string, bigint>,
  part: { readonly tenantId: string; readonly day: number; readonly wanted: number; readonly chance: Chance },
): number {
  const { tenantId, day, wanted, chance } = part;
  if (wanted === 0) return 0;
  for (const [meter, minutes] of minutesOf(chance, wanted)) {
    const counted: Counted[] = [];
    for (const [minute, events] of [...minutes].sort(([a], [b]) => a - b)) {
      const start = day + minute * SPAN_MS.minute;
      counted.push({ start, summary: seedMinute(rows, chance, { tenantId, meter, start, events }) });
    }
    const hours = rollUp(rows, { tenantId, meter, span: 'hour' }, counted);
    const days = rollUp(rows, { tenantId, meter, span: 'day' }, hours);
    const date = isoTime(day).slice(0, 10);
    for (const period of [date, date.slice(0, 7)]) {
      const key = `${meter.key}/${period}/${tenantId}`;
      used.set(key, (used.get(key) ?? 0n) + mergeAll(days.map(({ summary }) => summary)).sum);
    }
  }
  return wanted;
}

/** Spreads events over minutes of a day and the shipped meters. */
function minutesOf(chance: Chance, events: number): ReadonlyMap<Meter, ReadonlyMap<number, number>> {
  const found = new Map<Meter, Map<number, number>>();
  for (let left = events; left > 0; ) {
    const share = chance.next();
    const meter = SHIPPED_METERS[METER_SHARES.findIndex(upTo => share < upTo)];
    if (meter === undefined) continue;
    const minute = chance.below(MINUTES);
    const size = Math.min(left, 1 + chance.below(BURST));
    const minutes = found.get(meter) ?? new Map<number, number>();
    found.set(meter, minutes.set(minute, (minutes.get(minute) ?? 0) + size));
    left -= size;
  }
  return found;
}

interface Counted {
  readonly start: number;
  readonly summary: Summary;
}

function seedMinute(
  rows: Rows,
  chance: Chance,
  part: {
    readonly tenantId: string;
    readonly meter: Meter;
    readonly start: number;
    readonly events: number;
  },
): Summary {
  const { tenantId, meter, start, events } = part;
  const tally = new Tally(meter);
  for (let at = 0; at < events; at++) {
    const time = start + Math.floor(((at + chance.next()) * SPAN_MS.minute) / events);
    const event = eventIn(chance, { tenantId, meter, time });
    tally.add(event);
    rows.addEvent(event);
  }
  const summary = tally.summary();
  rows.addWindow(windowOf({ tenantId, meter, span: 'minute' }, { start, summary }));
  return summary;
}

interface Row {
  readonly tenantId: string;
  readonly meter: Meter;
  readonly span: Span;
}

function rollUp(rows: Rows, row: Row, finer: readonly Counted[]): readonly Counted[] {
  const spans = Map.groupBy(finer, ({ start }) => startOf(row.span, start));
  const counted = [...spans].map(([start, parts]) => ({
    start,
    summary: mergeAll(parts.map(({ summary }) => summary)),
  }));
  for (const one of counted) rows.addWindow(windowOf(row, one));
  return counted;
}

/** As if it was counted once, right after its end. */
function windowOf({ tenantId, meter, span }: Row, { start, summary }: Counted): WindowDocument {
  const id = windowId({ tenantId, meter: meterRef(meter), span, start }, 1);
  return { id, at: isoTime(start + SPAN_MS[span]), summary: toStored(summary) };
}
