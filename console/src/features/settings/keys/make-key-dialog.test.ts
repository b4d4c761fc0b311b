import { expect, test } from 'vitest';
import { mockApi } from '../../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../../shared/api/testing/sample.test-support.ts';
import { feature } from '../feature.ts';
import KeysPage from './keys-page.vue';

const tenantId = '01935f6e-7c00-7000-8000-000000000001';

test('whoever comes from a customer makes a key of that customer, and reads the name', async () => {
  const key = sampleOf('ApiKey', { name: 'Sample key', status: 'active', roles: ['ingest'] });
  const { calls } = mockApi({
    'GET /v1/keys': { items: [] },
    'GET /v1/tenants/{tenantId}': { ...sampleOf('Tenant'), tenantId, displayName: 'Sample one' },
    'POST /v1/keys': () => ({ key, secret: 'tny_sample_secret' }),
  });
  const { until, router } = await mountPage(KeysPage, {
    feature,
    route: `/settings/keys?new=1&tenant=${tenantId}`,
  });
  const tenant = () => document.querySelector<HTMLInputElement>('[role=dialog] [role=combobox]');
  await until(() => expect(tenant()?.value).toBe('Sample one'));
  const name = document.querySelector<HTMLInputElement>('[role=dialog] input[type=text]');
  if (name === null) throw new Error('no field for the name');
  name.value = 'Sample key';
  name.dispatchEvent(new Event('input', { bubbles: true }));
  // In the order of the roles: the one that sends usage.
  document.querySelectorAll<HTMLInputElement>('[role=dialog] .roles input')[4]?.click();
  document
    .querySelector('[role=dialog] form')
    ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await until(() => expect(calls.some(({ operation }) => operation === 'POST /v1/keys')).toBe(true));
  const made = calls.find(({ operation }) => operation === 'POST /v1/keys');
  expect(made?.body).toMatchObject({ tenantId, roles: ['ingest'] });
  await until(() => expect(router.currentRoute.value.query).toEqual({}));
});
