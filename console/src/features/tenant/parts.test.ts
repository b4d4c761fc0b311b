import { expect, test } from 'vitest';
import { answer, mockApi, problem } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { feature } from './feature.ts';
import TenantPage from './tenant-page.vue';

const tenantId = '01890000-0000-7000-8000-000000000004';
const tenant = sampleOf('Tenant', {
  tenantId,
  slug: 'sample-acme',
  displayName: 'Acme (sample)',
  state: 'active',
});
const GET = 'GET /v1/tenants/{tenantId}';
const METERS = {
  'GET /v1/meters': {
    items: [
      sampleOf('MeterState', { key: 'query', title: 'Queries', unit: 'queries', scale: 0, types: ['query'] }),
    ],
  },
};
const open = (query: string, operations?: readonly string[]) =>
  mountPage(TenantPage, {
    feature,
    route: `/tenants/${tenantId}?${query}`,
    ...(operations === undefined ? {} : { session: { operations } }),
  });
const press = (name: string) =>
  [...document.querySelectorAll<HTMLElement>('button')]
    .find(element => element.textContent?.trim().startsWith(name))
    ?.click();

test('a silent cluster is told apart from one that says it is unwell, and when it was last heard is said', async () => {
  const workload = sampleOf('Workload', {
    tenantId,
    provisioner: 'cluster',
    found: true,
    stale: true,
    suspended: 'False',
    available: 'True',
    asOf: new Date(Date.now() - 2 * 3_600_000).toISOString(),
    components: [{ name: 'api', desired: 2, ready: 2 }],
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'AsSpecified',
        message: 'all is as it should be',
        lastTransitionTime: '2026-11-01T00:00:00Z',
      },
    ],
  });
  const { set } = mockApi({ [GET]: tenant, [`${GET}/workload`]: workload });
  const { text, until, queryClient } = await open('tab=workload');
  await until(() => expect(text()).toContain('The cluster is silent'));
  expect(text()).toContain('2 hours ago');
  expect(text()).not.toContain('Serves');
  expect(document.querySelector('.state .badge')?.classList.contains('unknown')).toBe(true);
  set({ [`${GET}/workload`]: { ...workload, stale: false, available: 'False' } });
  await queryClient.invalidateQueries();
  await until(() => expect(text()).toContain('Does not serve'));
  expect(text()).toContain('AsSpecified');
});

test('an alert that was put off says until when and why, on the overview and in the timeline', async () => {
  const alert = sampleOf('Alert', {
    tenantId,
    level: 'warning',
    state: 'snoozed',
    snoozed: {
      at: '2026-11-20T08:00:00.000Z',
      by: 'Kim (sample)',
      note: 'They pay on Monday',
      until: '2026-11-30T08:00:00.000Z',
    },
  });
  mockApi({ [GET]: tenant, 'GET /v1/alerts': { items: [alert] } });
  const overview = await open('');
  await overview.until(() => expect(overview.text()).toMatch(/snoozed until Nov 30, 2026/));
  expect(overview.text()).toContain('They pay on Monday');
  overview.wrapper.unmount();
  const { text, until } = await open('tab=timeline');
  await until(() => expect(text()).toMatch(/Alert snoozed until Nov 30, 2026/));
  expect(text()).toContain('They pay on Monday');
  expect(text()).toContain('Kim (sample)');
});

test('a chart whose first day began before its period says so, and one that fits does not', async () => {
  const day = (from: string) => ({ from: `${from}T00:00:00.000Z`, quantity: '7' });
  const snapshot = (from: string) =>
    sampleOf('UsageSnapshot', { tenantId, from, to: '2025-01-03T00:00:00.000Z', meters: [] });
  const { set } = mockApi({
    [GET]: tenant,
    ...METERS,
    [`${GET}/usage/series`]: sampleOf('UsageSeries', {
      tenantId,
      step: 'day',
      asOf: '2025-02-01T00:00:00.000Z',
      points: [day('2025-01-01'), day('2025-01-02')],
    }),
    [`${GET}/usage/snapshot`]: snapshot('2025-01-01T09:30:00.000Z'),
  });
  const { text, until, queryClient } = await open('tab=usage&from=2025-01-01T09:30:00Z&to=2025-01-03');
  await until(() => expect(text()).toContain('Each day is whole'));
  set({ [`${GET}/usage/snapshot`]: snapshot('2025-01-01T00:00:00.000Z') });
  await queryClient.invalidateQueries();
  await until(() => expect(text()).not.toContain('Each day is whole'));
  expect(text()).toContain('in steps of UTC');
});

test('fields that others own are named with their owners, and applying again says why they are left alone', async () => {
  const sync = {
    outcome: 'conflict' as const,
    failures: 2,
    fields: [{ field: '.spec.tier', manager: 'flux' }],
  };
  mockApi({
    [GET]: tenant,
    [`${GET}/workload`]: sampleOf('Workload', {
      tenantId,
      provisioner: 'cluster',
      found: true,
      sync,
      drift: [{ field: '.spec.tier', recorded: 'pro', inCluster: 'community', manager: 'flux' }],
    }),
    [`POST /v1/tenants/{tenantId}/workload/sync`]: problem('field_owned_elsewhere', {
      detail: 'flux owns .spec.tier',
    }),
  });
  const { text, until } = await open('tab=workload');
  await until(() => expect(text()).toContain('Fields that others own are left alone'));
  expect(text()).toContain('flux');
  expect(text()).toContain('"community"');
  press('Apply now');
  await until(() => expect(text()).toContain('flux owns .spec.tier'));
});

test('each line of the next statement opens to what it is reckoned from, and leads to the entries behind', async () => {
  const usage = sampleOf('StatementUsage', {
    meter: 'query',
    scale: 0,
    used: '490270',
    allowance: '250000',
    entries: 100,
  });
  const draft = sampleOf('StatementDraft', {
    tenantId,
    currency: 'EUR',
    lines: [
      {
        kind: 'overage',
        key: 'query',
        quantity: '240270',
        amountMinor: '2403',
        exact: '24.027',
        parts: [{ from: '0', to: '240270', unitPrice: '0.0001', exact: '24.027' }],
        usage,
      },
    ],
    totalMinor: '2403',
  });
  mockApi({ ...METERS, [GET]: tenant, [`${GET}/statements/draft`]: draft });
  const { text, until } = await open('tab=commercial');
  await until(() => expect(text()).toContain('Beyond the allowance: Queries'));
  press('Beyond the allowance: Queries');
  await until(() => expect(text()).toContain('490,270 queries'));
  expect(text()).toContain('0 to 240,270 at €0.0001 each');
  const link = [...document.querySelectorAll('a')].find(one => one.textContent?.includes('100 entries'));
  expect(link?.getAttribute('href')).toContain('tab=usage');
  expect(link?.getAttribute('href')).toContain('meter=query');
});

test('entries that are not kept any more are told of as such, with the checkpoint that stands for them', async () => {
  mockApi({
    ...METERS,
    [GET]: tenant,
    [`${GET}/usage/events`]: problem('history_pruned'),
    [`${GET}/usage/checkpoints`]: {
      items: [
        sampleOf('UsageCheckpoint', {
          tenantId,
          number: 4,
          at: '2026-02-01T00:00:00.000Z',
          countedBefore: '2026-01-01T00:00:00.000Z',
          prunedInAll: sampleOf('PrunedEntries', { entries: 1200 }),
          totals: [sampleOf('PrunedTotal', { meter: 'query@1', sum: '98000', entries: 1200 })],
        }),
      ],
    },
  });
  const { text, until } = await open('tab=usage&from=2025-01-01&to=2025-02-01');
  await until(() => expect(text()).toContain('Entries of this time are not kept any more'));
  await until(() => expect(text()).toContain('1,200 entries are not kept any more; checkpoint 4'));
  expect(text()).toContain('98,000 queries');
});

test('the timeline tells an admin of the audit record, and others of all that they may see, without asking for it', async () => {
  const note = sampleOf('TenantNote', { text: 'They want a call', at: '2026-11-20T10:00:00.000Z' });
  const entry = sampleOf('AuditEntry', {
    action: 'tenant.suspend',
    outcome: 'done',
    target: `tenant/${tenantId}`,
    actorName: 'Kim (sample)',
    at: '2026-11-21T10:00:00.000Z',
  });
  const told = sampleOf('AuditEntry', { action: 'tenant.add_note', target: 'tenant_note/1' });
  const api = mockApi({
    [GET]: tenant,
    [`${GET}/notes`]: { items: [note] },
    'GET /v1/audit': { items: [entry, told] },
  });
  const admin = await open('tab=timeline');
  await admin.until(() => expect(admin.text()).toContain('They want a call'));
  await admin.until(() => expect(admin.text()).toContain('Suspended'));
  expect(admin.text()).toContain('Kim (sample)');
  // What has a source of its own is told once.
  expect(admin.text()).not.toContain('tenant.add_note');
  expect(admin.text().indexOf('Suspended')).toBeLessThan(admin.text().indexOf('They want a call'));
  admin.wrapper.unmount();
  api.calls.length = 0;
  const viewer = await open('tab=timeline', ['getTenant', 'listTenantNotes', 'listTasks']);
  await viewer.until(() => expect(viewer.text()).toContain('They want a call'));
  expect(api.calls.map(({ operation }) => operation)).not.toContain('GET /v1/audit');
  expect(viewer.text()).not.toContain('New note');
});

test('a source that fails is named, and the others are shown all the same', async () => {
  mockApi({
    [GET]: tenant,
    [`${GET}/notes`]: { items: [sampleOf('TenantNote', { text: 'They want a call' })] },
    'GET /v1/alerts': problem('unavailable'),
  });
  const { text, until } = await open('tab=timeline');
  await until(() => expect(text()).toContain('Alerts cannot be shown'));
  await until(() => expect(text()).toContain('They want a call'));
});

test('kinds that are chosen are in the address', async () => {
  mockApi({ [GET]: tenant });
  const { router, until } = await open('tab=timeline');
  const box = () => document.querySelector<HTMLInputElement>('fieldset input[type=checkbox]');
  await until(() => expect(box()).toBeTruthy());
  box()?.click();
  await until(() =>
    expect(String(router.currentRoute.value.query['kinds'])).toBe(
      'task,alert,health,enforcement,plan,statement,change',
    ),
  );
});

test('while somebody else edits the contract, theirs is shown beside what is typed', async () => {
  const PATCH = 'PATCH /v1/tenants/{tenantId}';
  const { set, calls } = mockApi({
    [GET]: answer(tenant, { headers: { etag: '"v1"' } }),
    [PATCH]: problem('precondition_failed'),
  });
  const { text, until } = await open('tab=about');
  await until(() => expect(text()).toContain('Contract'));
  [...document.querySelectorAll<HTMLElement>('button')]
    .find(one => one.textContent?.trim() === 'Edit')
    ?.click();
  const name = () => document.querySelector<HTMLInputElement>('[role=dialog] input[maxlength="128"]');
  await until(() => expect(name()).toBeTruthy());
  const field = name();
  if (field) {
    field.value = 'Acme and sons (sample)';
    field.dispatchEvent(new Event('input'));
  }
  const theirs = { ...tenant, displayName: 'Acme Limited (sample)' };
  set({ [GET]: answer(theirs, { headers: { etag: '"v2"' } }) });
  const submit = () =>
    document.querySelector('[role=dialog] form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  submit();
  // Nobody tells the page: it reads theirs by itself.
  await until(() => expect(text()).toContain('Somebody has changed it meanwhile'));
  await until(() =>
    expect(document.querySelector('.theirs')?.textContent).toContain('Acme Limited (sample)'),
  );
  expect(name()?.value).toBe('Acme and sons (sample)');
  document.querySelectorAll<HTMLElement>('.theirs button').item(1).click();
  await until(() => expect(name()?.value).toBe('Acme Limited (sample)'));
  expect(document.querySelector('.theirs')).toBeNull();
  submit();
  const sent = () => calls.filter(({ operation }) => operation === PATCH);
  await until(() => expect(sent()).toHaveLength(2));
  expect(sent().map(({ headers }) => headers.get('if-match'))).toEqual(['"v1"', '"v2"']);
});

test.each([
  ['lives, are edited', 'active', ['updateTenant', 'eraseFromAudit'], 'Edit contacts', 'Erase the people'],
  [
    'was deleted, are erased',
    'deleted',
    ['updateTenant', 'eraseFromAudit'],
    'Erase the people',
    'Edit contacts',
  ],
  ['was deleted, are left to who may erase', 'deleted', ['updateTenant'], 'Contacts', 'Erase the people'],
])('contacts of a tenant that %s', async (_what, state, operations, offered, other) => {
  mockApi({ [GET]: { ...tenant, state } });
  const { text, until } = await open('tab=about', operations);
  await until(() => expect(text()).toContain('Nobody is entered'));
  expect(text()).toContain(offered);
  expect(text()).not.toContain(other);
});

test('the people of a tenant that was deleted are erased where their erasure is asked for, with the tenant named', async () => {
  mockApi({ [GET]: { ...tenant, state: 'deleted' } });
  const { until } = await open('tab=about', ['eraseFromAudit']);
  const way = () =>
    [...document.querySelectorAll('a')].find(link => link.textContent?.includes('Erase the people'));
  await until(() =>
    expect(way()?.getAttribute('href')).toMatch(/tab=erasure&kind=target&whom=tenant(%2F|\/)/),
  );
});
