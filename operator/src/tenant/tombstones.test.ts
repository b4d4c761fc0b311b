import { ANNOTATION } from '@tenantry/contracts/tenancy/names';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../runtime/clock.ts';
import { createCaches } from './caches.ts';
import { aNamespace, anObservation, NOW, UID } from './plan-input.test-support.ts';
import { decideTombstone, reconcileTombstone } from './tombstones.ts';

const PAST = '2026-11-23T11:59:59Z';
const FUTURE = '2026-11-23T12:00:30Z';
const stamped = (time: string, rest = {}) => aNamespace({ [ANNOTATION.deleteAfter]: time, ...rest });
const nobody = () => false;

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
