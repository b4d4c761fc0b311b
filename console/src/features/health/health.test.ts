import { expect, test } from 'vitest';
import { mockApi } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { feature } from './feature.ts';
import HealthPage from './health-page.vue';

const ID = (n: number) => `0198f000-0000-7000-8000-00000000000${n}`;
const overview = {
  at: '2026-11-26T08:00:00.000Z',
  total: 10,
  states: { at_risk: 1, watch: 2, healthy: 4, unknown: 3 },
  notEvaluated: 1,
  averageScore: 71,
  averageCoverage: 80,
  overridden: 0,
  scores: Array.from({ length: 10 }, (_, n) => ({
    from: n * 10,
    to: n === 9 ? 100 : n * 10 + 9,
    tenants: n,
  })),
  plans: [
    { planId: 'pro', at_risk: 1, watch: 1, healthy: 4, unknown: 1 },
    { planId: null, at_risk: 0, watch: 1, healthy: 0, unknown: 2 },
  ],
  cohorts: [{ month: '2026-10', at_risk: 1, watch: 2, healthy: 4, unknown: 3 }],
  movement: [
    {
      days: 7,
      better: 1,
      worse: 2,
      notKnown: 3,
      moves: [
        { from: 'healthy', to: 'healthy', tenants: 4 },
        { from: 'watch', to: 'at_risk', tenants: 2 },
      ],
    },
    { days: 30, better: 0, worse: 0, notKnown: 10, moves: [] },
  ],
  unknown: [{ kind: 'no_data_on_use', code: 'not_counted', tenants: 2 }],
};
const base = { 'GET /v1/console/preferences': { version: 0 }, 'GET /v1/health/overview': overview };
const shown = (route = '/customer-health', operations?: readonly string[]) =>
  mountPage(HealthPage, {
    feature,
    route,
    session: { name: 'Dana (sample)', ...(operations && { operations }) },
  });
const statOf = (label: string) =>
  [...document.querySelectorAll('.stat')].find(stat => stat.querySelector('.label')?.textContent === label);

test('each figure opens to the customers it counts', async () => {
  mockApi(base);
  const { until, router } = await shown('/customer-health?plan=pro&who=mine');
  await until(() => expect(statOf('At risk')).toBeDefined());
  const link = statOf('Unknown')?.querySelector('a')?.getAttribute('href') ?? '';
  expect(router.resolve(link).query).toEqual({ health: 'unknown', plans: 'pro', owners: 'Dana (sample)' });
  expect(statOf('Unknown')?.className).not.toContain('good');
  expect(statOf('Fell in 7 days')?.textContent).toContain('2');
});

test('movement is who changed, each with a way to who they are; what was not recorded is said', async () => {
  mockApi(base);
  const { until, text, router } = await shown();
  await until(() => expect(text()).toContain('Watch → At risk'));
  expect(text()).not.toContain('Healthy → Healthy');
  expect(text()).toContain('Not recorded then: 3 of 7 days ago, 10 of 30 days ago');
  const row = [...document.querySelectorAll('tr')].find(tr => tr.textContent?.includes('Watch → At risk'));
  const { query } = router.resolve(row?.querySelector('a')?.getAttribute('href') ?? '');
  expect(query).toMatchObject({ tab: 'moves', days: '7', from: 'watch', to: 'at_risk' });
});

test('every chart has its table, with the share of the healthy among those that are known', async () => {
  mockApi(base);
  const { until } = await shown();
  await until(() => expect(document.querySelectorAll('figure').length).toBeGreaterThanOrEqual(3));
  const byPlan = [...document.querySelectorAll('figure')].find(figure =>
    figure.querySelector('h2')?.textContent?.includes('By plan'),
  );
  [...(byPlan?.querySelectorAll('button') ?? [])]
    .find(b => b.getAttribute('aria-label')?.includes('Show as a table'))
    ?.click();
  await until(() => expect(byPlan?.querySelector('table')).not.toBeNull());
  const cells = [...(byPlan?.querySelectorAll('tbody tr') ?? [])].map(tr =>
    [...tr.children].map(cell => cell.textContent?.trim()),
  );
  expect(cells).toEqual([
    ['pro', '1', '1', '4', '1', '66.7%'],
    ['No plan', '0', '1', '0', '2', '0%'],
  ]);
});

test('why nothing is known of some is said, and that is a state of its own', async () => {
  mockApi(base);
  const { until, text } = await shown();
  await until(() => expect(text()).toContain('There is no data on its use'));
  expect(text()).toContain('No meter of the plan is counted');
});

test('who moved is asked for as the address says, with reason and trend', async () => {
  const { calls } = mockApi({
    ...base,
    'GET /v1/health/moves': {
      total: 1,
      items: [
        sampleOf('HealthMove', {
          tenantId: ID(1),
          displayName: 'Sample 1',
          from: 'watch',
          to: 'at_risk',
          score: 31,
          change: -22,
          reason: { kind: 'hard_fact', fact: 'long_overdue', factor: null, code: null, text: 'x' },
        }),
      ],
    },
  });
  const { until, text } = await shown('/customer-health?tab=moves&days=30&direction=worse&to=at_risk');
  await until(() => expect(text()).toContain('Sample 1'));
  const asked = calls.find(({ operation }) => operation === 'GET /v1/health/moves');
  expect(Object.fromEntries(asked?.query ?? [])).toMatchObject({
    days: '30',
    direction: 'worse',
    to: 'at_risk',
  });
  for (const told of ['A payment is long overdue', 'down 22 in 30 days', 'One customer moved'])
    expect(text()).toContain(told);
});

test('the table of all is sorted and filtered by the control plane, page by page, as the address says', async () => {
  const { calls } = mockApi({
    ...base,
    'GET /v1/health': call => ({
      items: [
        sampleOf('HealthSummary', {
          tenantId: call.query.has('cursor') ? ID(2) : ID(1),
          displayName: call.query.has('cursor') ? 'Second' : 'First',
          state: 'unknown',
          score: null,
          reason: null,
        }),
      ],
      ...(call.query.has('cursor') ? {} : { next: 'more' }),
    }),
  });
  const { until, text, router } = await shown('/customer-health?tab=customers&state=unknown&sort=-change7');
  await until(() => expect(text()).toContain('First'));
  const asked = () => calls.filter(({ operation }) => operation === 'GET /v1/health');
  expect(Object.fromEntries(asked()[0]?.query ?? [])).toMatchObject({ state: 'unknown', sort: '-change7' });
  [...document.querySelectorAll('button')].find(b => b.textContent === 'Load more')?.click();
  await until(() => expect(text()).toContain('Second'));
  expect(router.currentRoute.value.query['pages']).toBe('2');
  expect(document.querySelector('tbody .good')).toBeNull();
});

test('revenue is not asked for by who may not see it', async () => {
  const { calls } = mockApi({ ...base, 'GET /v1/meters': { items: [] } });
  const { until, text } = await shown('/customer-health?tab=trends', [
    'getHealthOverview',
    'listTopTenants',
    'listMeters',
  ]);
  await until(() => expect(text()).toContain('Usage and revenue'));
  await new Promise(done => setTimeout(done, 60));
  expect(calls.some(({ operation }) => operation === 'GET /v1/revenue')).toBe(false);
});
