import { EVENTS, type EventName } from '@tenantry/contracts/commercial/event';
import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import { type ChangeSeal, sealOf } from './change-seal.ts';
import { type Collection, type CollectionSpec, insertOne, type Json } from './documents.ts';

/**
 * Aggregates as changes. A change is one document, `<kind>/<id>/<version>`, with the whole new state: whoever inserts
 * it has decided; whoever finds the id taken has lost and must read again. The change carries what follows from it
 * (events to send, the next step), so nothing can happen to the state without it, nor the other way round.
 *
 *   change v3 ──insert──▶ decided ──▶ head (hint) ──▶ audit ──▶ outbox ──▶ `pending` removed
 *                                     └── any crash here: the change is still `pending`, and the relay does it again
 */

/** Who did something, as audit shows it. */
export interface Actor {
  /** `user:<issuer>|<subject>`, `key:<id>`, or `system:<what>`. */
  readonly id: string;
  readonly name: string;
}

/** What an aggregate's change tells others: of the table EVENTS, with the data that the table says. */
export interface DomainEvent {
  readonly type: EventName;
  readonly data: Json;
}

export interface Change<S> {
  readonly id: string;
  readonly kind: string;
  readonly aggregateId: string;
  readonly version: number;
  /** When it was recorded. */
  readonly at: string;
  readonly actor: Actor;
  readonly requestId: string;
  readonly action: string;
  readonly reason?: string | undefined;
  readonly tenantId?: string | undefined;
  readonly before: S | null;
  readonly after: S;
  /** What it tells others, as it was told when it was decided: an older version may have had other names. */
  readonly events: readonly { readonly type: string; readonly data: Json }[];
  /** `at`, while its projections are not all written. */
  readonly pending?: string | undefined;
  /** What seals of the audit record are made of; see change-seal.ts. */
  readonly seal?: ChangeSeal | undefined;
}

export interface Versioned<S> {
  readonly version: number;
  readonly state: S;
  readonly at: string;
}

/** Why, by whom and with what consequences something is changed. */
export interface ChangeNote {
  readonly actor: Actor;
  readonly requestId: string;
  readonly action: string;
  readonly reason?: string;
  readonly tenantId?: string;
  readonly events?: readonly DomainEvent[];
}

export interface AggregateSpec<S> {
  /** Singular, lower case: `plan`, `tenant`, `subscription`. */
  readonly kind: string;
  readonly state: z.ZodType<S>;
}

/** Called with a change that is decided; whatever it throws, the change stands. See {@link Relay}. */
export type Announce = (change: Change<unknown>) => Promise<void>;

const VERSION_DIGITS = 10;

export function changeId(kind: string, aggregateId: string, version: number): string {
  return `${kind}/${aggregateId}/${String(version).padStart(VERSION_DIGITS, '0')}`;
}

/** Behind every version: `0` is the character after `/`. */
function endOfChanges(kind: string, aggregateId: string): string {
  return `${kind}/${aggregateId}0`;
}

/** The last change there is of an aggregate; a read that decides. */
export async function latestChange(
  changes: ChangeCollection,
  kind: string,
  aggregateId: string,
): Promise<Change<unknown> | undefined> {
  const [last] = await changes.scan({
    from: changeId(kind, aggregateId, 0),
    before: endOfChanges(kind, aggregateId),
    descending: true,
    limit: 1,
  });
  return last;
}

const changeSchema = z.object({
  id: z.string(),
  kind: z.string(),
  aggregateId: z.string(),
  version: z.int().min(1),
  at: z.string(),
  actor: z.object({ id: z.string(), name: z.string() }),
  requestId: z.string(),
  action: z.string(),
  reason: z.string().optional(),
  tenantId: z.string().optional(),
  before: z.unknown(),
  after: z.unknown(),
  events: z.array(z.object({ type: z.string(), data: z.json() })),
  pending: z.string().optional(),
  seal: z.object({ salt: z.string().optional(), commitment: z.string() }).optional(),
});

export const changesSpec: CollectionSpec<Change<unknown>, 'pending' | 'tenant'> = {
  name: 'changes',
  indexes: { pending: ['pending'], tenant: ['tenantId', 'at'] },
  parse: value => changeSchema.parse(value),
};

export type ChangeCollection = Collection<Change<unknown>, 'pending' | 'tenant'>;

/** All aggregates of one kind. */
export class Aggregates<S> {
  readonly #spec: AggregateSpec<S>;
  readonly #changes: ChangeCollection;
  readonly #clock: Clock;
  readonly #announce: Announce;

  constructor(spec: AggregateSpec<S>, changes: ChangeCollection, clock: Clock, announce: Announce) {
    this.#spec = spec;
    this.#changes = changes;
    this.#clock = clock;
    this.#announce = announce;
  }

  /** The state by the last change there is, not by a hint. */
  async load(aggregateId: string): Promise<Versioned<S> | undefined> {
    const last = await latestChange(this.#changes, this.#spec.kind, aggregateId);
    return last && { version: last.version, state: this.#spec.state.parse(last.after), at: last.at };
  }

  /** Every change, oldest first; `limit` at a time behind a version. */
  async history(aggregateId: string, afterVersion: number, limit: number): Promise<readonly Change<S>[]> {
    const changes = await this.#changes.scan({
      from: changeId(this.#spec.kind, aggregateId, afterVersion + 1),
      before: endOfChanges(this.#spec.kind, aggregateId),
      limit,
    });
    return changes.map(change => ({
      ...change,
      before: change.before === null ? null : this.#spec.state.parse(change.before),
      after: this.#spec.state.parse(change.after),
    }));
  }

  create(aggregateId: string, state: S, note: ChangeNote): Promise<Versioned<S> | 'exists'> {
    return this.#append(aggregateId, 0, null, state, note);
  }

  /** `exists`: somebody else changed `from` first; read again and decide again. */
  change(
    aggregateId: string,
    from: Versioned<S>,
    state: S,
    note: ChangeNote,
  ): Promise<Versioned<S> | 'exists'> {
    return this.#append(aggregateId, from.version, from.state, state, note);
  }

  async #append(
    aggregateId: string,
    version: number,
    before: S | null,
    state: S,
    note: ChangeNote,
  ): Promise<Versioned<S> | 'exists'> {
    const after = this.#spec.state.parse(state);
    const at = isoTime(this.#clock.now());
    const content = {
      id: changeId(this.#spec.kind, aggregateId, version + 1),
      kind: this.#spec.kind,
      aggregateId,
      version: version + 1,
      at,
      actor: note.actor,
      requestId: note.requestId,
      action: note.action,
      ...(note.reason !== undefined && { reason: note.reason }),
      ...(note.tenantId !== undefined && { tenantId: note.tenantId }),
      before,
      after,
      events: checked(note.events ?? []),
    };
    const change: Change<S> = { ...content, pending: at, seal: sealOf(content) };
    if ((await insertOne(this.#changes, change)) === 'exists') return 'exists';
    await this.#announce(change);
    return { version: version + 1, state: after, at };
  }
}

/** Others rely on the form of what they are told: nothing off the table is ever decided. */
function checked(events: readonly DomainEvent[]): readonly DomainEvent[] {
  for (const { type, data } of events) EVENTS[type].data.parse(data);
  return events;
}
