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
import { HOUR } from './enforcement.test-support.ts';
import { transition } from './transitions.ts';

const START = Date.parse('2026-03-01T00:00:00.000Z');
const PERIOD = { from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' };
/** Long enough that no notice is over within a story. */
const enforcement = planEnforcementSchema.parse({ usage: { action: 'suspend', notice: 'P60D' } });

interface Rule {
  readonly limit: bigint;
  readonly action: 'suspend' | 'throttle';
  readonly atPercent: number;
  readonly isGauge: boolean;
}

/** What is done as a meter reads one thing after the other, an hour apart. */
function stepsFor(readings: readonly bigint[], rule: Rule): { steps: Step['step'][]; stage: string } {
  const steps: Step['step'][] = [];
  let record: EnforcementRecord = emptyRecord('t');
  for (const [hour, used] of readings.entries()) {
    for (;;) {
      const look = lookAt(START + hour * HOUR, used, rule, record);
      const step = decide(look);
      if (step.step === 'nothing' || step.step === 'held') break;
      expect(steps.push(step.step), 'it comes to no end').toBeLessThan(100);
      const at = { now: isoTime(look.now), mode: 'live', period: PERIOD.from, seen: [] } as const;
      record = transition(record, step, at)?.state ?? record;
    }
  }
  return { steps, stage: stageOf(record) };
}

function lookAt(now: number, used: bigint, rule: Rule, record: EnforcementRecord): Look {
  const { limit, action, atPercent, isGauge } = rule;
  const meterRule = { meter: 'seats', limit, action, atPercent, notifyAtPercent: [80, 100] };
  return {
    now,
    clock: undefined,
    unwatched: [],
    mode: 'live',
    ledgerLagMs: HOUR,
    living: true,
    entry: { by: 'nobody' },
    plan: { enforcement, period: PERIOD },
    usage: [{ rule: meterRule, used, asOf: now, isGauge }],
    billing: { currency: 'EUR', overdueMinor: 0n },
    cluster: 'reachable',
    record,
    recordedAt: undefined,
  };
}

const rules = fc.record({
  limit: fc.bigInt({ min: 1_000n, max: 10n ** 12n }),
  action: fc.constantFrom('suspend' as const, 'throttle' as const),
  atPercent: fc.constantFrom(100, 120, 150),
});

/** A level about one of the limits, in thousandths of it, and noise of ±2 %, in thousandths of the level. */
const trembling = fc.record({
  share: fc.constantFrom(80, 100, 120, 150),
  level: fc.integer({ min: 900, max: 1_150 }),
  noise: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 60 }),
});

test('a gauge with noise of ±2 % gives each notice at most once, and withdraws none, wherever its level is', () => {
  fc.assert(
    fc.property(rules, trembling, (rule, { share, level, noise }) => {
      const readings = noise.map(
        thousandths =>
          (rule.limit * BigInt(share) * BigInt(level) * BigInt(1_000 + thousandths)) / 100_000_000n,
      );
      const { steps } = stepsFor(readings, { ...rule, isGauge: true });
      const count = (wanted: Step['step']) => steps.filter(step => step === wanted).length;
      expect(count('withdraw') + count('release'), steps.join()).toBe(0);
      expect(count('announce') + count('throttle'), steps.join()).toBeLessThanOrEqual(1);
      // One at 80 and one at 100 %.
      expect(count('notify'), steps.join()).toBeLessThanOrEqual(2);
    }),
    { numRuns: 2_000 },
  );
});

test('a gauge is announced beyond limit and margin, and withdrawn at the limit; what only grows, beyond the limit', () => {
  const gauge = { limit: 1_000n, action: 'suspend', atPercent: 100, isGauge: true } as const;
  expect(stepsFor([1_050n], gauge)).toMatchObject({ stage: 'notified' });
  expect(stepsFor([1_051n], gauge)).toMatchObject({ stage: 'notice' });
  expect(stepsFor([1_051n, 1_001n], gauge)).toMatchObject({ stage: 'notice' });
  expect(stepsFor([1_051n, 1_000n], gauge)).toMatchObject({ stage: 'notified' });
  expect(stepsFor([1_051n, 1_000n, 760n], gauge)).toMatchObject({ stage: 'notified' });
  expect(stepsFor([1_051n, 1_000n, 759n], gauge)).toMatchObject({ stage: 'clear' });
  expect(stepsFor([1_001n], { ...gauge, isGauge: false })).toMatchObject({ stage: 'notice' });
  expect(stepsFor([1_001n, 1_000n], { ...gauge, isGauge: false })).toMatchObject({ stage: 'notified' });
});
