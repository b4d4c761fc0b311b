import { HEALTH_ACTIONS, type HealthAction } from '@tenantry/contracts/commercial/health-factors';
import {
  type CloseTask,
  type NewTask,
  TASKS_OPEN_MAX,
  type TaskListQuery,
  type TaskPatch,
} from '@tenantry/contracts/commercial/task';
import { type Clock, isoTime } from '../../clock.ts';
import type { Context } from '../../context.ts';
import { requireMatch } from '../../http/etag.ts';
import { changedByOthers, notFound, Problem } from '../../http/problem.ts';
import type { Aggregates, DomainEvent, Versioned } from '../../storage/aggregates.ts';
import { positionOf, type Scalar } from '../../storage/documents.ts';
import { headProjection } from '../../storage/heads.ts';
import type { Who } from '../../tenants/who.ts';
import { DAY_MS } from '../facts.ts';
import { dayOf } from '../health-days.ts';
import {
  shelfOf,
  type TaskHead,
  type TaskHeads,
  type TaskState,
  taskAggregate,
  taskFieldsOf,
  taskHeadsSpec,
} from './task.ts';

/** Losing more races than this in a row says that something else is wrong. */
const ATTEMPTS = 8;
/** Of a task of one's own making that says no day. */
const DUE_IN_DAYS = 7;

interface Decision {
  readonly state: TaskState;
  readonly action: string;
  readonly events: readonly DomainEvent[];
}
/** undefined: it is so already. */
type Decide = (task: Versioned<TaskState>) => Decision | undefined;

export class Tasks {
  readonly #tasks: Aggregates<TaskState>;
  readonly #heads: TaskHeads;
  readonly #clock: Clock;

  private constructor(context: Context, heads: TaskHeads) {
    this.#tasks = context.aggregates(taskAggregate);
    this.#heads = heads;
    this.#clock = context.clock;
  }

  static async open(context: Context): Promise<Tasks> {
    const heads = await context.store.collection(taskHeadsSpec);
    context.addProjection(headProjection(context.changes, taskAggregate, heads, taskFieldsOf));
    return new Tasks(context, heads);
  }

  /** With an id that exists it answers that task. @throws Problem conflict when the tenant has too many open ones */
  async create(
    taskId: string,
    wanted: NewTask & { readonly tenantId: string },
    who: Who,
  ): Promise<Versioned<TaskState>> {
    const known = await this.#tasks.load(taskId);
    if (known !== undefined) return known;
    const { action, tenantId, note, owner } = wanted;
    const open = await this.#heads.scan({
      index: 'tenant',
      equals: [shelfOf('open')(tenantId)],
      limit: TASKS_OPEN_MAX,
    });
    if (open.length >= TASKS_OPEN_MAX) {
      throw new Problem('conflict', `a tenant has at most ${TASKS_OPEN_MAX} open tasks: close some`, {
        reason: 'too_many_open_tasks',
        params: { most: TASKS_OPEN_MAX },
      });
    }
    const now = this.#clock.now();
    const suggested = action && HEALTH_ACTIONS[action];
    const state: TaskState = {
      tenantId,
      title: wanted.title ?? suggested?.title ?? '',
      due: wanted.due ?? dayOf(now + (suggested?.dueInDays ?? DUE_IN_DAYS) * DAY_MS),
      ...(note !== undefined && { note }),
      ...(owner !== undefined && { owner }),
      ...(action !== undefined && { action }),
      status: 'open',
      createdAt: isoTime(now),
      author: who.actor.name,
    };
    const data = { taskId, tenantId, due: state.due, action: action ?? null };
    const made = await this.#tasks.create(taskId, state, {
      ...who,
      tenantId,
      action: 'task.create',
      events: [{ type: 'task.created', data }],
    });
    return made === 'exists' ? this.load(taskId) : made;
  }

  /** @throws Problem not_found */
  async load(taskId: string): Promise<Versioned<TaskState>> {
    const found = await this.#tasks.load(taskId);
    if (found === undefined) throw notFound('such task');
    return found;
  }

  /** @throws Problem precondition_failed, conflict for one that is closed */
  update(
    taskId: string,
    patch: TaskPatch,
    ifMatch: string | undefined,
    who: Who,
  ): Promise<Versioned<TaskState>> {
    return this.#change(taskId, who, ({ state, version }) => {
      requireMatch(ifMatch, version);
      if (state.status !== 'open')
        throw new Problem('conflict', 'it is closed: open it again first', { reason: 'task_closed' });
      const { note = state.note, owner = state.owner, title = state.title, due = state.due } = patch;
      const { note: _note, owner: _owner, ...rest } = state;
      const next: TaskState = {
        ...{ ...rest, title, due },
        ...(typeof note === 'string' && { note }),
        ...(typeof owner === 'string' && { owner }),
      };
      const data = { taskId, tenantId: state.tenantId, due };
      return { state: next, action: 'task.update', events: [{ type: 'task.changed', data }] };
    });
  }

  /** Closed already in this way, it stays as it is. @throws Problem conflict when it was closed in another */
  close(taskId: string, { as, closingNote }: CloseTask, who: Who): Promise<Versioned<TaskState>> {
    return this.#change(taskId, who, ({ state }) => {
      if (state.status === as) return undefined;
      if (state.status !== 'open')
        throw new Problem('conflict', `it is closed as ${state.status}`, { reason: 'task_closed' });
      const next: TaskState = {
        ...state,
        status: as,
        closedAt: isoTime(this.#clock.now()),
        ...(closingNote !== undefined && { closingNote }),
      };
      const data = { taskId, tenantId: state.tenantId, as };
      return { state: next, action: 'task.close', events: [{ type: 'task.closed', data }] };
    });
  }

  reopen(taskId: string, who: Who): Promise<Versioned<TaskState>> {
    return this.#change(taskId, who, ({ state }) => {
      if (state.status === 'open') return undefined;
      const { closedAt: _at, closingNote: _note, ...rest } = state;
      const data = { taskId, tenantId: state.tenantId, due: state.due };
      return {
        state: { ...rest, status: 'open' },
        action: 'task.reopen',
        events: [{ type: 'task.reopened', data }],
      };
    });
  }

  /** The open task of a tenant that came from an action, the earliest of them. */
  async openFor(tenantId: string, action: HealthAction): Promise<string | undefined> {
    const equals = [shelfOf('open')(tenantId)];
    const open = await this.#heads.scan({ index: 'tenant', equals, limit: TASKS_OPEN_MAX });
    return open.find(({ state }) => state.action === action)?.id;
  }

  /** Open ones by their day, closed ones the newest first. */
  async list(
    { status, tenantId, owner, limit }: Omit<TaskListQuery, 'cursor'>,
    after: readonly Scalar[] | undefined,
  ): Promise<{ readonly items: readonly TaskHead[]; readonly next: readonly Scalar[] | undefined }> {
    const index = tenantId !== undefined ? 'tenant' : owner !== undefined ? 'owner' : 'all';
    const found = await this.#heads.scan({
      index,
      equals: [shelfOf(status)(tenantId ?? owner)],
      descending: status === 'closed',
      limit: limit + 1,
      ...(after && { after }),
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const next = found.length > limit && last ? positionOf(last, taskHeadsSpec, index, 1) : undefined;
    return { items, next };
  }

  async #change(taskId: string, who: Who, decide: Decide): Promise<Versioned<TaskState>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const current = await this.load(taskId);
      const decision = decide(current);
      if (decision === undefined) return current;
      const { state, ...note } = decision;
      const changed = await this.#tasks.change(taskId, current, state, {
        ...{ ...who, ...note },
        tenantId: state.tenantId,
      });
      if (changed !== 'exists') return changed;
    }
    throw changedByOthers('others keep changing this task: come again');
  }
}
