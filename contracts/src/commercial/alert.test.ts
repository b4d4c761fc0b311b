import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALERT_LEVELS,
  ALERT_RULES,
  type AlertLevel,
  type AlertSettings,
  type AlertStanding,
  alertOverridesSchema,
  alertRuleSettingsSchema,
  faultsOfThresholds,
  levelAt,
  mergeAlertSettings,
  nextLevel,
  rankOf,
  SHIPPED_ALERT_SETTINGS,
} from './alert.ts';

const worse = fc.constantFrom('above', 'below');
const level = fc.constantFrom(...ALERT_LEVELS);
const number = fc.integer({ min: -10_000, max: 10_000 }).map(tenths => tenths / 10);

/** Thresholds in order for `side`, some levels perhaps unused. */
function settingsFor(side: 'above' | 'below'): fc.Arbitrary<AlertSettings> {
  return fc
    .record({
      at: fc.uniqueArray(number, { minLength: 3, maxLength: 3 }),
      used: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      margin: fc.integer({ min: 0, max: 1_000 }).map(tenths => tenths / 10),
      holdSeconds: fc.integer({ min: 0, max: 100_000 }),
    })
    .map(({ at, used, margin, holdSeconds }) => {
      const sorted = at.toSorted((a, b) => (side === 'above' ? a - b : b - a));
      const pick = (index: 0 | 1 | 2) => (used[index] ? (sorted[index] ?? null) : null);
      return { enabled: true, info: pick(0), warning: pick(1), alarm: pick(2), margin, holdSeconds };
    });
}
const sided = worse.chain(side => fc.tuple(fc.constant(side), settingsFor(side)));

/** Takes readings in, one after the other, and answers every level that was taken. */
function follow(
  from: AlertLevel,
  readings: readonly { readonly value: number; readonly at: number }[],
  settings: AlertSettings,
  side: 'above' | 'below',
) {
  let standing: AlertStanding = {
    level: from,
    since: Number.NEGATIVE_INFINITY,
    readAt: Number.NEGATIVE_INFINITY,
  };
  const taken: { from: AlertLevel; to: AlertLevel; at: number }[] = [];
  for (const reading of readings) {
    const to = nextLevel(standing, reading, settings, side, reading.at);
    if (to === standing.level) continue;
    taken.push({ from: standing.level, to, at: reading.at });
    standing = { level: to, since: reading.at, readAt: reading.at };
  }
  return { standing, taken };
}

describe('the level of an alert', () => {
  test('never comes back to one that it has left, while a value moves by no more than the margin', () => {
    fc.assert(
      fc.property(
        sided,
        level,
        number,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 }),
        ([side, settings], from, base, noise) => {
          // Half a tenth less: what is added and taken away again in binary is not quite the same.
          const wide = Math.max(0, settings.margin - 0.05);
          const readings = noise.map((share, at) => ({ value: base + share * wide, at: at * 1e9 }));
          const { taken } = follow(from, readings, settings, side);
          const levels = [from, ...taken.map(({ to }) => to)];
          expect(new Set(levels).size).toBe(levels.length);
          const directions = new Set(taken.map(step => rankOf(step.to) > rankOf(step.from)));
          expect(directions.size).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('falls no earlier than it has held for as long as was said, whatever the value does', () => {
    fc.assert(
      fc.property(
        sided,
        fc.array(fc.tuple(number, fc.integer({ min: 0, max: 200_000_000 })), { maxLength: 60 }),
        ([side, settings], steps) => {
          let at = 0;
          const readings = steps.map(([value, wait]) => {
            at += wait;
            return { value, at };
          });
          const { taken } = follow('ok', readings, settings, side);
          for (const [index, step] of taken.entries()) {
            const before = taken[index - 1];
            if (before === undefined || rankOf(step.to) > rankOf(step.from)) continue;
            expect(step.at - before.at).toBeGreaterThanOrEqual(settings.holdSeconds * 1_000);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('rises at once to what the value says, and is never less urgent than it', () => {
    fc.assert(
      fc.property(sided, level, number, ([side, settings], from, value) => {
        const standing = { level: from, since: 0, readAt: 0 };
        const after = nextLevel(standing, { value, at: 1 }, settings, side, 1);
        expect(rankOf(after)).toBeGreaterThanOrEqual(rankOf(levelAt(value, settings, side)));
      }),
    );
  });

  test('recovers when the value is good by more than the margin for longer than the hold', () => {
    fc.assert(
      fc.property(sided, level, ([side, settings], from) => {
        const value = side === 'above' ? -1e6 : 1e6;
        const now = settings.holdSeconds * 1_000;
        expect(nextLevel({ level: from, since: 0, readAt: 0 }, { value, at: now }, settings, side, now)).toBe(
          'ok',
        );
      }),
    );
  });

  test('is the same whichever of two replicas reads it, and however often', () => {
    fc.assert(
      fc.property(sided, level, number, ([side, settings], from, value) => {
        const standing = { level: from, since: 0, readAt: 0 };
        const to = nextLevel(standing, { value, at: 1e9 }, settings, side, 1e9);
        const again = nextLevel(
          { level: to, since: 1e9, readAt: 1e9 },
          { value, at: 1e9 },
          settings,
          side,
          1e9,
        );
        expect(again).toBe(to);
      }),
    );
  });

  test('is not changed by a reading that is older than the one that decided', () => {
    const { allowance } = SHIPPED_ALERT_SETTINGS;
    const standing = { level: 'ok', since: 1_000, readAt: 1_000 } as const;
    expect(nextLevel(standing, { value: 200, at: 999 }, allowance, 'above', 9_999_999)).toBe('ok');
    expect(nextLevel(standing, { value: 200, at: 1_000 }, allowance, 'above', 9_999_999)).toBe('alarm');
  });
});

describe('settings', () => {
  test('as shipped are whole, and in order', () => {
    expect(alertRuleSettingsSchema.parse(mergeAlertSettings())).toEqual(SHIPPED_ALERT_SETTINGS);
    expect(faultsOfThresholds(SHIPPED_ALERT_SETTINGS)).toEqual([]);
    expect(Object.keys(SHIPPED_ALERT_SETTINGS)).toEqual([...ALERT_RULES]);
  });

  test('are put together field by field, the later layer over the earlier', () => {
    const merged = mergeAlertSettings(
      { allowance: { warning: 70, alarm: 90 }, quota: { enabled: false } },
      { allowance: { warning: undefined, alarm: 95 }, rate: { perHour: { query: '10' } } },
    );
    expect(merged.allowance).toMatchObject({ warning: 70, alarm: 95, margin: 5 });
    expect(merged.quota).toMatchObject({ enabled: false, warning: 85 });
    expect(merged.rate).toMatchObject({ perHour: { query: '10' }, least: '100' });
    expect(merged.health).toEqual(SHIPPED_ALERT_SETTINGS.health);
  });

  test('whose levels are in the wrong order are named, for rules where less is worse, too', () => {
    const upside = mergeAlertSettings({ allowance: { alarm: 80 }, renewal: { warning: 100 } });
    expect(faultsOfThresholds(upside)).toEqual([
      { rule: 'allowance', level: 'alarm', message: 'lies above 80, where warning begins' },
      { rule: 'renewal', level: 'warning', message: 'lies below 90, where info begins' },
    ]);
  });

  test('of one rule that belong to another are refused', () => {
    expect(alertOverridesSchema.safeParse({ quota: { perHour: { query: '1' } } }).success).toBe(false);
    expect(alertOverridesSchema.safeParse({ rate: { perHour: { query: '1' } } }).success).toBe(true);
    expect(alertOverridesSchema.safeParse({ quotas: {} }).success).toBe(false);
  });
});
