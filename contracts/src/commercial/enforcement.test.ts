import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from './enforcement.ts';
import { type Decision, endOfNotice, type Look, type UsageSeen } from './enforcement-look.ts';
import { type EnforcementRecord, emptyRecord, type Ground, OVERDUE, usageKey } from './enforcement-record.ts';
import {
  DEFAULT_ENFORCEMENT,
  meterRules,
  noticeMs,
  noticePeriodSchema,
  planEnforcementSchema,
} from './enforcement-rules.ts';

const NOW = Date.parse('2026-03-15T12:00:00.000Z');
const DAY = 86_400_000;
const PERIOD = { from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' };
const iso = (at: number) => new Date(at).toISOString();

const SUSPENDS = planEnforcementSchema.parse({
  usage: { action: 'suspend' },
  overdue: { action: 'suspend' },
});

function aLook(rest: Partial<Look> = {}): Look {
  return {
    now: NOW,
    clock: undefined,
    unwatched: [],
    mode: 'live',
    ledgerLagMs: 900_000,
    living: true,
    entry: { by: 'nobody' },
    plan: { enforcement: SUSPENDS, period: PERIOD },
    usage: [],
    billing: { currency: 'EUR', overdueMinor: 0n },
    cluster: 'reachable',
    record: emptyRecord('t'),
    recordedAt: undefined,
    ...rest,
  };
}

function timelines(used: bigint, action: 'notify' | 'throttle' | 'suspend' = 'suspend'): UsageSeen {
  const rule = { meter: 'timeline', limit: 100n, action, notifyAtPercent: [80, 100], atPercent: 120 };
  return { rule, used, asOf: NOW };
}

function inNotice(endsAt: number, key = usageKey('timeline')): Ground {
  const givenAt = iso(endsAt - 7 * DAY);
  return {
    key,
    stage: 'notice',
    level: 100,
    since: givenAt,
    notice: { givenAt, endsAt: iso(endsAt) },
    ...(key !== OVERDUE && { period: PERIOD }),
  };
}

const withGrounds = (...grounds: Ground[]): EnforcementRecord => ({ ...emptyRecord('t'), grounds });

describe('a step', () => {
  test.each<[string, bigint, Decision['step']]>([
    ['below what is told of', 79n, 'nothing'],
    ['at 80 percent', 80n, 'notify'],
    ['at the allowance', 100n, 'notify'],
    ['at the end of the grace, which is not beyond it', 120n, 'notify'],
    ['beyond the grace', 121n, 'announce'],
  ])('%s', (_, used, step) => {
    expect(decide(aLook({ usage: [timelines(used)] })).step).toBe(step);
  });

  test('is never more than telling where the plan says no more', () => {
    const told = aLook({ usage: [timelines(1_000n, 'notify')] });
    expect(decide(told)).toMatchObject({ step: 'notify', ground: { level: 100 } });
    const record = withGrounds({ ...inNotice(NOW), stage: 'notified' });
    expect(decide({ ...told, record })).toEqual({ step: 'nothing' });
  });

  test('of dunning is a reminder, a warning and then the notice', () => {
    const after = (days: number) => {
      const overdueSince = iso(NOW - days * DAY);
      return decide(aLook({ billing: { currency: 'EUR', overdueMinor: 1n, overdueSince } }));
    };
    expect(after(0)).toEqual({ step: 'nothing' });
    expect(after(1)).toMatchObject({ step: 'notify', kind: 'reminder' });
    expect(after(13)).toMatchObject({ step: 'notify', kind: 'reminder', ground: { level: 2 } });
    expect(after(14)).toMatchObject({ step: 'notify', kind: 'warning' });
    expect(after(21)).toMatchObject({
      step: 'announce',
      ground: { key: 'overdue', notice: { endsAt: iso(NOW + 7 * DAY) } },
    });
  });

  test('towards the tenant comes before one against it', () => {
    const overdue = { currency: 'EUR', overdueMinor: 1n, overdueSince: iso(NOW - 40 * DAY) };
    const old = { ...inNotice(NOW), period: { from: '2026-02-01T00:00:00.000Z', to: PERIOD.from } };
    const look = aLook({ billing: overdue, usage: [timelines(200n)], record: withGrounds(old) });
    expect(decide(look)).toMatchObject({ step: 'withdraw', why: 'new_period' });
  });
});

describe('a notice', () => {
  test('ends so much later as nobody watched of it', () => {
    const notice = { givenAt: iso(NOW), endsAt: iso(NOW + 7 * DAY) };
    const gap = (from: number, to: number) => ({ from: NOW + from * DAY, to: NOW + to * DAY });
    const late = (...gaps: { from: number; to: number }[]) => (endOfNotice(notice, gaps) - NOW) / DAY;
    expect(late()).toBe(7);
    expect(late(gap(-2, -1))).toBe(7);
    expect(late(gap(-1, 1))).toBe(8);
    expect(late(gap(2, 4))).toBe(9);
    expect(late(gap(8, 9))).toBe(7);
    // The first one has moved the end behind the second.
    expect(late(gap(8, 9), gap(6, 8))).toBe(10);
  });

  test('has, watched, the length that was announced, however the clock jumps', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 300 }), (steps, hours) => {
        let at = NOW;
        const unwatched = steps.map(([watched, gone]) => {
          const from = at + watched * 1_000;
          at = from + gone * 1_000;
          return { from, to: at };
        });
        const end = endOfNotice({ givenAt: iso(NOW), endsAt: iso(NOW + hours * 1_000) }, unwatched);
        const missed = unwatched
          .filter(gap => gap.from < end)
          .reduce((sum, gap) => sum + Math.min(gap.to, end) - gap.from, 0);
        expect(end - NOW - missed).toBe(hours * 1_000);
      }),
    );
  });
});

const grounds = fc.array(
  fc.record({
    key: fc.constantFrom(OVERDUE, usageKey('timeline'), usageKey('query')),
    stage: fc.constantFrom('notified', 'throttled', 'notice', 'suspended'),
    over: fc.integer({ min: -10, max: 10 }),
    old: fc.boolean(),
  }),
  { maxLength: 3 },
);
const seen = (meter: string) =>
  fc
    .option(
      fc.record({
        used: fc.bigInt({ min: 0n, max: 300n }),
        behind: fc.constantFrom(0, 60_000, 899_000, 901_000, 86_400_000),
        unavailable: fc.boolean(),
        action: fc.constantFrom('none', 'notify', 'throttle', 'suspend'),
      }),
    )
    .map(found => {
      if (found === null) return [];
      const rule = { meter, limit: 100n, action: found.action, notifyAtPercent: [80, 100], atPercent: 120 };
      const usage: UsageSeen = found.unavailable
        ? { rule, unavailable: true }
        : { rule, used: found.used, asOf: NOW - found.behind };
      return [usage];
    });

/** Anything that may be read, also what cannot be. */
const looks: fc.Arbitrary<Look> = fc
  .record({
    clock: fc.constantFrom(undefined, undefined, undefined, 'clock_behind', 'clock_ahead', 'clock_unsettled'),
    mode: fc.constantFrom('live', 'live', 'live', 'dry_run'),
    living: fc.constantFrom(true, true, true, true, false),
    entry: fc.constantFrom<Look['entry']>(
      { by: 'nobody' },
      { by: 'nobody' },
      { by: 'a_person' },
      { by: 'enforcement', reason: 'PaymentOverdue' },
      { by: 'enforcement', reason: 'AllowanceExceeded', until: PERIOD.to },
    ),
    planned: fc.constantFrom(true, true, true, true, false),
    timeline: seen('timeline'),
    query: seen('query'),
    billing: fc.oneof(
      fc.constantFrom<Look['billing']>('unknown', 'unavailable'),
      fc
        .record({ days: fc.integer({ min: 0, max: 40 }), minor: fc.constantFrom(0n, 1n) })
        .map(({ days, minor }): Look['billing'] => ({
          currency: 'EUR',
          overdueMinor: minor,
          ...(minor > 0n && { overdueSince: iso(NOW - days * DAY) }),
        })),
    ),
    cluster: fc.constantFrom<Look['cluster']>('reachable', 'reachable', 'unreachable'),
    grounds,
    phase: fc.constantFrom(undefined, undefined, 'awaiting_approval', 'suspending', 'suspended', 'releasing'),
    exempt: fc.constantFrom(undefined, undefined, undefined, -1, 1),
    lost: fc.boolean(),
    gap: fc.option(
      fc.record({ from: fc.integer({ min: 1, max: 12 }), days: fc.integer({ min: 1, max: 20 }) }),
    ),
    rehearsal: fc.constantFrom(false, false, false, true),
    changedIn: fc.constantFrom(-1_000, -1_000, -1_000, 3_600_000),
  })
  .map(wish => {
    const unique = [...new Map(wish.grounds.map(one => [one.key, one])).values()];
    const held = unique.map(({ key, stage, over, old }): Ground => {
      const ground = { ...inNotice(NOW - over * DAY, key), stage };
      return key === OVERDUE || !old
        ? ground
        : { ...ground, period: { from: '2026-02-01T00:00:00.000Z', to: PERIOD.from } };
    });
    const { phase, exempt } = wish;
    return aLook({
      clock: wish.clock,
      mode: wish.mode,
      living: wish.living,
      entry: wish.entry,
      plan: wish.planned ? { enforcement: SUSPENDS, period: PERIOD } : undefined,
      usage: [...wish.timeline, ...wish.query],
      billing: wish.billing,
      cluster: wish.cluster,
      unwatched:
        wish.gap === null ? [] : [{ from: NOW - wish.gap.from * DAY, to: NOW - wish.gap.from * DAY + DAY }],
      recordedAt: held.length === 0 ? undefined : NOW + wish.changedIn,
      record: {
        ...emptyRecord('t'),
        rehearsal: wish.rehearsal,
        grounds: held,
        seen: wish.lost ? [{ meter: 'timeline', from: PERIOD.from, used: '90' }] : [],
        ...(phase !== undefined && {
          suspension: { phase, reason: 'AllowanceExceeded' as const, since: iso(NOW - DAY) },
        }),
        ...(exempt !== undefined && { exemption: { until: iso(NOW + exempt * DAY), note: 'r' } }),
      },
    });
  });

const isHarm = ({ step }: Decision) => step === 'suspend' || step === 'apply' || step === 'adjust';

describe('whatever is read', () => {
  const RUNS = { numRuns: 20_000 };

  test('nobody is suspended while anything speaks against it', () => {
    fc.assert(
      fc.property(looks, look => {
        const decision = decide(look);
        if (!isHarm(decision)) return;
        expect(look.clock).toBeUndefined();
        expect(look.recordedAt ?? 0).toBeLessThanOrEqual(NOW);
        expect(look.cluster).toBe('reachable');
        expect(look.entry.by).not.toBe('a_person');
        expect(look.billing).not.toBe('unavailable');
        for (const usage of look.usage) {
          expect('unavailable' in usage).toBe(false);
          if ('used' in usage) expect(NOW - usage.asOf).toBeLessThanOrEqual(look.ledgerLagMs);
        }
        const timeline = look.usage.find(({ rule }) => rule.meter === 'timeline');
        const isEmpty = timeline !== undefined && 'used' in timeline && timeline.used === 0n;
        expect(isEmpty && look.record.seen.length > 0).toBe(false);
        if (look.mode === 'dry_run') expect(look.record.rehearsal).toBe(true);
        expect(look.living && look.plan !== undefined).toBe(true);
        expect(look.record.exemption === undefined || Date.parse(look.record.exemption.until) <= NOW).toBe(
          true,
        );
      }),
      RUNS,
    );
  });

  test('nobody is suspended whose notice has not run, all of it watched', () => {
    fc.assert(
      fc.property(looks, look => {
        const decision = decide(look);
        if (decision.step !== 'suspend') return;
        const ground = look.record.grounds.find(({ key }) => key === decision.ground.key);
        expect(ground?.stage).toBe('notice');
        if (ground?.notice === undefined) throw new Error('there is a notice');
        expect(NOW).toBeGreaterThanOrEqual(endOfNotice(ground.notice, look.unwatched));
      }),
      RUNS,
    );
  });

  test('under a wrong clock nothing is done but to bring record and Tenant together', () => {
    const faults = fc.constantFrom(
      'clock_behind' as const,
      'clock_ahead' as const,
      'clock_unsettled' as const,
    );
    fc.assert(
      fc.property(looks, faults, (look, clock) => {
        const { step } = decide({ ...look, clock });
        expect(['nothing', 'held', 'confirm', 'confirm_release', 'lift', 'close']).toContain(step);
      }),
      RUNS,
    );
  });

  test('what is announced is announced for the whole notice period', () => {
    fc.assert(
      fc.property(looks, look => {
        const decision = decide(look);
        if (decision.step !== 'announce') return;
        expect(decision.ground.notice).toEqual({ givenAt: iso(NOW), endsAt: iso(NOW + 7 * DAY) });
      }),
      RUNS,
    );
  });
});

describe('the rules of a plan', () => {
  const allowances = [
    { meter: 'a', quantity: '10', policy: 'hard' as const },
    { meter: 'b', quantity: '10', policy: 'grace' as const, gracePercent: 20 },
    { meter: 'c', quantity: '10', policy: 'soft' as const },
    { meter: 'd', quantity: 'unlimited', policy: 'soft' as const },
    { meter: 'e', quantity: '10', policy: 'soft' as const, enforcement: { action: 'none' as const } },
  ];

  test('are those of telling where it says nothing, and end where use is refused', () => {
    expect(
      meterRules({ allowances }).map(({ meter, action, atPercent }) => [meter, action, atPercent]),
    ).toEqual([
      ['a', 'notify', 100],
      ['b', 'notify', 120],
      ['c', 'notify', undefined],
    ]);
    expect(DEFAULT_ENFORCEMENT.overdue.action).toBe('notify');
  });

  test('have notices of days or hours', () => {
    expect([noticeMs('P7D'), noticeMs('PT36H')]).toEqual([7 * DAY, 1.5 * DAY]);
    for (const text of ['P0D', 'PT0H', 'P366D', 'P1M', '7', 'PT30M', ''])
      expect(noticePeriodSchema.safeParse(text).success, text).toBe(false);
  });

  test('warn after the last reminder and before the notice', () => {
    const faults = [
      { remindAfterDays: [7, 1] },
      { remindAfterDays: [14], warnAfterDays: 14 },
      { warnAfterDays: 22, noticeAfterDays: 21 },
    ];
    for (const overdue of faults)
      expect(planEnforcementSchema.safeParse({ overdue }).success, JSON.stringify(overdue)).toBe(false);
  });
});
