import { once } from 'node:events';
import type { Role } from '@tenantry/contracts/api/roles';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { FakeClock } from '../app.test-support.ts';
import { type App, createApp } from '../app.ts';
import { createHttpServer } from '../http/server.ts';
import { silentLogger } from '../logger.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { openStreamClient, type StreamClient } from './stream-client.test-support.ts';

const BOOTSTRAP = `tny_${'0'.repeat(32)}_${'a'.repeat(43)}`;
const made = z.object({ key: z.object({ id: z.string() }), secret: z.string() });

let app: App;
let url: string;
let clock: FakeClock;
let close: () => Promise<void>;
const clients: StreamClient[] = [];

beforeEach(async () => {
  clock = new FakeClock();
  app = await createApp({
    store: new MemoryStore(),
    clock,
    logger: silentLogger,
    checkAnswers: true,
    access: { bootstrapKey: BOOTSTRAP, rates: { perPrincipal: { perSecond: 1e6, burst: 1e6 } } },
  });
  const server = createHttpServer(app.express).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  url = `http://127.0.0.1:${address.port}`;
  close = async () => {
    server.closeAllConnections();
    server.close();
    await app.stop();
  };
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await close();
});

async function call(method: string, path: string, body?: unknown, token = BOOTSTRAP): Promise<unknown> {
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

async function key(roles: readonly Role[], tenantId?: string) {
  const reply = await call('POST', '/v1/keys', { name: 'sample', roles, ...(tenantId && { tenantId }) });
  const parsed = made.parse(reply);
  return { id: parsed.key.id, token: parsed.secret };
}

async function tenant(slug: string): Promise<string> {
  const reply = await call('POST', '/v1/tenants', { slug, displayName: slug });
  return z.object({ tenantId: z.string() }).parse(reply).tenantId;
}

async function listen(token: string, lastEventId?: string): Promise<StreamClient> {
  const client = await openStreamClient(url, {
    authorization: `Bearer ${token}`,
    ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
  });
  clients.push(client);
  return client;
}

const named = (client: StreamClient, event: string) => client.events.filter(one => one.event === event);
const about =
  (kind: string, id: string) =>
  (events: StreamClient['events'] | readonly StreamClient['events'][number][]) =>
    events.some(({ data }) => {
      const parsed = z.object({ kind: z.string(), id: z.string() }).safeParse(data).data;
      return parsed?.kind === kind && parsed.id === id;
    });

test('a change is heard as which thing is otherwise, and never what it is', async () => {
  const client = await listen((await key(['cs'])).token);
  await client.until(events => events.some(({ event }) => event === 'ready'));
  const tenantId = await tenant('acme');
  await client.until(about('tenant', tenantId));
  const [first] = named(client, 'invalidate');
  expect(first?.data).toEqual({ kind: 'tenant', id: tenantId, tenantId, version: expect.any(Number) });
  expect(JSON.stringify(client.events)).not.toContain('acme');
});

test('whoever is bound to a tenant hears of that tenant alone', async () => {
  const [own, other] = [await tenant('own'), await tenant('other')];
  const client = await listen((await key(['tenant'], own)).token);
  await client.until(events => events.some(({ event }) => event === 'ready'));
  await call('POST', `/v1/tenants/${other}/suspend`, { reason: 'PaymentOverdue' });
  await call('POST', '/v1/plans/pro/versions', {}).catch(() => undefined);
  await call('POST', `/v1/tenants/${own}/suspend`, { reason: 'PaymentOverdue' });
  await client.until(about('tenant', own));
  expect(named(client, 'invalidate').map(({ data }) => data)).toEqual([
    expect.objectContaining({ kind: 'tenant', id: own }),
  ]);
});

test('a client that comes back with the last id misses nothing, and hears nothing twice', async () => {
  const { token } = await key(['cs']);
  const client = await listen(token);
  const first = await tenant('one');
  await client.until(about('tenant', first));
  const last = client.events.at(-1)?.id;
  client.close();
  const second = await tenant('two');
  await app.stream.look();
  const back = await listen(token, last);
  await back.until(events => events.some(({ event }) => event === 'ready'));
  expect(about('tenant', second)(back.events)).toBe(true);
  expect(about('tenant', first)(back.events)).toBe(false);
});

test.each(['x', '0000:1.0', ''])(
  'an id that is none of this outbox, "%s", means to read everything again',
  async id => {
    const client = await listen((await key(['cs'])).token, id);
    await client.until(events => events.length > 0);
    expect(client.events[0]?.event).toBe(id === '' ? 'ready' : 'reset');
  },
);

test('a key that is revoked in mid-stream ends its streams at once, and no others', async () => {
  const [gone, stays] = [await key(['cs']), await key(['cs'])];
  const [cut, on] = [await listen(gone.token), await listen(stays.token)];
  await Promise.all([cut, on].map(client => client.until(events => events.length > 0)));
  await call('DELETE', `/v1/keys/${gone.id}`);
  await cut.closed;
  const tenantId = await tenant('acme');
  await on.until(about('tenant', tenantId));
  expect(about('tenant', tenantId)(cut.events)).toBe(false);
});

test('a session that is ended in mid-stream ends the streams that came by its cookie', async () => {
  const started = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { authorization: `Bearer ${(await key(['cs'])).token}` },
  });
  const cookie = started.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  const client = await openStreamClient(url, { cookie });
  clients.push(client);
  await client.until(events => events.length > 0);
  const ended = await fetch(`${url}/v1/session`, {
    method: 'DELETE',
    headers: { cookie, 'x-tenantry-csrf': '1' },
  });
  expect(ended.status).toBe(204);
  await client.closed;
});

test('a key that ends by its date ends its streams at the next look', async () => {
  const expiresAt = new Date(clock.now() + 60_000).toISOString();
  const reply = await call('POST', '/v1/keys', { name: 'short', roles: ['cs'], expiresAt });
  const client = await listen(made.parse(reply).secret);
  await client.until(events => events.length > 0);
  clock.advance(61_000);
  await app.stream.hub.recheck();
  await client.closed;
});

test('nobody hears anything without a role, and streams end when the process stops', async () => {
  const nobody = await openStreamClient(url, {});
  expect(nobody.status).toBe(401);
  const client = await listen((await key(['viewer'])).token);
  await client.until(events => events.length > 0);
  app.stream.end();
  await client.closed;
  expect((await listen((await key(['viewer'])).token)).status).toBe(503);
});
