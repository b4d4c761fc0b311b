import { expect, test } from 'vitest';
import { answer, mockApi, problem } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { feature } from './feature.ts';
import HealthPage from './health/health-page.vue';
import { faultsOf, type HealthBody } from './health/weights.ts';
import KeysPage from './keys/keys-page.vue';
import MailPage from './mail/mail-page.vue';
import { differences } from './parts/use-edited.ts';
import { originOf, withField } from './thresholds/rules.ts';
import ThresholdsPage from './thresholds/thresholds-page.vue';
import WebhookPage from './webhooks/webhook-page.vue';

const weights = (more: Partial<HealthBody['weights']['early']> = {}) => ({
  adoption: 20,
  usageTrend: 10,
  quotaPressure: 10,
  onboarding: 20,
  workload: 10,
  billing: 10,
  support: 10,
  sentiment: 10,
  ...more,
});
const settings = () =>
  sampleOf('HealthSettings', {
    weights: { early: weights(), established: weights() },
    earlyDays: 90,
    coverageFloor: 60,
    healthyFrom: 70,
    atRiskBelow: 40,
    margin: 3,
    overdueDays: 14,
    downMinutes: 15,
    sentimentDays: 120,
    supportDays: 30,
    version: 3,
  });
const button = (words: string) => {
  const found = [...document.querySelectorAll('button')].find(one => one.textContent?.trim() === words);
  if (found === undefined) throw new Error(`no button ${words}: ${document.body.textContent}`);
  return found;
};
function type(input: Element | null | undefined, text: string): void {
  if (!(input instanceof HTMLInputElement)) throw new Error('no such input');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
const submit = (selector: string) =>
  document.querySelector(selector)?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));

const SECRET = 'tny_sample_secret-that-is-shown-once';

test('the secret of a key is shown once, and is nowhere once one says that one has it', async () => {
  const key = sampleOf('ApiKey', { name: 'Sample key', status: 'active', roles: ['viewer'] });
  const { calls } = mockApi({
    'GET /v1/keys': { items: [key] },
    'POST /v1/keys': () => ({ key, secret: SECRET }),
  });
  const { until, text, router, queryClient } = await mountPage(KeysPage, {
    feature,
    route: '/settings/keys?new=1',
  });
  await until(() => expect(text()).toContain('Give it the least'));
  type(document.querySelector('[role=dialog] input[type=text]'), 'Sample key');
  const looking = [...document.querySelectorAll<HTMLInputElement>('[role=dialog] input[type=checkbox]')];
  looking[5]?.click();
  submit('[role=dialog] form');
  await until(() => expect(document.querySelector('input[readonly]')).not.toBeNull());
  expect(document.querySelector<HTMLInputElement>('input[readonly]')?.value).toBe(SECRET);
  const made = calls.find(({ operation }) => operation === 'POST /v1/keys');
  expect(made?.body).toMatchObject({ name: 'Sample key', roles: ['viewer'] });
  expect(made?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);

  button('I have it').click();
  await until(() => expect(document.querySelector('[role=dialog]')).toBeNull());
  const inputs = [...document.querySelectorAll('input')].map(({ value }) => value).join();
  const cached = JSON.stringify(
    queryClient
      .getQueryCache()
      .getAll()
      .map(({ state }) => state.data),
  );
  const mutations = JSON.stringify(
    queryClient
      .getMutationCache()
      .getAll()
      .map(({ state }) => state),
  );
  const kept = JSON.stringify({ ...sessionStorage, ...localStorage });
  for (const place of [
    document.body.innerHTML,
    inputs,
    router.currentRoute.value.fullPath,
    cached,
    mutations,
    kept,
  ])
    expect(place).not.toContain(SECRET);
});

test('a key is made for all only when no name of a tenant stands in its form, and its secret outlives Escape', async () => {
  const key = sampleOf('ApiKey', { name: 'Sample key', status: 'active', roles: ['viewer'] });
  const { calls } = mockApi({
    'GET /v1/keys': { items: [] },
    'GET /v1/tenants': { items: [], total: 0 },
    'POST /v1/keys': () => ({ key, secret: SECRET }),
  });
  const made = () => calls.filter(({ operation }) => operation === 'POST /v1/keys');
  const { until, text } = await mountPage(KeysPage, { feature, route: '/settings/keys?new=1' });
  await until(() => expect(text()).toContain('Give it the least'));
  type(document.querySelector('[role=dialog] input[type=text]'), 'Sample key');
  document.querySelectorAll<HTMLInputElement>('[role=dialog] input[type=checkbox]')[5]?.click();
  type(document.querySelector('[role=combobox]'), 'Acme');
  submit('[role=dialog] form');
  await until(() => expect(text()).toContain('Choose a tenant from the list'));
  expect(made()).toHaveLength(0);
  type(document.querySelector('[role=combobox]'), '');
  submit('[role=dialog] form');
  await until(() => expect(document.querySelector('input[readonly]')).not.toBeNull());
  expect(made()).toHaveLength(1);
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(document.querySelector<HTMLInputElement>('input[readonly]')?.value).toBe(SECRET);
});

test('a key that meets an ended session is made by the same request when it is sent again', async () => {
  const key = sampleOf('ApiKey', { name: 'Sample key', status: 'active', roles: ['viewer'] });
  const { calls, set } = mockApi({
    'GET /v1/keys': { items: [] },
    'POST /v1/keys': () => problem('unauthenticated'),
  });
  const { until, text } = await mountPage(KeysPage, { feature, route: '/settings/keys?new=1' });
  await until(() => expect(text()).toContain('Give it the least'));
  type(document.querySelector('[role=dialog] input[type=text]'), 'Typed before');
  document.querySelectorAll<HTMLInputElement>('[role=dialog] input[type=checkbox]')[5]?.click();
  submit('[role=dialog] form');
  await until(() => expect(text()).toContain('You are signed out'));
  expect(document.querySelector<HTMLInputElement>('[role=dialog] input[type=text]')?.value).toBe(
    'Typed before',
  );
  set({ 'POST /v1/keys': () => ({ key, secret: SECRET }) });
  submit('[role=dialog] form');
  await until(() => expect(document.querySelector('input[readonly]')).not.toBeNull());
  const [first, second] = calls.filter(({ operation }) => operation === 'POST /v1/keys');
  expect(second?.headers.get('idempotency-key')).toBe(first?.headers.get('idempotency-key'));
  expect(second?.body).toEqual(first?.body);
});

test('revoking wants the name of the key typed', async () => {
  const key = sampleOf('ApiKey', { name: 'Sample key', status: 'active', roles: ['viewer'] });
  const { calls } = mockApi({ 'GET /v1/keys': { items: [key] } });
  const { until, text } = await mountPage(KeysPage, { feature, route: '/settings/keys' });
  await until(() => expect(text()).toContain('Sample key'));
  document.querySelector<HTMLElement>('button[aria-haspopup=menu]')?.click();
  await until(() => expect(document.querySelector('[role=menuitem]')).not.toBeNull());
  const entry = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find(item =>
    item.textContent?.includes('Revoke'),
  );
  entry?.click();
  await until(() => expect(text()).toContain('Revoke Sample key?'));
  submit('[role=dialog] form');
  await until(() => expect(text()).toContain('This is not Sample key'));
  type(document.querySelector('[role=dialog] input'), 'Sample key');
  submit('[role=dialog] form');
  await until(() =>
    expect(calls.some(({ operation }) => operation === 'DELETE /v1/keys/{keyId}')).toBe(true),
  );
});

test('weights that do not sum to 100 are said at once, and neither reckoned nor saved', async () => {
  const { calls } = mockApi({
    'GET /v1/health/settings': () => answer(settings(), { headers: { etag: '"v3"' } }),
  });
  const { until, text } = await mountPage(HealthPage, { feature, route: '/settings/health' });
  await until(() => expect(text()).toContain('Adoption'));
  type(document.querySelector('.weights input'), '25');
  await until(() => expect(text()).toContain('105: -5 to 100'));
  expect(button('Save').getAttribute('aria-disabled')).toBe('true');
  submit('form');
  button('Calculate before saving').click();
  expect(calls.filter(({ operation }) => operation !== 'GET /v1/health/settings')).toEqual([]);
});

test('what other weights would make of customers is shown before they are saved, and a newer version beside them', async () => {
  let version = 3;
  const { calls } = mockApi({
    'GET /v1/health/settings': () =>
      answer(
        { ...settings(), version, earlyDays: version === 3 ? 90 : 60 },
        { headers: { etag: `"v${version}"` } },
      ),
    'POST /v1/health/settings/preview': {
      tenants: 10_000,
      evaluated: 500,
      changed: 1,
      before: { unknown: 0, at_risk: 0, watch: 0, healthy: 500 },
      after: { unknown: 0, at_risk: 1, watch: 0, healthy: 499 },
      changes: [
        {
          tenantId: '01890a5d-ac96-774b-bcce-b302099a8057',
          displayName: 'Sample Acme',
          before: 'healthy',
          after: 'at_risk',
          scoreBefore: 75,
          scoreAfter: 38,
        },
      ],
    },
    'PUT /v1/health/settings': () => {
      version = 4;
      return problem('precondition_failed');
    },
  });
  const { until, text } = await mountPage(HealthPage, { feature, route: '/settings/health' });
  await until(() => expect(text()).toContain('Adoption'));
  const [adoption, , trend] = document.querySelectorAll('.weights input');
  type(adoption, '25');
  type(trend, '5');
  submit('form');
  await until(() => expect(text()).toContain('Calculated for 500 of 10,000 customers'));
  expect(text()).toContain('Sample Acme');
  expect(text()).toContain('75 → 38');
  submit('[role=dialog] form');
  await until(() => expect(text()).toContain('Somebody changed it since you read it'));
  expect(calls.at(-2)?.headers.get('if-match')).toBe('"v3"');
  // Theirs is told, and mine is still in the form.
  expect(text()).toContain('earlyDays');
  expect(document.querySelector<HTMLInputElement>('.weights input')?.value).toBe('25');
});

test('a webhook that somebody else changed keeps their fields: both are shown, and only what one typed is sent', async () => {
  const webhookId = '01890a5d-ac96-774b-bcce-b302099a8057';
  const standing = sampleOf('Webhook', {
    webhookId,
    name: 'Sample hook',
    url: 'https://old.example.com/',
    events: [],
    tenantId: null,
    state: 'enabled',
    version: 3,
  });
  const { calls, set } = mockApi({
    'GET /v1/webhooks/{webhookId}': standing,
    'PATCH /v1/webhooks/{webhookId}': problem('precondition_failed'),
  });
  const { until, text } = await mountPage(WebhookPage, {
    feature,
    route: `/settings/webhooks/${webhookId}`,
    session: { operations: ['getWebhook', 'updateWebhook'] },
  });
  await until(() => expect(text()).toContain('Sample hook'));
  document.querySelector<HTMLElement>('button[aria-haspopup=menu]')?.click();
  await until(() => expect(document.querySelector('[role=menuitem]')).not.toBeNull());
  document.querySelector<HTMLElement>('[role=menuitem]')?.click();
  await until(() => expect(document.querySelector('[role=dialog] form')).not.toBeNull());
  type(document.querySelector('[role=dialog] input[type=text]'), 'My name');
  const theirs = { ...standing, name: 'Their name', url: 'https://new.example.com/', version: 4 };
  set({ 'GET /v1/webhooks/{webhookId}': theirs });
  submit('[role=dialog] form');
  await until(() => expect(document.querySelector('.conflict')?.textContent).toContain('Their name'));
  set({ 'PATCH /v1/webhooks/{webhookId}': { ...theirs, name: 'My name', version: 5 } });
  submit('[role=dialog] form');
  await until(() => expect(document.querySelector('[role=dialog]')).toBeNull());
  const sent = calls.filter(({ operation }) => operation.startsWith('PATCH'));
  expect(sent.map(({ headers, body }) => [headers.get('if-match'), body])).toEqual([
    ['"v3"', { name: 'My name' }],
    ['"v4"', { name: 'My name' }],
  ]);
});

test('bounds closer than two margins, and numbers outside theirs, are faults', () => {
  const { version: _, updatedAt: __, ...body } = settings();
  expect(faultsOf(body).size).toBe(0);
  expect(faultsOf({ ...body, healthyFrom: 46 }).get('healthyFrom')).toBe('apart');
  expect(faultsOf({ ...body, margin: 1 }).get('margin')).toBe('bounds');
  expect(faultsOf({ ...body, weights: { early: weights(), established: weights({ support: 11 }) } })).toEqual(
    new Map([['established', 'sum']]),
  );
});

test('which scope a threshold comes from is the nearest that says something, and an empty field says nothing', () => {
  const everybody = { renewal: { alarm: 7, warning: 30 } };
  const said = [
    { scope: 'tenant' as const, overrides: { renewal: { alarm: 14 } } },
    { scope: 'plan' as const, overrides: undefined },
    { scope: 'everybody' as const, overrides: everybody },
  ];
  expect(originOf(said, 'renewal', 'alarm')).toBe('tenant');
  expect(originOf(said, 'renewal', 'warning')).toBe('everybody');
  expect(originOf(said, 'health', 'alarm')).toBe('shipped');
  expect(withField({ renewal: { alarm: 14 } }, 'renewal', 'alarm', undefined)).toEqual({});
  expect(withField(everybody, 'renewal', 'alarm', 3)).toEqual({ renewal: { alarm: 3, warning: 30 } });
});

test('where mine and theirs differ is told field by field', () => {
  expect(differences({ a: { b: 1 }, c: 2 }, { a: { b: 3 }, c: 2 })).toEqual([
    { field: 'a.b', mine: '1', theirs: '3' },
  ]);
});

test('who may only look at the mail is offered no test and nobody to add', async () => {
  mockApi({
    'GET /v1/mail': { configured: true, from: 'care@example.com', pending: 0 },
    'GET /v1/alert-recipients': () => answer({ recipients: [] }, { headers: { etag: '"v0"' } }),
  });
  const { until, text } = await mountPage(MailPage, {
    feature,
    route: '/settings/mail',
    session: { operations: ['getMailStatus', 'getAlertRecipients'] },
  });
  await until(() => expect(text()).toContain('Nobody gets e-mail'));
  expect(text()).not.toContain('Send a test');
  expect(text()).not.toContain('Add somebody');
});

test('a level can be said not to be used, bounds of an hour are said by meter, and both are saved as such', async () => {
  const rules = () =>
    sampleOf('AlertRules', {
      rules: [
        sampleOf('AlertRuleView', { rule: 'health', unit: 'points', worse: 'below' }),
        sampleOf('AlertRuleView', { rule: 'rate', unit: '%', worse: 'above' }),
      ],
    });
  const { calls } = mockApi({
    'GET /v1/alert-rules': answer(rules(), { headers: { etag: '"v1"' } }),
    'PUT /v1/alert-rules': answer(rules(), { headers: { etag: '"v2"' } }),
    'GET /v1/meters': { items: [sampleOf('MeterState', { key: 'query', title: 'Queries' })] },
  });
  const { until, text } = await mountPage(ThresholdsPage, { feature, route: '/settings/thresholds' });
  await until(() => expect(text()).toContain('Bounds of use in an hour'));
  document
    .querySelector<HTMLButtonElement>('button[aria-label="Customer health: warning from: do not use"]')
    ?.click();
  await until(() =>
    expect(
      document.querySelector('button[aria-label="Customer health: warning from: use what is inherited"]'),
    ).not.toBeNull(),
  );
  await until(() => expect(text()).toContain('Queries'));
  const meter = [...document.querySelectorAll('select')].find(one => one.textContent?.includes('Queries'));
  if (meter === undefined) throw new Error('no choice of a meter');
  meter.value = 'query';
  meter.dispatchEvent(new Event('change', { bubbles: true }));
  await until(() => expect(button('Add a bound').getAttribute('aria-disabled')).not.toBe('true'));
  button('Add a bound').click();
  await until(() => expect(text()).toContain('query in an hour'));
  submit('form');
  await until(() => expect(calls.some(({ operation }) => operation === 'PUT /v1/alert-rules')).toBe(true));
  expect(calls.find(({ operation }) => operation === 'PUT /v1/alert-rules')?.body).toEqual({
    health: { warning: null },
    rate: { perHour: { query: '1000' } },
  });
});
