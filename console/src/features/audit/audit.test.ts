import { expect, test } from 'vitest';
import { mockApi } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { answerOf, aRow } from '../../shared/tenants/rows.test-support.ts';
import AuditPage from './audit-page.vue';
import { feature } from './feature.ts';
import { readable, wordsOf } from './readable.ts';

const entry = (given: object = {}) => ({
  ...sampleOf('AuditEntry'),
  id: '01935f6e-7c00-7000-8000-000000000001',
  at: '2026-10-02T10:00:00.000Z',
  actorId: 'key:sample',
  actorName: 'Sample key',
  action: 'tenant.changed',
  outcome: 'done' as const,
  changes: [{ field: '/contacts/0/role', before: 'Buyer', after: 'Owner' }],
  ...given,
});
const open = (query = '', session = {}) =>
  mountPage(AuditPage, { feature, route: `/audit?${query}`, session });
const button = (words: string) =>
  [...document.querySelectorAll<HTMLElement>('button')].find(one =>
    one.textContent?.trim().startsWith(words),
  );

test('what is filtered by is in the address, and asked for so', async () => {
  const { calls } = mockApi({ 'GET /v1/audit': { items: [entry()] } });
  const { until, text } = await open(
    'actor=key:sample&outcome=refused&from=2026-10-01&action=tenant.changed',
  );
  await until(() => expect(text()).toContain('Sample key'));
  expect(
    Object.fromEntries(calls.find(({ operation }) => operation === 'GET /v1/audit')?.query ?? []),
  ).toEqual({
    actor: 'key:sample',
    action: 'tenant.changed',
    outcome: 'refused',
    from: '2026-10-01T00:00:00.000Z',
    limit: '50',
  });
});

test('a change is told field by field, before and after, and a refusal in a word', async () => {
  mockApi({ 'GET /v1/audit': { items: [entry({ outcome: 'refused' })] } });
  const { until, text } = await open();
  await until(() => expect(button('1 change')).toBeDefined());
  button('1 change')?.click();
  await until(() => expect(text()).toContain('contacts › 0 › role'));
  expect(text()).toContain('Buyer');
  expect(text()).toContain('Refused');
});

test('a tenant is called by its name, and what is saved first is not counted as changes', async () => {
  const tenantId = '01935f6e-7c00-7000-8000-000000000077';
  const first = [
    { field: '/low', after: 1 },
    { field: '/high', after: 2 },
  ];
  mockApi({
    'GET /v1/audit': { items: [entry({ tenantId, target: `task/${tenantId}`, changes: first })] },
    'GET /v1/tenants/table': answerOf([aRow({ tenantId, displayName: 'Acme (sample)' })]),
  });
  const { until, text } = await open();
  await until(() => expect(text()).toContain('Acme (sample)'));
  expect(text()).toContain('2 values set');
  expect(text()).not.toContain('2 changes');
});

test('values of the record are readable, whatever they are', () => {
  expect(readable({ a: [1] })).toBe('{"a":[1]}');
  expect(readable(null)).toBeUndefined();
  expect(wordsOf('/a~1b/c')).toBe('a/b › c');
});

test('the seals say how far each chain is sealed, and how to verify it', async () => {
  mockApi({
    'GET /v1/usage/seals/heads': {
      items: [{ ...sampleOf('SealHead'), at: '2026-10-01T00:00:00.000Z', chain: 'audit', number: 42 }],
    },
  });
  const { until, text } = await open('tab=seals');
  await until(() => expect(text()).toContain('42'));
  expect(text()).toContain('tenantry verify --heads');
});

test('a person is erased only with a reason and when the id is typed again', async () => {
  const { calls } = mockApi({
    'GET /v1/audit': { items: [entry()] },
    'POST /v1/audit/erasures': { erased: 7 },
  });
  const { until, text } = await open('tab=erasure&whom=key:sample');
  await until(() => expect(text()).toContain('tenant.changed'));
  button('Erase for ever')?.click();
  await until(() => expect(document.querySelector('[role=dialog] textarea')).not.toBeNull());
  const form = document.querySelector('[role=dialog] form');
  const put = (element: HTMLInputElement | HTMLTextAreaElement | null, value: string) => {
    if (element) element.value = value;
    element?.dispatchEvent(new Event('input'));
  };
  put(document.querySelector('[role=dialog] textarea'), 'They asked for it');
  form?.dispatchEvent(new Event('submit'));
  await until(() => expect(text()).toContain('This is not key:sample'));
  expect(calls.some(({ operation }) => operation.startsWith('POST'))).toBe(false);
  put(document.querySelector('[role=dialog] input'), 'key:sample');
  form?.dispatchEvent(new Event('submit'));
  await until(() => expect(text()).toContain('7 entries lost their personal part'));
  expect(calls.find(({ operation }) => operation.startsWith('POST'))?.body).toEqual({
    actorId: 'key:sample',
    reason: 'They asked for it',
  });
});

test('who may not erase is not offered it', async () => {
  mockApi({ 'GET /v1/audit': { items: [entry()] } });
  const { until, text } = await open('', { operations: ['listAudit'] });
  await until(() => expect(text()).toContain('Sample key'));
  expect(text()).not.toContain('Erase a person');
});
