import type { NewPlanChange } from '@tenantry/contracts/commercial/plan-change';
import { isoTime } from '../../clock.ts';
import type { Context } from '../../context.ts';
import { changedByOthers, notFound, Problem } from '../../http/problem.ts';
import type { Aggregates, ChangeNote, DomainEvent, Versioned } from '../../storage/aggregates.ts';
import { isOver, type PlanChange, planChangeAggregate, undoUntil } from './plan-change.ts';

const ATTEMPTS = 8;

export interface By {
  readonly actor: { readonly id: string; readonly name: string };
  readonly requestId: string;
}

const SYSTEM: By = {
  actor: { id: 'system:plan-changes', name: 'Tenantry' },
  requestId: 'plan-changes',
};

/** From which phases each may be come to. */
const BEFORE: Readonly<Record<PlanChange['phase'], readonly PlanChange['phase'][]>> = {
  // From completed only by a retry.
  running: ['paused'],
  paused: ['running'],
  cancelling: ['running', 'paused'],
  cancelled: ['cancelling'],
  completed: ['running'],
};

/** Orders as aggregates: each move is one insert. */
export class PlanChangeOrders {
  readonly #orders: Aggregates<PlanChange>;
  readonly #clock: Context['clock'];

  constructor(context: Context) {
    this.#orders = context.aggregates(planChangeAggregate);
    this.#clock = context.clock;
  }

  /** With an id that exists it answers that order. */
  async create(
    planChangeId: string,
    order: NewPlanChange & Pick<PlanChange, 'undoes' | 'total'>,
    by: By,
  ): Promise<Versioned<PlanChange>> {
    const { id, name } = by.actor;
    const state: PlanChange = {
      ...order,
      planChangeId,
      phase: 'running',
      by: { id, name },
      createdAt: isoTime(this.#clock.now()),
    };
    const note = { ...by, action: 'plan_change.order', reason: order.reason, events: [told(state)] };
    const made = await this.#orders.create(planChangeId, state, note);
    return made === 'exists' ? this.load(planChangeId) : made;
  }

  /** @throws Problem not_found */
  async load(planChangeId: string): Promise<Versioned<PlanChange>> {
    const found = await this.#orders.load(planChangeId);
    if (found === undefined) throw notFound('such change of plans');
    return found;
  }

  async exists(planChangeId: string): Promise<boolean> {
    return (await this.#orders.load(planChangeId)) !== undefined;
  }

  /** Who is in the next batch. Lost to another replica: that one has decided. */
  async beginBatch(current: Versioned<PlanChange>, batch: NonNullable<PlanChange['batch']>): Promise<void> {
    const note = { ...SYSTEM, action: 'plan_change.begin_batch' };
    await this.#orders.change(current.state.planChangeId, current, { ...current.state, batch }, note);
  }

  /** Nothing is left to do of what is asked for here; `exists`: something else was asked for meanwhile. */
  complete(current: Versioned<PlanChange>): Promise<Versioned<PlanChange> | 'exists'> {
    const endedAt = isoTime(this.#clock.now());
    const state: PlanChange = { ...current.state, phase: 'completed', endedAt };
    const note = { ...SYSTEM, action: 'plan_change.completed', events: [told(state)] };
    return this.#orders.change(state.planChangeId, current, state, note);
  }

  cancelled(planChangeId: string): Promise<Versioned<PlanChange>> {
    return this.move(planChangeId, 'cancelled', SYSTEM, 'plan_change.cancelled');
  }

  /** @throws Problem not_found, conflict when it is in no phase that allows it */
  move(
    planChangeId: string,
    phase: PlanChange['phase'],
    by: By,
    action: string,
    reason?: string,
  ): Promise<Versioned<PlanChange>> {
    const note = { ...by, action, ...(reason !== undefined && { reason }) };
    return this.#change(planChangeId, note, state => {
      if (state.phase === phase) return undefined;
      if (!BEFORE[phase].includes(state.phase))
        throw new Problem('conflict', `it is ${state.phase}`, { reason: 'order_ended' });
      return { ...state, phase, ...(isOver(phase) && { endedAt: isoTime(this.#clock.now()) }) };
    });
  }

  /**
   * Says that the order is taken back by another one, which is made then. Said again, it answers what was said first.
   * @throws Problem not_found, conflict when it has not ended, its time is over, or it takes one back itself
   */
  undo(
    planChangeId: string,
    undo: Omit<NonNullable<PlanChange['undo']>, 'at' | 'made' | 'by'>,
    by: By,
  ): Promise<Versioned<PlanChange>> {
    const note = { ...by, action: 'plan_change.undo', reason: undo.reason };
    return this.#change(planChangeId, note, state => {
      if (state.undo?.planChangeId === undo.planChangeId) return undefined;
      const now = isoTime(this.#clock.now());
      const until = undoUntil(state);
      if (state.undoes !== undefined) throw refusedUndo('is_undo', 'it takes another one back: order anew');
      if (state.undo !== undefined) throw refusedUndo('undone', `${state.undo.planChangeId} takes it back`);
      if (until === undefined) throw refusedUndo('not_ended', `it is ${state.phase}: cancel it first`);
      if (until <= now) throw refusedUndo('undo_over', `it could be undone until ${until}`);
      const { id, name } = by.actor;
      return { ...state, undo: { ...undo, by: { id, name }, at: now, made: false } };
    });
  }

  /**
   * Those that failed are to be tried again: while it is under way, or once it is completed.
   * @throws Problem not_found, conflict when it was cancelled or taken back
   */
  retry(planChangeId: string, reason: string | undefined, by: By): Promise<Versioned<PlanChange>> {
    const note = { ...by, action: 'plan_change.retry', ...(reason !== undefined && { reason }) };
    return this.#change(planChangeId, note, ({ endedAt: _, ...state }) => {
      const { phase, undo, retries = 0 } = state;
      if (undo !== undefined) throw refusedUndo('undone', `${undo.planChangeId} takes it back`);
      if (phase !== 'completed' && phase !== 'running' && phase !== 'paused')
        throw new Problem('conflict', `it is ${phase}`, { reason: 'order_ended' });
      const again = { ...state, retries: retries + 1 };
      return phase === 'completed' ? { ...again, phase: 'running', onlyFailed: true } : again;
    });
  }

  /** The order that takes it back is there. */
  undoMade(planChangeId: string): Promise<Versioned<PlanChange>> {
    return this.#change(planChangeId, { ...SYSTEM, action: 'plan_change.undo_made' }, state =>
      state.undo === undefined || state.undo.made
        ? undefined
        : { ...state, undo: { ...state.undo, made: true } },
    );
  }

  async #change(
    planChangeId: string,
    note: ChangeNote,
    decide: (state: PlanChange) => PlanChange | undefined,
  ): Promise<Versioned<PlanChange>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const current = await this.load(planChangeId);
      const after = decide(current.state);
      if (after === undefined) return current;
      const events = after.phase === current.state.phase ? [] : [told(after)];
      const changed = await this.#orders.change(planChangeId, current, after, { ...note, events });
      if (changed !== 'exists') return changed;
    }
    throw changedByOthers('others keep changing it: come again');
  }
}

function told({ planChangeId, phase, from, to }: PlanChange): DomainEvent {
  return { type: 'plan_change.state_changed', data: { planChangeId, state: phase, from, to } };
}

function refusedUndo(code: string, message: string): Problem {
  return new Problem('conflict', message, { errors: [{ field: '', code, message }] });
}
