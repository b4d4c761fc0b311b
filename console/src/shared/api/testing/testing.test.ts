import { useQuery } from '@tanstack/vue-query';
import { expect, test } from 'vitest';
import { defineComponent, h } from 'vue';
import { api, read } from '../client.ts';
import { ApiProblem, Unreachable } from '../problem.ts';
import { faultOf, OPERATIONS } from './document.test-support.ts';
import { halfAnswer, mockApi, noAnswer, problem } from './mock-api.test-support.ts';
import { mountPage } from './mount-page.test-support.ts';
import { sampleBy, sampleOf } from './sample.test-support.ts';

test('every operation has a sample that is by the document', () => {
  const faults = [...OPERATIONS].flatMap(([name, { answer }]) => {
    const fault = answer && faultOf(answer, sampleBy(answer));
    return fault === undefined ? [] : [`${name}: ${fault}`];
  });
  expect(faults).toEqual([]);
});

test('a page reads what the test says, and a sample of what it says nothing of', async () => {
  const { calls } = mockApi({
    'GET /v1/tenants': { items: [sampleOf('TenantSummary', { displayName: 'Sample customer' })], total: 1 },
  });
  const tenants = await read(api.GET('/v1/tenants', { params: { query: { limit: 20 } } }));
  expect(tenants.items[0]?.displayName).toBe('Sample customer');
  expect((await read(api.GET('/v1/health/counts'))).states.healthy).toBe(0);
  expect(calls.map(({ operation }) => operation)).toEqual(['GET /v1/tenants', 'GET /v1/health/counts']);
  expect(calls[0]?.query.get('limit')).toBe('20');
  expect(calls[0]?.headers.get('x-tenantry-csrf')).toBe('1');
});

test('refusals, half answers and no answer come as they do from the control plane', async () => {
  const { set } = mockApi({ 'GET /v1/tenants': problem('rate_limited', { retryAfter: 7 }) });
  const ask = () => read(api.GET('/v1/tenants'));
  await expect(ask()).rejects.toMatchObject({ code: 'rate_limited', status: 429, retryAfter: 7 });
  await expect(ask()).rejects.toBeInstanceOf(ApiProblem);
  for (const gone of [noAnswer, halfAnswer]) {
    set({ 'GET /v1/tenants': gone });
    await expect(ask()).rejects.toBeInstanceOf(Unreachable);
  }
});

test('an operation that is not in the document is a mistake of the test', () => {
  expect(() => mockApi({ 'GET /v1/customers': {} })).toThrow('no operation');
  expect(() => sampleOf('Tenant', { slug: 'Not A Slug' })).toThrow('this is no Tenant');
});

test('a page is shown with its address, its texts and somebody who may do what is said', async () => {
  mockApi({
    'GET /v1/tenants': { items: [sampleOf('TenantSummary', { displayName: 'Sample customer' })], total: 1 },
  });
  const Page = defineComponent({
    setup: () => {
      const tenants = useQuery({ queryKey: ['tenant'], queryFn: () => read(api.GET('/v1/tenants')) });
      return () => h('h1', tenants.data.value?.items[0]?.displayName ?? '…');
    },
  });
  const { text, until, router } = await mountPage(Page, { route: '/tenants?search=a' });
  await until(() => expect(text()).toContain('Sample customer'));
  expect(router.currentRoute.value.query).toEqual({ search: 'a' });
});
