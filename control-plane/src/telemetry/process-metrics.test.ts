import { expect, test } from 'vitest';
import { startTestApp } from '../app.test-support.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { observedStore } from './observed-store.ts';

/** The value of a series, as /metrics says it. */
async function seriesOf(url: string): Promise<(series: string) => number | undefined> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const values = new Map(text.split('\n').map(line => [line.slice(0, line.lastIndexOf(' ')), line]));
  return series => {
    const line = values.get(series);
    return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
  };
}

test('operations of the store are timed by what became of them, and no series names a collection', async () => {
  let away = false;
  const store = observedStore(new MemoryStore(), ({ operation }, run) =>
    away && operation === 'scan' ? Promise.reject(new StoreUnavailable('away')) : run(),
  );
  await using app = await startTestApp({ store });
  await registered(app);
  const before = await seriesOf(app.url);
  const done = 'tenantry_store_operation_seconds_count{operation="insert",outcome="done"}';
  expect(before(done)).toBeGreaterThan(3);
  expect(before('tenantry_store_operation_seconds_count{operation="scan",outcome="unavailable"}')).toBe(0);
  away = true;
  expect(await app.as('admin')('GET', '/v1/events')).toMatchObject({ status: 503 });
  const after = await seriesOf(app.url);
  expect(
    after('tenantry_store_operation_seconds_count{operation="scan",outcome="unavailable"}'),
  ).toBeGreaterThan(0);
  expect(await (await fetch(`${app.url}/metrics`)).text()).not.toMatch(/tenantry_store.*(changes|audit)/);
});

test('a change that waits for its projections shows for how long, until they are written', async () => {
  let fails = true;
  const store = observedStore(new MemoryStore(), ({ operation, collection }, run) =>
    fails && operation === 'insert' && collection === 'audit'
      ? Promise.reject(new StoreUnavailable('away'))
      : run(),
  );
  await using app = await startTestApp({ store });
  await registered(app);
  app.clock.advance(42_000);
  expect((await seriesOf(app.url))('tenantry_projection_lag_seconds')).toBe(42);
  fails = false;
  app.app.start();
  await expect.poll(async () => (await seriesOf(app.url))('tenantry_projection_lag_seconds')).toBe(0);
});

test('a recurring task that fails is counted, and one that never did says 0', async () => {
  await using app = await startTestApp();
  app.app.context.every('fail at once', 60_000, () => Promise.reject(new Error('as meant')));
  const runs = (task: string, outcome: string) =>
    `tenantry_task_runs_total{task="${task}",outcome="${outcome}"}`;
  expect((await seriesOf(app.url))(runs('fail at once', 'failed'))).toBe(0);
  app.app.start();
  await expect.poll(async () => (await seriesOf(app.url))(runs('fail at once', 'failed'))).toBe(1);
  await expect.poll(async () => (await seriesOf(app.url))(runs('count usage', 'done'))).toBeGreaterThan(0);
  expect((await seriesOf(app.url))(runs('count usage', 'failed'))).toBe(0);
});

test('a check of readiness that fails says so by its name', async () => {
  await using app = await startTestApp();
  let wrong: string | undefined;
  app.app.context.readiness.add('sample', () => wrong);
  expect((await seriesOf(app.url))('tenantry_check_failing{check="sample"}')).toBe(0);
  wrong = 'it is late';
  const failing = async () => (await seriesOf(app.url))('tenantry_check_failing{check="sample"}');
  // A report is given again for a second.
  await expect.poll(failing, { timeout: 5_000, interval: 200 }).toBe(1);
});
