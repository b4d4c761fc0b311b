import { expect, test } from 'vitest';
import { mockApi } from '../../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../../shared/api/testing/sample.test-support.ts';
import { feature } from '../feature.ts';
import ChangePage from './change-page.vue';
import NewChangePage from './new-change-page.vue';

const id = '01935f6e-7c00-7000-8000-000000000001';
const from = { planId: 'sample', version: 1 };
const to = { planId: 'sample', version: 2 };
const plans = {
  items: [
    {
      planId: 'sample',
      displayName: 'Sample',
      status: 'published',
      currentVersion: 2,
      versions: [
        { version: 2, status: 'published' },
        { version: 1, status: 'published' },
      ],
    },
  ],
};
const order = (given: object = {}) => ({
  ...sampleOf('PlanChange'),
  planChangeId: id,
  from,
  to,
  total: 4,
  changed: 1,
  refused: 1,
  failed: 0,
  ...given,
});
const button = (words: string) =>
  [...document.querySelectorAll<HTMLElement>('button')].find(one => one.textContent?.trim() === words);

test('the order in the address is looked at before it can be started', async () => {
  const { calls } = mockApi({
    'GET /v1/plans': plans,
    'POST /v1/plan-changes/preview': {
      ...sampleOf('PlanChangePreview'),
      total: 3,
      wouldChange: 3,
      totals: [
        {
          currency: 'EUR',
          tenants: 3,
          beforeMonthlyMinor: '14700',
          afterMonthlyMinor: '17700',
          deltaMonthlyMinor: '3000',
        },
      ],
    },
  });
  const { until, text } = await mountPage(NewChangePage, {
    feature,
    route: '/plan-changes/new?from=sample@1&to=sample@2&when=now&size=10',
  });
  await until(() => expect(text()).toContain('Sample, version 2'));
  expect(text()).not.toContain('Migrate 3 tenants');
  document.querySelector('form')?.dispatchEvent(new Event('submit'));
  await until(() => expect(text()).toContain('+€30.00'));
  expect(calls.find(({ operation }) => operation.endsWith('/preview'))?.body).toMatchObject({
    from,
    to,
    when: 'now',
    batches: { size: 10, pauseSeconds: 60 },
  });
  expect(button('Migrate 3 tenants')).toBeDefined();
  expect(calls.some(({ operation }) => operation === 'POST /v1/plan-changes')).toBe(false);
});

test('a running order can be paused and cancelled, by who may', async () => {
  const { calls } = mockApi({ 'GET /v1/plan-changes/{planChangeId}': order({ state: 'running' }) });
  const { until, text } = await mountPage(ChangePage, { feature, route: `/plan-changes/${id}` });
  await until(() => expect(text()).toContain('2 of 4 tenants'));
  expect(button('Undo')).toBeUndefined();
  button('Pause')?.click();
  await until(() => expect(document.querySelector('[role=dialog] form')).not.toBeNull());
  document.querySelector('[role=dialog] form')?.dispatchEvent(new Event('submit'));
  await until(() => expect(calls.some(({ operation }) => operation.endsWith('/pause'))).toBe(true));
});

test('an order that has ended can be undone while its time lasts, and not after', async () => {
  const ended = { state: 'completed', endedAt: '2026-11-01T09:00:00.000Z' } as const;
  const { set } = mockApi({
    'GET /v1/plan-changes/{planChangeId}': order({
      ...ended,
      undoUntil: new Date(Date.now() + 7_200_000).toISOString(),
    }),
  });
  const { until, text, queryClient } = await mountPage(ChangePage, { feature, route: `/plan-changes/${id}` });
  await until(() => expect(button('Undo')).toBeDefined());
  expect(text()).toMatch(/1:59:\d\d/);
  set({
    'GET /v1/plan-changes/{planChangeId}': order({ ...ended, undoUntil: '2026-01-01T00:00:00.000Z' }),
  });
  await queryClient.invalidateQueries();
  await until(() => expect(button('Undo')).toBeUndefined());
});

test('what failed is tried again, and the address says which tenants are shown', async () => {
  const { calls } = mockApi({
    'GET /v1/plan-changes/{planChangeId}': order({ state: 'completed', failed: 2 }),
  });
  const { until } = await mountPage(ChangePage, { feature, route: `/plan-changes/${id}?outcome=failed` });
  await until(() => expect(button('Retry the failed')).toBeDefined());
  await until(() =>
    expect(
      calls.some(
        ({ operation, query }) => operation.endsWith('/tenants') && query.get('outcome') === 'failed',
      ),
    ).toBe(true),
  );
});

test('whoever migrates the customers of a version is offered the newest of its plan, and may choose another', async () => {
  mockApi({ 'GET /v1/plans': plans });
  const { until, router, text } = await mountPage(NewChangePage, {
    feature,
    route: '/plan-changes/new?from=sample@1',
  });
  await until(() => expect(router.currentRoute.value.query['to']).toBe('sample@2'));
  const target = [...document.querySelectorAll('select')].find(({ value }) => value === 'sample@2');
  if (target === undefined) throw new Error(`no choice of a version: ${text()}`);
  target.value = '';
  target.dispatchEvent(new Event('change', { bubbles: true }));
  await until(() => expect(router.currentRoute.value.query['to'] ?? '').toBe(''));
});

test('a preview says what would become of each tenant, and not that it has', async () => {
  mockApi({
    'GET /v1/plans': plans,
    'POST /v1/plan-changes/preview': sampleOf('PlanChangePreview', {
      total: 2,
      lookedAt: 2,
      wouldChange: 1,
      wouldBeRefused: 1,
      items: (['would_change', 'would_be_refused'] as const).map((outcome, nth) => ({
        ...sampleOf('PlanChangePreviewItem'),
        tenantId: `${id.slice(0, -1)}${nth}`,
        outcome,
      })),
    }),
  });
  const { until, text } = await mountPage(NewChangePage, {
    feature,
    route: '/plan-changes/new?from=sample@1&to=sample@2',
  });
  await until(() => expect(button('Preview')).toBeDefined());
  document.querySelector('form')?.dispatchEvent(new Event('submit'));
  await until(() => expect(document.querySelectorAll('tbody tr')).toHaveLength(2));
  const said = [...document.querySelectorAll('tbody tr')].map(row => row.textContent);
  expect(said[0]).toContain('Would be migrated');
  expect(said[1]).toContain('Would stay');
  expect(text()).not.toContain('Migrated');
});
