import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import type { Principal } from '../access/principal.ts';
import { FakeClock } from '../app.test-support.ts';
import { createApp } from '../app.ts';
import { silentLogger } from '../logger.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { openStreamClient } from './stream-client.test-support.ts';

const CLIENTS = 1_000;
const CHANGES = 20;

async function started() {
  const app = await createApp({
    store: new MemoryStore(),
    clock: new FakeClock(),
    logger: silentLogger,
    checkAnswers: true,
    authenticate: async request => {
      const [id = '', tenantId = ''] = (request.get('x-test-principal') ?? '').split(';');
      const caller: Principal = { id, name: id, roles: tenantId === '' ? ['admin'] : ['tenant'] };
      return tenantId === '' ? caller : { ...caller, tenantId };
    },
  });
  const server = createServer(app.express).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  return {
    app,
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      app.stream.end();
      server.closeAllConnections();
      server.close();
      await app.stop();
    },
  };
}

async function memory(): Promise<number> {
  global.gc?.();
  await new Promise(resolve => setTimeout(resolve, 50));
  return process.memoryUsage().rss;
}

test(`${CLIENTS} clients of one process hear every change within a moment, and cost little memory`, async () => {
  await using running = await started();
  const { app, url } = running;
  const post = async (path: string, body: object) => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'x-test-principal': 'user:writer', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  };
  const before = await memory();
  const clients: Awaited<ReturnType<typeof openStreamClient>>[] = [];
  for (let at = 0; at < CLIENTS; at += 50) {
    const some = Array.from({ length: 50 }, (_, index) =>
      openStreamClient(url, { 'x-test-principal': `user:${at + index}` }),
    );
    clients.push(...(await Promise.all(some)));
  }
  expect(app.stream.hub.size).toBe(CLIENTS);
  const held = (await memory()) - before;
  const heard = (count: number) =>
    Promise.all(
      clients.map(client =>
        client.until(events => events.filter(({ event }) => event === 'invalidate').length >= count),
      ),
    );
  const latencies: number[] = [];
  for (let change = 1; change <= CHANGES; change++) {
    const began = performance.now();
    await post('/v1/tenants', { slug: `t-${change}`, displayName: 'sample' });
    // A registration tells of one tenant; whatever follows it, each client has heard of so many.
    await heard(change);
    latencies.push(performance.now() - began);
  }
  latencies.sort((a, b) => a - b);
  const figures = {
    clients: CLIENTS,
    changes: CHANGES,
    medianMs: Math.round(latencies[Math.floor(CHANGES / 2)] ?? 0),
    worstMs: Math.round(latencies.at(-1) ?? 0),
    // Of both ends: the clients are in this process, too.
    megabytesBothEnds: Math.round(held / 1_048_576),
    dropped: app.stream.hub.dropped,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(figures.worstMs).toBeLessThan(5_000);
  expect(figures.dropped).toBe(0);
  expect(figures.megabytesBothEnds).toBeLessThan(400);
  app.stream.end();
  await Promise.all(clients.map(({ closed }) => closed));
  expect(app.stream.hub.size).toBe(0);
}, 120_000);

test('a client that does not read is dropped, and the others hear on', async () => {
  await using running = await started();
  const { app, url } = running;
  const stuck = await openStreamClient(url, { 'x-test-principal': 'user:stuck' });
  const reader = await openStreamClient(url, { 'x-test-principal': 'user:reader' });
  await Promise.all([stuck, reader].map(client => client.until(events => events.length > 0)));
  stuck.pause();
  // Until the network's own buffers are full, and then ours.
  for (let round = 0; round < 20_000 && app.stream.hub.dropped === 0; round++) {
    for (let beat = 0; beat < 200; beat++) app.stream.hub.heartbeat();
    await new Promise(resolve => setImmediate(resolve));
  }
  expect(app.stream.hub.dropped).toBe(1);
  expect(app.stream.hub.size).toBe(1);
  const heard = reader.events.length;
  app.stream.hub.heartbeat();
  await reader.until(events => events.length > heard);
  reader.close();
}, 60_000);
