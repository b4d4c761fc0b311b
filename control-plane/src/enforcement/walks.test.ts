import { decide } from '@tenantry/contracts/commercial/enforcement';
import type { Look, Step } from '@tenantry/contracts/commercial/enforcement-look';
import {
  type EnforcementRecord,
  emptyRecord,
  stageOf,
} from '@tenantry/contracts/commercial/enforcement-record';
import { planEnforcementSchema } from '@tenantry/contracts/commercial/enforcement-rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoTime } from '../clock.ts';
import { DAY, HOUR } from './enforcement.test-support.ts';
import { transition } from './transitions.ts';

const START = Date.parse('2026-03-01T00:00:00.000Z');
const NOTICE = 2 * DAY;
const enforcement = planEnforcementSchema.parse({
  usage: { action: 'suspend', notice: 'P2D' },
  overdue: { action: 'suspend', remindAfterDays: [1], warnAfterDays: 2, noticeAfterDays: 3, notice: 'P2D' },
});

/** What happens to a tenant; hours go by in between. */
type Happening =
  | { readonly is: 'hours'; readonly hours: number }
  | { readonly is: 'used'; readonly percent: number }
  | { readonly is: 'limit'; readonly limit: number }
  | { readonly is: 'overdue'; readonly days: number | undefined }
  | { readonly is: 'fault'; readonly fault: 'ledger' | 'lag' | 'billing' | 'cluster' | undefined }
  | { readonly is: 'jump'; readonly days: number }
  | { readonly is: 'lifted' }
  | { readonly is: 'dry'; readonly dry: boolean }
  | { readonly is: 'slots'; readonly slots: number };

const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    fc.record({ is: fc.constant('hours' as const), hours: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ is: fc.constant('hours' as const), hours: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ is: fc.constant('used' as const), percent: fc.constantFrom(50, 85, 110, 130) }),
    fc.record({ is: fc.constant('limit' as const), limit: fc.constantFrom(100, 100, 1_000) }),
    fc.record({ is: fc.constant('overdue' as const), days: fc.constantFrom(undefined, 0, 1, 4) }),
    fc.record({
      is: fc.constant('fault' as const),
      fault: fc.constantFrom(undefined, undefined, undefined, 'ledger', 'lag', 'billing', 'cluster'),
    }),
    fc.record({ is: fc.constant('jump' as const), days: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ is: fc.constant('lifted' as const) }),
    fc.record({ is: fc.constant('dry' as const), dry: fc.constantFrom(false, false, true) }),
    fc.record({ is: fc.constant('slots' as const), slots: fc.constantFrom(0, 5) }),
  ),
  { minLength: 4, maxLength: 40 },
);

/** A tenant and its Tenant, as a single process sees them; time goes by in hours, all of them watched. */
class World {
  now = START;
  used = 0;
  limit = 100;
  overdueSince: number | undefined;
  fault: Extract<Happening, { is: 'fault' }>['fault'];
  mode: Look['mode'] = 'live';
  slots = 5;
  gaps: { from: number; to: number }[] = [];
  entry: Look['entry'] = { by: 'nobody' };
  record: EnforcementRecord = emptyRecord('t');
  /** Since when each ground has been announced without a break, by watched hours. */
  readonly announced = new Map<string, number>();
  watched = 0;

  happen(happening: Happening): void {
    switch (happening.is) {
      case 'hours':
        for (let hour = 0; hour < happening.hours; hour++) {
          this.now += HOUR;
          this.watched += HOUR;
          this.settle();
        }
        return;
      case 'used':
        this.used = happening.percent;
        return;
      case 'limit':
        this.limit = happening.limit;
        return;
      case 'overdue':
        this.overdueSince = happening.days === undefined ? undefined : this.now - happening.days * DAY;
        return;
      case 'fault':
        this.fault = happening.fault;
        return;
      case 'jump':
        this.gaps.push({ from: this.now, to: this.now + happening.days * DAY });
        this.now += happening.days * DAY;
        return;
      case 'lifted':
        this.entry = { by: 'nobody' };
        return;
      case 'dry':
        this.mode = happening.dry ? 'dry_run' : 'live';
        return;
      case 'slots':
        this.slots = happening.slots;
    }
  }

  look(): Look {
    const month = new Date(this.now);
    const begin = Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), 1);
    const end = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1);
    const rule = {
      meter: 'timeline',
      limit: BigInt(this.limit),
      action: 'suspend' as const,
      notifyAtPercent: [80, 100],
      atPercent: 120,
    };
    const { entry } = this;
    const isOver =
      entry.by === 'enforcement' && entry.until !== undefined && Date.parse(entry.until) <= this.now;
    return {
      now: this.now,
      clock: undefined,
      unwatched: this.gaps,
      mode: this.mode,
      ledgerLagMs: HOUR,
      living: true,
      entry: isOver ? { by: 'nobody' } : entry,
      plan: { enforcement, period: { from: isoTime(begin), to: isoTime(end) } },
      usage: [
        this.fault === 'ledger'
          ? { rule, unavailable: true }
          : { rule, used: BigInt(this.used), asOf: this.now - (this.fault === 'lag' ? 2 * HOUR : 0) },
      ],
      billing:
        this.fault === 'billing'
          ? 'unavailable'
          : {
              currency: 'EUR',
              overdueMinor: this.overdueSince === undefined ? 0n : 100n,
              ...(this.overdueSince !== undefined && { overdueSince: isoTime(this.overdueSince) }),
            },
      cluster: this.fault === 'cluster' ? 'unreachable' : 'reachable',
      record: this.record,
      recordedAt: undefined,
    };
  }

  /** As many steps as there are to take now. */
  settle(): void {
    for (let count = 0; ; count++) {
      const look = this.look();
      const decision = decide(look);
      if (decision.step === 'nothing' || decision.step === 'held') return;
      expect(count, `it comes to no end: ${decision.step}`).toBeLessThan(16);
      this.take(decision, look);
    }
  }

  take(step: Step, look: Look): void {
    if (step.step === 'lift') this.entry = { by: 'nobody' };
    if (step.step === 'apply') this.#apply();
    if (step.step === 'announce') this.announced.set(step.ground.key, this.watched);
    const slot = this.record.rehearsal || this.slots === 0 ? undefined : 'slot';
    const made = transition(this.record, step, {
      now: isoTime(this.now),
      mode: this.mode,
      period: look.plan?.period.from,
      seen: look.usage.flatMap(seen => ('used' in seen ? [{ meter: 'timeline', used: seen.used }] : [])),
      slot,
    });
    if (made !== undefined) this.record = made.state;
    for (const key of this.announced.keys()) {
      const stage = this.record.grounds.find(ground => ground.key === key)?.stage;
      if (stage !== 'notice' && stage !== 'suspended') this.announced.delete(key);
    }
  }

  #apply(): void {
    expect(this.fault, 'nobody is suspended while something is not known').toBeUndefined();
    expect(this.mode, 'nobody is suspended in the dry run').toBe('live');
    const suspended = this.record.grounds.filter(({ stage }) => stage === 'suspended');
    expect(suspended.length).toBeGreaterThan(0);
    for (const { key } of suspended) {
      const since = this.announced.get(key);
      expect(since, `${key} was announced`).toBeDefined();
      expect(this.watched - (since ?? this.watched), key).toBeGreaterThanOrEqual(NOTICE);
    }
    const { reason = 'AllowanceExceeded', until } = this.record.suspension ?? {};
    this.entry = { by: 'enforcement', reason, until };
  }
}

test('whatever happens, a suspension was announced and its notice watched, and record and Tenant agree', () => {
  fc.assert(
    fc.property(happenings, story => {
      const world = new World();
      for (const happening of story) {
        world.happen(happening);
        world.settle();
        const { phase } = world.record.suspension ?? {};
        const isSuspended = world.look().entry.by === 'enforcement';
        if (world.record.rehearsal) expect(isSuspended).toBe(false);
        else if (isSuspended) expect(['suspending', 'suspended']).toContain(phase);
        else expect(phase).not.toBe('releasing');
      }
    }),
    { numRuns: 1_500 },
  );
});

test('whatever happened, who pays and uses less is clear', () => {
  fc.assert(
    fc.property(happenings, story => {
      const world = new World();
      for (const happening of story) {
        world.happen(happening);
        world.settle();
      }
      for (const mended of [
        { is: 'fault', fault: undefined },
        { is: 'overdue', days: undefined },
        { is: 'used', percent: 10 },
        { is: 'dry', dry: false },
      ] as const) {
        world.happen(mended);
      }
      world.settle();
      expect(world.look().entry).toEqual({ by: 'nobody' });
      expect(stageOf(world.record)).toBe('clear');
    }),
    { numRuns: 1_500 },
  );
});
