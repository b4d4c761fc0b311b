import { emptyRecord } from '@tenantry/contracts/commercial/enforcement-record';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AlertsApp, startAlertsApp } from '../alerts/alerts-app.test-support.ts';
import { enforcementAggregate } from '../enforcement/records.ts';
import type { DomainEvent } from '../storage/aggregates.ts';
import { TestMailServer } from './mail-server.test-support.ts';

const LOOPBACK = { allow: ['127.0.0.0/8'] };
const HOUR = 3_600_000;

let server: TestMailServer;
let app: AlertsApp;
beforeEach(async () => {
  server = await TestMailServer.start();
  app = await startAlertsApp({ smtp: server.settings, outgoing: LOOPBACK });
});
afterEach(async () => {
  await app[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const cs = (method: string, path: string, body?: unknown) =>
  app.as('cs')(method, path, body === undefined ? {} : { body });
const tell = (...recipients: object[]) => cs('PUT', '/v1/alert-recipients', { recipients });
const send = () => app.app.domains.mail.sendDue();
const log = async (query = '') => {
  const { status, body } = await cs('GET', `/v1/mail/deliveries${query}`);
  expect(status).toBe(200);
  return Array.from<Record<string, unknown>>(Object(body).items);
};
const recipients = () => server.received.flatMap(({ to }) => to).toSorted();
async function warn() {
  await app.use('timeline', 8);
  await app.look();
}

describe('a change of level', () => {
  test('is told once to each recipient, in a letter of text and HTML with a Message-ID that stays', async () => {
    await tell({ email: 'Cs@example.com', role: 'cs' });
    await warn();
    expect(await log()).toMatchObject([
      { state: 'pending', attempts: 0, to: 'Cs@example.com', level: 'warning' },
    ]);
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    const [letter] = server.received;
    const [delivery] = await log();
    expect(server.received).toHaveLength(1);
    expect(letter).toMatchObject({ from: 'alerts@tenantry.example', to: ['Cs@example.com'] });
    expect(letter?.headers.get('message-id')).toBe(delivery?.['messageId']);
    expect(letter?.headers.get('subject')).toBe(
      '[warning] sample-acme (sample): 80 % of the allowance of timeline is used: 8 of 10',
    );
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(letter?.raw).toContain('text/plain');
    expect(letter?.raw).toContain('text/html');
    expect(delivery).toMatchObject({ state: 'sent', attempts: 1, sentAt: expect.any(String) });
    expect(delivery).not.toHaveProperty('nextAt');
  });

  test('is told to those whose business it is, from the level on that they want, and so is the recovery', async () => {
    await tell(
      { email: 'all@example.com', least: 'info' },
      { email: 'urgent@example.com', least: 'alarm' },
      { email: 'admin@example.com', role: 'admin' },
      { email: 'quota@example.com', rules: ['quota'] },
      { email: 'chosen@example.com', role: 'admin', rules: ['allowance'] },
    );
    await warn();
    await send();
    expect(recipients()).toEqual(['all@example.com', 'chosen@example.com']);
    server.received.length = 0;
    await app.use('timeline', 2);
    await app.look();
    await send();
    expect(recipients()).toEqual(['all@example.com', 'chosen@example.com', 'urgent@example.com']);
    server.received.length = 0;
    app.clock.set('2026-04-01T12:00:00Z');
    await app.look();
    await send();
    expect(recipients()).toEqual(['all@example.com', 'chosen@example.com', 'urgent@example.com']);
    expect(server.received[0]?.headers.get('subject')).toContain('[recovered]');
  });

  test('of a tenant is told to those of the tenant, and to its contacts in words meant for them', async () => {
    const { version } = Object((await cs('GET', `/v1/tenants/${app.tenantId}`)).body);
    const patched = await app.as('cs')('PATCH', `/v1/tenants/${app.tenantId}`, {
      body: {
        contacts: [
          { name: 'A sample', email: 'tech@acme.example', role: 'technical' },
          { name: 'Another sample', email: 'bills@acme.example', role: 'billing' },
        ],
      },
      headers: { 'if-match': `"v${version}"` },
    });
    expect(patched.status).toBe(200);
    await cs('PUT', `/v1/tenants/${app.tenantId}/alert-recipients`, {
      recipients: [{ email: 'owner@example.com' }],
      contactRoles: ['technical'],
    });
    await warn();
    await send();
    expect(recipients()).toEqual(['owner@example.com', 'tech@acme.example']);
    const toCustomer = server.received.find(({ to }) => to.includes('tech@acme.example'));
    expect(toCustomer?.headers.get('subject')).toBe(
      'sample-acme (sample): 80 % of the timeline that your plan includes is used',
    );
    expect(toCustomer?.raw).not.toMatch(/warning|threshold/i);
    // Good news of the next period is no news for a customer.
    app.clock.set('2026-04-01T12:00:00Z');
    await app.look();
    await send();
    expect(recipients()).toEqual(['owner@example.com', 'owner@example.com', 'tech@acme.example']);
  });

  test('is told to nobody while it is snoozed, unless it becomes more urgent', async () => {
    await warn();
    await tell({ email: 'cs@example.com' });
    const [alert] = await app.inbox();
    await cs('POST', `/v1/alerts/${alert?.['alertId']}/snooze`, { until: '2026-03-20T00:00:00Z' });
    await app.use('timeline', 2);
    await app.look();
    expect(await send()).toBe(1);
    await cs('POST', `/v1/alerts/${alert?.['alertId']}/snooze`, { until: '2026-05-20T00:00:00Z' });
    app.clock.set('2026-04-01T12:00:00Z');
    expect(await app.look()).toBe(1);
    expect(await send()).toBe(0);
  });

  test('holds no markup that somebody put into a name', async () => {
    const { version } = Object((await cs('GET', `/v1/tenants/${app.tenantId}`)).body);
    await app.as('cs')('PATCH', `/v1/tenants/${app.tenantId}`, {
      body: { displayName: '<b>&"x"</b>' },
      headers: { 'if-match': `"v${version}"` },
    });
    await tell({ email: 'cs@example.com' });
    await warn();
    await send();
    const raw = server.received[0]?.raw.replaceAll('=\r\n', '') ?? '';
    const html = raw.slice(raw.indexOf('text/html'));
    expect(html).toContain('&lt;b&gt;&amp;&quot;x&quot;&lt;/b&gt;');
    expect(html).not.toContain('<b>');
  });

  test('is not told to somebody who was taken off the list meanwhile, and the log has forgotten the address', async () => {
    await tell({ email: 'gone@example.com' });
    await warn();
    await tell();
    expect(await send()).toBe(0);
    expect(await log()).toMatchObject([{ state: 'withdrawn', to: null }]);
    expect(server.received).toEqual([]);
  });
});

describe('a step against a tenant', () => {
  /** As enforcement records it. */
  const step = async (...events: DomainEvent[]) => {
    const records = app.app.context.aggregates(enforcementAggregate);
    const before = await records.load(app.tenantId);
    const { tenantId } = app;
    const note = {
      actor: { id: 'system:test', name: 'test' },
      requestId: 'r',
      action: 'test',
      tenantId,
      events,
    };
    const state = emptyRecord(tenantId);
    return before ? records.change(tenantId, before, state, note) : records.create(tenantId, state, note);
  };
  const words = () => server.received.map(({ headers }) => headers.get('subject'));

  beforeEach(async () => {
    const { version } = Object((await cs('GET', `/v1/tenants/${app.tenantId}`)).body);
    await app.as('cs')('PATCH', `/v1/tenants/${app.tenantId}`, {
      body: { contacts: [{ name: 'A sample', email: 'bills@acme.example', role: 'billing' }] },
      headers: { 'if-match': `"v${version}"` },
    });
    await cs('PUT', `/v1/tenants/${app.tenantId}/alert-recipients`, { contactRoles: ['billing'] });
    await tell(
      { email: 'finance@example.com', role: 'finance' },
      { email: 'admin@example.com', role: 'admin' },
      { email: 'quota@example.com', rules: ['quota'] },
    );
  });

  test('is announced to the customer and to finance, and told again when it comes and when it is over', async () => {
    const { tenantId } = app;
    const endsAt = '2026-03-08T12:00:00.000Z';
    await step({ type: 'enforcement.notice_given', data: { tenantId, ground: 'usage:query', endsAt } });
    expect(await send()).toBe(2);
    expect(recipients()).toEqual(['bills@acme.example', 'finance@example.com']);
    expect(words()[0]).toBe(`sample-acme (sample): Suspension announced for ${endsAt}`);
    expect(server.received[0]?.raw).toContain('use of query beyond the plan');
    expect(await log()).toMatchObject([
      { about: 'enforcement', version: 1, state: 'sent' },
      { about: 'enforcement', version: 1, state: 'sent' },
    ]);
    server.received.length = 0;
    await step({
      type: 'enforcement.suspended',
      data: { tenantId, grounds: ['overdue'], reason: 'PaymentOverdue', until: null },
    });
    await step({ type: 'enforcement.released', data: { tenantId, why: 'paid' } });
    expect(await send()).toBe(4);
    expect(new Set(words())).toEqual(
      new Set(['sample-acme (sample): Suspended', 'sample-acme (sample): The suspension is over']),
    );
  });

  test('that is a reminder says how much is overdue; one of a dry run is told to nobody', async () => {
    const { tenantId } = app;
    const overdue = { overdueMinor: '129900', currency: 'EUR', overdueSince: '2026-02-01T00:00:00.000Z' };
    await step({
      type: 'enforcement.reminded',
      data: { tenantId, ground: 'overdue', kind: 'reminder', ...overdue },
    });
    await step({ type: 'enforcement.rehearsed', data: { tenantId, ground: 'overdue', step: 'announce' } });
    expect(await send()).toBe(2);
    expect(server.received[0]?.raw).toContain('1299.00 EUR');
  });
});

describe('a mail server that does not take it', () => {
  beforeEach(async () => {
    await tell({ email: 'cs@example.com' });
    await warn();
  });

  test('for now is asked again, later each time, with the same Message-ID', async () => {
    server.messageRefusal = () => ({ code: 451, text: 'secret insides: come again' });
    await send();
    const [first] = await log();
    expect(first).toMatchObject({ state: 'pending', attempts: 1, error: 'try_later' });
    expect(JSON.stringify(first)).not.toContain('insides');
    const wait = Date.parse(String(first?.['nextAt'])) - app.clock.now();
    expect(wait).toBeGreaterThanOrEqual(22_500);
    expect(wait).toBeLessThanOrEqual(37_500);
    expect(await send()).toBe(0);
    app.clock.advance(HOUR);
    await send();
    expect(await log()).toMatchObject([{ state: 'pending', attempts: 2 }]);
    server.messageRefusal = undefined;
    app.clock.advance(HOUR);
    expect(await send()).toBe(1);
    expect(await log()).toMatchObject([{ state: 'sent', attempts: 3, messageId: first?.['messageId'] }]);
    expect((await log())[0]).not.toHaveProperty('error');
    expect(server.received[0]?.headers.get('message-id')).toBe(first?.['messageId']);
  });

  test('ever is not asked again', async () => {
    server.recipientRefusal = () => ({ code: 550, text: 'no such person' });
    await send();
    expect(await log()).toMatchObject([{ state: 'refused', error: 'recipient_refused' }]);
    app.clock.advance(HOUR);
    expect(await send()).toBe(0);
    expect(await log('?state=refused')).toHaveLength(1);
    expect(await log('?state=sent')).toEqual([]);
  });

  test.each([
    { code: 553, text: 'sender not owned' },
    { code: 530, text: 'sign in first' },
  ])('because of the sender takes all that waited once it is mended: $code', async refusal => {
    await app.use('query', 90);
    await app.look();
    server.senderRefusal = () => refusal;
    expect(await send()).toBe(0);
    const states = (await log()).map(({ state, attempts, error }) => [state, attempts, error]);
    // The second letter was not tried: it would have fared no better.
    expect(states).toEqual(
      expect.arrayContaining([
        ['pending', 1, 'sender_refused'],
        ['pending', 0, undefined],
      ]),
    );
    server.senderRefusal = undefined;
    app.clock.advance(HOUR);
    expect(await send()).toBe(2);
    expect((await log()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  test.each([
    ['the recipient, where it says what it has against the sender', 'recipientRefusal', 'sender_refused'],
    ['the message, by a policy', 'messageRefusal', 'sender_refused'],
  ] as const)('after %s is asked again', async (_what, at, error) => {
    server[at] = () => ({ code: 554, text: '5.7.1 relay access denied' });
    await send();
    expect(await log()).toMatchObject([{ state: 'pending', error }]);
    server[at] = undefined;
    app.clock.advance(HOUR);
    expect(await send()).toBe(1);
  });

  test('because of the message is asked again', async () => {
    server.messageRefusal = () => ({ code: 554, text: 'no' });
    await send();
    expect(await log()).toMatchObject([{ state: 'pending', error: 'message_refused' }]);
  });

  test('for three days is given up', async () => {
    server.messageRefusal = () => ({ code: 451, text: 'later' });
    for (let days = 0; days <= 3; days++) {
      await send();
      app.clock.advance(24 * HOUR);
    }
    expect(await log()).toMatchObject([{ state: 'given_up', attempts: 4 }]);
  });

  test('at all is not asked for the next letter, too, and nothing is lost', async () => {
    await app.use('query', 90);
    await app.look();
    await server[Symbol.asyncDispose]();
    await send();
    const states = (await log()).map(({ state, attempts, error }) => [state, attempts, error]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['pending', 1, 'unreachable'],
        ['pending', 0, undefined],
      ]),
    );
  });
});

describe('an address in a private network', () => {
  test('is not reached unless it is allowed, and nobody is told what is there', async () => {
    await using closed = await startAlertsApp({ smtp: server.settings });
    const reply = await closed.as('admin')('POST', '/v1/mail/test', { body: { to: 'me@example.com' } });
    expect(reply).toMatchObject({ status: 200, body: { accepted: false, error: 'not_allowed' } });
    expect(server.connections).toBe(0);
  });
});

test('a process that stops sends the letter that is under way, and leaves the others to the next', async () => {
  await tell({ email: 'cs@example.com' }, { email: 'second@example.com' });
  await warn();
  server.messageRefusal = () => {
    app.app.domains.mail.stop();
    return undefined;
  };
  expect(await send()).toBe(1);
  expect(server.received).toHaveLength(1);
  expect((await log('?state=pending')).map(({ attempts }) => attempts)).toEqual([0]);
});

describe('the test button', () => {
  test('sends at once, and says what became of it', async () => {
    const press = () => app.as('admin')('POST', '/v1/mail/test', { body: { to: 'me@example.com' } });
    expect(await press()).toMatchObject({ status: 200, body: { accepted: true } });
    expect(recipients()).toEqual(['me@example.com']);
    server.recipientRefusal = () => ({ code: 550, text: 'no' });
    expect(await press()).toMatchObject({ body: { accepted: false, error: 'recipient_refused' } });
    expect((await cs('POST', '/v1/mail/test', { to: 'me@example.com' })).status).toBe(403);
  });

  test('says so where no mail server is configured, and then nothing waits', async () => {
    await using quiet = await startAlertsApp();
    const caller = quiet.as('admin');
    await caller('PUT', '/v1/alert-recipients', { body: { recipients: [{ email: 'cs@example.com' }] } });
    await quiet.use('timeline', 8);
    await quiet.look();
    expect((await caller('GET', '/v1/mail')).body).toEqual({ configured: false, from: null, pending: 0 });
    expect((await caller('POST', '/v1/mail/test', { body: { to: 'me@example.com' } })).status).toBe(409);
  });
});

test('an address is in no event, and in the audit only as something that changed', async () => {
  await tell({ email: 'somebody@example.com' });
  await warn();
  await send();
  for (const path of ['/v1/audit?limit=200', '/v1/events?limit=200']) {
    const { status, body } = await app.as('admin')('GET', path);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain('somebody');
  }
});
