import { expect, test } from 'vitest';
import { mockApi } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { feature } from './feature.ts';
import UsagePage from './usage-page.vue';

const tenantId = '01935f6e-7c00-7000-8000-000000000001';
const meter = {
  ...sampleOf('MeterState'),
  key: 'query',
  title: 'Queries',
  unit: 'queries',
  scale: 0,
  types: ['query'],
  state: 'in_force' as const,
  aggregation: 'sum' as const,
};
const entry = (given: object = {}) => ({
  entry: 'usage' as const,
  source: 'sample',
  id: 'event-1',
  type: 'query',
  time: '2026-10-02T10:00:00.000Z',
  received: '2026-10-02T10:00:01.000Z',
  quantity: '5',
  ...given,
});
const answers = {
  'GET /v1/meters': { items: [meter] },
  'GET /v1/tenants/{tenantId}': { ...sampleOf('Tenant'), tenantId, displayName: 'Sample one' },
};
const open = (query: string, session = {}) =>
  mountPage(UsagePage, { feature, route: `/usage?${query}`, session });
const button = (words: string) =>
  [...document.querySelectorAll<HTMLElement>('button')].find(one =>
    one.textContent?.trim().startsWith(words),
  );

test('the address says whose usage of which meter is shown, when and how fine', async () => {
  const { calls } = mockApi({
    ...answers,
    'GET /v1/tenants/{tenantId}/usage/series': {
      ...sampleOf('UsageSeries'),
      tenantId,
      meter: 'query',
      unit: 'queries',
      scale: 0,
      points: [
        { from: '2026-10-01T00:00:00.000Z', quantity: '9007199254740993' },
        { from: '2026-10-02T00:00:00.000Z', quantity: '7' },
      ],
    },
  });
  const { until, text } = await open(
    `tenants=${tenantId}&meter=query&from=2026-10-01&to=2026-10-03&step=day`,
  );
  await until(() => expect(text()).toContain('9,007,199,254,741,000'));
  const series = calls.find(({ operation }) => operation.endsWith('/usage/series'));
  expect(Object.fromEntries(series?.query ?? [])).toEqual({
    meter: 'query',
    from: '2026-10-01T00:00:00.000Z',
    to: '2026-10-03T00:00:00.000Z',
    step: 'day',
  });
});

test('an entry is corrected with a reason, by who may', async () => {
  const { calls } = mockApi({ ...answers, 'GET /v1/tenants/{tenantId}/usage/events': { items: [entry()] } });
  const { until } = await open(`tab=entries&tenants=${tenantId}&from=2026-10-01&to=2026-10-03`);
  await until(() => expect(button('Correct')).toBeDefined());
  button('Correct')?.click();
  await until(() => expect(document.querySelector('[role=dialog] textarea')).not.toBeNull());
  const form = document.querySelector('[role=dialog] form');
  form?.dispatchEvent(new Event('submit'));
  expect(calls.some(({ operation }) => operation.endsWith('/corrections'))).toBe(false);
  const reason = document.querySelector<HTMLTextAreaElement>('[role=dialog] textarea');
  if (reason) reason.value = 'Sent twice';
  reason?.dispatchEvent(new Event('input'));
  form?.dispatchEvent(new Event('submit'));
  await until(() => expect(calls.some(({ operation }) => operation.endsWith('/corrections'))).toBe(true));
  expect(calls.find(({ operation }) => operation.endsWith('/corrections'))?.body).toEqual({
    source: 'sample',
    id: 'event-1',
    action: 'void',
    reason: 'Sent twice',
  });
});

test('who may not correct is offered no correction', async () => {
  mockApi({ ...answers, 'GET /v1/tenants/{tenantId}/usage/events': { items: [entry()] } });
  const { until, text } = await open(`tab=entries&tenants=${tenantId}&from=2026-10-01&to=2026-10-03`, {
    operations: ['listUsageEvents', 'getUsageSeries'],
  });
  await until(() => expect(text()).toContain('event-1'));
  expect(button('Correct')).toBeUndefined();
});

test('the entries that are shown come to a sum, with their corrections', async () => {
  const corrected = entry({ id: 'event-2', entry: 'void', correction: { number: 1, reason: 'x', by: 'y' } });
  const items = [entry(), entry({ id: 'event-2', quantity: '7' }), corrected, entry({ id: 'event-3' })];
  mockApi({ ...answers, 'GET /v1/tenants/{tenantId}/usage/events': { items } });
  const { until, text } = await open(`tab=entries&tenants=${tenantId}&from=2026-10-01&to=2026-10-03`);
  await until(() => expect(text()).toMatch(/The 4 entries shown come, with their corrections, to\s+10/));
});

test('late entries are marked, and can be shown alone', async () => {
  mockApi({
    ...answers,
    'GET /v1/tenants/{tenantId}/usage/events': {
      items: [entry(), entry({ id: 'event-2', received: '2026-10-05T10:00:00.000Z' })],
    },
  });
  const { until, text } = await open(`tab=entries&late=1&tenants=${tenantId}&from=2026-10-01&to=2026-10-03`);
  await until(() => expect(text()).toContain('event-2'));
  expect(text()).not.toContain('event-1');
});

test('how long usage is kept is said in words, and checkpoints stand for what is pruned', async () => {
  mockApi({
    ...answers,
    'GET /v1/usage/retention': { retentionDays: 400, horizon: '2025-10-20T00:00:00.000Z', held: [] },
    'GET /v1/tenants/{tenantId}/usage/checkpoints': {
      items: [
        {
          ...sampleOf('UsageCheckpoint'),
          at: '2026-10-01T00:00:00.000Z',
          countedBefore: '2026-09-01T00:00:00.000Z',
          number: 3,
          pruned: { entries: 12345, hash: 'ab'.repeat(32) },
        },
      ],
    },
  });
  const { until, text } = await open(`tab=retention&tenants=${tenantId}`);
  await until(() => expect(text()).toContain('12,345'));
  expect(text()).toContain('kept for 400 days');
});
