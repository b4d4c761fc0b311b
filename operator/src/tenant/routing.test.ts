import { ANNOTATION, LABEL } from '@tenantry/contracts/tenancy/names';
import { expect, it } from 'vitest';
import { createCaches } from './caches.ts';
import { aNamespace, anObservation } from './plan-input.test-support.ts';
import { ChangeRouter } from './routing.ts';

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
