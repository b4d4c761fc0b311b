import { setImmediate as nextTurn } from 'node:timers/promises';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import type { TenantRoll } from '../tenants/tenant-roll.ts';
import type { TenantsToLookAt } from '../tenants/tenant-signal.ts';
import type { HealthHeads } from './health-heads.ts';
import type { HealthScorer } from './scorer.ts';

const ROUND_EVERY = 1_000;
/** Of each round, in milliseconds: the rest belongs to those who call. */
const WORK_FOR = 250;
const FIND_NEW_EVERY = 600_000;
/** A tenant that is told of again and again, as one whose usage is counted is, is evaluated so often at most. */
const CALM_MS = 60_000;
const MOST_TOLD = 1_000;
const MOST_DUE = 50;
const PUT_OFF_MS = 600_000;

export interface WatchParts {
  readonly context: Pick<Context, 'clock' | 'logger'>;
  readonly scorer: Pick<HealthScorer, 'evaluate'>;
  readonly heads: HealthHeads;
  readonly roll: Pick<TenantRoll, 'values'>;
  readonly told: TenantsToLookAt;
}

/**
 * Keeps every tenant's health current: those that were told of at once, and then at most once a minute; the others when
 * they are due. Each round works for a quarter of a second and no longer, so a sweep of ten thousand takes minutes and
 * nobody notices.
 */
export class HealthWatch {
  readonly #parts: WatchParts;
  /** By tenant, when it is evaluated; they come in the order of those times. */
  readonly #calm = new Map<string, number>();
  /** Of this process, when each was evaluated last. */
  readonly #done = new Map<string, number>();
  readonly #ready = new Set<string>();

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  run(context: Context): void {
    context.every('evaluate the health of customers', ROUND_EVERY, () => this.round());
    context.every('find customers without a health score', FIND_NEW_EVERY, () => this.findNew());
  }

  /** Everybody, as after a change of the settings. */
  lookAtAll(): void {
    for (const { id, phase } of this.#parts.roll.values()) if (phase === 'live') this.#ready.add(id);
  }

  /** Answers how many tenants were evaluated. */
  async round(workFor = WORK_FOR): Promise<number> {
    const until = performance.now() + workFor;
    this.#sort();
    let count = 0;
    while (performance.now() < until) {
      const [next] = this.#ready;
      if (next === undefined && !(await this.#takeDue())) break;
      if (next === undefined) continue;
      this.#ready.delete(next);
      await this.#evaluate(next);
      count++;
      await nextTurn();
    }
    return count;
  }

  /** Those that nobody told this process of: another replica made them, or a projection was lost. */
  async findNew(): Promise<number> {
    const { roll, heads } = this.#parts;
    const living = [...roll.values()].flatMap(({ id, phase }) => (phase === 'live' ? [id] : []));
    let count = 0;
    for (let from = 0; from < living.length; from += 200) {
      const page = living.slice(from, from + 200);
      const known = new Set((await heads.find(page)).map(({ id }) => id));
      for (const id of page) {
        if (known.has(id)) continue;
        this.#ready.add(id);
        count++;
      }
      await nextTurn();
    }
    return count;
  }

  #sort(): void {
    const now = this.#parts.context.clock.now();
    for (const tenantId of this.#parts.told.take(MOST_TOLD)) {
      const last = this.#done.get(tenantId) ?? Number.NEGATIVE_INFINITY;
      if (now - last >= CALM_MS) this.#ready.add(tenantId);
      else if (!this.#calm.has(tenantId)) this.#calm.set(tenantId, last + CALM_MS);
    }
    for (const [tenantId, at] of this.#calm) {
      if (at > now) continue;
      this.#calm.delete(tenantId);
      this.#ready.add(tenantId);
    }
    for (const [tenantId, at] of this.#done) {
      if (now - at < CALM_MS) break;
      this.#done.delete(tenantId);
    }
  }

  /** Whether any were due. */
  async #takeDue(): Promise<boolean> {
    const { heads, context } = this.#parts;
    const before = isoTime(context.clock.now());
    const due = await heads.scan({ index: 'due', before, limit: MOST_DUE });
    for (const { id } of due) this.#ready.add(id);
    return due.length > 0;
  }

  async #evaluate(tenantId: string): Promise<void> {
    const { scorer, context } = this.#parts;
    this.#done.delete(tenantId);
    this.#done.set(tenantId, context.clock.now());
    try {
      await scorer.evaluate(tenantId);
    } catch (error) {
      context.logger.warn({ err: error, tenantId }, 'the health of a tenant could not be evaluated');
      await this.#putOff(tenantId);
    }
  }

  /** One that cannot be evaluated must not keep the others from their turn. */
  async #putOff(tenantId: string): Promise<void> {
    const { heads, context } = this.#parts;
    const head = await heads.get(tenantId);
    if (head === undefined) return;
    await heads.replace({ ...head, dueAt: isoTime(context.clock.now() + PUT_OFF_MS) });
  }
}
