import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundaryOf, indexAt, instantSchema, periodOf, type Schedule, zoneSchema } from './period.ts';

// Zones with clock changes on both hemispheres, of half an hour, at midnight, and one that left out a day.
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Chatham',
];
const DAY = 86_400_000;

const schedules = fc.record({
  anchor: fc
    .date({
      min: new Date('2008-01-01T00:00:00Z'),
      max: new Date('2029-12-31T23:59:59Z'),
      noInvalidDate: true,
    })
    .map(date => date.toISOString()),
  zone: fc.constantFrom(...ZONES),
});

const formats = new Map(
  ZONES.map(timeZone => [timeZone, new Intl.DateTimeFormat('en', { timeZone, day: 'numeric' })]),
);

/** Day of the month in a zone, by what Intl says: independent of the code under test. */
function localDay(at: number, zone: string): number {
  return Number(formats.get(zone)?.format(at));
}

describe('periods', () => {
  test('of ten years follow one another without gap or overlap, for any anchor and zone', () => {
    fc.assert(
      fc.property(schedules, schedule => {
        let end = periodOf(schedule, 0).from;
        expect(end).toBe(schedule.anchor);
        for (let index = 0; index < 120; index++) {
          const period = periodOf(schedule, index);
          expect(period.from).toBe(end);
          const days = (Date.parse(period.to) - Date.parse(period.from)) / DAY;
          expect(days).toBeGreaterThan(26.9);
          expect(days).toBeLessThan(32.1);
          end = period.to;
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each(Array.from({ length: 31 }, (_, at) => at + 1))(
    'anchored on day %i begin on it, or on the last day of a shorter month',
    day => {
      for (const zone of ZONES) {
        const anchor = new Date(Date.UTC(2023, 0, day, 8)).toISOString();
        const schedule = { anchor, zone };
        const anchorDay = localDay(Date.parse(anchor), zone);
        for (let index = 1; index <= 120; index++) {
          const at = boundaryOf(schedule, index);
          const last = new Date(Date.UTC(2023, index + (anchorDay < day ? 2 : 1), 0)).getUTCDate();
          expect(localDay(at, zone)).toBe(Math.min(anchorDay, last));
        }
      }
    },
  );

  test('anchored at a month end come back to it after February, in leap years and others', () => {
    const schedule: Schedule = { anchor: '2023-12-31T00:00:00.000Z', zone: 'UTC' };
    const days = [0, 1, 2, 3, 4, 14, 15].map(index => periodOf(schedule, index).from.slice(0, 10));
    expect(days).toEqual([
      '2023-12-31',
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
      '2025-02-28',
      '2025-03-31',
    ]);
  });

  test('anchored on 29 February begin on the 28th of February in other years', () => {
    const schedule: Schedule = { anchor: '2024-02-29T12:00:00.000Z', zone: 'UTC' };
    expect(periodOf(schedule, 12).from).toBe('2025-02-28T12:00:00.000Z');
    expect(periodOf(schedule, 48).from).toBe('2028-02-29T12:00:00.000Z');
  });

  test('keep their local time over changes of the clocks', () => {
    const schedule: Schedule = { anchor: '2026-01-14T23:00:00.000Z', zone: 'Europe/Berlin' };
    expect(periodOf(schedule, 2)).toEqual({
      index: 2,
      from: '2026-03-14T23:00:00.000Z',
      to: '2026-04-14T22:00:00.000Z',
    });
  });

  test('move behind a local time that is left out, and take the first of one that comes twice', () => {
    const gap: Schedule = { anchor: '2026-01-29T01:30:00.000Z', zone: 'Europe/Berlin' };
    expect(periodOf(gap, 2).from).toBe('2026-03-29T01:30:00.000Z');
    const twice: Schedule = { anchor: '2026-08-25T00:30:00.000Z', zone: 'Europe/Berlin' };
    expect(periodOf(twice, 2).from).toBe('2026-10-25T00:30:00.000Z');
  });

  test('are found by any instant in them, before the anchor too', () => {
    fc.assert(
      fc.property(
        schedules,
        fc.integer({ min: -30, max: 130 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (s, n, x) => {
          const from = boundaryOf(s, n);
          const to = boundaryOf(s, n + 1);
          expect(indexAt(s, from)).toBe(n);
          expect(indexAt(s, to - 1)).toBe(n);
          expect(indexAt(s, Math.min(to - 1, Math.floor(from + x * (to - from))))).toBe(n);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('lie within about a century of their anchor', () => {
    const schedule: Schedule = { anchor: '2026-01-14T23:00:00.000Z', zone: 'UTC' };
    expect(() => indexAt(schedule, Date.parse('2999-01-01T00:00:00Z'))).toThrow(RangeError);
  });
});

test('a zone is one of the IANA database, and no offset', () => {
  expect(ZONES.every(zone => zoneSchema.safeParse(zone).success)).toBe(true);
  const none = ['+01:00', 'Mars/Olympus', '', 'Europe/Berlin; DROP', '../etc/passwd', 'x'.repeat(100)];
  expect(none.some(zone => zoneSchema.safeParse(zone).success)).toBe(false);
});

test('a time is UTC, of a day that exists, and kept to the millisecond', () => {
  expect(instantSchema.parse('2027-01-31T12:00:00Z')).toBe('2027-01-31T12:00:00.000Z');
  const none = [
    '2027-02-30T00:00:00Z',
    '2027-01-31T12:00:00+01:00',
    '2027-01-31',
    '2027-13-01T00:00:00Z',
    '2027-01-31T24:00:01Z',
    '1999-12-31T23:59:59Z',
    '9999-01-01T00:00:00Z',
  ];
  expect(none.some(text => instantSchema.safeParse(text).success)).toBe(false);
});
