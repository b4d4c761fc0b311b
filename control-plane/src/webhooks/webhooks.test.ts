import { webhookMessageSchema } from '@tenantry/contracts/commercial/webhook';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Caller, FakeClock, startTestApp, type TestApp } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { SilentStore } from '../storage/silent-store.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { type Received, type Receiver, startReceiver } from './receiver.test-support.ts';

const HOUR = 3_600_000;
const shown = z.object({
  webhook: z.looseObject({ webhookId: z.string(), state: z.string(), secrets: z.array(z.looseObject({})) }),
  secret: z.string(),
});
const deliveries = z.object({
  items: z.array(
    z.looseObject({ deliveryId: z.string(), eventId: z.string(), state: z.string(), attempts: z.int() }),
  ),
  next: z.string().optional(),
});

let app: TestApp;
let store: SilentStore;
let admin: Caller;
let receiver: Receiver;

beforeEach(async () => {
  store = new SilentStore();
  app = await startTestApp({ store, clock: new FakeClock(), outgoing: { allow: ['127.0.0.0/8'] } });
  admin = app.as('admin');
  receiver = await startReceiver(app.clock);
});
afterEach(async () => {
  await receiver[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

async function made(input: object = {}) {
  const reply = await admin('POST', '/v1/webhooks', {
    body: { name: 'sample', url: receiver.url, ...input },
  });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  const { webhook, secret } = shown.parse(reply.body);
  await app.app.domains.webhooks.settle();
  receiver.received.length = 0;
  return { id: webhook.webhookId, secret, path: `/v1/webhooks/${webhook.webhookId}` };
}

async function log(path: string, query = '') {
  return deliveries.parse((await admin('GET', `${path}/deliveries${query}`)).body).items;
}

function verified({ headers, body, at }: Received, secret: string) {
  // The library looks at the system's clock.
  vi.useFakeTimers({ now: at, toFake: ['Date'] });
  try {
    const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    return webhookMessageSchema.parse(new Webhook(secret).verify(body, given));
  } finally {
    vi.useRealTimers();
  }
}

const settle = () => app.app.domains.webhooks.settle();

test('an event reaches its receiver, signed so that the public library takes it, with the id of the event', async () => {
  const { secret, path } = await made();
  const { tenantId } = await registered(app, { slug: 'acme' });
  await settle();
  const messages = receiver.received.map(request => ({ request, message: verified(request, secret) }));
  const told = messages.find(({ message }) => message.type === 'dev.tenantry.tenant.registered');
  expect(told?.message).toMatchObject({
    tenantid: tenantId,
    data: { slug: 'acme', origin: 'api' },
    tenantsequence: 1,
  });
  expect(told?.request.headers['webhook-id']).toBe(told?.message.id);
  expect(await log(path, '?state=waiting')).toEqual([]);
  expect((await log(path)).every(({ state, attempts }) => state === 'delivered' && attempts === 1)).toBe(
    true,
  );
});

test('a receiver that is down for two days gets everything when it is back, each under one id, its sequence complete', async () => {
  const { secret } = await made({ events: ['tenant.*'] });
  receiver.answer = () => 500;
  const { tenantId } = await registered(app, { slug: 'acme' });
  for (let hour = 0; hour < 48; hour++) {
    if (hour % 4 === 0) {
      const by = hour % 8 === 0 ? 'suspend' : 'resume';
      const body = by === 'suspend' ? { reason: 'PaymentOverdue' } : {};
      expect((await admin('POST', `/v1/tenants/${tenantId}/${by}`, { body })).status).toBeLessThan(300);
    }
    await settle();
    app.clock.advance(HOUR);
  }
  receiver.answer = () => 200;
  const failed = receiver.received.length;
  for (let hour = 0; hour < 48; hour++) {
    await settle();
    app.clock.advance(HOUR);
  }
  const arrived = receiver.received.slice(failed).map(request => verified(request, secret));
  expect(arrived.map(({ tenantsequence }) => tenantsequence).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
    Array.from({ length: 13 }, (_, at) => at + 1),
  );
  expect(new Set(arrived.map(({ id }) => id)).size).toBe(13);
  const before = new Set(receiver.received.slice(0, failed).map(({ headers }) => headers['webhook-id']));
  for (const id of before) expect(arrived.map(message => message.id)).toContain(id);
});

const suspend = async (tenantId: string, times: number) => {
  for (let time = 0; time < times; time++) {
    const by = time % 2 === 0 ? 'suspend' : 'resume';
    const body = by === 'suspend' ? { reason: 'PaymentOverdue' } : {};
    expect((await admin('POST', `/v1/tenants/${tenantId}/${by}`, { body })).status).toBeLessThan(300);
  }
};
const standing = async (path: string) =>
  z
    .looseObject({ state: z.string(), disabledBy: z.string().optional() })
    .parse((await admin('GET', path)).body);

test('a receiver that answers 410 is disabled at once, and told of by an event; nothing is sent there any more', async () => {
  const { path, id } = await made();
  receiver.answer = () => 410;
  const { tenantId } = await registered(app, { slug: 'acme' });
  await settle();
  expect(await standing(path)).toMatchObject({ state: 'disabled', disabledBy: 'gone' });
  const seen = receiver.received.length;
  await suspend(tenantId, 2);
  app.clock.advance(48 * HOUR);
  await settle();
  expect(receiver.received.length).toBe(seen);
  const events = z.object({ items: z.array(z.looseObject({})) });
  const told = events.parse((await admin('GET', '/v1/events?type=dev.tenantry.webhook.disabled')).body).items;
  expect(told).toMatchObject([{ data: { webhookId: id, by: 'gone' } }]);
});

test('a receiver that answers 500 for days is tried ten times over three days, then disabled', async () => {
  const { path } = await made({ events: ['tenant.registered'] });
  receiver.answer = () => 500;
  await registered(app, { slug: 'acme' });
  const times: number[] = [];
  const began = app.clock.now();
  for (let minute = 0; minute < 6 * 24 * 60; minute += 5) {
    const before = receiver.received.length;
    await settle();
    if (receiver.received.length > before) times.push(app.clock.now() - began);
    app.clock.advance(5 * 60_000);
    if ((await standing(path)).state === 'disabled') break;
  }
  expect(receiver.received.length).toBe(10);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect((times.at(-1) ?? 0) / HOUR).toBeGreaterThan(72);
  expect(await standing(path)).toMatchObject({ state: 'disabled', disabledBy: 'failing' });
  const [delivery] = await log(path);
  expect(delivery).toMatchObject({ state: 'failed', attempts: 10, lastStatus: 500 });
  const detail = z
    .object({ log: z.array(z.looseObject({ status: z.int() })) })
    .parse((await admin('GET', `${path}/deliveries/${delivery?.deliveryId}`)).body);
  expect(detail.log).toHaveLength(10);
  expect(detail.log[0]).toMatchObject({ number: 1, status: 500, excerpt: 'answered' });
}, 60_000);

test('one that fails now and then is not disabled, however long it does so', async () => {
  const { path } = await made({ events: ['tenant.*'] });
  const { tenantId } = await registered(app, { slug: 'acme' });
  await settle();
  receiver.answer = () => 500;
  await suspend(tenantId, 1);
  await settle();
  const [stuck] = (await log(path, '?state=waiting')).map(({ eventId }) => eventId);
  receiver.answer = ({ headers }) => (headers['webhook-id'] === stuck ? 500 : 200);
  for (let hour = 0; hour < 100; hour++) {
    if (hour % 20 === 1) await suspend(tenantId, 2);
    await settle();
    app.clock.advance(HOUR);
  }
  expect(stuck).toBeDefined();
  expect((await log(path, '?state=failed')).map(({ eventId }) => eventId)).toEqual([stuck]);
  expect(await standing(path)).toMatchObject({ state: 'enabled' });
}, 60_000);

test('slow receivers hold nobody up, and none has more than a few requests open', async () => {
  const quick = await startReceiver(app.clock);
  const { tenantId } = await registered(app, { slug: 'acme' });
  const slow = await made({ events: ['tenant.*'] });
  receiver.answer = () => ({ after: 1_000, status: 200 });
  await admin('POST', '/v1/webhooks', { body: { name: 'quick', url: quick.url, events: ['tenant.*'] } });
  await settle();
  await suspend(tenantId, 12);
  const began = performance.now();
  const all = settle();
  while (quick.received.length < 12) await new Promise(resolve => setTimeout(resolve, 5));
  expect(performance.now() - began).toBeLessThan(900);
  await all;
  expect(receiver.received).toHaveLength(12);
  expect(receiver.mostAtOnce()).toBeLessThanOrEqual(4);
  expect(await log(slow.path, '?state=waiting')).toEqual([]);
  await quick[Symbol.asyncDispose]();
});

test('a receiver that is down with much waiting for it costs a few attempts, not one for each', async () => {
  await made({ events: ['tenant.*'] });
  receiver.answer = () => 'hang up';
  const { tenantId } = await registered(app, { slug: 'acme' });
  await suspend(tenantId, 100);
  for (let second = 0; second < 600; second += 10) {
    await settle();
    app.clock.advance(10_000);
  }
  expect(receiver.received.length).toBeLessThan(40);
});

test('a receiver that changes the protocol has failed, and no attempt stays open', async () => {
  const { path } = await made({ events: ['tenant.registered'] });
  receiver.answer = () => 'upgrade';
  await registered(app, { slug: 'acme' });
  await settle();
  expect(await log(path)).toMatchObject([{ state: 'waiting', attempts: 1, lastFault: 'connection' }]);
});

test('while a secret is rotated deliveries are good with either, and afterwards with the new one alone', async () => {
  const { secret: old, path } = await made({ events: ['tenant.*'] });
  const { tenantId } = await registered(app, { slug: 'acme' });
  const rotated = shown.parse(
    (await admin('POST', `${path}/rotate`, { body: { overlapSeconds: 3_600 } })).body,
  );
  await settle();
  for (const secret of [old, rotated.secret])
    for (const request of receiver.received) verified(request, secret);
  app.clock.advance(HOUR);
  receiver.received.length = 0;
  await suspend(tenantId, 1);
  await settle();
  const [last] = receiver.received;
  if (last === undefined) throw new Error('nothing came');
  verified(last, rotated.secret);
  expect(() => verified(last, old)).toThrow('No matching signature');
});

test('a secret that was rotated is signed with until the time that was announced, however often it is rotated again', async () => {
  const { secret: old, path } = await made({ events: ['tenant.*'] });
  const rotate = (overlapSeconds: number) => admin('POST', `${path}/rotate`, { body: { overlapSeconds } });
  const secrets = [old];
  for (const overlap of [3_600, 7_200, 60]) secrets.push(shown.parse((await rotate(overlap)).body).secret);
  await registered(app, { slug: 'acme' });
  await settle();
  for (const secret of secrets) for (const request of receiver.received) verified(request, secret);
  expect(receiver.received).toHaveLength(1);
  expect(await rotate(60)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  app.clock.advance(HOUR);
  // The first and the third have ended.
  const { secret: next, webhook } = shown.parse((await rotate(60)).body);
  expect(webhook.secrets).toHaveLength(3);
  const { secret: last, webhook: alone } = shown.parse((await rotate(0)).body);
  expect(alone.secrets).toHaveLength(1);
  expect(new Set([...secrets, next, last]).size).toBe(6);
});

test('a store that was moved without its key sends again as soon as a webhook is rotated, and says so before', async () => {
  const parts = { store: new MemoryStore(), clock: app.clock, outgoing: { allow: ['127.0.0.0/8'] } };
  // Each has a key of its own.
  await using first = await startTestApp(parts);
  const body = { name: 'sample', url: receiver.url, events: ['tenant.*'] };
  const { webhook } = shown.parse((await first.as('admin')('POST', '/v1/webhooks', { body })).body);
  const path = `/v1/webhooks/${webhook.webhookId}`;
  await using moved = await startTestApp(parts);
  const call = moved.as('admin');
  expect(await call('POST', `${path}/test`)).toMatchObject({ status: 422, body: { code: 'invalid_state' } });
  const { secret, webhook: rotated } = shown.parse((await call('POST', `${path}/rotate`, { body: {} })).body);
  expect(rotated.secrets).toHaveLength(1);
  await call('POST', `${path}/test`);
  const [request] = receiver.received;
  if (request === undefined) throw new Error('nothing came');
  verified(request, secret);
});

test('secrets are shown once, and are in the store and in audit as nobody can read them', async () => {
  const { secret, path } = await made();
  expect(secret).toMatch(/^whsec_/);
  const everything = JSON.stringify([
    await app.app.context.changes.scan({ limit: 1_000 }),
    (await admin('GET', path)).body,
    (await admin('GET', '/v1/webhooks')).body,
    (await admin('GET', '/v1/audit?limit=200')).body,
    (await admin('GET', '/v1/events?limit=200')).body,
  ]);
  expect(everything).not.toContain(secret.slice('whsec_'.length));
  expect(everything).not.toContain(Buffer.from(secret.slice('whsec_'.length), 'base64').toString('hex'));
});

test('the same creation under one Idempotency-Key is one webhook, whose secret is not shown again', async () => {
  const body = { name: 'sample', url: receiver.url };
  const headers = { 'idempotency-key': 'once' };
  const first = await admin('POST', '/v1/webhooks', { body, headers });
  const second = await admin('POST', '/v1/webhooks', { body, headers });
  const nullable = shown.extend({ secret: z.string().nullable() });
  expect(nullable.parse(second.body).webhook.webhookId).toBe(shown.parse(first.body).webhook.webhookId);
  expect(nullable.parse(second.body).secret).toBeNull();
});

test.each([
  ['https://receiver.example/', 201],
  // Allowed here, in another spelling.
  ['https://127.1/', 201],
  ['https://10.0.0.1/', 400],
  ['https://user:password@receiver.example/', 400],
  ['ftp://receiver.example/', 400],
  ['receiver', 400],
])('the address %s is answered %s when it is entered', async (url, status) => {
  const reply = await admin('POST', '/v1/webhooks', { body: { name: 'sample', url } });
  expect(reply.status).toBe(status);
  if (status === 400) expect(reply.body).toMatchObject({ errors: [{ field: '/url' }] });
});

test('a name that turns out to be a private address is refused when it is used, in words that say nothing of why', async () => {
  const lookup = async () => [{ address: '10.9.8.7', family: 4 } as const];
  await using guarded = await startTestApp({ outgoing: { allow: [], lookup } });
  const call = guarded.as('admin');
  const body = { name: 'sample', url: 'https://inner.example/' };
  const { webhook } = shown.parse((await call('POST', '/v1/webhooks', { body })).body);
  const reply = await call('POST', `/v1/webhooks/${webhook.webhookId}/test`);
  expect(reply).toMatchObject({ status: 200, body: { delivered: false, attempt: { fault: 'refused' } } });
  expect(JSON.stringify(reply.body)).not.toMatch(/10\.9|private/);
});

test('the test button sends an event that says nothing, signed, and the log has it', async () => {
  const { path, secret } = await made();
  const reply = await admin('POST', `${path}/test`);
  expect(reply).toMatchObject({ status: 200, body: { delivered: true, attempt: { status: 200 } } });
  const [request] = receiver.received;
  if (request === undefined) throw new Error('nothing came');
  expect(verified(request, secret).type).toBe('dev.tenantry.webhook.test');
  expect((await log(path)).at(0)).toMatchObject({ type: 'webhook.test', state: 'delivered' });
});

test('one delivery is sent again under the same id, and the first one stays as it was', async () => {
  const { path } = await made({ events: ['tenant.registered'] });
  await registered(app, { slug: 'acme' });
  await settle();
  const [first] = await log(path);
  const again = await admin('POST', `${path}/deliveries/${first?.deliveryId}/replay`);
  expect(again).toMatchObject({ status: 202, body: { eventId: first?.eventId, replay: true } });
  await settle();
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([
    first?.eventId,
    first?.eventId,
  ]);
  expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
  expect(await log(path)).toHaveLength(2);
});

test('what was decided while it was disabled comes by a replay of that time, and nothing that arrived comes again', async () => {
  const { path, secret } = await made({ events: ['tenant.*'] });
  const { tenantId } = await registered(app, { slug: 'acme' });
  await settle();
  const from = new Date(app.clock.now()).toISOString();
  app.clock.advance(1_000);
  await admin('POST', `${path}/disable`);
  await suspend(tenantId, 4);
  await settle();
  await admin('POST', `${path}/enable`);
  app.clock.advance(1_000);
  await suspend(tenantId, 2);
  await settle();
  expect(receiver.received).toHaveLength(3);
  const until = new Date(app.clock.now() + 1_000).toISOString();
  const asked = await admin('POST', `${path}/replays`, { body: { from, until } });
  expect(asked).toMatchObject({ status: 202, body: { state: 'running' } });
  await settle();
  await settle();
  const numbers = receiver.received.map(request => verified(request, secret).tenantsequence);
  expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  const { replayId } = z.object({ replayId: z.string() }).parse(asked.body);
  expect((await admin('GET', `${path}/replays/${replayId}`)).body).toMatchObject({
    state: 'done',
    events: 4,
  });
});

test('a replay that the store may not have is not called begun, and comes when it is asked for again', async () => {
  const { path } = await made({ events: ['tenant.registered'] });
  const from = new Date(app.clock.now()).toISOString();
  await registered(app, { slug: 'acme' });
  await settle();
  app.clock.advance(1_000);
  const body = { from, until: new Date(app.clock.now()).toISOString(), only: 'all' };
  const [first] = await log(path);
  for (const [name, post] of [
    ['webhook_replays', () => admin('POST', `${path}/replays`, { body })],
    ['webhook_deliveries', () => admin('POST', `${path}/deliveries/${first?.deliveryId}/replay`)],
  ] as const) {
    receiver.received.length = 0;
    store.silentAbout = name;
    expect(await post()).toMatchObject({ status: 503 });
    expect(await post()).toMatchObject({ status: 202 });
    await settle();
    await settle();
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([first?.eventId]);
  }
});

test('filters take areas, names and one tenant', async () => {
  const [one, two] = [await registered(app, { slug: 'one' }), await registered(app, { slug: 'two' })];
  const { secret } = await made({ events: ['tenant.suspended', 'plan.*'], tenantId: one.tenantId });
  await suspend(one.tenantId, 2);
  await suspend(two.tenantId, 2);
  await settle();
  expect(receiver.received.map(request => verified(request, secret))).toMatchObject([
    { type: 'dev.tenantry.tenant.suspended', tenantid: one.tenantId },
  ]);
  const reply = await admin('POST', '/v1/webhooks', {
    body: { name: 'sample', url: receiver.url, events: ['tenant.exploded'] },
  });
  expect(reply).toMatchObject({ status: 400, body: { errors: [{ field: '/events/0' }] } });
});

test('the log forgets what is older than a month, attempts and all', async () => {
  const { path } = await made({ events: ['tenant.*'] });
  await registered(app, { slug: 'acme' });
  await settle();
  expect(await log(path)).toHaveLength(1);
  app.clock.advance(31 * 24 * HOUR);
  expect(await app.app.domains.webhooks.forget()).toBeGreaterThan(0);
  expect(await log(path)).toEqual([]);
});

test('a webhook is for admins, and what there is none of is not found', async () => {
  const { path } = await made();
  for (const role of ['finance', 'cs', 'viewer', 'tenant'] as const)
    expect((await app.as(role)('GET', path)).status).toBe(403);
  await admin('DELETE', path);
  for (const [method, rest] of [
    ['GET', ''],
    ['PATCH', ''],
    ['POST', '/rotate'],
    ['POST', '/test'],
  ] as const) {
    const body = method === 'PATCH' ? { name: 'x' } : rest === '/rotate' ? {} : undefined;
    expect((await admin(method, path + rest, { body })).status).toBe(404);
  }
  expect((await admin('GET', `${path}/deliveries`)).status).toBe(404);
});
