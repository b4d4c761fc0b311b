import { z } from 'zod';
import { isoTime } from '../../clock.ts';
import type { AggregateSpec } from '../../storage/aggregates.ts';
import type { CollectionSpec } from '../../storage/documents.ts';
import { identitySchema } from '../oidc/claims.ts';

/** On whose strength a session stands: it ends with it. */
const holderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('key'), keyId: z.string() }),
  z.object({ kind: z.literal('user'), identity: identitySchema }),
]);
export type Holder = z.infer<typeof holderSchema>;

export const sessionStateSchema = z.object({
  holder: holderSchema,
  startedAt: z.string(),
  /** The end, however much it is used. */
  expiresAt: z.string(),
  endedAt: z.string().optional(),
});
export type SessionState = z.infer<typeof sessionStateSchema>;

export const sessionSpec: AggregateSpec<SessionState> = { kind: 'session', state: sessionStateSchema };

/** One of the values that the cookie of a session has had. The value itself is not kept. */
const ticketSchema = z.object({
  /** SHA-256 of the value. */
  id: z.string(),
  session: z.string(),
  /** When it was given out. */
  at: z.string(),
  /** The one before, until this one has come back and so is known to have arrived. */
  replaces: z.string().optional(),
  /** Taken no longer from then on. */
  until: z.string().optional(),
});
export type Ticket = z.infer<typeof ticketSchema>;

export const ticketSpec: CollectionSpec<Ticket, 'age'> = {
  name: 'session_tickets',
  indexes: { age: ['at'] },
  parse: value => ticketSchema.parse(value),
};

export interface SessionTimes {
  /** Milliseconds without a request after which a session is over. */
  readonly idle: number;
  /** Milliseconds from signing in after which it is over in any case. */
  readonly absolute: number;
  /** Milliseconds after which the cookie gets another value. */
  readonly rotate: number;
  /** Milliseconds that the value before stays good for requests under way, once the new one has come back. */
  readonly overlap: number;
}

/** A cookie that is used must change well before it would be idle, however short that is. */
export function sessionTimes(given: Partial<SessionTimes> = {}): SessionTimes {
  const times = { ...SESSION_TIMES, ...given };
  return { ...times, rotate: Math.min(times.rotate, times.idle / 4) };
}

export const SESSION_TIMES: SessionTimes = {
  idle: 60 * 60_000,
  absolute: 12 * 60 * 60_000,
  rotate: 5 * 60_000,
  overlap: 60_000,
};

export type TicketStanding = 'good' | 'due' | 'retired' | 'over';

/**
 * What a ticket is worth. `due`: good, and to be replaced. `retired`: replaced long enough ago that the browser it
 * belongs to no longer sends it; whoever does has it from somewhere else.
 */
export function ticketStanding(
  ticket: Ticket,
  session: SessionState,
  times: SessionTimes,
  now: number,
): TicketStanding {
  const at = Date.parse(ticket.at);
  if (session.endedAt !== undefined || session.expiresAt <= isoTime(now) || now - at >= times.idle)
    return 'over';
  if (ticket.until !== undefined && ticket.until <= isoTime(now)) return 'retired';
  // One that was replaced already is not replaced again.
  return now - at >= times.rotate && ticket.until === undefined ? 'due' : 'good';
}
