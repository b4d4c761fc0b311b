import { expect, test } from 'vitest';
import { mockApi, problem } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { feature } from './feature.ts';
import TenantPage from './tenant-page.vue';

const tenantId = '01890000-0000-7000-8000-000000000001';
const tenant = sampleOf('Tenant', {
  tenantId,
  slug: 'sample-acme',
  displayName: 'Acme (sample)',
  state: 'active',
  accountOwner: 'Robin (sample)',
  renewalDate: '2027-01-31',
  plan: { status: 'assigned', planId: 'pro', version: 3, tier: 'pro' },
});
const health = sampleOf('TenantHealth', { tenantId, state: 'at_risk', score: 31, cause: 'score' });
const path = (rest = '') => `/v1/tenants/{tenantId}${rest}` as const;
const usual = {
  [`GET ${path()}`]: tenant,
  [`GET ${path('/health')}`]: health,
};
const CS = [
  'getTenant',
  'getTenantHealth',
  'addTenantNote',
  'createTask',
  'updateTenant',
  'suspendTenant',
  'resumeTenant',
  'previewSubscriptionChange',
  'listAlerts',
  'listTasks',
];

const open = (query = '', operations?: readonly string[]) =>
  mountPage(TenantPage, {
    feature,
    route: `/tenants/${tenantId}${query}`,
    ...(operations === undefined ? {} : { session: { operations } }),
  });
const button = (name: string) =>
  [...document.querySelectorAll<HTMLElement>('button, [role=menuitem]')].find(
    element => element.textContent?.trim() === name || element.getAttribute('aria-label') === name,
  );

test('the head names the customer, its state, health, plan, owner and renewal', async () => {
  mockApi(usual);
  const { text, until } = await open();
  await until(() => expect(document.querySelector('h1')?.textContent).toContain('Acme (sample)'));
  for (const fact of [
    'sample-acme',
    'Active',
    '31',
    'At risk',
    'version 3',
    'Robin (sample)',
    'Jan 31, 2027',
  ]) {
    await until(() => expect(text()).toContain(fact));
  }
  expect(document.querySelectorAll('h1')).toHaveLength(1);
});

test('an unknown health is shown as unknown, with no number and nothing green', async () => {
  mockApi({
    ...usual,
    [`GET ${path('/health')}`]: sampleOf('TenantHealth', {
      tenantId,
      state: 'unknown',
      score: null,
      cause: 'coverage',
      coverage: 45,
    }),
  });
  const { text, until } = await open();
  await until(() => expect(text()).toContain('Only 45% of what counts is known'));
  const scores = [...document.querySelectorAll('.health-score')];
  expect(scores.length).toBeGreaterThan(1);
  for (const score of scores) {
    expect(score.classList.contains('unknown')).toBe(true);
    expect(score.classList.contains('good')).toBe(false);
    expect(score.querySelector('.figure')?.textContent).toBe('?');
  }
});

test('the part that is open is in the address', async () => {
  mockApi({
    ...usual,
    [`GET ${path('/workload')}`]: sampleOf('Workload', { tenantId, provisioner: 'recording' }),
  });
  const { router, text, until } = await open('?tab=workload');
  await until(() => expect(text()).toContain('Recorded only: no cluster is attached'));
  const usage = [...document.querySelectorAll<HTMLElement>('[role=tab]')].find(
    tab => tab.textContent?.trim() === 'Usage',
  );
  usage?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }));
  await until(() => expect(router.currentRoute.value.query['tab']).toBe('usage'));
});

test('what a role may not do is not offered, and what it may not see is not asked for', async () => {
  const { calls } = mockApi(usual);
  const { until } = await open('', CS);
  await until(() => expect(button('Actions')).toBeTruthy());
  button('Actions')?.click();
  await until(() => expect(button('Suspend')).toBeTruthy());
  expect(button('Schedule deletion')).toBeUndefined();
  const asked = new Set(calls.map(({ operation }) => operation));
  expect(asked).toContain('GET /v1/alerts');
  expect(asked).not.toContain('GET /v1/enforcement/{tenantId}');
  expect(asked).not.toContain(`GET ${path('/entitlements')}`);
});

test('who suspends, why and until when is said, and a scheduled deletion can be cancelled', async () => {
  mockApi({
    ...usual,
    [`GET ${path()}`]: {
      ...tenant,
      state: 'deletion_scheduled',
      suspensions: [
        {
          by: 'billing',
          reason: 'PaymentOverdue',
          message: 'Statement 4 is overdue',
          since: '2026-11-01T00:00:00.000Z',
          until: new Date(Date.now() + 50 * 3_600_000).toISOString(),
        },
      ],
      deletion: {
        at: new Date(Date.now() + 9 * 86_400_000).toISOString(),
        policy: 'Tombstone',
        requestedAt: '2026-11-01T00:00:00.000Z',
        requestedBy: 'Kim (sample)',
      },
    },
  });
  const { text, until } = await open();
  await until(() => expect(text()).toContain('Suspended by billing'));
  expect(text()).toContain('Statement 4 is overdue');
  expect(text()).toMatch(/2 days 1 hour left|2 days 2 hours left/);
  expect(text()).toContain('asked for by Kim (sample)');
  button('Cancel the deletion')?.click();
  await until(() => expect(text()).toContain('Cancel the deletion of Acme (sample)'));
});

test('a tenant that is deleted while its page is open is said to be gone, and what was typed about it is kept', async () => {
  const { set } = mockApi(usual);
  const { text, until, queryClient } = await open();
  await until(() => expect(button('Add note')).toBeTruthy());
  sessionStorage.setItem(`tenantry.tenant-draft.${tenantId}.note`, 'they asked for a month more');
  set({ [`GET ${path()}`]: problem('not_found') });
  await queryClient.invalidateQueries();
  await until(() => expect(text()).toContain('Acme (sample) is not there any more'));
  expect(text()).toContain('they asked for a month more');
  // What was last known stays in sight; nothing can be done about it any more.
  expect(document.querySelector('h1')?.textContent).toContain('Acme (sample)');
  const pressable = [...document.querySelectorAll('button')].filter(
    element => element.closest('[inert]') === null,
  );
  expect(pressable.map(element => element.textContent?.trim())).not.toContain('Create task');
  sessionStorage.clear();
});

test('an address of no tenant says so', async () => {
  mockApi({ [`GET ${path()}`]: problem('not_found') });
  const { text, until } = await open();
  await until(() => expect(text()).toContain('There is no such tenant'));
});

test('while the control plane does not answer, what is known stays, with how old it is', async () => {
  const { set } = mockApi(usual);
  const { text, until, queryClient } = await open();
  await until(() => expect(text()).toContain('Robin (sample)'));
  set({ [`GET ${path()}`]: problem('unavailable') });
  await queryClient.invalidateQueries();
  await until(() => expect(text()).toContain('The control plane cannot answer for now'));
  expect(text()).toContain('Robin (sample)');
});
