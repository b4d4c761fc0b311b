import type { Aggregation } from '@tenantry/contracts/commercial/meter';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtCorrection, builtEvent, builtMeter, NOON } from './event-builder.test-support.ts';
import { digestHolds, type StoredEvent } from './stored-event.ts';
import { EMPTY, fromStored, merge, mergeAll, type Summary, sameSummary, toStored } from './summary.ts';
import { Tally } from './tally.ts';

const MINUTE = 60_000;

const METERS = {
  sum: builtMeter(),
  count: builtMeter({ aggregation: 'count' }),
  max: builtMeter({ aggregation: 'max' }),
  unique: builtMeter({ aggregation: 'unique', uniqueBy: 'subject' }),
  latest: builtMeter({ aggregation: 'latest' }),
  time_weighted: builtMeter({ aggregation: 'time_weighted', filter: { region: ['eu'] } }),
} satisfies Record<Aggregation, unknown>;

const events = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 10 * MINUTE }).map(after => NOON + after),
      quantity: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String),
      subject: fc.constantFrom('ada', 'bob', 'eve', 'zoe'),
      region: fc.constantFrom('eu', 'us'),
      correct: fc.constantFrom('no', 'no', 'no', 'void', 'amend', 'amend then void', 'void then amend'),
    }),
    { maxLength: 40 },
  )
  .map(list =>
    list.flatMap(({ region, correct, ...fields }, index) => {
      const event = builtEvent({ ...fields, id: String(index), dimensions: { region } });
      const steps = correct === 'no' ? [] : correct.split(' then ');
      return [
        event,
        ...steps.map((step, at) => builtCorrection(event, at + 1, step === 'void' ? undefined : '7')),
      ];
    }),
  );

function tallied(meter: (typeof METERS)[Aggregation], entries: readonly StoredEvent[]): Summary {
  const tally = new Tally(meter);
  const ordered = [...entries].sort((a, b) =>
    `${a.time}${a.id}` < `${b.time}${b.id}` ? -1 : Number(a.id !== b.id),
  );
  for (const entry of ordered) tally.add(entry);
  return tally.summary();
}

function byMinute(entries: readonly StoredEvent[]): StoredEvent[][] {
  const groups = new Map<number, StoredEvent[]>();
  for (const entry of entries) {
    const minute = Math.floor(Date.parse(entry.time) / MINUTE);
    groups.set(minute, [...(groups.get(minute) ?? []), entry]);
  }
  return [...groups.values()];
}

const text = (summary: Summary) => JSON.stringify(toStored(summary));

test.each(Object.values(METERS))('minutes of $aggregation, in any order, make the whole', meter => {
  const shuffled = events.chain(list =>
    fc.record({
      list: fc.constant(list),
      order: fc.shuffledSubarray(byMinute(list), { minLength: byMinute(list).length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ list, order }) => {
      expect(text(mergeAll(order.map(minute => tallied(meter, minute))))).toBe(text(tallied(meter, list)));
    }),
  );
});

test.each(Object.values(METERS))(
  'merging $aggregation is associative, and takes its sides in any order',
  meter => {
    fc.assert(
      fc.property(events, list => {
        const [a = EMPTY, b = EMPTY, c = EMPTY] = byMinute(list).map(minute => tallied(meter, minute));
        expect(text(merge(merge(a, b), c))).toBe(text(merge(a, merge(b, c))));
        expect(text(merge(a, b))).toBe(text(merge(b, a)));
        expect(text(merge(a, EMPTY))).toBe(text(a));
      }),
    );
  },
);

test('a sum counts what stands after corrections, whatever came first', () => {
  fc.assert(
    fc.property(events, list => {
      const standing = list
        .filter(({ entry }) => entry === 'usage')
        .map(event => {
          const last = list
            .filter(({ correction }) => correction?.of === event.id)
            .sort((a, b) => (b.correction?.number ?? 0) - (a.correction?.number ?? 0))[0];
          return last ?? event;
        })
        .filter(({ entry }) => entry !== 'void');
      const sum = standing.reduce((total, { quantity }) => total + BigInt(quantity), 0n);
      expect(tallied(METERS.sum, list)).toMatchObject({
        sum,
        count: BigInt(standing.length),
        entries: list.length,
      });
    }),
  );
});

test('a quantity holds until the next one, by the millisecond', () => {
  const at = (seconds: number, quantity: string) =>
    builtEvent({
      id: String(seconds),
      at: NOON + seconds * 1000,
      quantity,
      dimensions: { region: 'eu' },
    });
  const { stretches } = tallied(METERS.time_weighted, [at(0, '10'), at(30, '20'), at(60, '5')]);
  expect(stretches).toMatchObject([{ area: 10n * 30_000n + 20n * 30_000n, last: { units: 5n } }]);
});

test('summaries come back from JSON as they were', () => {
  fc.assert(
    fc.property(events, list => {
      for (const meter of Object.values(METERS)) {
        const stored = toStored(tallied(meter, list));
        expect(sameSummary(toStored(fromStored(stored)), stored)).toBe(true);
      }
    }),
  );
});

test('two ledgers that differ in one entry have different hashes', () => {
  fc.assert(
    fc.property(events, fc.nat(), (list, which) => {
      fc.pre(list.length > 0);
      const without = list.filter((_, index) => index !== which % list.length);
      expect(tallied(METERS.count, without).hash).not.toBe(tallied(METERS.count, list).hash);
    }),
  );
});

test('an entry verifies whole and erased, and not with anything changed', () => {
  const event = builtEvent({ id: '1', subject: 'ada' });
  expect(digestHolds(event)).toBe(true);
  const { payload: _, salt: __, ...rest } = event;
  expect(digestHolds({ ...rest, remnant: { erasedAt: event.received, subject: 'erased-1' } })).toBe(true);
  expect(digestHolds(rest)).toBe(false);
  const changes: Partial<StoredEvent>[] = [
    { quantity: '2' },
    { time: '2026-03-01T12:00:01.000Z' },
    { received: '2026-03-01T12:00:01.000Z' },
    { slot: 1 },
    { type: 'query' },
    { payload: { subject: 'eve' } },
    { salt: 'other' },
    { eventId: '2' },
    { entry: 'void' },
  ];
  for (const change of changes)
    expect(digestHolds({ ...event, ...change }), JSON.stringify(change)).toBe(false);
});
