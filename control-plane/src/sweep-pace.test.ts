import { describe, expect, test } from 'vitest';
import { DEFAULT_SWEEP_MS, FLEET, SMALL_FLEET, SweepPace } from './sweep-pace.ts';

/** A machine on which time passes by work and by rest alone. */
function startMachine() {
  let time = 5_000;
  let worked = 0;
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  const pace = new SweepPace({
    now: () => time,
    rest: async milliseconds => pass(milliseconds),
  });
  const work = (milliseconds: number) => async () => {
    time += milliseconds;
    worked += milliseconds;
  };
  return { pace, work, pass, worked: () => worked };
}

/** Steps a second apart, until everybody had a turn. */
async function swept(each: number, fleet = FLEET) {
  const { pace, work, pass, worked } = startMachine();
  const turns = pace.turns();
  let [left, most, seconds] = [fleet, 0, 0];
  for (; left > 0 && seconds < 20_000; seconds++) {
    pass(1_000);
    const due = turns.due(fleet);
    most = Math.max(most, due);
    for (let turn = 0; turn < due; turn++) await pace.work(work(each));
    left -= due;
  }
  return { most, seconds, worked: worked() };
}

describe('the pace of sweeps', () => {
  test('spreads ten thousand over a quarter of an hour, a few at a time', async () => {
    const { most, seconds } = await swept(0);
    expect(seconds).toBeGreaterThanOrEqual(DEFAULT_SWEEP_MS / 1_000 - 1);
    expect(seconds).toBeLessThan(DEFAULT_SWEEP_MS / 1_000 + 5);
    expect(most).toBeLessThanOrEqual(12);
  });

  test('takes as long for smaller fleets, and never more at once for larger ones', async () => {
    const small = await swept(0, 900);
    expect(small.most).toBeLessThanOrEqual(2);
    expect(small.seconds).toBeGreaterThan(890);
    expect((await swept(0, 3 * FLEET)).most).toBeLessThanOrEqual(12);
  });

  test('leaves four fifths of the time to others, however much a turn costs', async () => {
    for (const each of [1, 10, 100]) {
      const { pace, work, pass, worked } = startMachine();
      const turns = pace.turns();
      let elapsed = 0;
      for (let step = 0; step < 100; step++) {
        pass(1_000);
        elapsed += 1_000;
        for (let due = turns.due(); due > 0; due--) {
          await pace.work(work(each));
          elapsed += 5 * each;
        }
      }
      expect(worked() / elapsed, `${each} ms`).toBeLessThanOrEqual(0.2);
    }
  });

  test('does not make good all at once for an hour in which it was held up', () => {
    const { pace, pass } = startMachine();
    const turns = pace.turns();
    pass(3_600_000);
    expect(turns.due()).toBeLessThanOrEqual(112);
    expect(turns.due()).toBe(0);
  });

  test('lets a small fleet wait for nothing', async () => {
    let rested = 0;
    const pace = new SweepPace({ rest: async () => rested++ });
    await pace.work(async () => undefined, SMALL_FLEET);
    expect(rested).toBe(0);
    await pace.work(async () => undefined, SMALL_FLEET + 1);
    expect(rested).toBe(1);
  });

  test('rests also from what failed', async () => {
    const rests: number[] = [];
    let time = 0;
    const pace = new SweepPace({ now: () => time, rest: async milliseconds => rests.push(milliseconds) });
    const failing = async () => {
      time += 50;
      throw new Error('cannot');
    };
    await expect(pace.work(failing)).rejects.toThrow('cannot');
    expect(rests).toEqual([200]);
  });
});
