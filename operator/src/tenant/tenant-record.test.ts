import { describe, expect, it } from 'vitest';
import { tenantRecord } from './tenant-record.ts';

const aTenant = (spec: unknown, status?: unknown) =>
  tenantRecord({
    apiVersion: 'tenantry.dev/v1alpha1',
    kind: 'Tenant',
    metadata: { name: 'sample-acme' },
    spec,
    status,
  });

describe('what is kept of a Tenant', () => {
  it('names the field that this version cannot read', () => {
    const { spec, problem } = aTenant({ tier: 'pro', components: { api: { replicas: 'three' } } });
    expect(spec).toBeUndefined();
    expect(problem).toMatch(/^components\.api\.replicas: /);
  });

  it('takes a status that it cannot read for none, since a status only mirrors', () => {
    const { spec, status } = aTenant({ tier: 'pro' }, { conditions: 'none' });
    expect(spec?.tier).toBe('pro');
    expect(status).toBeUndefined();
  });
});
