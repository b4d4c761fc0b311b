import { describe, expect, it } from 'vitest';
import { anInput, anObserved, aRevision, aTenant, said } from './plan-input.test-support.ts';
import { planRevision } from './plan-revision.ts';
import type { RevisionChoice } from './revision-of.ts';

const LAST = aRevision();
const NEXT = { ...aRevision(), name: 'pro-0000000002' };
const BROKEN = { ...aRevision({ settings: { URL: '${tenant.uid}' } }), name: 'pro-0000000003' };
const NOT_FOUND = { reason: 'TierNotFound', message: 'There is no Tier por.' } as const;

function decide(choice: Partial<RevisionChoice>, rest: Parameters<typeof anInput>[0] = {}) {
  const { revision: _, ...input } = anInput(rest);
  return planRevision(
    { wanted: undefined, last: undefined, fault: undefined, tierDeleted: false, ...choice },
    input,
  );
}

describe('the revision that a tenant is planned with', () => {
  it('is the one its tier has now', () => {
    expect(decide({ wanted: NEXT, last: LAST })).toMatchObject({ revision: NEXT.name, plan: { faults: [] } });
  });

  it('is the one it runs while no valid object comes of the present one, and it can be suspended all the same', () => {
    const tenant = aTenant({ suspensions: [{ by: 'billing', reason: 'PaymentOverdue' }] });
    const observed = anObserved({ running: { pods: [{ name: 'p', ending: undefined, bare: false }] } });
    const decided = decide({ wanted: BROKEN, last: LAST }, { tenant, observed });
    if ('reason' in decided) throw new Error(decided.message);
    expect(decided).toMatchObject({
      revision: LAST.name,
      plan: { refusal: undefined, faults: [{ reason: 'InvalidTemplate' }] },
    });
    expect(decided.plan.faults[0]?.message).toContain(LAST.name);
    expect(said(decided.plan).flat()).toContain('delete-pods');
  });

  it('is the one it runs while its tier cannot be found', () => {
    expect(decide({ last: LAST, fault: NOT_FOUND })).toMatchObject({
      revision: LAST.name,
      plan: { faults: [{ reason: 'TierNotFound' }] },
    });
  });

  it('is none, and nothing is touched, for a new tenant of a tier that is broken or absent', () => {
    expect(decide({ wanted: BROKEN })).toMatchObject({
      plan: { refusal: { reason: 'InvalidTemplate' }, stages: [] },
    });
    expect(decide({ fault: NOT_FOUND })).toEqual(NOT_FOUND);
  });
});
