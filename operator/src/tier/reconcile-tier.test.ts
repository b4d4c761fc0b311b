import { ANNOTATION } from '@tenantry/contracts/tenancy/names';
import { describe, expect, it } from 'vitest';
import type { ManagedObservation } from '../runtime/apply/managed-observation.ts';
import { ObjectStore } from '../runtime/cache/object-store.ts';
import { anObservation } from '../tenant/plan-input.test-support.ts';
import { surplusRevisions } from './reconcile-tier.ts';
import type { RevisionRecord } from './tier-record.ts';

const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}T00:00:00Z`;

function stores(count: number, used: readonly string[]) {
  const revisions = new ObjectStore<RevisionRecord>();
  for (let n = 1; n <= count; n++) {
    const name = `pro-${n}`;
    revisions.recordWrite({
      ...{ namespace: '', name, uid: name, resourceVersion: String(n), createdAt: day(n) },
      ...{ tier: 'pro', template: undefined },
    });
  }
  const namespaces = new ObjectStore<ManagedObservation>();
  for (const revision of used) {
    const annotations = { [ANNOTATION.tierRevision]: revision };
    namespaces.recordWrite(anObservation(`t-${revision}`, { annotations, uid: revision }, ''));
  }
  return { revisions, namespaces };
}

const surplus = (count: number, used: readonly string[], current: string) =>
  surplusRevisions({ name: 'pro', revision: current }, stores(count, used)).map(({ name }) => name);

describe('old revisions of a tier', () => {
  it('are kept ten deep, the newest first, and the rest removed', () => {
    expect(surplus(13, [], 'pro-13')).toEqual(['pro-2', 'pro-1']);
  });

  it('are never removed while a namespace runs them', () => {
    expect(surplus(13, ['pro-1', 'pro-2'], 'pro-13')).toEqual([]);
  });
});
