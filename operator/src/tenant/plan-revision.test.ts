import { LABEL } from '@tenantry/contracts/tenancy/names';
import { describe, expect, it } from 'vitest';
import {
  aNamespace,
  anInput,
  anObservation,
  anObserved,
  aRevision,
  aTenant,
  ownLabels,
  said,
} from './plan-input.test-support.ts';
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
    const observed = anObserved({ namespace: undefined });
    expect(decide({ wanted: BROKEN }, { observed })).toMatchObject({
      plan: { refusal: { reason: 'InvalidTemplate' }, stages: [] },
    });
    expect(decide({ fault: NOT_FOUND }, { observed })).toEqual(NOT_FOUND);
  });

  it('is none for a tenant whose tier and revision are gone or broken, which runs on and can be suspended', () => {
    const suspended = aTenant({ suspensions: [{ by: 'billing', reason: 'PaymentOverdue' }] });
    const gone = { fault: NOT_FOUND };
    const broken = { wanted: BROKEN, last: BROKEN };
    for (const choice of [gone, broken]) {
      expect(decide(choice)).toMatchObject({ plan: { refusal: undefined, stages: [], faults: [{}] } });
      const decided = decide(choice, { tenant: suspended, observed: anObserved({ running: {} }) });
      if ('reason' in decided) throw new Error(decided.message);
      expect(said(decided.plan).flat()).toContain('apply ResourceQuota/tenantry-suspended');
    }
  });

  it('is none, and nothing is touched, while the namespace is another’s or going', () => {
    const others = anObservation('t-sample-acme', { labels: ownLabels({ [LABEL.tenantUid]: 'other' }) }, '');
    const going = { ...aNamespace(), deletionTimestamp: '2026-11-23T11:00:00Z' };
    for (const namespace of [others, going]) {
      expect(decide({ fault: NOT_FOUND }, { observed: anObserved({ namespace }) })).toEqual(NOT_FOUND);
    }
  });
});
