import type { Meter } from '@tenantry/contracts/commercial/meter';
import { INT64_MAX } from '@tenantry/contracts/commercial/money';
import { MAX_DATA_BYTES } from '@tenantry/contracts/commercial/usage';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import { canonicalJson } from '../storage/canonical.ts';
import type { EventFault, IncomingEvent } from './incoming-event.ts';
import { ONE, type Quantity, readQuantity, rescale } from './quantity.ts';
import {
  commitmentTo,
  commitmentToText,
  type EventPayload,
  eventDigest,
  eventDocumentId,
  type StoredEvent,
  slotOf,
} from './stored-event.ts';
import type { UsageConfig } from './usage-config.ts';

export type TimePolicy = Pick<UsageConfig, 'futureLimit' | 'backfillWindow' | 'grace'>;

export interface AdmissionRules {
  readonly now: number;
  /** `now` as text. */
  readonly received: string;
  readonly policy: TimePolicy;
  readonly unknownTypes: UsageConfig['unknownTypes'];
  metersOf(type: string): readonly Meter[];
}

/**
 * Decides whether an event enters the ledger, and in what form. `salt` is fresh randomness.
 * Its time is cut to the millisecond; its quantity loses trailing zeros; all else stays as it was sent.
 */
export function admit(
  event: IncomingEvent,
  tenantId: string,
  salt: string,
  rules: AdmissionRules,
): StoredEvent | EventFault {
  const meters = rules.metersOf(event.type);
  if (meters.length === 0 && rules.unknownTypes === 'reject')
    return { reason: 'unknown_type', field: '/type' };
  const time = timeOf(event, rules);
  if (typeof time !== 'number') return time;
  const quantity = admittedQuantity(event.quantity, meters);
  if ('reason' in quantity) return quantity;
  const payload = payloadOf(event);
  const text = payloadText(payload);
  if (typeof text !== 'string') return text;
  return stored(salt, text, {
    tenantId,
    entry: 'usage',
    type: event.type,
    source: event.source,
    eventId: event.id,
    quantity: String(quantity.units),
    scale: quantity.scale,
    time: isoTime(time),
    timed: event.time === undefined ? 'receipt' : 'sender',
    received: rules.received,
    payload,
  });
}

function stored(
  salt: string,
  payloadText: string,
  { payload, ...open }: Omit<StoredEvent, 'id' | 'slot' | 'salt' | 'commitment' | 'digest'>,
): StoredEvent {
  const digested = { ...open, commitment: commitmentToText(salt, payloadText) };
  return {
    ...digested,
    id: eventDocumentId(open.tenantId, open.source, open.eventId),
    slot: slotOf(Date.parse(open.received)),
    payload,
    salt,
    digest: eventDigest(digested),
  };
}

/**
 * Whether the ledger's entry is this very event, sent before: what the sender said is the same. When it was received,
 * the salt, and a time that the sender left to us are ours and not compared; neither is what has been erased.
 */
export function sameEvent(event: StoredEvent, kept: StoredEvent): boolean {
  if (kept.correction !== undefined) return false;
  const commitment = kept.salt === undefined ? kept.commitment : commitmentTo(kept.salt, event.payload ?? {});
  const leftToUs = event.timed === 'receipt' && kept.timed === 'receipt';
  return (
    eventDigest({
      ...event,
      received: kept.received,
      time: leftToUs ? kept.time : event.time,
      commitment,
    }) === kept.digest
  );
}

const rfc3339 = z.iso.datetime({ offset: true });
/** As most senders write it; what else is RFC 3339 is for the schema to say. */
const COMMON_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;

function timeOf(event: IncomingEvent, { now, policy }: AdmissionRules): number | EventFault {
  if (event.time === undefined) return now;
  const time = parsedTime(event.time);
  if (Number.isNaN(time)) return { reason: 'time_malformed', field: '/time' };
  if (time > now + policy.futureLimit) return { reason: 'time_in_future', field: '/time' };
  if (time < oldestTime(now, policy)) return { reason: 'time_too_old', field: '/time' };
  return time;
}

/** Milliseconds; NaN for what is no time. */
function parsedTime(text: string): number {
  const time = COMMON_TIME.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse takes the 30th of February for a day in March: it is what comes out that tells.
  if (!Number.isNaN(time) && isoTime(time).startsWith(text.slice(0, 19))) return time;
  return rfc3339.safeParse(text).success ? Date.parse(text) : Number.NaN;
}

/** The earliest time that events may have; earlier ones are refused for ever. */
function oldestTime(now: number, policy: TimePolicy): number {
  return now - policy.backfillWindow - policy.grace;
}

/** The quantity (1 where there is none), if every meter of the event can count it exactly. */
export function admittedQuantity(
  value: number | string | undefined,
  meters: readonly Meter[],
): Quantity | EventFault {
  const field = '/quantity';
  const quantity = value === undefined ? ONE : readQuantity(value);
  if (typeof quantity === 'string') return { reason: quantity, field };
  for (const meter of meters) {
    if (quantity.scale > meter.scale) {
      const message = `meter ${meter.key} has ${meter.scale} decimal places`;
      return { reason: 'quantity_too_precise', field, message };
    }
    if (rescale(quantity, meter.scale) > INT64_MAX) return { reason: 'quantity_overflow', field };
  }
  return quantity;
}

function payloadOf({ subject, dimensions, data }: IncomingEvent): EventPayload {
  return {
    ...(subject !== undefined && { subject }),
    ...(dimensions !== undefined && { dimensions }),
    ...(data !== undefined && { data }),
  };
}

/** The payload in its canonical form, or why it cannot be kept. */
function payloadText(payload: EventPayload): string | EventFault {
  const field = '/data';
  let text: string;
  try {
    text = canonicalJson(payload);
  } catch {
    return { reason: 'malformed', field, message: 'a number that is beyond what JSON readers agree on' };
  }
  // The whole is longer than the data in it, so that the data is measured only where it may be too long.
  if (text.length > MAX_DATA_BYTES / 3 && dataBytes(payload) > MAX_DATA_BYTES) {
    return { reason: 'data_too_large', field };
  }
  // Stores differ in what they make of these: in one the text would come back as another.
  if (/\\u(d[89a-f]|0000)/i.test(text)) {
    return { reason: 'malformed', field, message: 'text with U+0000 or half of a surrogate pair' };
  }
  return text;
}

function dataBytes({ data }: EventPayload): number {
  return data === undefined ? 0 : Buffer.byteLength(JSON.stringify(data));
}
