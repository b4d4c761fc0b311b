import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { scanAll } from '../storage/documents.ts';
import type { SweepPace, SweepTurns } from '../sweep-pace.ts';
import type { TenantHead } from '../tenants/tenant-heads.ts';
import type { TenantSignal } from '../tenants/tenant-signal.ts';
import { ENFORCEMENT, type Enforcer, type Outcome } from './enforcer.ts';
import { type EnforcementRecords, enforcementAggregate } from './records.ts';
import { WaitingTenants } from './waiting-tenants.ts';

const DUE_EVERY = 2_000;
const DUE_AT_ONCE = 200;
const CHANGED_EVERY = 1_000;
const CHANGED_AT_ONCE = 20;
/** Usage of a busy tenant is counted all the time; to look at it more often is of no use. */
const COUNTED_AGAIN_AFTER = 30_000;
/** When something was decided: it may have paid. */
const CHANGED_AGAIN_AFTER = 2_000;
/** What other replicas did is read again so often. */
const HELD_AGAIN_AFTER = 10_000;
/** What a tenant is to be released of. */
const HELD_STAGES: readonly string[] = [
  'throttled',
  'notice',
  'awaiting_approval',
  'suspending',
  'suspended',
  'releasing',
];
const SWEEP_EVERY = 5_000;
/** At least, so that there is no waiting in a small fleet. */
const SWEEP_AT_ONCE = 25;
/** Of one that is due and cannot be dealt with, or has to wait for a person. */
const RETRY_AFTER = 30_000;
const MOST_REMEMBERED = 20_000;

/** Looks at tenants: those whose time has come, those of whom something changed, and now and then at everybody. */
export class EnforcementRounds {
  readonly #enforcer: Enforcer;
  readonly #records: EnforcementRecords;
  readonly #clock: Context['clock'];
  readonly #roll: { values(): Iterable<TenantHead> };
  readonly #pace: SweepPace;
  readonly #turns: SweepTurns;
  /** What the last look at a tenant came to, and when; the oldest are forgotten. */
  readonly #looks = new Map<string, { readonly at: number; readonly outcome: Outcome }>();
  readonly #waiting = new WaitingTenants();
  /** Who waits to be released, by the heads and by what was done here since. */
  #held = new Set<string>();
  #heldAsOf: number | undefined;
  #sweep: Iterator<TenantHead> | undefined;
  /** How many there were when the sweep began. */
  #fleet = 0;

  constructor(
    context: Context,
    parts: {
      readonly enforcer: Enforcer;
      readonly records: EnforcementRecords;
      readonly roll: { values(): Iterable<TenantHead> };
      readonly signal: TenantSignal;
    },
  ) {
    this.#enforcer = parts.enforcer;
    this.#records = parts.records;
    this.#clock = context.clock;
    this.#roll = parts.roll;
    parts.signal.listen((tenantId, change) => {
      // After a step of our own everything was read again already.
      const isOwn = change?.kind === enforcementAggregate.kind && change.actor.id === ENFORCEMENT.actor.id;
      if (!isOwn) this.#waiting.add(tenantId, change !== undefined);
    });
    this.#pace = context.sweepPace;
    this.#turns = this.#pace.turns();
    context.every('enforce what is due', DUE_EVERY, () => this.runDue());
    context.every('enforce where something changed', CHANGED_EVERY, () => this.runChanged());
    context.every('enforce for everybody in turn', SWEEP_EVERY, () => this.runSweep());
  }

  /** Also keeps the pulse of the clock. Nobody is looked at while the clock is wrong. */
  async runDue(): Promise<number> {
    const { fault } = await this.#enforcer.conditions(true);
    if (fault !== undefined) return 0;
    const now = this.#clock.now();
    const due: string[] = [];
    for await (const { id } of scanAll(this.#records.heads, { index: 'due', before: isoTime(now + 1) })) {
      if (this.#isResting(id, now)) continue;
      if (due.push(id) >= DUE_AT_ONCE) break;
    }
    for (const tenantId of due) await this.look(tenantId);
    return due.length;
  }

  /** However many wait, whoever may be released is among the first. */
  async runChanged(): Promise<number> {
    const now = this.#clock.now();
    await this.#refreshHeld(now);
    const ripe = this.#waiting.take(CHANGED_AT_ONCE, {
      isHeld: tenantId => this.#held.has(tenantId),
      isTooSoon: (tenantId, isChanged) => this.#isTooSoon(tenantId, isChanged, now),
    });
    for (const tenantId of ripe) await this.look(tenantId);
    return ripe.length;
  }

  /** The next few of all tenants; from the beginning again behind the last. */
  async runSweep(most = Math.max(SWEEP_AT_ONCE, this.#turns.due())): Promise<number> {
    if (this.#sweep === undefined) {
      const everybody = [...this.#roll.values()];
      this.#fleet = everybody.length;
      this.#sweep = this.#turns.round(everybody)[Symbol.iterator]();
    }
    let count = 0;
    for (; count < most; count++) {
      const { value, done } = this.#sweep.next();
      if (done === true) {
        this.#sweep = undefined;
        break;
      }
      if (value.phase === 'live' || value.phase === 'deleted')
        await this.#pace.work(() => this.look(value.id), this.#fleet);
    }
    return count;
  }

  async look(tenantId: string): Promise<Outcome> {
    const outcome = await this.#enforcer.enforce(tenantId);
    this.#looks.delete(tenantId);
    this.#looks.set(tenantId, { at: this.#clock.now(), outcome });
    const { stage } = outcome;
    if (stage === undefined) this.#waiting.add(tenantId, false);
    else if (HELD_STAGES.includes(stage)) this.#held.add(tenantId);
    else this.#held.delete(tenantId);
    for (const oldest of this.#looks.keys()) {
      if (this.#looks.size <= MOST_REMEMBERED) break;
      this.#looks.delete(oldest);
    }
    return outcome;
  }

  /** What this replica's last look came to. */
  lastLook(tenantId: string): Outcome | undefined {
    return this.#looks.get(tenantId)?.outcome;
  }

  /** How many are held, by their reasons. */
  held(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { outcome } of this.#looks.values()) {
      const { last } = outcome;
      if (last.step === 'held') counts.set(last.reason, (counts.get(last.reason) ?? 0) + 1);
    }
    return counts;
  }

  #isResting(tenantId: string, now: number): boolean {
    const last = this.#looks.get(tenantId);
    return last !== undefined && Math.abs(now - last.at) < RETRY_AFTER && last.outcome.steps.length === 0;
  }

  #isTooSoon(tenantId: string, isChanged: boolean, now: number): boolean {
    const last = this.#looks.get(tenantId);
    if (last === undefined) return false;
    return Math.abs(now - last.at) < (isChanged ? CHANGED_AGAIN_AFTER : COUNTED_AGAIN_AFTER);
  }

  async #refreshHeld(now: number): Promise<void> {
    if (this.#heldAsOf !== undefined && Math.abs(now - this.#heldAsOf) < HELD_AGAIN_AFTER) return;
    const held = new Set<string>();
    for (const stage of HELD_STAGES) {
      const scan = { index: 'stage', equals: [stage] } as const;
      for await (const { id } of scanAll(this.#records.heads, scan)) held.add(id);
    }
    this.#held = held;
    this.#heldAsOf = now;
  }
}
