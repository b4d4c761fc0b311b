import { expect, test } from 'vitest';
import { mockApi } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { emptyDraft, type RoiDraft } from '../../shared/roi/roi-draft.ts';
import { useToasts } from '../../shared/ui/toasts/toasts.ts';
import { draftOf, textOf } from './draft-in-address.ts';
import { feature } from './feature.ts';
import RoiPage from './roi-page.vue';

const DRAFT: RoiDraft = {
  ...emptyDraft('CHF'),
  benefits: [
    {
      kind: 'time',
      key: 'tickets',
      title: 'Tickets, “größer” & 日本',
      source: 'asked',
      numbers: { unitsPerMonth: '1200', minutesPerUnit: '7,5', hourlyCost: '60' },
    },
  ],
};
const TENANT = '01900000-0000-7000-8000-000000000001';

test('an estimate goes through the address as it is, and an address that was bent is no estimate', () => {
  expect(draftOf(textOf(DRAFT))).toEqual(DRAFT);
  for (const bent of ['', 'x', '%%%', textOf(DRAFT).slice(4), btoa('{"currency":1}'), btoa('null')])
    expect(draftOf(bent)).toBeUndefined();
});

test('a link shows whoever opens it the same numbers, what moves the result most, and what it is not', async () => {
  const { calls } = mockApi({
    'POST /v1/roi/estimates': sampleOf('RoiEstimate', { currency: 'CHF' }),
    'POST /v1/roi/sensitivity': {
      currency: 'CHF',
      movedPercent: 20,
      netMinor: '100000',
      items: [
        {
          input: '/benefits/0/hourlyCost',
          title: 'Tickets',
          value: '60',
          less: { value: '48', netMinor: '80000' },
          more: { value: '72', netMinor: '120000' },
          spreadMinor: '40000',
        },
      ],
    },
  });
  const { text, until, wrapper } = await mountPage(RoiPage, {
    feature,
    route: `/roi?name=Acme+(sample)&estimate=${textOf(DRAFT)}`,
  });
  await until(() => expect(text()).toMatch(/Tickets: Cost of an hour moves it most: CHF\s400.00/));
  expect(wrapper.get('h1').text()).toBe('Acme (sample)');
  expect(text()).toContain('no promise');
  const inputs = wrapper.findAll<HTMLInputElement>('input').map(({ element }) => element.value);
  expect(inputs).toContain('7,5');
  const sent = calls.find(({ operation }) => operation === 'POST /v1/roi/sensitivity');
  expect(sent?.body).toMatchObject({ benefits: [{ minutesPerUnit: '7.5' }] });
});

test('of a tenant that came today nothing is said to be measured', async () => {
  const seed = sampleOf('RoiSeed');
  mockApi({
    'GET /v1/tenants/{tenantId}/roi-seed': {
      ...seed,
      measured: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z', days: 0 },
    },
  });
  const { text, until, wrapper } = await mountPage(RoiPage, { feature, route: `/roi?tenant=${TENANT}` });
  await wrapper
    .findAll('button')
    .find(one => one.text() === 'Take what was measured')
    ?.trigger('click');
  await until(() => expect(text()).toContain('Nothing was measured yet'));
  expect(useToasts().toasts.map(toast => toast.text)).toEqual([
    'The estimate begins with the cost of the plan.',
  ]);
});

test('what a tenant was measured to use is taken over when it is asked for, and can be undone', async () => {
  const seed = sampleOf('RoiSeed');
  mockApi({
    'GET /v1/tenants/{tenantId}/roi-seed': {
      ...seed,
      inputs: { ...seed.inputs, currency: 'USD' },
      measured: { from: '2026-01-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z', days: 90 },
    },
  });
  const { text, until, wrapper, router } = await mountPage(RoiPage, {
    feature,
    route: `/roi?tenant=${TENANT}`,
  });
  const take = wrapper.findAll('button').find(one => one.text() === 'Take what was measured');
  await take?.trigger('click');
  await until(() => expect(text()).toContain('90 days'));
  await until(() => expect(router.currentRoute.value.query['estimate']).toBeTruthy());
  expect(draftOf(String(router.currentRoute.value.query['estimate']))?.currency).toBe('USD');
});
