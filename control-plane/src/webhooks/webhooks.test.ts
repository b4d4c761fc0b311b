import { webhookMessageSchema } from '@tenantry/contracts/commercial/webhook';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Caller, FakeClock, startTestApp, type TestApp } from '../app.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { type Received, type Receiver, startReceiver } from './receiver.test-support.ts';

const HOUR = 3_600_000;
const shown = z.object({
  webhook: z.looseObject({ webhookId: z.string(), state: z.string() }),
  secret: z.string(),
});
const deliveries = z.object({
  items: z.array(
    z.looseObject({ deliveryId: z.string(), eventId: z.string(), state: z.string(), attempts: z.int() }),
  ),
  next: z.string().optional(),
});

let app: TestApp;
let admin: Caller;
let receiver: Receiver;

beforeEach(async () => {
  app = await startTestApp({ clock: new FakeClock(), outgoing: { allow: ['127.0.0.0/8'] } });
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
