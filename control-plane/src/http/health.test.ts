import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { startTestApp } from '../app.test-support.ts';
import { silentLogger } from '../logger.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { HttpMetrics } from '../telemetry/http-metrics.ts';
import { Readiness } from './readiness.ts';

class BrokenStore extends MemoryStore {
  broken = false;
  looks = 0;
  override check(): Promise<void> {
    this.looks++;
    return this.broken ? Promise.reject(new StoreUnavailable('mongodb://root:hunter2@db')) : super.check();
  }
}

const nobody = async (url: string, path: string) => {
  const response = await fetch(url + path);
  return { status: response.status, text: await response.text(), headers: response.headers };
};

test('anybody may ask whether it lives and is ready, and nobody needs a key for it', async () => {
  await using app = await startTestApp();
  expect(await nobody(app.url, '/livez')).toMatchObject({ status: 200, text: '{"status":"ok"}' });
  const ready = await nobody(app.url, '/readyz');
  expect(JSON.parse(ready.text)).toMatchObject({ ready: true, checks: [{ name: 'store', ok: true }] });
});

test('a store that is down takes readiness off, not liveness, and its address is not told', async () => {
  const store = new BrokenStore();
  store.broken = true;
  await using app = await startTestApp({ store });
  expect(await nobody(app.url, '/livez')).toMatchObject({ status: 200 });
  const reply = await nobody(app.url, '/readyz');
  expect(reply.status).toBe(503);
  expect(JSON.parse(reply.text)).toMatchObject({ ready: false, checks: [{ name: 'store', ok: false }] });
  expect(reply.text).not.toContain('hunter2');
});

test('a hundred probes in a moment cost the store one look in a second', async () => {
  const store = new BrokenStore();
  await using app = await startTestApp({ store });
  const began = performance.now();
  await Promise.all(Array.from({ length: 100 }, () => nobody(app.url, '/readyz')));
  // On a busy machine a moment may last.
  expect(store.looks).toBeLessThanOrEqual(1 + Math.floor((performance.now() - began) / 1_000));
});

test('a check that hangs is not ready in bounded time', async () => {
  const readiness = new Readiness(silentLogger, 20);
  readiness.add('slow', () => new Promise(() => undefined));
  expect(await readiness.report()).toEqual({
    ready: false,
    checks: [{ name: 'slow', ok: false, message: 'no answer within 20 ms' }],
  });
});

test('a check may say in words what is wrong', async () => {
  const readiness = new Readiness(silentLogger);
  readiness.add('counting', () => 'counting is 90 s behind');
  expect(await readiness.report()).toMatchObject({
    ready: false,
    checks: [{ message: 'counting is 90 s behind' }],
  });
});

test('a replica that is about to stop is not ready, whatever its checks say', async () => {
  const readiness = new Readiness(silentLogger);
  readiness.add('store', () => undefined);
  expect((await readiness.report()).ready).toBe(true);
  readiness.drain();
  expect((await readiness.report()).ready).toBe(false);
});

test('requests are counted by route, method and status, and no path or id becomes a label', async () => {
  await using app = await startTestApp();
  await nobody(app.url, '/livez');
  await nobody(app.url, '/v1/no-such/0198-secret');
  const { text, headers } = await nobody(app.url, '/metrics');
  expect(headers.get('content-type')).toContain('version=0.0.4');
  expect(text).toContain('tenantry_http_request_seconds_count{method="GET",route="/livez",status="200"} 1');
  expect(text).toContain('tenantry_http_request_seconds_count{method="GET",route="none",status="404"} 1');
  expect(text).not.toContain('0198-secret');
});

test('a method that nobody knows is one label, however many a client thinks up', async () => {
  const registry = new Registry();
  const metrics = new HttpMetrics(registry);
  for (const method of ['BREW', 'WHEN', 'GET'])
    metrics.observe({ method, route: 'none', status: 404, seconds: 0.1 });
  const text = await registry.metrics();
  expect(text).toContain('_count{method="other",route="none",status="404"} 2');
  expect(text).not.toContain('BREW');
});
