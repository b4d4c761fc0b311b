import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { Actor, Aggregates, Change, ChangeNote, Versioned } from '../storage/aggregates.ts';
import { type InsertOutcome, StoreUnavailable } from '../storage/documents.ts';
import { admittedQuantity } from './admission.ts';
import { touchKey } from './intent.ts';
import type { IntentLog } from './intent-log.ts';
import type { MeterCatalogue } from './meter-catalogue.ts';
import { touchesOf } from './recorder.ts';
import type { HorizonPort } from './retention/horizon.ts';
import { CORRECTION_MARGIN } from './retention/retention-policy.ts';
import type { SealMarks } from './seal-marks.ts';
import {
  commitmentTo,
  correctionDocumentId,
  type EventCollection,
  eventDigest,
  eventDocumentId,
  type StoredEvent,
  slotOf,
} from './stored-event.ts';
import { startOf } from './window.ts';

/** Corrections of one event; somebody who needs more is not correcting. */
const MAX_CORRECTIONS = 100;
const MAX_TRIES = 10;

const correctionSchema = z.object({
  correctionId: z.string(),
  action: z.enum(['void', 'amend']),
  /** Of an amend: the quantity that holds now. */
  quantity: z.string(),
  scale: z.int(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  salt: z.string(),
});

const correctedSchema = z.object({
  tenantId: z.string(),
  source: z.string(),
  eventId: z.string(),
  type: z.string(),
  time: z.string(),
  corrections: z.array(correctionSchema).max(MAX_CORRECTIONS),
});
/** An event that was corrected: all corrections of it, in order. */
export type Corrected = z.infer<typeof correctedSchema>;

const correctionAggregate = { kind: 'usage_correction', state: correctedSchema };

export interface CorrectionRequest {
  readonly tenantId: string;
  readonly source: string;
  readonly eventId: string;
  readonly action: 'void' | 'amend';
  readonly quantity?: number | string | undefined;
  readonly reason: string;
}

export interface CorrectionResult extends Corrected {
  readonly number: number;
}

/**
 * Takes events back, or puts another quantity in their place. The correction is decided by a change of the aggregate
 * "corrections of this event", so each has a number of its own and an entry in the audit; the ledger's entry follows
 * from it, and follows after a crash, too.
 */
export class Corrections {
  readonly #aggregates: Aggregates<Corrected>;
  readonly #parts: CorrectionParts;

  constructor(context: Pick<Context, 'aggregates' | 'addProjection'>, parts: CorrectionParts) {
    this.#aggregates = context.aggregates(correctionAggregate);
    this.#parts = parts;
    context.addProjection(change => this.#project(change));
  }

  /** @throws Problem not_found, history_pruned, invalid_request, invalid_state, conflict */
  async correct(
    request: CorrectionRequest,
    newId: string,
    who: { readonly actor: Actor; readonly requestId: string },
  ): Promise<CorrectionResult> {
    const { tenantId, source, eventId } = request;
    const original = await this.#parts.events.get(eventDocumentId(tenantId, source, eventId));
    await this.#refusePruned(tenantId, original);
    if (original === undefined) throw notFound('event of that source and id');
    const quantity = await this.#quantityOf(request, original.type);
    const aggregateId = original.id.replace('/', '.');
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.#aggregates.load(aggregateId);
      const made = before?.state.corrections.findIndex(({ correctionId }) => correctionId === newId) ?? -1;
      // The same Idempotency-Key came again after its server had died.
      if (before !== undefined && made >= 0) return { ...before.state, number: made + 1 };
      if ((before?.state.corrections.length ?? 0) >= MAX_CORRECTIONS) {
        throw new Problem('invalid_state', `an event is corrected at most ${MAX_CORRECTIONS} times`, {
          reason: 'too_many_corrections',
          params: { most: MAX_CORRECTIONS },
        });
      }
      const state = corrected(original, before, {
        request,
        quantity,
        newId,
        who,
        now: this.#parts.clock.now(),
      });
      const note: ChangeNote = {
        ...who,
        action: `usage.${request.action}`,
        reason: request.reason,
        tenantId,
        events: [{ type: 'usage.corrected', data: { tenantId, source, eventId, action: request.action } }],
      };
      const after = before
        ? await this.#aggregates.change(aggregateId, before, state, note)
        : await this.#aggregates.create(aggregateId, state, note);
      if (after !== 'exists') return { ...after.state, number: after.version };
    }
    throw new Problem('conflict', 'the event is being corrected by others', {
      reason: 'changed_by_others',
      retryAfter: 1,
    });
  }

  /** What is pruned, or is about to be, stands as it was counted. @throws Problem history_pruned */
  async #refusePruned(tenantId: string, original: StoredEvent | undefined): Promise<void> {
    const { horizon, retention, clock } = this.#parts;
    const pruned = await horizon.of(tenantId);
    if (original === undefined) {
      if (pruned === undefined) return;
      const before = isoTime(pruned.receivedBefore);
      throw new Problem(
        'history_pruned',
        `no event of that source and id is kept; what was received before ${before} is pruned, and stands as it was counted`,
      );
    }
    const kept = retention === undefined ? 0 : startOf('day', clock.now() - retention + CORRECTION_MARGIN);
    if (Date.parse(original.time) >= Math.max(kept, pruned?.beforeTime ?? 0)) return;
    throw new Problem(
      'history_pruned',
      'the event is from a time that is counted for the last time, and stands as it was counted',
    );
  }

  async #quantityOf(request: CorrectionRequest, type: string): Promise<{ quantity: string; scale: number }> {
    if (request.action === 'void') return { quantity: '0', scale: 0 };
    const meters = (await this.#parts.meters.fresh()).ofType(type);
    const quantity = admittedQuantity(request.quantity, meters);
    if ('reason' in quantity) {
      const { reason: code, message = 'the quantity cannot be taken' } = quantity;
      throw new Problem('invalid_request', message, { errors: [{ field: '/quantity', code, message }] });
    }
    return { quantity: String(quantity.units), scale: quantity.scale };
  }

  /** Inserts the ledger's entry of a correction that is decided; again and again, it is the same entry. */
  async #project(change: Change<unknown>): Promise<void> {
    if (change.kind !== correctionAggregate.kind) return;
    const entry = entryOf(correctedSchema.parse(change.after), change.version);
    const { intents, seals, clock } = this.#parts;
    const touches = touchesOf([entry]);
    const hold = await intents.open(touches);
    const outcome = await this.#insert(entry).catch(async error => {
      // Held on to, the intent that others share with it would not be marked done, either.
      await hold.release(new Map(), 'unknown');
      throw error;
    });
    await hold.release(
      new Map(touches.map(touch => [touchKey(touch), { accepted: 1, duplicates: false }])),
      outcome === 'unknown' ? 'unknown' : 'known',
    );
    await seals.inserted([entry], clock.now());
    if (outcome === 'unknown') throw new StoreUnavailable(`whether ${entry.id} is stored is not known`);
  }

  async #insert(entry: StoredEvent): Promise<InsertOutcome | undefined> {
    await this.#parts.seals.mark([entry]);
    const [outcome] = await this.#parts.events.insert([entry]);
    return outcome;
  }
}

export interface CorrectionParts {
  readonly events: EventCollection;
  readonly intents: IntentLog;
  readonly meters: MeterCatalogue;
  readonly seals: SealMarks;
  readonly horizon: HorizonPort;
  /** How long usage is kept, in milliseconds; for ever when left out. */
  readonly retention?: number | undefined;
  readonly clock: Clock;
}

function corrected(
  original: StoredEvent,
  before: Versioned<Corrected> | undefined,
  made: {
    readonly request: CorrectionRequest;
    readonly quantity: { quantity: string; scale: number };
    readonly newId: string;
    readonly who: { readonly actor: Actor };
    readonly now: number;
  },
): Corrected {
  const { tenantId, source, eventId, type, time } = original;
  const correction = {
    correctionId: made.newId,
    action: made.request.action,
    ...made.quantity,
    reason: made.request.reason,
    by: made.who.actor.id,
    at: isoTime(made.now),
    // Kept with the decision, so that whoever inserts the entry inserts the same one.
    salt: randomBytes(16).toString('base64url'),
  };
  return {
    tenantId,
    source,
    eventId,
    type,
    time,
    corrections: [...(before?.state.corrections ?? []), correction],
  };
}

function entryOf(state: Corrected, number: number): StoredEvent {
  const correction = state.corrections[number - 1];
  if (correction === undefined) throw new Error(`there is no correction ${number} of ${state.eventId}`);
  const { tenantId, source, eventId, type, time } = state;
  const { action, quantity, scale, reason, by, at, salt } = correction;
  const of = eventDocumentId(tenantId, source, eventId);
  const fields = {
    tenantId,
    entry: action,
    correction: { of, number, reason, by },
    type,
    source,
    eventId: correction.correctionId,
    quantity,
    scale,
    time,
    timed: 'sender',
    received: at,
    commitment: commitmentTo(salt, {}),
  } as const;
  return {
    ...fields,
    id: correctionDocumentId(tenantId, of, number),
    slot: slotOf(Date.parse(at)),
    salt,
    payload: {},
    digest: eventDigest(fields),
  };
}
