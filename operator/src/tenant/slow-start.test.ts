import { describe, expect, it } from 'vitest';
import { aDeployment, NOW, UID } from './plan-input.test-support.ts';
import { SlowStart } from './slow-start.ts';

const SLOW = [aDeployment({ readyReplicas: 0 })];

describe('pods that do not come up', () => {
  it('are given time before anybody looks', () => {
    const slow = new SlowStart(15_000);
    expect(slow.check(UID, SLOW, NOW)).toEqual({ diagnose: [], nextAt: NOW + 15_000 });
    expect(slow.check(UID, SLOW, NOW + 5_000)).toEqual({ diagnose: [], nextAt: NOW + 15_000 });
    expect(slow.check(UID, SLOW, NOW + 15_000).diagnose).toEqual(['api']);
  });

  it('are looked at ever more rarely, yet at least every five minutes', () => {
    const slow = new SlowStart(15_000);
    slow.check(UID, SLOW, NOW);
    expect(slow.check(UID, SLOW, NOW + 100_000).nextAt).toBe(NOW + 150_000);
    expect(slow.check(UID, SLOW, NOW + 3_600_000).nextAt).toBe(NOW + 3_900_000);
  });

  it('are those of a roll-out that is stuck, too, though older pods serve', () => {
    const slow = new SlowStart(0);
    expect(slow.check(UID, [aDeployment({ updatedReplicas: 1 })], NOW).diagnose).toEqual(['api']);
  });

  it('are forgotten once they came up', () => {
    const slow = new SlowStart(15_000);
    slow.check(UID, SLOW, NOW);
    expect(slow.check(UID, [aDeployment()], NOW + 10_000)).toEqual({ diagnose: [], nextAt: undefined });
    expect(slow.check(UID, SLOW, NOW + 20_000).nextAt).toBe(NOW + 35_000);
  });
});
