import type { EventName } from '@tenantry/contracts/commercial/event';
import type { PlanSpec } from '@tenantry/contracts/commercial/plan';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { requireMatch } from '../http/etag.ts';
import { changedByOthers, notFound, Problem } from '../http/problem.ts';
import type { Aggregates, ChangeNote, Versioned } from '../storage/aggregates.ts';
import { type Collection, scanAll } from '../storage/documents.ts';
import { headProjection } from '../storage/heads.ts';
import {
  headFieldsOf,
  type PlanVersionHead,
  type PlanVersionState,
  planVersionAggregate,
  planVersionHeads,
  planVersionId,
} from './plan-version.ts';

export type By = Pick<ChangeNote, 'actor' | 'requestId'>;

/** How often somebody may be quicker before we say so. */
const ATTEMPTS = 5;

/** Plans and their versions. */
export class PlanService {
  readonly #versions: Aggregates<PlanVersionState>;
  readonly #heads: Collection<PlanVersionHead, 'plan'>;
  readonly #now: () => string;
  readonly #hasMeter: (meter: string) => Promise<boolean>;
  /** Versions that never change again. */
  readonly #published = new Map<string, PlanVersionState>();

  private constructor(
    context: Context,
    heads: Collection<PlanVersionHead, 'plan'>,
    hasMeter: (meter: string) => Promise<boolean>,
  ) {
    this.#hasMeter = hasMeter;
    this.#versions = context.aggregates(planVersionAggregate);
    this.#heads = heads;
    this.#now = () => isoTime(context.clock.now());
  }

  /** @param hasMeter Whether somebody declared a meter, be it built yet or not. */
  static async open(context: Context, hasMeter: (meter: string) => Promise<boolean>): Promise<PlanService> {
    const heads = await context.store.collection(planVersionHeads);
    context.addProjection(headProjection(context.changes, planVersionAggregate, heads, headFieldsOf));
    return new PlanService(context, heads, hasMeter);
  }

  /** Every version of every plan, by plan and number. A hint: as new as its heads are. */
  async all(): Promise<readonly PlanVersionState[]> {
    const found: PlanVersionState[] = [];
    for await (const { state } of scanAll(this.#heads, { index: 'plan' })) found.push(state);
    return found;
  }

  /** The versions of a plan, oldest first. @throws Problem not_found */
  async versionsOf(planId: string, field?: string): Promise<readonly PlanVersionState[]> {
    const found: PlanVersionState[] = [];
    for await (const { state } of scanAll(this.#heads, { index: 'plan', equals: [planId] }))
      found.push(state);
    if (found.length === 0) throw notFound(`plan "${planId}"`, field);
    return found;
  }

  /** @throws Problem not_found */
  async version(planId: string, version: number, field?: string): Promise<Versioned<PlanVersionState>> {
    const found = await this.#versions.load(planVersionId(planId, version));
    if (found === undefined) throw notFound(`version ${version} of plan "${planId}"`, field);
    return found;
  }

  /** What a version gives, published or archived: for those who have it. @throws Problem not_found */
  async specOf(planId: string, version: number): Promise<PlanSpec> {
    const id = planVersionId(planId, version);
    const known = this.#published.get(id);
    if (known !== undefined) return known.spec;
    const { state } = await this.version(planId, version);
    if (state.status === 'draft') throw notFound(`published version ${version} of plan "${planId}"`);
    this.#published.set(id, state);
    return state.spec;
  }

  /**
   * A version that may be bought: the one named, or the newest that is published.
   * @throws Problem not_found, invalid_state for a draft or what is archived
   */
  async published(planId: string, version?: number): Promise<PlanVersionState> {
    const wanted = version ?? newest(await this.versionsOf(planId, '/planId'), 'published')?.version;
    if (wanted === undefined) {
      throw notSold('/planId', `no version of plan "${planId}" is published`);
    }
    const { state } = await this.version(planId, wanted, '/version');
    if (state.status !== 'published') {
      throw notSold('/version', `version ${wanted} of plan "${planId}" is ${state.status}`);
    }
    return state;
  }

  /** A plan with a draft of version 1. @throws Problem already_exists */
  async create(planId: string, spec: PlanSpec, origin: string, by: By): Promise<Versioned<PlanVersionState>> {
    await this.#mustCount(spec);
    const made = await this.#insert({ planId, version: 1, spec, origin }, by);
    if (made === 'exists')
      throw new Problem('already_exists', `there is a plan "${planId}"`, {
        reason: 'plan_key_taken',
        params: { planId },
      });
    return made;
  }

  /**
   * The draft of the next version; there is one draft of a plan at a time.
   * @param spec That of the newest version when left out.
   * @throws Problem not_found, conflict
   */
  async draft(
    planId: string,
    spec: PlanSpec | undefined,
    origin: string,
    by: By,
  ): Promise<Versioned<PlanVersionState>> {
    if (spec !== undefined) await this.#mustCount(spec);
    const last = (await this.versionsOf(planId)).at(-1);
    if (last === undefined) throw notFound(`plan "${planId}"`);
    if (last.origin === origin) return this.version(planId, last.version);
    if (last.status === 'draft')
      throw new Problem('conflict', `version ${last.version} is a draft already`, {
        reason: 'draft_exists',
        params: { version: last.version },
      });
    const made = await this.#insert(
      { planId, version: last.version + 1, spec: spec ?? last.spec, origin },
      by,
    );
    if (made === 'exists')
      throw new Problem('conflict', `version ${last.version + 1} was made just now`, {
        reason: 'draft_exists',
        params: { version: last.version + 1 },
      });
    return made;
  }

  /** @throws Problem not_found, conflict when it is no draft, precondition_failed */
  async replaceDraft(
    planId: string,
    version: number,
    spec: PlanSpec,
    ifMatch: string | undefined,
    by: By,
  ): Promise<Versioned<PlanVersionState>> {
    await this.#mustCount(spec);
    return this.#change(planId, version, ifMatch, { ...by, action: 'plan.replace_draft' }, state => {
      if (state.status !== 'draft')
        throw new Problem('conflict', `it is ${state.status}, and never changes`, {
          reason: 'version_never_changes',
        });
      return { ...state, spec };
    });
  }

  /** @throws Problem invalid_state, about `field`, for a meter that nobody declared: it would count nothing, for ever */
  async mustBeDeclared(meter: string, field: string): Promise<void> {
    if (await this.#hasMeter(meter)) return;
    const message = `there is no meter "${meter}": declare it, or name one that GET /v1/meters lists`;
    throw new Problem('invalid_state', message, { errors: [{ field, code: 'unknown_meter', message }] });
  }

  async #mustCount({ allowances }: PlanSpec): Promise<void> {
    for (const [at, { meter }] of allowances.entries())
      await this.mustBeDeclared(meter, `/spec/allowances/${at}/meter`);
  }

  /**
   * A version that is published already stays so.
   * @throws Problem not_found, conflict, precondition_failed, invalid_state for a meter that nobody declared
   */
  publish(
    planId: string,
    version: number,
    ifMatch: string | undefined,
    by: By,
  ): Promise<Versioned<PlanVersionState>> {
    const note = { ...by, action: 'plan.publish', events: [event('plan.published', planId, version)] };
    return this.#change(planId, version, ifMatch, note, async state => {
      if (state.status === 'archived')
        throw new Problem('conflict', 'it is archived: make a new version', { reason: 'version_archived' });
      if (state.status === 'published') return state;
      // A draft may be of a time before this was looked at.
      await this.#mustCount(state.spec);
      return { ...state, status: 'published', publishedAt: this.#now() };
    });
  }

  /** Drafts are archived, too: a way to give one up. @throws Problem not_found, precondition_failed */
  archive(
    planId: string,
    version: number,
    ifMatch: string | undefined,
    by: By,
  ): Promise<Versioned<PlanVersionState>> {
    const note = { ...by, action: 'plan.archive', events: [event('plan.archived', planId, version)] };
    return this.#change(planId, version, ifMatch, note, state =>
      state.status === 'archived' ? state : { ...state, status: 'archived', archivedAt: this.#now() },
    );
  }

  /** Puts a shipped plan there as published version 1, unless there is such a version: then nothing is touched. */
  async ship(planId: string, spec: PlanSpec, by: By): Promise<'shipped' | 'there'> {
    const id = planVersionId(planId, 1);
    if ((await this.#versions.load(id)) !== undefined) return 'there';
    const now = this.#now();
    const made = await this.#versions.create(
      id,
      {
        planId,
        version: 1,
        status: 'published',
        spec,
        shipped: true,
        origin: 'shipped',
        createdAt: now,
        publishedAt: now,
      },
      { ...by, action: 'plan.ship', events: [event('plan.published', planId, 1)] },
    );
    return made === 'exists' ? 'there' : 'shipped';
  }

  async #insert(
    plan: Pick<PlanVersionState, 'planId' | 'version' | 'spec' | 'origin'>,
    by: By,
  ): Promise<Versioned<PlanVersionState> | 'exists'> {
    const id = planVersionId(plan.planId, plan.version);
    const state = { ...plan, status: 'draft' as const, shipped: false, createdAt: this.#now() };
    const made = await this.#versions.create(id, state, { ...by, action: 'plan.create_draft' });
    if (made !== 'exists') return made;
    // The same request, resumed after its server died, finds what it made.
    const there = await this.#versions.load(id);
    return there?.state.origin === plan.origin ? there : 'exists';
  }

  async #change(
    planId: string,
    version: number,
    ifMatch: string | undefined,
    note: ChangeNote,
    decide: (state: PlanVersionState) => PlanVersionState | Promise<PlanVersionState>,
  ): Promise<Versioned<PlanVersionState>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await this.version(planId, version);
      requireMatch(ifMatch, before.version);
      const after = await decide(before.state);
      if (after === before.state) return before;
      const changed = await this.#versions.change(planVersionId(planId, version), before, after, note);
      if (changed !== 'exists') return changed;
    }
    throw changedByOthers('it is being changed by others: come again');
  }
}

function notSold(field: string, message: string): Problem {
  return new Problem('invalid_state', message, { errors: [{ field, code: 'not_published', message }] });
}

function event(type: EventName, planId: string, version: number) {
  return { type, data: { planId, version } };
}

/** The newest version with a status. */
export function newest(
  versions: readonly PlanVersionState[],
  status: PlanVersionState['status'],
): PlanVersionState | undefined {
  return versions.findLast(version => version.status === status);
}
