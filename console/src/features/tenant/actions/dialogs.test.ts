import { expect, test } from 'vitest';
import { answer, mockApi, problem } from '../../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../../shared/api/testing/sample.test-support.ts';
import { answerOf, aRow } from '../../../shared/tenants/rows.test-support.ts';
import { feature } from '../feature.ts';
import TenantPage from '../tenant-page.vue';

const tenantId = '01890000-0000-7000-8000-000000000003';
const tenant = sampleOf('Tenant', {
  tenantId,
  slug: 'sample-acme',
  displayName: 'Acme (sample)',
  state: 'active',
  accountOwner: 'Robin (sample)',
});
const GET = 'GET /v1/tenants/{tenantId}';
const NOTES = 'POST /v1/tenants/{tenantId}/notes';
const PATCH = 'PATCH /v1/tenants/{tenantId}';
const TABLE = 'GET /v1/tenants/table';
const owners = (...owner: string[]) => answerOf(owner.map(name => aRow({ owner: name })));

async function opened(action: string) {
  const page = await mountPage(TenantPage, { feature, route: `/tenants/${tenantId}?do=${action}` });
  await page.until(() => expect(dialog()).toBeTruthy());
  return page;
}
const dialog = () => document.querySelector<HTMLElement>('[role=dialog]');
function fill(selector: string, text: string): void {
  const field = dialog()?.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (!field) throw new Error(`there is no ${selector}`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
const submit = () =>
  dialog()
    ?.querySelector('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }));
const field = (selector: string) => dialog()?.querySelector<HTMLTextAreaElement>(selector)?.value;

test('an address that leads to do one thing opens it once', async () => {
  mockApi({ [GET]: tenant });
  const { router, text, until } = await opened('task');
  await until(() => expect(text()).toContain('Task for Acme (sample)'));
  expect(router.currentRoute.value.query['do']).toBeUndefined();
});

test('a hand-off changes the owner against the version that was seen, and then says why in a note', async () => {
  const { calls } = mockApi({
    [GET]: answer(tenant, { headers: { etag: '"v7"' } }),
    [PATCH]: tenant,
    [TABLE]: owners('Kim (sample)'),
  });
  const { until } = await opened('hand-off');
  fill('input[role=combobox]', 'Kim (sample)');
  fill('textarea', 'They want a call on Monday');
  submit();
  await until(() => expect(calls.some(({ operation }) => operation === NOTES)).toBe(true));
  const patch = calls.findIndex(({ operation }) => operation === PATCH);
  const note = calls.findIndex(({ operation }) => operation === NOTES);
  expect(patch).toBeLessThan(note);
  expect(calls[patch]?.headers.get('if-match')).toBe('"v7"');
  expect(calls[patch]?.body).toEqual({ accountOwner: 'Kim (sample)' });
  expect(calls[note]?.body).toEqual({ text: 'Handed off to Kim (sample): They want a call on Monday' });
});

test('a name that nobody has is asked about before a customer is handed to it', async () => {
  const { calls } = mockApi({
    [GET]: answer(tenant, { headers: { etag: '"v7"' } }),
    [PATCH]: tenant,
    [TABLE]: owners('Kim (sample)'),
  });
  const { text, until } = await opened('hand-off');
  fill('input[role=combobox]', 'Ki');
  fill('textarea', 'They want a call on Monday');
  submit();
  await until(() => expect(text()).toContain('Nobody here is called Ki.'));
  expect(calls.some(({ operation }) => operation === PATCH)).toBe(false);
  dialog()?.querySelector<HTMLElement>('input[type=checkbox]')?.click();
  await until(() => expect(text()).not.toContain('Nobody here is called Ki.'));
  submit();
  await until(() => expect(calls.some(({ operation }) => operation === NOTES)).toBe(true));
  expect(calls.find(({ operation }) => operation === PATCH)?.body).toEqual({ accountOwner: 'Ki' });
});

test('when somebody else was quicker, theirs is shown, and owner and note stay as they were typed', async () => {
  const { set, calls } = mockApi({
    [GET]: answer(tenant, { headers: { etag: '"v7"' } }),
    [PATCH]: problem('precondition_failed'),
    [TABLE]: owners('Kim (sample)'),
  });
  const { text, until, queryClient } = await opened('hand-off');
  fill('input[role=combobox]', 'Kim (sample)');
  fill('textarea', 'They want a call on Monday');
  set({ [GET]: answer({ ...tenant, accountOwner: 'Alex (sample)' }, { headers: { etag: '"v8"' } }) });
  submit();
  await until(() => expect(text()).toContain('Somebody changed it since you read it'));
  await queryClient.invalidateQueries();
  await until(() => expect(text()).toContain('Its owner is now Alex (sample); you chose Kim (sample)'));
  expect(field('textarea')).toBe('They want a call on Monday');
  expect(calls.some(({ operation }) => operation === NOTES)).toBe(false);
  set({ [PATCH]: tenant });
  [...(dialog()?.querySelectorAll('button') ?? [])]
    .find(one => one.textContent?.trim() === 'Keep mine')
    ?.click();
  await until(() => expect(calls.some(({ operation }) => operation === NOTES)).toBe(true));
  expect(calls.findLast(({ operation }) => operation === PATCH)?.headers.get('if-match')).toBe('"v8"');
});

test('a note that is refused stays typed, and is sent again under the same key', async () => {
  const { calls, set } = mockApi({ [GET]: tenant, [NOTES]: problem('unavailable') });
  const { text, until } = await opened('note');
  fill('textarea', 'They asked for a month more');
  submit();
  await until(() => expect(text()).toContain('The control plane cannot answer for now'));
  expect(field('textarea')).toBe('They asked for a month more');
  set({ [NOTES]: sampleOf('TenantNote') });
  submit();
  await until(() => expect(dialog()).toBeNull());
  const keys = calls
    .filter(({ operation }) => operation === NOTES)
    .map(({ headers }) => headers.get('idempotency-key'));
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

test('a dialog for a note begins in its field, and Ctrl and Enter sends what is typed', async () => {
  const { calls } = mockApi({ [GET]: tenant, [NOTES]: sampleOf('TenantNote') });
  const { until } = await opened('note');
  await until(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'));
  fill('textarea', 'They asked for a month more');
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }),
  );
  await until(() => expect(dialog()).toBeNull());
  expect(calls.find(({ operation }) => operation === NOTES)?.body).toEqual({
    text: 'They asked for a month more',
  });
});

test('a suspension says what stops and what stays, and a refused one keeps its reason', async () => {
  const SUSPEND = 'POST /v1/tenants/{tenantId}/suspend';
  const { calls, set } = mockApi({
    [GET]: tenant,
    'GET /v1/tenants/{tenantId}/workload': sampleOf('Workload', {
      tenantId,
      provisioner: 'cluster',
      components: [
        { name: 'api', desired: 2, ready: 2 },
        { name: 'worker', desired: 1, ready: 1 },
      ],
    }),
    [SUSPEND]: problem('field_owned_elsewhere', { detail: 'git owns .spec.suspensions' }),
  });
  const { text, until } = await opened('suspend');
  await until(() => expect(text()).toContain('3 pods that run now'));
  expect(text()).toContain('All data and settings');
  fill('textarea', 'They asked for it');
  submit();
  await until(() => expect(text()).toContain('Git or a person at the cluster decides this field'));
  expect(text()).toContain('git owns .spec.suspensions');
  expect(field('textarea')).toBe('They asked for it');
  set({ [SUSPEND]: tenant });
  submit();
  await until(() => expect(dialog()).toBeNull());
  expect(calls.findLast(({ operation }) => operation === SUSPEND)?.body).toEqual({
    reason: 'ByHand',
    message: 'They asked for it',
  });
});

test('a deletion is scheduled only when the slug was typed', async () => {
  const SCHEDULE = 'POST /v1/tenants/{tenantId}/schedule-deletion';
  const { calls } = mockApi({ [GET]: tenant, [SCHEDULE]: tenant });
  const { text, until } = await opened('schedule-deletion');
  fill('textarea', 'The contract is over');
  submit();
  await until(() => expect(text()).toContain('This is not sample-acme'));
  expect(calls.some(({ operation }) => operation === SCHEDULE)).toBe(false);
  fill('input[autocomplete=off]', 'sample-acme');
  submit();
  await until(() => expect(calls.some(({ operation }) => operation === SCHEDULE)).toBe(true));
  expect(calls.find(({ operation }) => operation === SCHEDULE)?.body).toMatchObject({
    policy: 'Tombstone',
    confirmSlug: 'sample-acme',
    reason: 'The contract is over',
  });
});
