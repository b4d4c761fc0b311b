import { createHash, randomBytes } from 'node:crypto';
import { forgotten } from '../../audit/forgotten.ts';
import { isoTime } from '../../clock.ts';
import type { Context } from '../../context.ts';
import { Problem } from '../../http/problem.ts';
import type { Actor, Aggregates } from '../../storage/aggregates.ts';
import { canonicalJson } from '../../storage/canonical.ts';
import { type Collection, insertOne } from '../../storage/documents.ts';
import type { Who } from '../../tenants/who.ts';
import type { Asked, Keys } from '../keys.ts';
import { LookupCache } from '../lookup-cache.ts';
import { principalOfIdentity } from '../oidc/claims.ts';
import type { RoleMapping } from '../oidc/options.ts';
import type { Principal } from '../principal.ts';
import type { Users } from '../users.ts';
import {
  type Holder,
  type SessionState,
  type SessionTimes,
  sessionSpec,
  sessionStateSchema,
  type Ticket,
  ticketSpec,
  ticketStanding,
} from './session.ts';

const CACHE_MS = 5_000;
const MAX_CACHED = 10_000;
const MAX_MISSES = 2_000;
const SWEEP_EVERY = 10 * 60_000;
const ATTEMPTS = 5;
const TICKET = /^[\w-]{43}$/;

/** Whose sessions they are, and for how long. */
export interface SessionHolders {
  readonly keys: Keys;
  readonly users: Users;
  readonly mapping: RoleMapping | undefined;
  readonly times: SessionTimes;
}

interface Admission {
  readonly ticket: Ticket;
  readonly session: SessionState;
}

export interface StartedSession {
  readonly id: string;
  /** The value of the cookie. */
  readonly value: string;
  readonly state: SessionState;
}

export interface Resumed {
  readonly principal: Principal;
  readonly session: SessionState;
  /** The cookie's next value, when it is time for one. */
  readonly next?: string;
}

/**
 * Sessions of people at the console. The cookie holds 256 random bits, the store their hash. The value changes every
 * few minutes of use; the one before is retired once the new one has come back, so that an answer that was lost on its
 * way signs nobody out. A retired value that comes back was copied, and ends the session.
 */
export class Sessions {
  readonly #context: Context;
  readonly #keys: Keys;
  readonly #users: Users;
  readonly #mapping: RoleMapping | undefined;
  readonly #times: SessionTimes;
  readonly #sessions: Aggregates<SessionState>;
  readonly #tickets: Collection<Ticket, 'age'>;
  readonly #cache: LookupCache<Admission>;
  readonly #successors: LookupCache<string>;

  private constructor(context: Context, parts: SessionHolders, tickets: Collection<Ticket, 'age'>) {
    this.#context = context;
    this.#keys = parts.keys;
    this.#users = parts.users;
    this.#mapping = parts.mapping;
    this.#times = parts.times;
    this.#sessions = context.aggregates(sessionSpec);
    this.#tickets = tickets;
    const { clock } = context;
    const bounds = { clock, ttl: CACHE_MS, maxFound: MAX_CACHED, maxMissing: MAX_MISSES };
    this.#cache = new LookupCache(id => this.#look(id), bounds);
    // Requests that come at once with one value get one successor.
    this.#successors = new LookupCache(id => this.#succeed(id), { ...bounds, ttl: parts.times.overlap });
  }

  static async open(context: Context, parts: SessionHolders): Promise<Sessions> {
    const sessions = new Sessions(context, parts, await context.store.collection(ticketSpec));
    context.every('prune sessions', SWEEP_EVERY, () => sessions.prune());
    return sessions;
  }

  get idleSeconds(): number {
    return Math.floor(this.#times.idle / 1_000);
  }

  get absoluteSeconds(): number {
    return Math.floor(this.#times.absolute / 1_000);
  }

  async start(
    { principal, requestId }: Asked,
    id: string,
    holder: Holder,
    notAfter: string | undefined,
  ): Promise<StartedSession> {
    const now = this.#context.clock.now();
    const latest = isoTime(now + this.#times.absolute);
    const expiresAt = notAfter !== undefined && notAfter < latest ? notAfter : latest;
    const state: SessionState = { holder, startedAt: isoTime(now), expiresAt };
    const made = await this.#sessions.create(id, state, {
      actor: principal,
      requestId,
      action: 'session.started',
    });
    if (made === 'exists') throw new Problem('conflict', 'there is such a session');
    return { id, value: await this.#give(id), state };
  }

  /** Who comes with this value of the cookie; nothing when the session is over, or its holder. */
  async resume(value: string): Promise<Resumed | undefined> {
    if (!TICKET.test(value)) return undefined;
    const id = hashOf(value);
    const admission = await this.#cache.get(id);
    if (admission === undefined) return undefined;
    const { ticket, session } = admission;
    const standing = ticketStanding(ticket, session, this.#times, this.#context.clock.now());
    if (standing === 'retired')
      await this.end(REUSE, 'none', ticket.session, 'a value of its cookie was copied');
    if (standing === 'retired' || standing === 'over') return undefined;
    const holder = await this.#holder(session);
    if (holder === undefined) return undefined;
    if (ticket.replaces !== undefined) await this.#retire(ticket, ticket.replaces);
    const next = standing === 'due' ? await this.#successors.get(id) : undefined;
    return {
      principal: { ...holder, by: 'session', sessionId: ticket.session },
      session,
      ...(next !== undefined && { next }),
    };
  }

  /** Whether such a value was met here before. */
  isKnown(value: string): boolean {
    return this.#cache.wasFound(hashOf(value));
  }

  /** Who a session is of while it is not over; to ask is no use of it. */
  async holderOf(id: string, anew = false): Promise<Principal | undefined> {
    const session = await this.state(id);
    const now = isoTime(this.#context.clock.now());
    if (session === undefined || session.endedAt !== undefined || session.expiresAt <= now) return undefined;
    const holder = await this.#holder(session, anew);
    return holder && { ...holder, by: 'session', sessionId: id };
  }

  async state(id: string): Promise<SessionState | undefined> {
    return (await this.#sessions.load(id))?.state;
  }

  /** For ever, with every value its cookie has had. */
  async end(actor: Actor, requestId: string, id: string, reason?: string): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const from = await this.#sessions.load(id);
      if (from === undefined || from.state.endedAt !== undefined) return this.#cache.clear();
      const state = { ...from.state, endedAt: isoTime(this.#context.clock.now()) };
      const note = { actor, requestId, action: 'session.ended', ...(reason !== undefined && { reason }) };
      if ((await this.#sessions.change(id, from, state, note)) !== 'exists') return this.#cache.clear();
    }
    throw new Problem('conflict', 'others are ending the session');
  }

  /** Forgets who signed in by a session that is over; of one that lasts, or of none, nothing. */
  async forgetPeople(id: string, reason: string, { actor, requestId }: Who): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const from = await this.#sessions.load(id);
      if (from === undefined || !(await this.#isOver(from.state))) return;
      const state = sessionStateSchema.parse(forgotten(from.state));
      if (canonicalJson(state) === canonicalJson(from.state)) return;
      const note = { actor, requestId, action: 'session.forget_people', reason };
      // Ended by its own word: whose sign-out had ended it, it says no longer.
      const ended = { endedAt: isoTime(this.#context.clock.now()), ...state };
      if ((await this.#sessions.change(id, from, ended, note)) !== 'exists') return this.#cache.clear();
    }
    throw new Problem('conflict', 'others are changing the session');
  }

  /** Forgets values that are taken no longer; answers how many. */
  async prune(limit = 1_000): Promise<number> {
    const before = isoTime(this.#context.clock.now() - this.#times.idle);
    const old = await this.#tickets.scan({ index: 'age', before, limit });
    await this.#tickets.remove(old.map(({ id }) => id));
    return old.length;
  }

  async #isOver({ holder, startedAt, expiresAt, endedAt }: SessionState): Promise<boolean> {
    if (endedAt !== undefined || expiresAt <= isoTime(this.#context.clock.now())) return true;
    if (holder.kind === 'key') return false;
    return this.#users.isOut(holder.identity.issuer, holder.identity.subject, startedAt, true);
  }

  async #look(id: string): Promise<Admission | undefined> {
    const ticket = await this.#tickets.get(id);
    const session = ticket && (await this.#sessions.load(ticket.session));
    return ticket && session && { ticket, session: session.state };
  }

  async #holder({ holder, startedAt }: SessionState, anew = false): Promise<Principal | undefined> {
    if (holder.kind === 'key') return this.#keys.principalById(holder.keyId, anew);
    const { issuer, subject } = holder.identity;
    if (this.#mapping === undefined || (await this.#users.isOut(issuer, subject, startedAt, anew)))
      return undefined;
    return principalOfIdentity(holder.identity, this.#mapping);
  }

  async #give(session: string, replaces?: string): Promise<string> {
    const value = randomBytes(32).toString('base64url');
    const at = isoTime(this.#context.clock.now());
    await insertOne(this.#tickets, {
      id: hashOf(value),
      session,
      at,
      ...(replaces !== undefined && { replaces }),
    });
    return value;
  }

  async #succeed(id: string): Promise<string | undefined> {
    const ticket = await this.#tickets.get(id);
    return ticket && this.#give(ticket.session, id);
  }

  /** The new value has come back: the one before is good for requests under way, and then no more. */
  async #retire(ticket: Ticket, id: string): Promise<void> {
    const before = await this.#tickets.get(id);
    const until = isoTime(this.#context.clock.now() + this.#times.overlap);
    if (before && before.until === undefined) await this.#tickets.replace({ ...before, until });
    const { replaces: _, ...rest } = ticket;
    await this.#tickets.replace(rest);
    this.#cache.forget(id);
    this.#cache.forget(ticket.id);
  }
}

const REUSE: Actor = { id: 'system:sessions', name: 'sessions' };

function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
