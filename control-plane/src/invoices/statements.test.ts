import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { statementSchema } from '@tenantry/contracts/commercial/statement';
import {
  closedSchema,
  statementBodySchema,
  statementPageSchema,
} from '@tenantry/contracts/commercial/statement-api';
import { stateOf } from '@tenantry/contracts/commercial/statement-making';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { windowsSpec } from '../usage/window.ts';

let app: TestApp;
let tenantId: string;
let path: string;

const send = (method: string, to: string, body?: unknown) =>
  app.as('admin')(method, to, { ...(body !== undefined && { body }) });
const use = async (type: string, quantity: number, id: string, time?: string) => {
  const sent = await send('POST', '/v1/usage/events', {
    id,
    type,
    quantity,
    tenantId,
    ...(time !== undefined && { time }),
  });
  expect(sent).toMatchObject({ status: 200 });
  await app.app.domains.usage.settle();
};
const close = async () => closedSchema.parse((await send('POST', '/v1/statements/close-due')).body);
const statement = async (number: number) =>
  statementBodySchema.parse((await send('GET', `${path}/statements/${number}`)).body);
const linesOf = async (number: number) =>
  (await statement(number)).lines.map(({ kind, of, key, amountMinor }) => [
    kind,
    of ?? '',
    key ?? '',
    amountMinor,
  ]);

async function begin(options: Parameters<typeof startTestApp>[0] = {}): Promise<void> {
  app = await startTestApp(options);
  const spec = aPlanSpec();
  const prices = [{ interval: 'month', currency: 'EUR', amount: '49' }] as const;
  const addOns = spec.addOns.map(addOn => ({
    ...addOn,
    prices: addOn.prices.filter(({ interval }) => interval === 'month'),
  }));
  await send('POST', '/v1/plans', { planId: 'team', spec: { ...spec, prices, addOns } });
  await send('POST', '/v1/plans/team/versions/1/publish');
  ({ tenantId } = await registered(app));
  path = `/v1/tenants/${tenantId}`;
  await send('POST', `${path}/subscription`, { planId: 'team' });
}
beforeEach(() => begin());
afterEach(() => app[Symbol.asyncDispose]());

test('a period is billed once, after the grace of the ledger, and the statement says what it was made from', async () => {
  await use('ingestion', 1_100, 'a');
  app.clock.set('2026-04-02T11:59:00Z');
  expect(await close()).toEqual({ closed: 0, waiting: 0, more: false });
  app.clock.set('2026-04-02T12:00:00Z');
  expect(await close()).toEqual({ closed: 1, waiting: 0, more: false });
  expect(await close()).toEqual({ closed: 0, waiting: 0, more: false });
  const made = await statement(1);
  expect(made).toMatchObject({
    number: 1,
    currency: 'EUR',
    period: { from: '2026-03-01T12:00:00.000Z', to: '2026-04-01T12:00:00.000Z' },
    dueAt: '2026-04-16T12:00:00.000Z',
    lines: [
      { kind: 'base', key: 'team', amountMinor: '4900' },
      {
        kind: 'overage',
        key: 'ingestion',
        quantity: '100',
        amountMinor: '100',
        usage: { entries: 1, used: '1100' },
      },
    ],
    totalMinor: '5000',
    state: 'open',
    openMinor: '5000',
    inputs: { plans: [{ plan: 'team@1' }], subscriptionVersion: 1 },
  });
  const { state: _, paidMinor: _paid, openMinor: _open, ...record } = made;
  expect(JSON.stringify(stateOf(made.inputs))).toBe(JSON.stringify(statementSchema.parse(record)));
});

test('what is late, voided or amended is in the next statement, with its original period and what was billed then', async () => {
  await use('ingestion', 1_100, 'a');
  await use('ingestion', 50, 'b');
  app.clock.set('2026-04-02T12:00:00Z');
  await close();
  await use('ingestion', 400, 'late', '2026-03-20T00:00:00Z');
  await send('POST', `${path}/usage/corrections`, {
    id: 'b',
    source: 'default',
    action: 'void',
    reason: 'sent twice',
  });
  await app.app.domains.usage.settle();
  app.clock.set('2026-05-02T12:00:00Z');
  expect(await close()).toMatchObject({ closed: 1 });
  expect(await statement(2)).toMatchObject({
    lines: [
      { kind: 'base', amountMinor: '4900', period: { index: 1 } },
      {
        kind: 'adjustment',
        of: 'overage',
        key: 'ingestion',
        period: { index: 0, from: '2026-03-01T12:00:00.000Z' },
        amountMinor: '350',
        usage: { used: '1500', entries: 4 },
        before: { statement: 1, used: '1150' },
        news: [
          { entry: 'void', time: '2026-03-01T12:00:00.000Z', quantity: '0' },
          { entry: 'usage', eventId: 'late', time: '2026-03-20T00:00:00.000Z', quantity: '400' },
        ],
      },
    ],
  });
  const page = String((await send('GET', `${path}/statements/2/page.html`)).body);
  expect(page).toContain('ingestion of 2026-03-20T00:00:00.000Z: late 400');
  app.clock.set('2026-06-02T12:00:00Z');
  await close();
  expect(await linesOf(3)).toEqual([['base', '', 'team', '4900']]);
});

test('a window that is missing loses no money: the ledger is asked wherever windows say something new, or nothing', async () => {
  await use('ingestion', 1_100, 'a');
  app.clock.set('2026-04-02T12:00:00Z');
  await close();
  await use('query', 200, 'late', '2026-03-20T00:00:00Z');
  const windows = await app.store.collection(windowsSpec);
  await windows.remove((await windows.scan({ limit: 1_000 })).map(({ id }) => id));
  app.clock.set('2026-05-02T12:00:00Z');
  await close();
  expect(await linesOf(2)).toEqual([
    ['base', '', 'team', '4900'],
    ['adjustment', 'overage', 'query', '1000'],
  ]);
});

test('while something that was accepted in time is not counted, no statement is made', async () => {
  const { intents, projector } = app.app.domains.usage;
  app.clock.set('2026-04-02T11:00:00Z');
  const touches = [{ tenantId, type: 'ingestion', start: Date.parse('2026-03-20T00:00:00Z') }];
  const at = '2026-04-02T11:00:00.000Z';
  await intents.insert([{ id: uuidv7(), at, state: 'open', touches, events: 0 }]);
  app.clock.set('2026-04-02T12:00:30Z');
  expect(await close()).toMatchObject({ closed: 0, waiting: 1 });
  await projector.pass(true);
  app.clock.set('2026-04-02T12:06:00Z');
  expect(await close()).toMatchObject({ closed: 1, waiting: 0 });
});

test('a statement that is taken back is billed anew by the next one', async () => {
  app.clock.set('2026-04-02T12:00:00Z');
  await close();
  expect(await send('POST', `${path}/statements/1/void`, { reason: 'wrong name' })).toMatchObject({
    status: 200,
    body: { state: 'void', openMinor: '0' },
  });
  expect(await send('POST', `${path}/statements/1/void`, { reason: 'again' })).toMatchObject({ status: 409 });
  app.clock.set('2026-05-02T12:00:00Z');
  await close();
  expect(await linesOf(2)).toEqual([
    ['base', '', 'team', '4900'],
    ['adjustment', 'base', 'team', '4900'],
  ]);
});

test('however long ago a subscription ended, a look makes one draft, and still bills what changed in its time', async () => {
  app.clock.set('2026-04-02T12:00:00Z');
  await close();
  await send('POST', `${path}/subscription/end`, { when: 'now' });
  app.clock.set('2028-06-02T12:00:00Z');
  const rated = vi.spyOn(app.app.context.billing, 'rated');
  // The day of April that it still had.
  expect(await close()).toMatchObject({ closed: 1 });
  rated.mockClear();
  expect(await app.app.domains.invoices.closer.close(tenantId)).toMatchObject({ outcome: 'notDue' });
  expect(rated).toHaveBeenCalledTimes(1);
  await send('POST', `${path}/statements/1/void`, { reason: 'a mistake' });
  expect(await app.app.domains.invoices.closer.close(tenantId)).toMatchObject({ outcome: 'closed' });
  expect(await linesOf(3)).toEqual([['adjustment', 'base', 'team', '4900']]);
});

test('without a grace, a subscription that has ended and is billed is looked at once an hour at most', async () => {
  await app[Symbol.asyncDispose]();
  await begin({ usage: { grace: 0 } });
  app.clock.set('2026-04-02T12:00:00Z');
  await close();
  await send('POST', `${path}/subscription/end`, { when: 'now' });
  app.clock.set('2028-06-02T12:00:00Z');
  await close();
  const { closer, due } = app.app.domains.invoices;
  const closing = await closer.close(tenantId);
  expect(closing).toMatchObject({ outcome: 'notDue' });
  if (closing.outcome === 'notDue') expect(closing.at).toBeGreaterThanOrEqual(app.clock.now() + 3_600_000);
  const looked = vi.spyOn(closer, 'close');
  await due.pass();
  expect(looked).not.toHaveBeenCalled();
});

test('a credit is used up once, over as many statements as it takes, before tax', async () => {
  await send('PUT', `${path}/billing`, { tax: { label: 'VAT', percent: '19' }, purchaseOrder: 'PO 7' });
  await send('POST', `${path}/credits`, { amountMinor: '6000', reason: 'an outage' });
  for (const day of ['2026-04-02T12:00:00Z', '2026-05-02T12:00:00Z', '2026-06-02T12:00:00Z']) {
    app.clock.set(day);
    await close();
  }
  expect(await statement(1)).toMatchObject({
    creditMinor: '4900',
    taxMinor: '0',
    totalMinor: '0',
    state: 'paid',
  });
  expect(await statement(2)).toMatchObject({ creditMinor: '1100', taxMinor: '722', totalMinor: '4522' });
  expect(await statement(3)).toMatchObject({
    creditMinor: '0',
    totalMinor: '5831',
    inputs: { purchaseOrder: 'PO 7' },
  });
  expect((await send('GET', `${path}/credits`)).body).toMatchObject({ items: [{ usedMinor: '6000' }] });
});

test('a statement is open, overdue when its time has come, and paid by what comes in, once', async () => {
  app.clock.set('2026-04-02T12:00:00Z');
  await close();
  app.clock.set('2026-04-16T12:00:00Z');
  expect(await statement(1)).toMatchObject({ state: 'overdue' });
  expect((await send('GET', `${path}/billing`)).body).toMatchObject({
    standing: { overdueMinor: '4900', overdueSince: '2026-04-16T12:00:00.000Z' },
  });
  const pay = (amountMinor: string, key: string) =>
    app.as('finance')('POST', `${path}/payments`, {
      body: { amountMinor },
      headers: { 'idempotency-key': key },
    });
  expect(await pay('2000', 'k')).toMatchObject({ status: 201 });
  await pay('2000', 'k');
  expect(await statement(1)).toMatchObject({ state: 'overdue', paidMinor: '2000', openMinor: '2900' });
  await send('POST', `${path}/credits`, { amountMinor: '900', reason: 'goodwill', statement: 1 });
  await pay('3000', 'l');
  expect(await statement(1)).toMatchObject({ state: 'paid', openMinor: '0' });
  expect(await app.app.domains.invoices.standingOf(tenantId)).toMatchObject({
    openMinor: -1000n,
    overdueMinor: 0n,
  });
});

test('it comes as a list, as CSV and as a page in which nothing runs', async () => {
  await send('PATCH', path, { displayName: '<script>alert(1)</script>' });
  await use('ingestion', 1_600, 'a');
  app.clock.set('2026-05-02T12:00:00Z');
  await close();
  const list = statementPageSchema.parse((await send('GET', `${path}/statements?limit=1`)).body);
  expect(list.items.map(({ number }) => number)).toEqual([2]);
  const rest = statementPageSchema.parse(
    (await send('GET', `${path}/statements?limit=1&cursor=${list.next ?? ''}`)).body,
  );
  expect(rest).toMatchObject({ items: [{ number: 1, totalMinor: '5450' }] });
  const csv = await send('GET', `${path}/statements/1/lines.csv`);
  expect(csv.body).toMatch(/^tenantId,statement,kind,of,key/);
  expect(csv.body).toContain('1,overage,,ingestion,');
  const page = await send('GET', `${path}/statements/1/page.html`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.body).not.toContain('<script');
  expect(page.body).toContain('54.50 EUR');
});

test('whoever may read may not grant, and a customer sees its own alone', async () => {
  const other = (await registered(app, { slug: 'sample-other' })).tenantId;
  const customer = app.as({ roles: ['tenant'], tenantId });
  expect(await customer('GET', `${path}/statements`)).toMatchObject({ status: 200 });
  expect(await customer('GET', `/v1/tenants/${other}/statements`)).toMatchObject({ status: 404 });
  expect(
    await customer('POST', `${path}/credits`, { body: { amountMinor: '1', reason: 'mine' } }),
  ).toMatchObject({
    status: 403,
  });
  expect(await send('GET', `${path}/statements/1`)).toMatchObject({ status: 404 });
});
