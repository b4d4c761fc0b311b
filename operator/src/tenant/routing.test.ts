import { ANNOTATION, API_GROUP_VERSION, LABEL, TENANT_FINALIZER } from '@tenantry/contracts/tenancy/names';
import { describe, expect, it } from 'vitest';
import { createCaches } from './caches.ts';
import { aNamespace, anObservation, UID } from './plan-input.test-support.ts';
import { ChangeRouter } from './routing.ts';
import { tenantRecord } from './tenant-record.ts';

function routed() {
  const caches = createCaches();
  caches.namespaces.store.recordWrite(aNamespace());
  const tenants: string[] = [];
  const tombstones: string[] = [];
  const router = new ChangeRouter(caches, {
    tenant: (name, priority) => void tenants.push(`${name} ${priority}`),
    tier: () => undefined,
    tombstone: namespace => void tombstones.push(namespace),
  });
  return { router, tenants, tombstones };
}

const claim = (tenant: string) =>
  anObservation('own-data', { namespace: 't-sample-acme', labels: { [LABEL.tenant]: tenant } });

it('a change is its namespace’s tenant’s, whatever the labels of the object say', () => {
  const { router, tenants } = routed();
  router.managed({ current: claim('somebody-else'), initial: false });
  expect(tenants).toEqual(['sample-acme high']);
});

it('an object of a namespace that is gone is looked at for the tenant that it names', () => {
  const { router, tenants } = routed();
  const orphan = anObservation('x', { namespace: 't-gone', labels: { [LABEL.tenant]: 'gone' } });
  router.managed({ previous: orphan, initial: false });
  expect(tenants).toEqual(['gone high']);
});

it('a namespace with a date goes to the tombstones', () => {
  const { router, tombstones } = routed();
  const dated = aNamespace({ [ANNOTATION.deleteAfter]: '2031-01-01T00:00:00Z' });
  router.namespace({ current: dated, initial: true });
  expect(tombstones).toEqual(['t-sample-acme']);
});

describe('what the watch shows of a write of ours', () => {
  const shown = tenantRecord({
    apiVersion: API_GROUP_VERSION,
    kind: 'Tenant',
    metadata: { name: 'sample-acme', uid: UID, resourceVersion: '1', generation: 1 },
    spec: { tier: 'pro' },
  });
  const answered = { ...shown, resourceVersion: '9' };

  it('is no reason to look again, be it a status or what was applied', () => {
    const { router, tenants } = routed();
    router.tenant({ previous: shown, current: answered, written: true, initial: false });
    const applied = { ...claim('sample-acme'), resourceVersion: '9', desiredHash: 'new', fields: 'new' };
    router.managed({ previous: claim('sample-acme'), current: applied, written: true, initial: false });
    router.managed({ current: applied, written: true, initial: false });
    router.namespace({ current: aNamespace(), written: true, initial: false });
    expect(tenants).toEqual([]);
  });

  it('is one where our finalizer was taken off just before it, and none where we put it there', () => {
    const { router, tenants } = routed();
    const held = { ...shown, finalizers: [TENANT_FINALIZER] };
    router.tenant({ previous: shown, current: { ...answered, ...held }, written: true, initial: false });
    expect(tenants).toEqual([]);
    router.tenant({ previous: held, current: answered, written: true, initial: false });
    expect(tenants).toEqual(['sample-acme high']);
  });

  it('is one where others changed more just before it', () => {
    const { router, tenants, tombstones } = routed();
    const asked = { ...answered, generation: shown.generation + 1 };
    router.tenant({ previous: shown, current: asked, written: true, initial: false });
    const going = { ...claim('sample-acme'), deletionTimestamp: '2031-01-01T00:00:00Z' };
    router.managed({ previous: claim('sample-acme'), current: going, written: true, initial: false });
    const dated = aNamespace({ [ANNOTATION.deleteAfter]: '2031-01-01T00:00:00Z' });
    router.namespace({ previous: aNamespace(), current: dated, written: true, initial: false });
    expect(tenants).toEqual(['sample-acme high', 'sample-acme low']);
    expect(tombstones).toEqual(['t-sample-acme']);
  });
});
