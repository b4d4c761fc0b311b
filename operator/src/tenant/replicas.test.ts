import { describe, expect, it } from 'vitest';
import { decideReplicas } from './replicas.ts';

const live = (specReplicas: number, rest: { before?: number; other?: boolean } = {}) => ({
  specReplicas,
  beforeSuspension: rest.before,
  ownedByOther: rest.other ?? false,
});

describe('the replicas of a component', () => {
  it('are what tier and overrides say while nothing scales it', () => {
    const decision = decideReplicas({ configured: 3, autoscaled: false, suspended: false, live: live(7) });
    expect(decision).toEqual({ replicas: 3, beforeSuspension: undefined });
  });

  it('are zero while suspended, and the count that ran is kept on the Deployment', () => {
    const decision = decideReplicas({
      configured: 2,
      autoscaled: true,
      suspended: true,
      live: live(7, { other: true }),
    });
    expect(decision).toEqual({ replicas: 0, beforeSuspension: 7 });
  });

  it('keep the first remembered count when a suspended tenant is reconciled again', () => {
    const decision = decideReplicas({
      configured: 2,
      autoscaled: true,
      suspended: true,
      live: live(0, { before: 7 }),
    });
    expect(decision).toEqual({ replicas: 0, beforeSuspension: 7 });
  });

  it('come back as the remembered count when an autoscaled component resumes', () => {
    const decision = decideReplicas({
      configured: 2,
      autoscaled: true,
      suspended: false,
      live: live(0, { before: 7 }),
    });
    expect(decision).toEqual({ replicas: 7, beforeSuspension: undefined });
  });

  it('are written again after resuming until another manager owns them, then left out', () => {
    const mine = decideReplicas({ configured: 2, autoscaled: true, suspended: false, live: live(7) });
    expect(mine.replicas).toBe(7);
    const theirs = decideReplicas({
      configured: 2,
      autoscaled: true,
      suspended: false,
      live: live(5, { other: true }),
    });
    expect(theirs.replicas).toBeUndefined();
  });

  it('never resume an autoscaled component at zero, where its autoscaler would stay off', () => {
    const decision = decideReplicas({
      configured: 2,
      autoscaled: true,
      suspended: false,
      live: live(0, { before: 0 }),
    });
    expect(decision.replicas).toBe(1);
  });
});
