import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeClock, startTestApp, type TestApp } from '../../app.test-support.ts';
import { createApp } from '../../app.ts';
import { Later } from '../../invoices/later.test-support.ts';
import { silentLogger } from '../../logger.ts';
import { stampInstallation } from '../../migrations/installation.ts';
import { Secret } from '../../secret.ts';
import { MemoryStore } from '../../storage/memory-store.test-support.ts';
import { registered } from '../../tenants/tenants.test-support.ts';
import { Interleaving } from '../../usage/interleaving.test-support.ts';
import { UnreliableStore } from '../../usage/unreliable-store.test-support.ts';
import { PaymentRefused } from '../provider.ts';
import { fromStripeAmount, toStripeAmount } from './amounts.ts';
import { STAND_IN_KEY, STAND_IN_WEBHOOK_SECRET, StripeStandIn } from './stand-in.test-support.ts';

let stripe: StripeStandIn;
let app: TestApp;
let path: string;
let tenantId: string;

const send = (method: string, to: string, body?: unknown) =>
  app.as('admin')(method, to, { ...(body !== undefined && { body }) });
const link = (number = 1) => send('POST', `${path}/statements/${number}/payment-link`);
const tell = ({ body, signature }: { body: string; signature: string }) =>
  fetch(`${app.url}/v1/payments/stripe/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    body,
  });
const statement = async () => (await send('GET', `${path}/statements/1`)).body;
const session = (at = 0) => {
  const found = stripe.sessions[at];
  if (found === undefined) throw new Error('no session was asked for');
  return found;
};

const options = () => ({
  url: stripe.url,
  key: new Secret(STAND_IN_KEY),
  webhookSecret: new Secret(STAND_IN_WEBHOOK_SECRET),
  returnUrl: 'https://console.example/billing',
});

beforeEach(async () => {
  const clock = new FakeClock();
  stripe = await StripeStandIn.start(() => clock.now());
  const store = new MemoryStore();
  await stampInstallation(store, { installationId: 'here', at: '2026-01-01T00:00:00.000Z' });
  app = await startTestApp({
    store,
    clock,
    outgoing: { allow: ['127.0.0.0/8'] },
    stripe: options(),
  });
  await send('POST', '/v1/plans', { planId: 'team', spec: aPlanSpec() });
  await send('POST', '/v1/plans/team/versions/1/publish');
  ({ tenantId } = await registered(app));
  path = `/v1/tenants/${tenantId}`;
  await send('POST', `${path}/subscription`, { planId: 'team' });
  clock.set('2026-04-02T12:00:00Z');
  await send('POST', '/v1/statements/close-due');
});
afterEach(async () => {
  await app[Symbol.asyncDispose]();
  await stripe[Symbol.asyncDispose]();
});

test('a customer is given one address to pay at, for what is open, until it runs out', async () => {
  const first = await link();
  expect(first).toMatchObject({
    status: 200,
    body: { state: 'offered', amountMinor: '6000', url: 'https://pay.example/cs_test_1' },
  });
  expect((await link()).body).toEqual(first.body);
  expect(stripe.sessions).toHaveLength(1);
  expect(Object.fromEntries(session().form)).toMatchObject({
    mode: 'payment',
    'line_items[0][price_data][currency]': 'eur',
    'line_items[0][price_data][unit_amount]': '6000',
    'metadata[tenantry_tenant]': tenantId,
    'metadata[tenantry_installation]': 'here',
  });
  app.clock.advance(2 * 86_400_000);
  expect((await link()).body).toMatchObject({ url: 'https://pay.example/cs_test_2' });
});

test('a provider that fails, or stores and does not say so, is asked again under one key', async () => {
  stripe.failing = { status: 503, times: 1, after: 'before' };
  expect(await link()).toMatchObject({ status: 200, body: { state: 'wanted' } });
  stripe.failing = { status: 500, times: 1, after: 'stored' };
  await app.app.domains.invoices.links.askAll();
  await app.app.domains.invoices.links.askAll();
  expect(await link()).toMatchObject({ body: { state: 'offered' } });
  expect(stripe.sessions).toHaveLength(1);
});

test('what it will not have is asked for once, and told as refused', async () => {
  stripe.failing = { status: 402, times: 1, after: 'before' };
  expect(await link()).toMatchObject({ status: 200, body: { state: 'refused' } });
  await app.app.domains.invoices.links.askAll();
  expect(stripe.sessions).toHaveLength(0);
  // However often a customer asks meanwhile.
  stripe.failing = { status: 402, times: 0, after: 'before' };
  const own = app.as({ roles: ['tenant'], tenantId });
  for (let i = 0; i < 3; i++)
    expect(await own('POST', `${path}/statements/1/payment-link`)).toMatchObject({
      status: 200,
      body: { state: 'refused' },
    });
  expect(stripe.sessions).toHaveLength(0);
  // Somebody mended it over there, and asks again.
  app.clock.advance(10 * 60_000);
  expect(await link()).toMatchObject({ body: { state: 'offered' } });
});

test('of many who ask at once, one asks the provider', async () => {
  const replies = await Promise.all(Array.from({ length: 8 }, () => link()));
  expect(new Set(replies.map(({ body }) => Object(body).url))).toEqual(
    new Set([Object(replies[0]?.body).url]),
  );
  expect([stripe.requests, stripe.sessions.length]).toEqual([1, 1]);
});

const payByHand = (amountMinor: string) => send('POST', `${path}/payments`, { amountMinor });

test('a page that asks for another amount than is open has ended when another is given', async () => {
  await link();
  await payByHand('1000');
  expect(await link()).toMatchObject({
    status: 200,
    body: { amountMinor: '5000', url: 'https://pay.example/cs_test_2' },
  });
  expect(stripe.sessions.map(({ status }) => status)).toEqual(['expired', 'open']);
});

test('a page that was given before ends when nothing is open any more, and whoever asks is refused', async () => {
  await link();
  await payByHand('6000');
  stripe.ending = 503;
  expect(await link()).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(session().status).toBe('open');
  stripe.ending = undefined;
  expect(await link()).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(session().status).toBe('expired');
});

test('a page ends by itself soon after its statement was paid by hand, credited or paid in part, and is asked for once', async () => {
  const { links } = app.app.domains.invoices;
  await link();
  await links.endPaid();
  expect(session().status).toBe('open');
  await payByHand('1000');
  await links.endPaid();
  expect(session().status).toBe('expired');
  await link();
  const credit = { amountMinor: '5000', statement: 1, reason: 'it was down for a day' };
  expect((await send('POST', `${path}/credits`, credit)).status).toBe(201);
  await links.endPaid();
  expect(stripe.sessions.map(({ status }) => status)).toEqual(['expired', 'expired']);
  const asked = stripe.requests;
  await links.endPaid('all');
  expect(stripe.requests).toBe(asked);
});

test('a page ends by itself soon, also when pages are looked at while the payment is being written down', async () => {
  const [reached, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const before = async (call: string) => {
    if (call === 'billing_entries.replace') {
      reached.resolve();
      await held.promise;
    }
    return 0;
  };
  const store = new UnreliableStore(app.store, { before, after: async () => undefined, half: () => false });
  const rest = { clock: app.clock, logger: silentLogger, outgoing: { allow: ['127.0.0.0/8'] } };
  const { domains } = await createApp({ store, stripe: options(), ...rest });
  const { links, payments } = domains.invoices;
  const by = { actor: { id: 'user:test', name: 'test' }, requestId: 'r' };
  await links.ask(tenantId, 1, by);
  const paying = payments.record(tenantId, 'p1', { amountMinor: '6000', method: 'manual' }, by);
  await reached.promise;
  await links.endPaid();
  held.resolve();
  await paying;
  await links.endPaid();
  expect(session().status).toBe('expired');
});

test('a page whose statement was paid at another replica, or while the provider was away, is ended by the sweep', async () => {
  const { links } = app.app.domains.invoices;
  await link();
  stripe.ending = 503;
  await payByHand('6000');
  await links.endPaid();
  expect(session().status).toBe('open');
  stripe.ending = undefined;
  await links.endPaid();
  expect(session().status).toBe('open');
  await links.endPaid('all');
  expect(session().status).toBe('expired');
});

test('while the provider does not say that a page has ended there is no second one', async () => {
  await link();
  await payByHand('1000');
  stripe.ending = 503;
  expect(await link()).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  stripe.ending = 403;
  expect(await link()).toMatchObject({
    status: 409,
    body: { code: 'conflict', detail: expect.stringContaining('https://pay.example/cs_test_1') },
  });
  expect(stripe.sessions).toHaveLength(1);
  stripe.ending = undefined;
  expect(await link()).toMatchObject({ status: 200, body: { amountMinor: '5000' } });
});

test('who paid a moment ago is given no second page, whatever is open by what is known', async () => {
  await link();
  await payByHand('1000');
  session().status = 'complete';
  expect(await link()).toMatchObject({ status: 409 });
  expect(stripe.sessions).toHaveLength(1);
});

test('a page that the provider made and never told of has ended when another is given', async () => {
  stripe.failing = { status: 500, times: 1, after: 'stored' };
  expect(await link()).toMatchObject({ body: { state: 'wanted' } });
  await payByHand('1000');
  stripe.failing = { status: 503, times: 1, after: 'before' };
  expect(await link()).toMatchObject({ status: 503 });
  expect(await link()).toMatchObject({ body: { amountMinor: '5000', state: 'offered' } });
  expect(stripe.sessions.map(({ status }) => status)).toEqual(['expired', 'open']);
});

test('two who ask while what is open changes leave one page that is open', async () => {
  const store = app.store;
  for (let seed = 0; seed < 8; seed++) {
    const interleaving = new Interleaving(seed);
    const replica = async () => {
      const later = new Later();
      const one = await createApp({
        store: new UnreliableStore(store, later),
        clock: app.clock,
        logger: silentLogger,
        outgoing: { allow: ['127.0.0.0/8'] },
        stripe: options(),
      });
      later.inner = interleaving.between();
      return one.domains.invoices;
    };
    const by = { actor: { id: 'user:test', name: 'test' }, requestId: 'r' };
    const [one, two] = [await replica(), await replica()];
    const pay = { amountMinor: '10', method: 'manual' } as const;
    const asks = [
      one.links.ask(tenantId, 1, by),
      two.payments.record(tenantId, `p${seed}`, pay, by).then(() => two.links.ask(tenantId, 1, by)),
    ];
    await interleaving.run(Promise.allSettled(asks));
    await link();
    expect(stripe.sessions.filter(({ status }) => status === 'open')).toHaveLength(1);
  }
}, 60_000);

test('a signed message pays the statement once, however often it comes', async () => {
  await link();
  const message = stripe.paid(session());
  expect((await tell(message)).status).toBe(200);
  expect((await tell(message)).status).toBe(200);
  expect(
    (await tell(stripe.paid(session(), { type: 'checkout.session.async_payment_succeeded' }))).status,
  ).toBe(200);
  expect(await statement()).toMatchObject({ state: 'paid', paidMinor: '6000' });
  expect((await send('GET', `${path}/payments`)).body).toMatchObject({
    items: [{ method: 'stripe', amountMinor: '6000', reference: 'cs_test_1' }],
  });
  expect(await link()).toMatchObject({ status: 409 });
});

test('a message that is forged, old or about something else pays nothing', async () => {
  await link();
  const good = stripe.paid(session());
  const forged: { body: string; signature: string }[] = [
    { ...good, body: good.body.replace('6000', '9000') },
    { ...good, signature: '' },
    { ...good, signature: good.signature.replace(/v1=[^,]*$/, '') },
    stripe.paid(session(), { secret: 'whsec_of_somebody_else' }),
    stripe.paid(session(), { at: app.clock.now() - 3_600_000 }),
    stripe.paid(session(), { at: app.clock.now() + 3_600_000 }),
  ];
  for (const message of forged) {
    const reply = await tell(message);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ detail: 'it is no message of the provider' });
  }
  expect((await tell(stripe.paid(session(), { type: 'invoice.paid' }))).status).toBe(200);
  expect(await statement()).toMatchObject({ paidMinor: '0' });
});

test.each([
  ['an amount that is none', { object: { amount_total: null } }],
  ['a currency that is none', { object: { currency: 'zzz' } }],
  ['no word whether it is paid', { object: { payment_status: undefined } }],
  ['a statement that is none', { metadata: { tenantry_statement: '1e3' } }],
  ['a statement that there is not', { metadata: { tenantry_statement: '77' } }],
  ['a tenant that is none', { metadata: { tenantry_tenant: 'x' } }],
])('a payment of ours with %s is told in the log, and is to come again', async (_what, more) => {
  await link();
  const error = vi.spyOn(app.app.context.logger, 'error');
  const reply = await tell(stripe.paid(session(), more));
  expect(reply.status).toBe(503);
  expect(error.mock.calls).toEqual(
    expect.arrayContaining([[expect.anything(), 'a payment that came in cannot be recorded']]),
  );
  expect(JSON.stringify(error.mock.calls)).toContain('cs_test_1');
  error.mockRestore();
  // Mended, the next one counts.
  expect((await tell(stripe.paid(session()))).status).toBe(200);
  expect(await statement()).toMatchObject({ state: 'paid' });
});

test.each([
  ['another installation', { metadata: { tenantry_installation: 'there' }, object: { currency: 'zzz' } }],
  ['somebody who is not us', { metadata: { tenantry_tenant: undefined } }],
  ['what is not paid yet', { object: { payment_status: 'unpaid', amount_total: null } }],
])('a payment of %s is well received, and nothing to us', async (_what, more) => {
  await link();
  expect((await tell(stripe.paid(session(), more))).status).toBe(200);
  expect(await statement()).toMatchObject({ paidMinor: '0' });
});

test('a payment of a session that is older than the name of the installation counts', async () => {
  await link();
  const message = stripe.paid(session(), { metadata: { tenantry_installation: undefined } });
  expect((await tell(message)).status).toBe(200);
  expect(await statement()).toMatchObject({ state: 'paid' });
});

test.each([
  ['an address without TLS', { url: 'http://pay.example/1' }],
  ['an address that is a script', { url: 'javascript:alert(1)' }],
  ['an end beyond all time', { expires_at: Number.MAX_SAFE_INTEGER }],
  ['an end that is past', { expires_at: 1 }],
])('a page with %s is given to nobody, and another one is asked for later', async (_what, answering) => {
  stripe.answering = answering;
  expect(await link()).toMatchObject({ status: 200, body: { state: 'refused' } });
  expect((await link()).body).not.toHaveProperty('url');
  stripe.answering = {};
  app.clock.advance(10 * 60_000);
  expect(await link()).toMatchObject({ body: { state: 'offered', url: 'https://pay.example/cs_test_2' } });
});

test('without a provider nobody is asked, and nobody is listened to', async () => {
  await using bare = await startTestApp();
  const other = await registered(bare);
  const to = `/v1/tenants/${other.tenantId}/statements/1/payment-link`;
  expect(await bare.as('admin')('POST', to)).toMatchObject({ status: 409 });
  const reply = await fetch(`${bare.url}/v1/payments/stripe/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(reply.status).toBe(404);
});

test('amounts are in what Stripe counts a currency in', () => {
  expect(toStripeAmount(1_234n, 'EUR')).toBe('1234');
  expect(toStripeAmount(1_234n, 'JPY')).toBe('1234');
  expect(toStripeAmount(1_234n, 'ISK')).toBe('123400');
  expect(fromStripeAmount(123_400, 'ISK')).toBe(1_234n);
  expect(toStripeAmount(1_230n, 'KWD')).toBe('1230');
  expect(() => toStripeAmount(1_234n, 'KWD')).toThrow(PaymentRefused);
});
