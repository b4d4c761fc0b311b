import type { components } from '@tenantry/contracts/client/schema.generated';
import { expect, test } from 'vitest';
import { answer, mockApi, problem } from '../../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../../shared/api/testing/sample.test-support.ts';
import ChangePlanDialog from '../actions/change-plan-dialog.vue';
import { feature } from '../feature.ts';

type Preview = components['schemas']['SubscriptionChangePreview'];
const tenantId = '01890000-0000-7000-8000-000000000002';
const tenant = sampleOf('Tenant', { tenantId, displayName: 'Acme (sample)' });
const planOf = (planId: string, amount: string) => {
  const sample = sampleOf('PlanVersion');
  return {
    ...sample,
    planId,
    spec: {
      ...sample.spec,
      displayName: planId,
      addOns: [],
      prices: [{ interval: 'month' as const, currency: 'EUR', amount }],
    },
  };
};
const effective = (planId: string) =>
  sampleOf('EffectivePlan', { planId, interval: 'month', addOns: [], currency: 'EUR' });
const subscription = sampleOf('Subscription', { tenantId, currency: 'EUR', plan: effective('pro') });

function previewOf(previewToken: string, more: Partial<Preview> = {}): Preview {
  return sampleOf('SubscriptionChangePreview', {
    tenantId,
    previewToken,
    at: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 15 * 60_000).toISOString(),
    currency: 'EUR',
    wanted: { planId: 'enterprise', version: 1, interval: 'month', addOns: [] },
    price: { before: { interval: 'month', amount: '49' }, after: { interval: 'month', amount: '490' } },
    charges: [
      {
        period: sampleOf('Period'),
        before: { lines: [], totalMinor: '4900' },
        after: { lines: [], totalMinor: '52481' },
        deltaMinor: '47581',
      },
    ],
    findings: [],
    ...more,
  });
}

const PREVIEW = 'POST /v1/tenants/{tenantId}/subscription/changes/preview';
const CHANGE = 'POST /v1/tenants/{tenantId}/subscription/changes';
const usual = {
  'GET /v1/catalogue': sampleOf('Catalogue', { items: [planOf('pro', '49'), planOf('enterprise', '490')] }),
  'GET /v1/tenants/{tenantId}/subscription': answer(subscription, { headers: { etag: '"v1"' } }),
  [PREVIEW]: previewOf('token-one'),
  [CHANGE]: subscription,
};

async function shown(operations?: readonly string[]) {
  const page = await mountPage(ChangePlanDialog, {
    feature,
    props: { open: true, tenant, etag: '"v1"' },
    ...(operations === undefined ? {} : { session: { operations } }),
  });
  await page.until(() => expect(radio('enterprise')).toBeTruthy());
  radio('enterprise')?.click();
  return page;
}
const radio = (planId: string) =>
  document.querySelector<HTMLInputElement>(`input[type=radio][value=${planId}]`);
const reason = () => document.querySelector<HTMLTextAreaElement>('[role=dialog] textarea');
const submit = () => document.querySelector<HTMLButtonElement>('[role=dialog] button[type=submit]');
function type(text: string): void {
  const field = reason();
  if (!field) throw new Error('there is no field for the reason');
  field.value = text;
  field.dispatchEvent(new Event('input'));
}
function press(): void {
  submit()?.form?.dispatchEvent(new Event('submit', { cancelable: true }));
}

test('a change is carried out with the token of what was looked at, and with the reason', async () => {
  const { calls } = mockApi(usual);
  const { text, until } = await shown();
  await until(() => expect(text()).toContain('+€475.81'));
  await until(() => expect(submit()?.getAttribute('aria-disabled')).toBeNull());
  type('As agreed on the phone');
  press();
  await until(() => expect(calls.some(({ operation }) => operation === CHANGE)).toBe(true));
  const sent = calls.find(({ operation }) => operation === CHANGE);
  expect(sent?.body).toEqual({
    planId: 'enterprise',
    interval: 'month',
    addOns: [],
    when: 'now',
    previewToken: 'token-one',
    reason: 'As agreed on the phone',
  });
  expect(sent?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
});

test('when a newer version of its plan is on offer, the version that a customer has is named', async () => {
  const newer = { ...planOf('pro', '59'), version: 7 };
  mockApi({
    ...usual,
    'GET /v1/catalogue': sampleOf('Catalogue', { items: [newer, planOf('enterprise', '490')] }),
    'GET /v1/tenants/{tenantId}/subscription': answer(
      { ...subscription, plan: { ...effective('pro'), planVersion: 6 } },
      { headers: { etag: '"v1"' } },
    ),
  });
  const { text, until } = await shown();
  await until(() => expect(text()).toContain('Now: version 6'));
});

test('without a reason nothing is changed', async () => {
  const { calls } = mockApi(usual);
  const { text, until } = await shown();
  await until(() => expect(submit()?.getAttribute('aria-disabled')).toBeNull());
  press();
  await until(() => expect(text()).toContain('Say why'));
  expect(calls.some(({ operation }) => operation === CHANGE)).toBe(false);
});

test('a change that was overtaken keeps the reason, is looked at anew, and goes with the new token', async () => {
  let previews = 0;
  const { calls, set } = mockApi({
    ...usual,
    [PREVIEW]: () => {
      previews += 1;
      return previewOf(`token-${previews}`);
    },
    [CHANGE]: problem('precondition_failed', { detail: 'the subscription was changed' }),
  });
  const { text, until } = await shown();
  await until(() => expect(submit()?.getAttribute('aria-disabled')).toBeNull());
  type('As agreed on the phone');
  press();
  await until(() => expect(text()).toContain('The preview was overtaken'));
  expect(text()).toContain('the subscription was changed');
  expect(reason()?.value).toBe('As agreed on the phone');
  await until(() => expect(previews).toBeGreaterThan(1));
  set({ [CHANGE]: subscription });
  await until(() => expect(submit()?.getAttribute('aria-disabled')).toBeNull());
  const looked = `token-${previews}`;
  press();
  await until(() => expect(calls.filter(({ operation }) => operation === CHANGE)).toHaveLength(2));
  const last = calls.findLast(({ operation }) => operation === CHANGE);
  expect(last?.body).toMatchObject({ previewToken: looked, reason: 'As agreed on the phone' });
});

test('what would hurt the customer stops the change until it is accepted by name', async () => {
  const { calls } = mockApi({
    ...usual,
    [PREVIEW]: previewOf('token-one', {
      findings: [
        { code: 'use_beyond_limit', blocking: true, subject: 'query', message: '171437 of 1000 are used' },
        { code: 'flag_off', blocking: false, subject: 'beta', message: 'beta is switched off' },
      ],
    }),
  });
  const { text, until } = await shown();
  await until(() => expect(text()).toContain('171437 of 1000 are used'));
  type('They know');
  expect(submit()?.getAttribute('aria-disabled')).toBe('true');
  document.querySelector<HTMLInputElement>('[role=dialog] input[type=checkbox]')?.click();
  await until(() => expect(submit()?.getAttribute('aria-disabled')).toBeNull());
  press();
  await until(() => expect(calls.some(({ operation }) => operation === CHANGE)).toBe(true));
  expect(calls.find(({ operation }) => operation === CHANGE)?.body).toMatchObject({
    acceptFindings: ['use_beyond_limit'],
  });
});

test('who may only look sees what would come of it, and no button that does it', async () => {
  mockApi(usual);
  const { text, until } = await shown(['getSubscription', 'getCatalogue', 'previewSubscriptionChange']);
  await until(() => expect(text()).toContain('+€475.81'));
  expect(submit()).toBeNull();
  expect(reason()).toBeNull();
});

test('a first plan has nothing to be compared with, and is given as it is chosen', async () => {
  const { calls } = mockApi({ ...usual, 'GET /v1/tenants/{tenantId}/subscription': problem('not_found') });
  const { text, until } = await shown();
  await until(() => expect(text()).toContain('It is the first plan'));
  type('The contract is signed');
  press();
  const GIVE = 'POST /v1/tenants/{tenantId}/change-plan';
  await until(() => expect(calls.some(({ operation }) => operation === GIVE)).toBe(true));
  expect(calls.find(({ operation }) => operation === GIVE)?.body).toMatchObject({
    planId: 'enterprise',
    interval: 'month',
    reason: 'The contract is signed',
  });
  expect(calls.some(({ operation }) => operation === PREVIEW)).toBe(false);
});

test('a clock that is ahead of the control plane previews once, not again and again', async () => {
  const now = Date.now() - 20 * 60_000;
  const { calls } = mockApi({
    ...usual,
    [PREVIEW]: previewOf('token-one', {
      at: new Date(now).toISOString(),
      expiresAt: new Date(now + 15 * 60_000).toISOString(),
    }),
  });
  const { text, until } = await shown();
  await until(() => expect(text()).toContain('+€475.81'));
  await new Promise(done => setTimeout(done, 1_300));
  expect(calls.filter(({ operation }) => operation === PREVIEW)).toHaveLength(1);
});
