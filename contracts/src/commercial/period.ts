import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/**
 * Periods of a subscription: months, counted from an anchor in a time zone. Period n is the half-open UTC interval
 * from boundary n to boundary n+1, and boundary n is the anchor's local time n months on. Each is reckoned from the
 * anchor, never from the one before, so that 31 January, 28 February is followed by 31 March; and since the end of one
 * is computed as the beginning of the next, there is neither a gap nor an overlap.
 *
 * Local times that a change of clocks leaves out move behind the gap; of those that it repeats, the first is taken.
 */

export interface Schedule {
  /** The instant that boundary 0 is: RFC 3339, UTC. */
  readonly anchor: string;
  /** IANA time zone. */
  readonly zone: string;
}

export interface Period {
  /** 0 begins at the anchor; before it, as in a trial, the index is negative. */
  readonly index: number;
  /** RFC 3339, UTC, with milliseconds. */
  readonly from: string;
  /** The first instant that is not in it. */
  readonly to: string;
}

/** Months from the anchor that a boundary may lie: the years 2000 to 2099, seen from either end. */
const MAX_INDEX = 1_250;
const MEAN_MONTH_MS = 2_629_746_000;

export const zoneSchema = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][\w+\-/]*$/, 'an IANA time zone such as Europe/Berlin')
  .refine(isZone, 'a time zone of the IANA database')
  .meta({ id: 'TimeZone', description: 'IANA time zone', example: 'Europe/Berlin' });

export const instantSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/, 'a UTC time such as 2027-01-31T12:00:00.000Z')
  .refine(text => !Number.isNaN(Date.parse(text)) && dayExists(text), 'a day that exists')
  .refine(inReach, 'a year from 2000 to 2099')
  .transform(text => new Date(text).toISOString())
  .meta({ description: 'RFC 3339 in UTC, to the millisecond', format: 'date-time' });

export const periodSchema = z
  .object({
    index: z.int().meta({ description: '0 begins at the anchor; negative before it, as in a trial' }),
    from: z.string().meta({ description: 'The first instant of the period', format: 'date-time' }),
    to: z.string().meta({ description: 'The first instant after the period', format: 'date-time' }),
  })
  .meta({ id: 'Period', description: 'A half-open interval of UTC' });

/** Boundary `index`, in milliseconds since 1970. @throws RangeError too far from the anchor. */
export function boundaryOf(schedule: Schedule, index: number): number {
  if (Math.abs(index) > MAX_INDEX + 1) throw new RangeError(`period ${index} is too far from its anchor`);
  return (
    Temporal.Instant.from(schedule.anchor)
      .toZonedDateTimeISO(schedule.zone)
      // On the calendar first: day and time of day are those of the anchor, clamped to the month.
      .toPlainDateTime()
      .add({ months: index }, { overflow: 'constrain' })
      .toZonedDateTime(schedule.zone, { disambiguation: 'compatible' }).epochMilliseconds
  );
}

export function periodOf(schedule: Schedule, index: number): Period {
  return {
    index,
    from: new Date(boundaryOf(schedule, index)).toISOString(),
    to: new Date(boundaryOf(schedule, index + 1)).toISOString(),
  };
}

/** The index of the period that an instant (milliseconds) lies in. @throws RangeError too far from the anchor. */
export function indexAt(schedule: Schedule, at: number): number {
  let index = Math.floor((at - Date.parse(schedule.anchor)) / MEAN_MONTH_MS);
  // The guess is at most a month off, to either side.
  while (boundaryOf(schedule, index) > at) index--;
  while (boundaryOf(schedule, index + 1) <= at) index++;
  return index;
}

/** Zones that are known to exist: to ask Intl takes longer than all else that is checked of a subscription. */
const zonesKnown = new Set<string>();
/** More than there are; names in other cases count as others. */
const MOST_ZONES = 2_000;

function isZone(zone: string): boolean {
  if (zonesKnown.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    if (zonesKnown.size < MOST_ZONES) zonesKnown.add(zone);
    return true;
  } catch {
    return false;
  }
}

/** Periods are reckoned for this century: a time beyond it is a mistake, and would cost a long reckoning. */
export function inReach(time: string): boolean {
  return /^20\d\d-/.test(time);
}

/** Date.parse takes 31 February for 3 March. */
function dayExists(text: string): boolean {
  return new Date(text).toISOString().startsWith(text.slice(0, 10));
}
