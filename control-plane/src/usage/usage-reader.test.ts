import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoTime } from '../clock.ts';
import { builtEvent, builtMeter, NOON } from './event-builder.test-support.ts';
import { testLedger } from './ledger.test-support.ts';
import { fixedMeters } from './meter-catalogue.ts';
import { EMPTY, MEMBERS_KEPT, merge, type Summary } from './summary.ts';
import { piecesOf, UsageReader } from './usage-reader.ts';
import type { WindowCollection } from './window.ts';

const HOUR = 3_600_000;

test('the pieces of an interval make it whole, without a gap or an overlap, and are few', () => {
  const instant = fc.integer({ min: 0, max: 400 * 86_400_000 });
  fc.assert(
    fc.property(instant, instant, (a, b) => {
      const interval = { from: Math.min(a, b), to: Math.max(a, b) };
      const pieces = piecesOf(interval);
      let at = interval.from;
      for (const piece of pieces) {
        expect(piece.from).toBe(at);
        expect(piece.to).toBeGreaterThan(piece.from);
        at = piece.to;
      }
      expect(at).toBe(interval.to);
      expect(pieces.length).toBeLessThanOrEqual(7);
    }),
  );
});

test('more members than a summary keeps are counted exactly, from what is finer and in the end from the ledger', async () => {
  const meter = builtMeter({ aggregation: 'unique', uniqueBy: 'subject' });
  const ledger = await testLedger({ meters: [meter] });
  const from = NOON - HOUR;
  await ledger.events.insert([
    ...['ada', 'bob', 'eve'].map((subject, at) => builtEvent({ id: subject, at: from + at, subject })),
    ...['bob', 'zoe'].map(subject => builtEvent({ id: `${subject}2`, at: from + 60_000, subject })),
  ]);
  await ledger.auditor.rebuild();
  // As if there were too many in the first minute, and so in its hour and day.
  for (const document of await ledger.windows.scan({ limit: 10 })) {
    if (document.id.includes(isoTime(from + 60_000))) continue;
    await ledger.windows.replace({ ...document, summary: { ...document.summary, members: 'many' } });
  }
  const interval = { from: NOON - 24 * HOUR, to: NOON };
  expect(await ledger.reader.total('t1', 'ingestion', interval)).toMatchObject({ quantity: 4n });
  const series = await ledger.reader.series('t1', 'ingestion', { from, to: NOON }, 'hour');
  expect(series.points).toEqual([{ from, quantity: 4n }]);
});

test('members are kept up to a number, and beyond it only that they are many', () => {
  const some = (count: number, from: number): Summary => ({
    ...EMPTY,
    members: Array.from({ length: count }, (_, index) => String(from + index).padStart(6, '0')),
  });
  const half = MEMBERS_KEPT / 2;
  expect(merge(some(half, 0), some(half, half)).members).toHaveLength(MEMBERS_KEPT);
  expect(merge(some(half, 0), some(half + 1, half)).members).toBe('many');
  expect(merge(merge(some(half, 0), some(half + 1, half)), EMPTY).members).toBe('many');
});

test('series of what holds until the next go on where nothing was sent', async () => {
  const seats = (aggregation: 'latest' | 'time_weighted') => builtMeter({ key: aggregation, aggregation });
  const ledger = await testLedger({ meters: [seats('latest'), seats('time_weighted')] });
  await ledger.events.insert([
    builtEvent({ id: '1', at: NOON - 4 * HOUR + HOUR / 2, quantity: '10' }),
    builtEvent({ id: '2', at: NOON - 2 * HOUR + HOUR / 2, quantity: '4' }),
  ]);
  await ledger.auditor.rebuild();
  ledger.clock.set('2026-03-01T11:30:00Z');
  const of = async (meter: string) => {
    const { points } = await ledger.reader.series('t1', meter, { from: NOON - 5 * HOUR, to: NOON }, 'hour');
    return points.map(({ quantity }) => Number(quantity));
  };
  expect(await of('latest')).toEqual([0, 10, 10, 4, 4]);
  // 10 for half an hour, for an hour, for half an hour and then 4, and 4 until now: half an hour.
  expect(await of('time_weighted')).toEqual([0, 5, 10, 7, 2]);
});

test('days are read as days, whatever was used in them', async () => {
  const ledger = await testLedger();
  let read = 0;
  const scan: WindowCollection['scan'] = async range => {
    const found = await ledger.windows.scan(range);
    read += found.length;
    return found;
  };
  const { events, entries, pending, clock } = ledger;
  const windows = { ...ledger.windows, spec: ledger.windows.spec, scan };
  const reader = new UsageReader({ entries, windows, pending, clock, meters: fixedMeters() });
  const days = 20;
  const built = Array.from({ length: days * 6 }, (_, index) =>
    builtEvent({ id: String(index), at: NOON - index * 4 * HOUR }),
  );
  await events.insert(built);
  await ledger.auditor.rebuild();
  const total = await reader.total('t1', 'ingestion', { from: NOON - days * 24 * HOUR, to: NOON + 1 });
  expect(total.quantity).toBe(BigInt(built.length));
  // A document a day, and at the edges those of half a day of hours.
  expect(read).toBeLessThanOrEqual(days + 6);
});
