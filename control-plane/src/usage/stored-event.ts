import { z } from 'zod';
import { canonicalJson, digestOf } from '../storage/canonical.ts';
import type { Collection, CollectionSpec, Json } from '../storage/documents.ts';

/**
 * An entry of the ledger: one event as its sender said it, or a correction of one. An event is stored once, because
 * its id is its tenant and a digest of (source, id), and the insert itself decides. Entries are never changed; the one
 * thing that may go later is what is personal (`payload` and `salt`, see {@link ErasedRemnant}).
 */

/** Entries are sealed by the stretch of time in which they were received. */
export const SLOT_MS = 10_000;

const dimensionsSchema = z.record(z.string(), z.string());

const payloadSchema = z.object({
  subject: z.string().optional(),
  dimensions: dimensionsSchema.optional(),
  // It was JSON when it came, and the store keeps JSON: walking it again at each read costs more than all the rest.
  data: z.custom<Json>(value => value !== undefined).optional(),
});

/** What may be personal. It is in the digest only as a commitment, so that it can be erased. */
export type EventPayload = z.infer<typeof payloadSchema>;

export const remnantSchema = z.object({
  erasedAt: z.string(),
  subject: z.string().optional(),
  dimensions: dimensionsSchema.optional(),
});

/**
 * What erasure leaves in place of the payload, so that counting again gives the same answer: a pseudonym for the
 * subject (the same for every event of that subject) and the dimensions, or pseudonyms for their values.
 */
export type ErasedRemnant = z.infer<typeof remnantSchema>;

const storedEventSchema = z.object({
  /** `<tenantId>/<digest>`: {@link eventDocumentId} or {@link correctionDocumentId}. */
  id: z.string(),
  tenantId: z.string(),
  entry: z.enum(['usage', 'void', 'amend']),
  /** Of a correction: what it corrects, which one in that event's row of corrections (from 1), why and by whom. */
  correction: z
    .object({ of: z.string(), number: z.int().min(1), reason: z.string(), by: z.string() })
    .optional(),
  /** A correction has type and time of what it corrects, so that both are counted in one window. */
  type: z.string(),
  source: z.string(),
  eventId: z.string(),
  /** An int64 in decimal; with `scale` places behind the point. 1 when the sender gave none; 0 of a void. */
  quantity: z.string().regex(/^\d{1,19}$/),
  scale: z.int().min(0).max(12),
  /** When it happened: RFC 3339, UTC, milliseconds. */
  time: z.string(),
  /** Who said when: the sender, or nobody, so that it is the time of receipt. */
  timed: z.enum(['sender', 'receipt']),
  received: z.string(),
  /** {@link slotOf} `received`. */
  slot: z.int(),
  payload: payloadSchema.optional(),
  /** 128 random bits, base64url: without it nobody can guess the payload from the commitment. */
  salt: z.string().optional(),
  remnant: remnantSchema.optional(),
  /** {@link commitmentTo} the payload; stays when the payload is erased. */
  commitment: z.string(),
  /** {@link eventDigest}: over everything but payload, salt and remnant. A seal is made of these. */
  digest: z.string(),
});

export type StoredEvent = z.infer<typeof storedEventSchema>;
export type EventIndex = 'slot' | 'time';
export type EventCollection = Collection<StoredEvent, EventIndex>;

export const eventsSpec: CollectionSpec<StoredEvent, EventIndex> = {
  name: 'usage_events',
  indexes: { slot: ['tenantId', 'slot'], time: ['tenantId', 'type', 'time'] },
  // What counting and sealing read, and nothing of what may be personal: see counted-entry.ts.
  apart: ['entry', 'quantity', 'scale', 'digest'],
  parse: value => storedEventSchema.parse(value),
};

export function eventDocumentId(tenantId: string, source: string, eventId: string): string {
  return `${tenantId}/${digestOf(source, eventId)}`;
}

/** Three parts where an event has two: no event can be sent that takes the id of a correction. */
export function correctionDocumentId(tenantId: string, corrected: string, number: number): string {
  return `${tenantId}/${digestOf('correction', corrected, String(number))}`;
}

export function slotOf(receivedMs: number): number {
  return Math.floor(receivedMs / SLOT_MS);
}

/** H(salt ‖ payload): says nothing of the payload to whoever lacks the salt. */
export function commitmentTo(salt: string, payload: EventPayload): string {
  return commitmentToText(salt, canonicalJson(payload));
}

/** The same of a payload that is in its canonical form already. */
export function commitmentToText(salt: string, payloadText: string): string {
  return digestOf(salt, payloadText);
}

/** What the digest is over: all that the sender said, and when and how it was taken in. */
export type DigestedFields = Omit<StoredEvent, 'id' | 'slot' | 'payload' | 'salt' | 'remnant' | 'digest'>;

export function eventDigest(event: DigestedFields): string {
  const { correction } = event;
  return digestOf(
    event.tenantId,
    event.entry,
    event.type,
    event.source,
    event.eventId,
    event.quantity,
    String(event.scale),
    event.time,
    event.timed,
    event.received,
    event.commitment,
    ...(correction ? [correction.of, String(correction.number), correction.reason, correction.by] : []),
  );
}

/**
 * Whether an entry is what its digest says. An erased one is held against its commitment only; where the payload is
 * there, it must be what was committed to. `id` and `slot` follow from the rest.
 */
export function digestHolds(event: StoredEvent): boolean {
  const { correction, payload, salt } = event;
  const id = correction
    ? correctionDocumentId(event.tenantId, correction.of, correction.number)
    : eventDocumentId(event.tenantId, event.source, event.eventId);
  const committed =
    payload === undefined || salt === undefined
      ? event.remnant !== undefined
      : commitmentTo(salt, payload) === event.commitment;
  return (
    event.id === id &&
    event.slot === slotOf(Date.parse(event.received)) &&
    committed &&
    eventDigest(event) === event.digest
  );
}
