import { Counter, Registry } from 'prom-client';
import { afterEach, expect, test } from 'vitest';
import { ProbeServer } from './probe-server.ts';

let server: ProbeServer | undefined;
afterEach(() => server?.stop());

async function serve(state: { live?: string; ready?: string } = {}) {
  const registry = new Registry();
  new Counter({ name: 'sample_total', help: 'a sample', registers: [registry] }).inc(3);
  server = new ProbeServer({
    address: { host: '127.0.0.1', port: 0 },
    live: () => state.live,
    ready: () => state.ready,
    registry,
  });
  const port = await server.start();
  return (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method });
}

test('probes answer 200 while all is well, and 503 with what is not as soon as it is not', async () => {
  const state: { live?: string; ready?: string } = {};
  const ask = await serve(state);
  expect((await ask('/healthz')).status).toBe(200);
  expect((await ask('/readyz?verbose')).status).toBe(200);
  state.ready = 'Tenant: cache not in step';
  const answer = await ask('/readyz');
  expect([answer.status, await answer.text()]).toEqual([503, 'Tenant: cache not in step\n']);
  expect((await ask('/healthz')).status).toBe(200);
});

test('metrics are served in the Prometheus format', async () => {
  const ask = await serve();
  const answer = await ask('/metrics');
  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect(await answer.text()).toContain('sample_total 3');
});

test('anything else is not found, and nothing is written to', async () => {
  const ask = await serve();
  expect((await ask('/')).status).toBe(404);
  expect((await ask('/healthz', 'POST')).status).toBe(405);
});

test('an address that is taken is an error of start', async () => {
  await serve();
  const taken = await server?.start().catch((error: unknown) => error);
  expect(taken).toBeInstanceOf(Error);
});
