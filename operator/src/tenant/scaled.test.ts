import { ANNOTATION } from '@tenantry/contracts/tenancy/names';
import { expect, it } from 'vitest';
import { scaled } from './scaled.ts';

const APPLIED = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'api',
    namespace: 'n',
    labels: { a: 'b' },
    annotations: { [ANNOTATION.desiredHash]: 'before', [ANNOTATION.tierRevision]: 'pro-1' },
  },
  spec: { replicas: 3, template: { spec: {} } },
};

it('a Deployment is given another count and its note, and keeps all else', () => {
  const down = scaled(APPLIED, 'u', { replicas: 0, beforeSuspension: 3 });
  expect(down).toEqual({
    ...APPLIED,
    metadata: {
      ...APPLIED.metadata,
      uid: 'u',
      annotations: { [ANNOTATION.tierRevision]: 'pro-1', [ANNOTATION.replicasBeforeSuspension]: '3' },
    },
    spec: { ...APPLIED.spec, replicas: 0 },
  });
  const up = scaled(down, 'u', { replicas: 3, beforeSuspension: undefined });
  expect(up.metadata.annotations).toEqual({ [ANNOTATION.tierRevision]: 'pro-1' });
  expect(up['spec']).toEqual(APPLIED.spec);
});
