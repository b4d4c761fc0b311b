import { expect, test } from 'vitest';
import { mockApi } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { feature } from './feature.ts';
import StatementPage from './statement-page.vue';
import StatementsPage from './statements-page.vue';

const tenantId = '01935f6e-7c00-7000-8000-000000000001';
const period = { index: 3, from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' };
const september = { index: 2, from: '2026-09-01T00:00:00.000Z', to: '2026-10-01T00:00:00.000Z' };
const listed = (given: object = {}) => ({
  ...sampleOf('ListedStatement'),
  tenantId,
  displayName: 'Sample one',
  number: 4,
  period,
  currency: 'EUR',
  totalMinor: '4900',
  openMinor: '4900',
  state: 'open',
  ...given,
});
const usage = {
  meter: 'query',
  meterVersion: 1,
  scale: 0,
  used: '260000',
  allowance: '250000',
  events: '300',
  entries: 301,
  memberHash: 'ab'.repeat(32),
};
const statement = () => {
  const sample = sampleOf('Statement');
  return {
    ...sample,
    tenantId,
    number: 4,
    period,
    currency: 'EUR',
    state: 'open' as const,
    totalMinor: '100',
    openMinor: '100',
    inputs: {
      ...sample.inputs,
      current: { period, recurring: [], usage: [usage] },
    },
    lines: [
      {
        kind: 'overage' as const,
        key: 'query',
        quantity: '10000',
        amountMinor: '100',
        exact: '1',
        parts: [{ from: '0', to: '10000', unitPrice: '0.0001', exact: '1' }],
        usage,
      },
      {
        kind: 'adjustment' as const,
        of: 'overage' as const,
        key: 'query',
        period: september,
        quantity: '5',
        amountMinor: '1',
        before: { statement: 3, amountMinor: '0' },
        news: [
          {
            meter: 'query',
            entry: 'usage' as const,
            type: 'query',
            source: 'sample',
            eventId: 'late-1',
            time: '2026-09-30T23:00:00.000Z',
            received: '2026-10-04T08:00:00.000Z',
            quantity: '5',
          },
        ],
      },
    ],
  };
};
const press = (words: string) =>
  [...document.querySelectorAll<HTMLElement>('button')]
    .find(one => one.textContent?.trim().includes(words))
    ?.click();

test('the address decides what is listed, and reload brings the same', async () => {
  const { calls } = mockApi({ 'GET /v1/statements': { items: [listed()] } });
  const { until, text } = await mountPage(StatementsPage, {
    feature,
    route: `/statements?state=overdue&period=2026-10&currency=eur&tenant=${tenantId}&sort=dueAt`,
  });
  await until(() => expect(text()).toContain('Sample one'));
  const { query } = calls.find(({ operation }) => operation === 'GET /v1/statements') ?? {};
  expect(Object.fromEntries(query ?? [])).toMatchObject({
    state: 'overdue',
    period: '2026-10',
    currency: 'EUR',
    tenantId,
    sort: 'dueAt',
  });
});

test('sums are those of the whole selection, by currency, however few of its rows are here', async () => {
  const { calls } = mockApi({
    'GET /v1/statements': { items: [listed()], next: 'more' },
    'GET /v1/statements/totals': {
      at: '2026-10-02T00:00:00Z',
      totals: [
        {
          currency: 'EUR',
          statements: 1200,
          totalMinor: '9007199254740993',
          paidMinor: '0',
          openMinor: '4900',
        },
        { currency: 'USD', statements: 1, totalMinor: '700', paidMinor: '700', openMinor: '0' },
      ],
    },
  });
  const { until, text } = await mountPage(StatementsPage, {
    feature,
    route: '/statements?state=overdue&sort=dueAt',
  });
  await until(() => expect(text()).toContain('EUR: 1,200 statements'));
  expect(text()).toContain('€90,071,992,547,409.93');
  expect(text()).toContain('USD: 1 statement');
  expect(text()).toContain('€49.00 of that is open');
  const { query } = calls.find(({ operation }) => operation === 'GET /v1/statements/totals') ?? {};
  expect(Object.fromEntries(query ?? [])).toEqual({ state: 'overdue' });
});

test('a line opens to its usage, its steps and the entries of the ledger', async () => {
  mockApi({ 'GET /v1/tenants/{tenantId}/statements/{number}': statement() });
  const { until, text, router } = await mountPage(StatementPage, {
    feature,
    route: `/tenants/${tenantId}/statements/4`,
  });
  await until(() => expect(text()).toContain('More query than included'));
  press('More query than included');
  await until(() => expect(text()).toContain('301 entries of the ledger'));
  expect(text()).toContain('€0.0001');
  const link = [...document.querySelectorAll('a')].find(one =>
    one.textContent?.includes('entries of the ledger'),
  );
  expect(link?.getAttribute('href')).toContain('meter=query');
  expect(router.currentRoute.value.query['line']).toBe('overage.query.0');
});

test('meters are called by their titles, in lines and in what is behind them', async () => {
  mockApi({
    'GET /v1/tenants/{tenantId}/statements/{number}': statement(),
    'GET /v1/meters': { items: [sampleOf('MeterState', { key: 'query', title: 'Queries of the API' })] },
  });
  const { until, text } = await mountPage(StatementPage, {
    feature,
    route: `/tenants/${tenantId}/statements/4?line=overage.query.0`,
  });
  await until(() => expect(text()).toContain('More Queries of the API than included'));
  expect(text()).toContain('260,000 Queries of the API');
});

test('an adjustment names what came late, with its original date, and the statement before', async () => {
  mockApi({ 'GET /v1/tenants/{tenantId}/statements/{number}': statement() });
  const { until, text } = await mountPage(StatementPage, {
    feature,
    route: `/tenants/${tenantId}/statements/4?line=adjustment.overage.query.2.1`,
  });
  await until(() => expect(text()).toContain('late-1'));
  expect(document.querySelector('time[datetime="2026-09-30T23:00:00.000Z"]')).not.toBeNull();
  expect(text()).toContain('statement 3');
});

test('history that is pruned is told by its checkpoint', async () => {
  mockApi({
    'GET /v1/tenants/{tenantId}/statements/{number}': statement(),
    'GET /v1/tenants/{tenantId}/usage/checkpoints': {
      items: [
        {
          ...sampleOf('UsageCheckpoint'),
          number: 7,
          countedBefore: '2026-10-15T00:00:00.000Z',
        },
      ],
    },
  });
  const { until, text } = await mountPage(StatementPage, {
    feature,
    route: `/tenants/${tenantId}/statements/4?line=overage.query.0`,
  });
  await until(() => expect(text()).toContain('Checkpoint 7 stands for all'));
});

test('a payment is recorded for the statement, as text, and once', async () => {
  const { calls } = mockApi({ 'GET /v1/tenants/{tenantId}/statements/{number}': statement() });
  const { until, text } = await mountPage(StatementPage, {
    feature,
    route: `/tenants/${tenantId}/statements/4`,
  });
  await until(() => expect(text()).toContain('Record a payment'));
  press('Record a payment');
  await until(() => expect(document.querySelector('[role=dialog] form')).not.toBeNull());
  document.querySelector('[role=dialog] form')?.dispatchEvent(new Event('submit'));
  await until(() => expect(calls.some(({ operation }) => operation.endsWith('/payments'))).toBe(true));
  await until(() => expect(calls.some(({ body }) => body !== undefined)).toBe(true));
  const sent = calls.find(({ operation }) => operation === 'POST /v1/tenants/{tenantId}/payments');
  expect(sent?.body).toMatchObject({ amountMinor: '100', currency: 'EUR', statement: 4 });
  expect(sent?.headers.get('idempotency-key')).toBeTruthy();
});

test('what a credit note reduced is not called paid, and it is used up at once', async () => {
  const note = sampleOf('Credit', {
    tenantId,
    kind: 'creditNote',
    statement: 4,
    amountMinor: '1000',
    currency: 'EUR',
  });
  mockApi({
    'GET /v1/tenants/{tenantId}/statements/{number}': { ...statement(), paidMinor: '6000' },
    'GET /v1/tenants/{tenantId}/credits': { items: [note] },
  });
  const { until, text } = await mountPage(StatementPage, {
    feature,
    route: `/tenants/${tenantId}/statements/4`,
  });
  await until(() => expect(text()).toMatch(/Paid and credited\s*€60\.00/));
  expect(text()).toContain('at once');
});

test('who may only read is offered no payment, no credit note and no void', async () => {
  mockApi({ 'GET /v1/tenants/{tenantId}/statements/{number}': statement() });
  const { until, text } = await mountPage(StatementPage, {
    feature,
    route: `/tenants/${tenantId}/statements/4`,
    session: { operations: ['getStatement', 'printStatement'] },
  });
  await until(() => expect(text()).toContain('More query than included'));
  for (const words of ['Record a payment', 'Credit note', 'Void']) expect(text()).not.toContain(words);
});
