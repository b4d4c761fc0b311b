import { type Charges, chargesOf, effectivePlanAt } from '@tenantry/contracts/commercial/charges';
import type { EffectivePlan } from '@tenantry/contracts/commercial/effective-plan';
import { inReach, type Period } from '@tenantry/contracts/commercial/period';
import type { PlanSpec } from '@tenantry/contracts/commercial/plan';
import {
  type OverrideChange,
  type SubscriptionState,
  type Term,
  termAt,
} from '@tenantry/contracts/commercial/subscription';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { requireMatch } from '../http/etag.ts';
import { changedByOthers, notFound, Problem } from '../http/problem.ts';
import type { PlanService } from '../plans/service.ts';
import type { Aggregates, Change, ChangeNote, Versioned } from '../storage/aggregates.ts';
import type { Scalar } from '../storage/documents.ts';
import {
  begin,
  periodEnd,
  recorded,
  withOverride,
  withOverrideEnded,
  withoutPlan,
  withoutScheduled,
  withTerm,
  withTrial,
} from './decide.ts';
import type { PeriodBook } from './period-book.ts';
import { type PlanChoice, PlanChoices } from './plan-choice.ts';
import { dueAfter, eventsOf, subscriptionAggregate } from './subscription.ts';

/** Who asks, and the id of the request: one that comes again with the same `origin` is not carried out twice. */
export interface Note extends Pick<ChangeNote, 'actor' | 'requestId'> {
  readonly origin: string;
  readonly reason?: string | undefined;
  readonly ifMatch?: string | undefined;
}

export interface NewSubscription extends PlanChoice {
  readonly currency?: string | undefined;
  readonly zone?: string | undefined;
  /** RFC 3339, UTC; now when left out. */
  readonly startsAt?: string | undefined;
  readonly trialDays?: number | undefined;
}

/** What a tenant has at an instant: the plan is none once the subscription has ended. */
export interface InForce {
  readonly state: SubscriptionState;
  readonly version: number;
  readonly plan: EffectivePlan | undefined;
  readonly period: Period | undefined;
}

/** A change of plan that is not made. */
export interface Candidate {
  /** From when it would hold. */
  readonly from: string;
  readonly term: NonNullable<Term['plan']>;
  readonly state: SubscriptionState;
}

export type When = 'now' | 'periodEnd' | { readonly at: string };

const ATTEMPTS = 8;

/** What tenants have bought. One subscription for each tenant, and one insert for each change of it. */
export class SubscriptionService {
  readonly #subscriptions: Aggregates<SubscriptionState>;
  readonly #plans: PlanService;
  readonly #choices: PlanChoices;
  readonly #book: PeriodBook;
  readonly #clock: Context['clock'];

  constructor(context: Context, plans: PlanService, book: PeriodBook) {
    this.#subscriptions = context.aggregates(subscriptionAggregate);
    this.#plans = plans;
    this.#choices = new PlanChoices(plans);
    this.#book = book;
    this.#clock = context.clock;
  }

  /**
   * A tenant's subscription, with the plan from now or `startsAt` on. The same request resumed answers what it made.
   * @throws Problem already_exists when the tenant has one (an ended one too: change it), not_found and invalid_state
   *   when the plan cannot be had so
   */
  async create(tenantId: string, wanted: NewSubscription, note: Note): Promise<Versioned<SubscriptionState>> {
    const now = this.#now();
    if (wanted.startsAt !== undefined) mustBeInReach(wanted.startsAt, '/startsAt');
    const { term, currency, version } = await this.#choices.choose(wanted, wanted.currency);
    const state = begin({
      tenantId,
      plan: term,
      startsAt: wanted.startsAt ?? now,
      zone: wanted.zone ?? 'UTC',
      currency,
      trialDays: wanted.trialDays ?? version.spec.trialDays,
      origin: note.origin,
      now,
    });
    const made = await this.#subscriptions.create(tenantId, state, {
      ...noteOf(note, tenantId, 'subscription.create'),
      events: eventsOf(null, state),
    });
    if (made !== 'exists') return made;
    const there = await this.load(tenantId);
    if (there.state.applied.includes(note.origin)) return there;
    throw new Problem('already_exists', 'the tenant has a subscription: change it', { reason: 'has_plan' });
  }

  /**
   * Another plan from now, from the end of the period, or from an instant of the period under way or later.
   * @param everSold Also a version that is not sold any more: for giving back what a tenant had.
   */
  async changePlan(
    tenantId: string,
    wanted: PlanChoice,
    when: When,
    note: Note,
    everSold = false,
  ): Promise<Versioned<SubscriptionState>> {
    const notes = noteOf(note, tenantId, 'subscription.change_plan');
    return this.#change(
      tenantId,
      notes,
      note,
      async state => (await this.candidate(state, wanted, when, everSold)).state,
    );
  }

  /**
   * What a state would become by a change of plan now; stores nothing.
   * @throws Problem not_found, invalid_state
   */
  async candidate(
    state: SubscriptionState,
    wanted: PlanChoice,
    when: When,
    everSold = false,
  ): Promise<Candidate> {
    const from = await this.#instant(state, when);
    // A version that the tenant has stays to be had by it, also when it is not sold any more.
    const held = termAt(state, this.#now())?.plan ?? undefined;
    const { term } = await this.#choices.choose(wanted, state.currency, held, everSold);
    return { from, term, state: withTerm(state, { from, plan: term }) };
  }

  /** No plan any more, from now or from the end of the period; the record stays, and a change of plan resumes it. */
  async end(tenantId: string, when: When, note: Note): Promise<Versioned<SubscriptionState>> {
    return this.#change(tenantId, noteOf(note, tenantId, 'subscription.end'), note, async state =>
      withTerm(state, { from: await this.#instant(state, when), plan: null }),
    );
  }

  /**
   * No plan from an instant on, whatever was to come: of a tenant that is deleted. It may reach back over periods that
   * are billed: the next statement gives back what they were billed too much. Nothing to end: no change.
   */
  async close(tenantId: string, from: string, note: Omit<Note, 'origin' | 'ifMatch'>): Promise<void> {
    if ((await this.find(tenantId)) === undefined) return;
    await this.#change(tenantId, noteOf(note, tenantId, 'subscription.end'), {}, async state =>
      withoutPlan(state, from),
    );
  }

  /** @throws Problem conflict when no trial is under way, invalid_state when the time is out of bounds */
  extendTrial(tenantId: string, until: string, note: Note): Promise<Versioned<SubscriptionState>> {
    return this.#change(tenantId, noteOf(note, tenantId, 'subscription.extend_trial'), note, state =>
      Promise.resolve(withTrial(state, until, this.#now())),
    );
  }

  /** @throws Problem conflict when nothing is scheduled */
  cancelScheduled(tenantId: string, note: Note): Promise<Versioned<SubscriptionState>> {
    return this.#change(tenantId, noteOf(note, tenantId, 'subscription.cancel_scheduled'), note, state =>
      Promise.resolve(withoutScheduled(state, this.#now())),
    );
  }

  /** @throws Problem invalid_state when it is about something that the plan lacks */
  addOverride(
    tenantId: string,
    wanted: {
      readonly change: OverrideChange;
      readonly reason: string;
      readonly from?: string | undefined;
      readonly until?: string | undefined;
    },
    note: Note,
  ): Promise<Versioned<SubscriptionState>> {
    const notes = noteOf({ ...note, reason: wanted.reason }, tenantId, 'subscription.add_override');
    return this.#change(tenantId, notes, note, async state => {
      const now = this.#now();
      const from = wanted.from ?? (state.startsAt > now ? state.startsAt : now);
      const scope = await this.#choices.scopeOf(state, wanted.change, from);
      return withOverride(state, {
        id: note.origin,
        change: wanted.change,
        reason: wanted.reason,
        author: note.actor,
        from,
        ...(wanted.until !== undefined && { until: wanted.until }),
        recordedAt: now,
        ...(scope !== undefined && { scope }),
      });
    });
  }

  /** @throws Problem not_found, conflict when it has ended before that */
  endOverride(
    tenantId: string,
    overrideId: string,
    until: string | undefined,
    note: Note,
  ): Promise<Versioned<SubscriptionState>> {
    return this.#change(tenantId, noteOf(note, tenantId, 'subscription.end_override'), note, state =>
      Promise.resolve(withOverrideEnded(state, overrideId, until ?? this.#now())),
    );
  }

  /** Tells others what time has brought about. Nothing to tell: no change. */
  async announce(tenantId: string): Promise<void> {
    const before = await this.#subscriptions.load(tenantId);
    if (before === undefined) return;
    const due = dueAfter(before.state, before.state.announcedUntil);
    if (due === undefined || due > this.#now()) return;
    const after = recorded(before.state, undefined, this.#now());
    const note = { actor: { id: 'system:subscriptions', name: 'Subscriptions' }, requestId: 'due' };
    // Lost to another process: it told the same.
    await this.#subscriptions.change(tenantId, before, after, {
      ...noteOf(note, tenantId, 'subscription.time_passed'),
      events: eventsOf(before.state, after),
    });
  }

  async find(tenantId: string): Promise<Versioned<SubscriptionState> | undefined> {
    return this.#subscriptions.load(tenantId);
  }

  /** @throws Problem not_found */
  async load(tenantId: string): Promise<Versioned<SubscriptionState>> {
    const found = await this.find(tenantId);
    if (found === undefined) throw notFound('subscription of this tenant');
    return found;
  }

  /**
   * What was known at an instant (`recordedAt`, by the clocks of those who recorded), newest first of those.
   * @throws Problem not_found when nothing was
   */
  async known(tenantId: string, recordedAt: string): Promise<Versioned<SubscriptionState>> {
    let found: Versioned<SubscriptionState> | undefined;
    for (let after = 0, more = true; more; ) {
      const page = await this.history(tenantId, after, 200);
      for (const change of page) {
        if (change.at <= recordedAt) found = { version: change.version, state: change.after, at: change.at };
      }
      after = page.at(-1)?.version ?? after;
      more = page.length === 200;
    }
    if (found === undefined) throw notFound('subscription of this tenant that was known then');
    return found;
  }

  history(
    tenantId: string,
    afterVersion: number,
    limit: number,
  ): Promise<readonly Change<SubscriptionState>[]> {
    return this.#subscriptions.history(tenantId, afterVersion, limit);
  }

  /** What a state gives at an instant (RFC 3339, UTC). */
  async inForce({ state, version }: Versioned<SubscriptionState>, at: string): Promise<InForce> {
    const specs = await this.#specsOf(state);
    const plan = effectivePlanAt(state, at, specs);
    const period = plan && (await this.#book.at(state, Date.parse(at), this.#clock.now()));
    return { state, version, plan, period };
  }

  /** What a period is charged for beside usage, by what is known now. For statements. @throws Problem not_found */
  async charges(tenantId: string, period: Pick<Period, 'from' | 'to'>): Promise<Charges> {
    return this.chargesBy((await this.load(tenantId)).state, period);
  }

  /** The same of a state that may be nobody's yet. */
  async chargesBy(state: SubscriptionState, period: Pick<Period, 'from' | 'to'>): Promise<Charges> {
    return chargesOf(state, period, await this.#specsOf(state));
  }

  /** The period that an instant (milliseconds) lies in, or none. */
  async periodAt(tenantId: string, at: number): Promise<Period | undefined> {
    const found = await this.find(tenantId);
    return found && this.#book.at(found.state, at, this.#clock.now());
  }

  async periods(tenantId: string, page: { readonly limit: number; readonly after?: readonly Scalar[] }) {
    const { state } = await this.load(tenantId);
    return this.#book.list(state, this.#clock.now(), page);
  }

  /** Whether a choice could be had now. @throws Problem not_found, invalid_state */
  async check(wanted: PlanChoice & { readonly currency?: string | undefined }): Promise<void> {
    await this.#choices.choose(wanted, wanted.currency);
  }

  async #instant(state: SubscriptionState, when: When): Promise<string> {
    const now = this.#now();
    const at = state.startsAt > now ? state.startsAt : now;
    if (when === 'now') return at;
    if (when === 'periodEnd') return periodEnd(state, at);
    mustBeInReach(when.at, '/effective');
    const period = await this.#book.at(state, Date.parse(at), this.#clock.now());
    if (period !== undefined && when.at < period.from) {
      const message = `a change of plan reaches back to ${period.from} at most`;
      throw new Problem('invalid_state', message, {
        errors: [{ field: '/effective', code: 'out_of_range', message }],
      });
    }
    return when.at;
  }

  async #change(
    tenantId: string,
    note: ChangeNote,
    { origin, ifMatch }: Partial<Pick<Note, 'origin' | 'ifMatch'>>,
    decide: (state: SubscriptionState) => Promise<SubscriptionState | undefined>,
  ): Promise<Versioned<SubscriptionState>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await this.load(tenantId);
      if (origin !== undefined && before.state.applied.includes(origin)) return before;
      requireMatch(ifMatch, before.version);
      const decided = await decide(before.state);
      if (decided === undefined) return before;
      const after = recorded(decided, origin, this.#now());
      const events = eventsOf(before.state, after);
      const changed = await this.#subscriptions.change(tenantId, before, after, { ...note, events });
      if (changed !== 'exists') return changed;
    }
    throw changedByOthers('it is being changed by others: come again');
  }

  async #specsOf(state: SubscriptionState): Promise<(planId: string, version: number) => PlanSpec> {
    const specs = new Map<string, PlanSpec>();
    for (const { plan } of state.terms) {
      if (plan !== null) {
        specs.set(`${plan.planId}@${plan.version}`, await this.#plans.specOf(plan.planId, plan.version));
      }
    }
    return (planId, version) => {
      const spec = specs.get(`${planId}@${version}`);
      if (spec === undefined) throw new Error(`${planId}@${version} is in no term`);
      return spec;
    };
  }

  #now(): string {
    return isoTime(this.#clock.now());
  }
}

function noteOf(
  { actor, requestId, reason }: Omit<Note, 'origin'>,
  tenantId: string,
  action: string,
): ChangeNote {
  return { actor, requestId, action, tenantId, ...(reason !== undefined && { reason }) };
}

function mustBeInReach(time: string, field: string): void {
  if (inReach(time)) return;
  const message = 'a time from 2000 to 2099';
  throw new Problem('invalid_state', message, { errors: [{ field, code: 'out_of_range', message }] });
}
