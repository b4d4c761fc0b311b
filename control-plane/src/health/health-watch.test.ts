import { expect, test } from 'vitest';
import { FakeClock, startTestApp } from '../app.test-support.ts';
import { silentLogger } from '../logger.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { SweepPace } from '../sweep-pace.ts';
import type { TenantHead } from '../tenants/tenant-heads.ts';
import { TenantSignal, TenantsToLookAt } from '../tenants/tenant-signal.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { healthHeadsSpec, healthPlacesView } from './health-heads.ts';
import { HealthWatch } from './health-watch.ts';
import { FakeDomains, startScorer } from './scorer-world.test-support.ts';

const ids = Array.from({ length: 30 }, (_, n) => `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`);

async function startWatch(failing?: string, fleet = ids, overMs?: number) {
  const clock = new FakeClock();
  const store = new MemoryStore();
  const signal = new TenantSignal();
  const { scorer, heads } = await startScorer(store, new FakeDomains(), clock);
  const seen: string[] = [];
  const time = { passed: 0 };
  const changed = new TenantsToLookAt();
  const watch = new HealthWatch({
    context: { clock, logger: silentLogger },
    pace: new SweepPace({ overMs, now: () => time.passed, rest: async () => undefined }),
    scorer: {
      evaluate: async tenantId => {
        seen.push(tenantId);
        if (tenantId === failing) throw new Error('cannot');
        return scorer.evaluate(tenantId);
      },
    },
    heads,
    places: await store.collection(healthPlacesView),
    roll: { values: () => rollOf(fleet), size: fleet.length },
    changed,
    told: signal.follow(),
  });
  return { clock, signal, changed, watch, seen, heads, time };
}

function* rollOf(all: readonly string[]): Generator<TenantHead> {
  for (const id of all) {
    yield {
      ...{ id, slug: id, displayName: id, tags: [], cluster: 'c', region: 'r', origin: 'api', phase: 'live' },
      ...{ suspensions: [], plan: { status: 'unassigned' }, createdAt: '', updatedAt: '', version: 1 },
      writtenAt: '',
    };
  }
}

test('a tenant that is used all the time is evaluated at once and then every hour, and after a decision in seconds', async () => {
  const { clock, signal, changed, watch, seen } = await startWatch();
  const [id = ''] = ids;
  const during = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      signal.tell(id);
      await watch.round(50);
      await watch.sweep(50);
      clock.advance(1_000);
    }
    return seen.splice(0).length;
  };
  expect(await during(3_601)).toBe(2);
  changed.add(id);
  expect(await during(11)).toBe(1);
  for (let times = 0; times < 5; times++) changed.add(id);
  expect(await during(60)).toBe(1);
  expect(await during(600)).toBe(0);
});

test('who is told of without end keeps nobody waiting who is due', async () => {
  const { clock, changed, watch, seen } = await startWatch();
  watch.lookAtAll();
  await watch.sweep(60_000);
  clock.advance(8 * 3_600_000);
  seen.length = 0;
  const [busy = '', ...others] = ids;
  while (new Set(seen).size < ids.length && seen.length < 10 * ids.length) {
    changed.add(busy);
    clock.advance(10_000);
    await watch.round(5);
    await watch.sweep(5);
  }
  expect(seen.filter(id => id === busy).length).toBeLessThan(3 * others.length);
  expect(new Set(seen).size).toBe(ids.length);
});

test('everybody without a score is found, and everybody is evaluated again within eight hours', async () => {
  const { clock, watch, seen, heads } = await startWatch();
  expect(await watch.findNew()).toBe(ids.length);
  await watch.sweep(60_000);
  expect(new Set(seen)).toEqual(new Set(ids));
  expect(await watch.findNew()).toBe(0);
  clock.advance(8 * 3_600_000);
  seen.length = 0;
  await watch.sweep(60_000);
  expect(seen.toSorted()).toEqual(ids);
  expect(await heads.scan({ index: 'due', before: new Date(clock.now()).toISOString(), limit: 1 })).toEqual(
    [],
  );
});

test('one that cannot be evaluated keeps nobody from their turn', async () => {
  const [bad = ''] = ids;
  const { clock, watch, seen, heads } = await startWatch(bad);
  watch.lookAtAll();
  await watch.sweep(60_000);
  expect(await heads.scan({ index: 'score', equals: ['y'], limit: 100 })).toHaveLength(ids.length - 1);
  clock.advance(8 * 3_600_000);
  await watch.sweep(60_000);
  expect(seen.filter(id => id !== bad)).toHaveLength(2 * (ids.length - 1));
});

test('a round ends when its time is over, and goes on where it was', async () => {
  const { watch, seen } = await startWatch();
  watch.lookAtAll();
  await watch.sweep(0);
  expect(seen).toEqual([]);
  while (seen.length < ids.length) await watch.sweep(1);
  expect(new Set(seen).size).toBe(ids.length);
});

test('a large fleet is evaluated over a quarter of an hour, and whoever something was decided of at once', async () => {
  const fleet = Array.from(
    { length: 10_000 },
    (_, n) => `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  );
  const { changed, signal, watch, seen, time } = await startWatch(undefined, fleet);
  watch.lookAtAll();
  // Use that is counted is no reason to hurry, either.
  for (const id of fleet.slice(0, 500)) signal.tell(id);
  for (let second = 0; second < 10; second++) {
    time.passed += 1_000;
    await watch.round(60_000);
    await watch.sweep(60_000);
  }
  expect(seen.length).toBeGreaterThan(100);
  expect(seen.length).toBeLessThan(120);
  seen.length = 0;
  changed.add(fleet[9_999] ?? '');
  await watch.round(60_000);
  expect(seen).toEqual([fleet[9_999]]);
});

test('the recurring task of a control plane scores whoever was registered', async () => {
  await using app = await startTestApp();
  const { tenantId } = await registered(app);
  const { health } = app.app.domains;
  expect(await health.service.stateOf(tenantId)).toBeUndefined();
  await health.watch.round(60_000);
  expect(await health.service.stateOf(tenantId)).toMatchObject({ state: 'unknown', score: null });
  const heads = await app.store.collection(healthHeadsSpec);
  expect(await heads.get(tenantId)).toBeDefined();
});
