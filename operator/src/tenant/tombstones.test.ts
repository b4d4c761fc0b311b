import { ANNOTATION } from '@tenantry/contracts/tenancy/names';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../runtime/clock.ts';
import type { KubeObject } from '../runtime/objects.ts';
import { createCaches } from './caches.ts';
import { aNamespace, anObservation, NOW, UID } from './plan-input.test-support.ts';
import { tenantRecord } from './tenant-record.ts';
import { decideTombstone, reconcileTombstone } from './tombstones.ts';

const PAST = '2026-11-23T11:59:59Z';
const FUTURE = '2026-11-23T12:00:30Z';
const stamped = (time: string, rest = {}) => aNamespace({ [ANNOTATION.deleteAfter]: time, ...rest });
const nobody = () => false;
/** Of a cluster without Tenants. */
const noTenant = { get: () => Promise.resolve(undefined) };

function aTenant(spec: object, deletionTimestamp?: string, uid = UID): KubeObject {
  return {
    apiVersion: 'tenantry.dev/v1alpha1',
    kind: 'Tenant',
    metadata: { name: 'sample-acme', uid, ...(deletionTimestamp && { deletionTimestamp }) },
    spec: { tier: 'pro', deletionPolicy: 'Tombstone', paused: false, ...spec },
  };
}

describe('a tombstoned namespace', () => {
  it('is deleted when its time has come, and that very object only', () => {
    expect(decideTombstone(stamped(PAST), nobody, NOW)).toEqual({
      do: 'delete',
      uid: 'uid-of-t-sample-acme',
      resourceVersion: '1',
    });
  });

  it('is waited for until then', () => {
    expect(decideTombstone(stamped(FUTURE), nobody, NOW)).toEqual({ do: 'wait', until: NOW + 30_000 });
  });

  it.each([
    ['a Tenant that is to live has it', stamped(PAST), () => true],
    [
      'it is not ours',
      anObservation('x', { labels: {}, annotations: { [ANNOTATION.deleteAfter]: PAST } }),
      nobody,
    ],
    ['its time cannot be read', stamped('soon'), nobody],
    ['its time is a number', stamped('90'), nobody],
    ['its time is a date of one country', stamped('01.12.2025'), nobody],
    ['its time is a year in a sentence', stamped('keep until 2001'), nobody],
    ['its time has no offset', stamped('2026-11-23T11:59:59'), nobody],
    ['it is stamped with nothing', aNamespace(), nobody],
    ['it is promised to another Tenant', stamped(PAST, { [ANNOTATION.adopt]: 'another-uid' }), nobody],
    ['it is being deleted', { ...stamped(PAST), deletionTimestamp: PAST }, nobody],
    ['it is gone', undefined, nobody],
  ])('is never deleted when %s', (_, namespace, isHeld) => {
    expect(decideTombstone(namespace, isHeld, NOW)).toEqual({ do: 'nothing' });
  });

  it('is deleted all the same when the promise has long been kept', () => {
    expect(decideTombstone(stamped(PAST, { [ANNOTATION.adopt]: UID }), nobody, NOW).do).toBe('delete');
  });
});

describe('the clock that a tombstone is held against', () => {
  const reconcileAt = async (local: number, server: number | undefined) => {
    const caches = createCaches();
    caches.namespaces.store.recordWrite(stamped(FUTURE));
    const deleted: string[] = [];
    const client = {
      ...noTenant,
      serverNow: () => server,
      delete: (_: unknown, { name }: { name: string }) => Promise.resolve(deleted.push(name) > 0),
    };
    const clock = { ...systemClock, now: () => local };
    await reconcileTombstone('t-sample-acme', { client, caches, clock });
    return deleted;
  };
  const due = Date.parse(FUTURE) + 1_000;

  it('is ours and the API server’s: either being behind keeps the namespace', async () => {
    expect(await reconcileAt(due, NOW)).toEqual([]);
    expect(await reconcileAt(NOW, due)).toEqual([]);
    expect(await reconcileAt(due, undefined)).toEqual([]);
    expect(await reconcileAt(due, due)).toEqual(['t-sample-acme']);
  });
});

describe('a namespace that is due', () => {
  /** What is deleted when the cache shows one Tenant and the API server another, or none. */
  const deletedWith = async (cached: KubeObject | undefined, live: KubeObject | undefined) => {
    const caches = createCaches();
    caches.namespaces.store.recordWrite(stamped(PAST));
    if (cached) caches.tenants.store.recordWrite(tenantRecord(cached));
    const deleted: string[] = [];
    const client = {
      serverNow: () => NOW,
      get: () => Promise.resolve(live),
      delete: (_: unknown, { name }: { name: string }) => Promise.resolve(deleted.push(name) > 0),
    };
    await reconcileTombstone('t-sample-acme', { client, caches, clock: { ...systemClock, now: () => NOW } });
    return deleted;
  };
  const going = { deletionPolicy: 'Delete' };

  it('goes with a Tenant that says Delete, and when there is none', async () => {
    expect(await deletedWith(aTenant(going, PAST), aTenant(going, PAST))).toEqual(['t-sample-acme']);
    expect(await deletedWith(undefined, undefined)).toEqual(['t-sample-acme']);
  });

  it('waits while the Tenant that says Delete is paused', async () => {
    const paused = aTenant({ ...going, paused: true }, PAST);
    expect(await deletedWith(paused, paused)).toEqual([]);
  });

  it.each([
    ['lives', aTenant({})],
    ['is paused', aTenant({ ...going, paused: true }, PAST)],
  ])('stays when a Tenant %s that the cache does not show yet', async (_, live) => {
    expect(await deletedWith(undefined, live)).toEqual([]);
  });

  it('is no concern of another Tenant of the same name', async () => {
    expect(await deletedWith(undefined, aTenant({}, undefined, 'another'))).toEqual(['t-sample-acme']);
  });
});
