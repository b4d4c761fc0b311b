import { evaluateHealth, type HealthEvaluation } from '@tenantry/contracts/commercial/health';
import { type Clock, isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { changedByOthers } from '../http/problem.ts';
import type { Aggregates } from '../storage/aggregates.ts';
import { digestOf } from '../storage/canonical.ts';
import type { Who } from '../tenants/who.ts';
import { DAY_MS, gatherFacts, type HealthFacts } from './facts.ts';
import { dayOf, type HealthDay, type HealthDays } from './health-days.ts';
import { type HealthHead, type HealthHeads, rankOf } from './health-heads.ts';
import { type HealthRecords, overrideAt } from './health-records.ts';
import type { HealthSettingsService } from './health-settings.ts';
import { eventsOf, type HealthStateRecord, recordOf } from './health-state.ts';
import { ageInDays, hardFactsOf, measureAll } from './measure/measure.ts';
import type { HealthPorts } from './ports.ts';

const SYSTEM: Who = { actor: { id: 'system:health', name: 'Health' }, requestId: 'health' };
/** A tenant of which nothing is told is evaluated again so often: conditions and days pass without a word. */
const RECHECK_MS = 6 * 3_600_000;
const ATTEMPTS = 8;
/** A day without an evaluation is stood for by one of these many days before it. */
const NEAR_DAYS = 3;

export interface ScorerParts {
  readonly context: Pick<Context, 'clock'>;
  readonly ports: HealthPorts;
  readonly states: Aggregates<HealthStateRecord>;
  readonly records: HealthRecords;
  readonly settings: HealthSettingsService;
  readonly days: HealthDays;
  readonly heads: HealthHeads;
  /** Told of each tenant whose head was written or taken away. */
  readonly evaluated?: ((tenantId: string) => void) | undefined;
  /** Told of each tenant whose health was recorded to be otherwise, once its head says so. */
  readonly changed?: ((tenantId: string) => void) | undefined;
}

/**
 * Evaluates a tenant: reads everything anew, decides by the state that was recorded last, and records when something
 * is otherwise. Any number may do so at once: a change of state is one insert behind the version that was read before
 * anything was measured, and whoever comes too late measures again. Cut short anywhere, the next evaluation finishes.
 */
export class HealthScorer {
  readonly #parts: ScorerParts;
  readonly #clock: Clock;

  constructor(parts: ScorerParts) {
    this.#parts = parts;
    this.#clock = parts.context.clock;
  }

  /** undefined: the tenant is not there, or not any more. */
  async evaluate(tenantId: string): Promise<HealthHead | undefined> {
    const { states, heads } = this.#parts;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const known = await states.load(tenantId);
      const measured = await this.#measure(tenantId, known?.state);
      if (measured === undefined) {
        await heads.remove([tenantId]);
        this.#parts.evaluated?.(tenantId);
        return undefined;
      }
      const { evaluation, facts } = measured;
      const now = isoTime(facts.now);
      const next = recordOf(tenantId, known?.state, evaluation, now);
      const note = { ...SYSTEM, tenantId, action: 'health.change_state' };
      let recorded = known;
      if (next !== undefined) {
        const events = eventsOf(known?.state.state, next);
        const because = next.because === null ? {} : { reason: next.because };
        const changed = known
          ? await states.change(tenantId, known, next, { ...note, ...because, events })
          : await states.create(tenantId, next, { ...note, ...because, events });
        if (changed === 'exists') continue;
        recorded = changed;
      }
      if (recorded === undefined) throw new Error('what is evaluated first is recorded');
      await this.#parts.days.keep(tenantId, evaluation, facts.now);
      const head = await this.#headOf(tenantId, evaluation, facts, recorded);
      await heads.replace(head);
      this.#parts.evaluated?.(tenantId);
      if (next !== undefined) this.#parts.changed?.(tenantId);
      // Two that write side by side may write the older one last; whoever sees a later change writes again.
      const latest = await states.load(tenantId);
      if (latest?.version === recorded.version) return head;
    }
    throw changedByOthers('its health is being changed by others: come again');
  }

  async #measure(
    tenantId: string,
    before: HealthStateRecord | undefined,
  ): Promise<{ readonly evaluation: HealthEvaluation; readonly facts: HealthFacts } | undefined> {
    const { ports, records, settings } = this.#parts;
    const record = await records.of(tenantId);
    const { state: inForce, version: settingsVersion } = await settings.recent();
    const facts = await gatherFacts(ports, tenantId, record, this.#clock.now());
    if (facts === undefined) return undefined;
    const evaluation = evaluateHealth({
      measurements: measureAll(facts, inForce),
      hardFacts: hardFactsOf(facts, inForce),
      ageDays: ageInDays(facts),
      settings: inForce,
      settingsVersion,
      previousBand: before?.band ?? undefined,
      override: overrideAt(record, facts.now),
    });
    return { evaluation, facts };
  }

  async #headOf(
    tenantId: string,
    evaluation: HealthEvaluation,
    facts: HealthFacts,
    recorded: { readonly version: number; readonly state: HealthStateRecord },
  ): Promise<HealthHead> {
    const then = await this.before(tenantId, [7, 30], facts.now);
    const change = (days: number) => changeSince(evaluation.score, then.get(days)?.score);
    const [state7, state30] = [then.get(7)?.state, then.get(30)?.state];
    const { accountOwner } = facts.tenant;
    return {
      id: tenantId,
      listed: 'y',
      state: evaluation.state,
      rank: rankOf(evaluation.score),
      rank7: rankOf(change(7)),
      rank30: rankOf(change(30)),
      ...(accountOwner !== undefined && { owner: accountOwner }),
      version: recorded.version,
      since: recorded.state.since,
      stateBefore: recorded.state.stateBefore,
      ...(state7 !== undefined && { state7 }),
      ...(state30 !== undefined && { state30 }),
      evaluation,
      checkedAt: isoTime(facts.now),
      dueAt: isoTime(dueAfter(tenantId, evaluation, facts)),
    };
  }

  /** What was recorded so many days ago, or on one of the days before that. */
  async before(
    tenantId: string,
    daysAgo: readonly number[],
    now: number,
  ): Promise<ReadonlyMap<number, HealthDay>> {
    const near = Array.from({ length: NEAR_DAYS + 1 }, (_, more) => more);
    const wanted = daysAgo.map(days => ({
      days,
      from: near.map(more => dayOf(now - (days + more) * DAY_MS)),
    }));
    const found = await this.#parts.days.of(
      tenantId,
      wanted.flatMap(({ from }) => from),
    );
    return new Map(
      wanted.flatMap(({ days, from }) => {
        const first = from.map(day => found.get(day)).find(day => day !== undefined);
        return first === undefined ? [] : [[days, first] as const];
      }),
    );
  }
}

export function changeSince(score: number | null, before: number | null | undefined): number | null {
  return score === null || before === null || before === undefined ? null : score - before;
}

/** When time by itself may change something, or a while later: by its id, so that not all of them come at once. */
function dueAfter(tenantId: string, evaluation: HealthEvaluation, { now, tenant }: HealthFacts): number {
  const share = Number.parseInt(digestOf(tenantId).slice(0, 8), 16) / 0x1_0000_0000;
  const again = now + RECHECK_MS * (0.75 + share / 2);
  const ends = [evaluation.override?.until, ...tenant.suspensions.map(({ until }) => until)].flatMap(until =>
    until === undefined ? [] : [Date.parse(until)],
  );
  return Math.min(again, ...ends.filter(end => end > now));
}
