import { expect, test } from 'vitest';
import { answer, mockApi, problem } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { answerOf, aRow } from '../../shared/tenants/rows.test-support.ts';
import NewChangePage from './changes/new-change-page.vue';
import ComparePage from './compare-page.vue';
import { draftOf, specOf, specShown } from './draft/plan-draft.ts';
import { feature } from './feature.ts';
import PlansPage from './plans-page.vue';
import VersionPage from './version-page.vue';

const tenantId = '01935f6e-7c00-7000-8000-000000000001';
const spec = {
  displayName: 'Sample plan',
  description: '',
  tier: 'pro',
  prices: [{ interval: 'month' as const, currency: 'EUR', amount: '49' }],
  allowances: [
    {
      meter: 'query',
      quantity: '250000',
      policy: 'soft' as const,
      overage: [
        { currency: 'EUR', tiers: [{ upTo: '250000', unitPrice: '0.0001' }, { unitPrice: '0.00006' }] },
      ],
    },
  ],
  addOns: [],
  supportTier: 'standard' as const,
  featureFlags: { timeline: true },
  trialDays: 14,
};
const draft = {
  planId: 'sample',
  version: 2,
  status: 'draft' as const,
  shipped: false,
  spec,
  createdAt: '2026-11-01T09:00:00.000Z',
};
const plan = {
  planId: 'sample',
  displayName: 'Sample plan',
  status: 'published' as const,
  currentVersion: 1,
  draftVersion: 2,
  versions: [
    { version: 2, status: 'draft' as const },
    { version: 1, status: 'published' as const, publishedAt: '2026-11-01T09:00:00.000Z' },
  ],
};
const table = () =>
  answerOf([
    aRow({ tenantId, slug: 'sample-one', displayName: 'Sample one', planId: 'sample', planVersion: 1 }),
  ]);
const answers = {
  'GET /v1/plans': { items: [plan] },
  'GET /v1/plans/{planId}': plan,
  'GET /v1/tenants/table': table(),
  'GET /v1/meters': { items: [] },
  'GET /v1/plans/{planId}/versions/{version}': ({ parameters }: { parameters: Record<string, string> }) =>
    answer(
      parameters['version'] === '2'
        ? draft
        : { ...draft, version: 1, status: 'published', publishedAt: '2026-11-01T09:00:00.000Z' },
      { headers: { etag: '"v1"' } },
    ),
};
const button = (words: string) =>
  [...document.querySelectorAll<HTMLElement>('button')].find(one => one.textContent?.trim() === words);
const type = (label: string, value: string) => {
  const found = [...document.querySelectorAll('label')].find(one => one.textContent?.trim() === label);
  const input = document.getElementById(found?.htmlFor ?? '');
  if (!(input instanceof HTMLInputElement)) throw new Error(`no input ${label}`);
  input.value = value;
  input.dispatchEvent(new Event('input'));
};
const openDraft = (session = {}) =>
  mountPage(VersionPage, { feature, route: '/plans/sample/versions/2', session });

test('what is typed for a plan comes out as it went in', () => {
  expect(specShown(specOf(draftOf(spec)))).toEqual(spec);
});

test('the catalogue tells how many customers have each plan, and makes plans for who may alone', async () => {
  mockApi(answers);
  const { text, until } = await mountPage(PlansPage, { feature, route: '/plans' });
  await until(() =>
    expect(document.querySelector('[aria-label="1 customer of Sample plan"]')).not.toBeNull(),
  );
  expect(text()).toContain('New plan');
});

test('who may not make plans is not offered it', async () => {
  mockApi(answers);
  const { text, until } = await mountPage(PlansPage, {
    feature,
    route: '/plans',
    session: { operations: ['listPlans'] },
  });
  await until(() => expect(text()).toContain('Sample plan'));
  expect(text()).not.toContain('New plan');
});

test('a draft is saved over the version that it began from', async () => {
  const { calls } = mockApi({
    ...answers,
    'PUT /v1/plans/{planId}/versions/{version}': answer(draft, { headers: { etag: '"v2"' } }),
  });
  const { until, text } = await openDraft();
  await until(() => expect(text()).toContain('All is saved'));
  type('Amount', '59');
  await until(() => expect(text()).toContain('€59.00'));
  document.querySelector('form')?.dispatchEvent(new Event('submit'));
  await until(() => expect(calls.some(({ operation }) => operation.startsWith('PUT'))).toBe(true));
  const put = calls.find(({ operation }) => operation.startsWith('PUT'));
  expect(put?.headers.get('if-match')).toBe('"v1"');
  expect(put?.body).toMatchObject({ spec: { prices: [{ amount: '59' }] } });
});

test('when somebody saved meanwhile, theirs is shown and what was typed stays', async () => {
  const { set, calls } = mockApi({
    ...answers,
    'PUT /v1/plans/{planId}/versions/{version}': problem('precondition_failed'),
  });
  const { until, text } = await openDraft();
  await until(() => expect(text()).toContain('All is saved'));
  type('Amount', '59');
  set({
    'GET /v1/plans/{planId}/versions/{version}': answer(
      { ...draft, spec: { ...spec, tier: 'enterprise' } },
      { headers: { etag: '"v7"' } },
    ),
  });
  await until(() => expect(text()).toContain('Not saved yet'));
  document.querySelector('form')?.dispatchEvent(new Event('submit'));
  await until(() => expect(text()).toContain('Somebody else saved this draft meanwhile'));
  expect(text()).toContain('enterprise');
  expect([...document.querySelectorAll('input')].some(({ value }) => value === '59')).toBe(true);
  set({ 'PUT /v1/plans/{planId}/versions/{version}': answer(draft, { headers: { etag: '"v8"' } }) });
  button('Save mine over it')?.click();
  await until(() => expect(text()).not.toContain('Somebody else saved'));
  expect(
    calls
      .filter(({ operation }) => operation.startsWith('PUT'))
      .at(-1)
      ?.headers.get('if-match'),
  ).toBe('"v7"');
});

test('a price that is half typed is told at its field, and the page goes on', async () => {
  const { calls } = mockApi({
    ...answers,
    'PUT /v1/plans/{planId}/versions/{version}': answer(draft, { headers: { etag: '"v2"' } }),
  });
  const { until, text } = await openDraft();
  await until(() => expect(text()).toContain('All is saved'));
  const save = () => document.querySelector('form')?.dispatchEvent(new Event('submit'));
  const puts = () => calls.filter(({ operation }) => operation.startsWith('PUT'));
  for (const typed of ['59.', '-', 'abc', '1,234']) {
    type('Amount', typed);
    await until(() => expect(text()).toContain('An amount, such as 59.90'));
  }
  type('Price of more, in', 'E');
  await until(() => expect(text()).toContain('Three letters, such as EUR'));
  type('Price of more, in', 'EUR');
  type('Amount', '');
  await until(() => expect(text()).not.toContain('Three letters'));
  save();
  await until(() => expect(text()).toContain('Needed'));
  expect(puts()).toEqual([]);
  type('Amount', '59,90');
  await until(() => expect(text()).toContain('€59.90'));
  save();
  await until(() => expect(puts()[0]?.body).toMatchObject({ spec: { prices: [{ amount: '59.90' }] } }));
});

test('a version is shown as published only when the control plane has said so', async () => {
  let release: (() => void) | undefined;
  const { calls } = mockApi({
    ...answers,
    'POST /v1/plans/{planId}/versions/{version}/publish': () =>
      new Promise(done => {
        release = () => done(problem('conflict', { detail: 'the tier is unknown' }));
      }),
  });
  const { until, text } = await openDraft();
  await until(() => expect(button('Publish')).toBeDefined());
  button('Publish')?.click();
  await until(() => expect(text()).toContain('never changes again'));
  document.querySelector<HTMLFormElement>('[role=dialog] form')?.dispatchEvent(new Event('submit'));
  await until(() => expect(release).toBeDefined());
  expect(document.querySelector('h1')?.textContent).toContain('Draft');
  expect(calls.find(({ operation }) => operation.endsWith('/publish'))?.headers.get('if-match')).toBe('"v1"');
  release?.();
  await until(() => expect(text()).toContain('the tier is unknown'));
  expect(document.querySelector('h1')?.textContent).toContain('Draft');
});

test('plans stand side by side in words, and the address says which and whether only differences', async () => {
  const other = {
    ...draft,
    planId: 'other',
    version: 3,
    spec: { ...spec, displayName: 'Other', tier: 'enterprise' },
  };
  mockApi({
    ...answers,
    'GET /v1/catalogue/comparison': {
      plans: [
        { planId: 'sample', version: 2, displayName: 'Sample plan' },
        { planId: 'other', version: 3, displayName: 'Other' },
      ],
      rows: [],
    },
    'GET /v1/plans/{planId}/versions/{version}': ({ parameters }) =>
      answer(parameters['planId'] === 'other' ? other : draft, { headers: { etag: '"v1"' } }),
  });
  const { until, text } = await mountPage(ComparePage, {
    feature,
    route: '/plan-comparison?plans=sample,other&differing=1',
  });
  await until(() => expect(text()).toContain('enterprise'));
  expect(text()).not.toContain('soft: billed beyond');
});

test('plans are held against each other when all of them are there, and not before', async () => {
  let release: (() => void) | undefined;
  const other = { ...draft, planId: 'other', version: 3, spec: { ...spec, tier: 'enterprise' } };
  mockApi({
    ...answers,
    'GET /v1/catalogue/comparison': {
      plans: [
        { planId: 'sample', version: 2, displayName: 'Sample plan' },
        { planId: 'other', version: 3, displayName: 'Other' },
      ],
      rows: [],
    },
    'GET /v1/plans/{planId}/versions/{version}': ({ parameters }) =>
      parameters['planId'] === 'other'
        ? new Promise(done => {
            release = () => done(answer(other, { headers: { etag: '"v1"' } }));
          })
        : answer(draft, { headers: { etag: '"v1"' } }),
  });
  const { until, text } = await mountPage(ComparePage, {
    feature,
    route: '/plan-comparison?plans=sample,other',
  });
  await until(() => expect(release).toBeDefined());
  await new Promise(done => setTimeout(done, 100));
  expect(document.querySelectorAll('tbody tr')).toHaveLength(0);
  release?.();
  await until(() => expect(text()).toContain('enterprise'));
  const same = [...document.querySelectorAll('tbody tr')].filter(row => row.textContent?.includes('Same'));
  expect(same.length).toBeGreaterThan(2);
});

test('where the plans cannot be read, comparing and migrating say why, and offer to ask again', async () => {
  mockApi({ 'GET /v1/plans': () => problem('forbidden') });
  for (const [page, route] of [
    [ComparePage, '/plan-comparison'],
    [NewChangePage, '/plan-changes/new'],
  ] as const) {
    const { wrapper, text, until } = await mountPage(page, { feature, route });
    await until(() => expect(text()).toContain('You may not do this'));
    expect(wrapper.findAll('button').map(button => button.text())).toContain('Try again');
    wrapper.unmount();
  }
});
