import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { answer, halfAnswer, mockApi, problem } from '../../shared/api/testing/mock-api.test-support.ts';
import { type Mounted, mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { answerOf, aRow } from '../../shared/tenants/rows.test-support.ts';
import type { TenantRow } from '../../shared/tenants/rows.ts';
import { feature } from './feature.ts';
import TenantsPage from './tenants-page.vue';

const TABLE = 'GET /v1/tenants/table';
const idOf = (n: number) => `019abd8e-fa72-7006-bb64-${String(n).padStart(12, '0')}`;

const ROWS: readonly TenantRow[] = [
  aRow({
    tenantId: idOf(1),
    displayName: 'Cedar',
    slug: 'cedar',
    healthState: 'at_risk',
    healthScore: 20,
    owner: 'Dana',
    planId: 'pro',
    planVersion: 1,
  }),
  aRow({
    tenantId: idOf(2),
    displayName: 'Amber',
    slug: 'amber',
    healthState: 'healthy',
    healthScore: 90,
    planId: 'pro',
    planVersion: 1,
  }),
  aRow({
    tenantId: idOf(3),
    displayName: 'Birch',
    slug: 'birch',
    state: 'suspended',
    suspendedBy: 'billing',
    suspendedWhy: 'PaymentOverdue',
    owner: 'Eli',
  }),
];

// What comes when it is opened is there already: how long a busy machine takes to read it is not what is tested.
beforeAll(async () => {
  await Promise.all([
    import('./bulk/bulk-bar.vue'),
    import('./bulk/owner-dialog.vue'),
    import('./bulk/task-dialog.vue'),
    import('./bulk/plan-dialog.vue'),
    import('./bulk/taken-back.vue'),
    import('./views/save-dialog.vue'),
  ]);
}, 60_000);

// What is in sight is decided by sizes, and there are none here: a window that is high enough for all of them.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200);
});

const shown = (route = '/tenants', session = {}): Promise<Mounted> =>
  mountPage(TenantsPage, { feature, route, session });
const names = ({ wrapper }: Mounted) => wrapper.findAll('tbody tr[data-id] th a').map(link => link.text());
const button = ({ wrapper }: Mounted, text: string) => {
  const found = wrapper.findAll('button').find(one => one.text().includes(text));
  if (found === undefined) throw new Error(`there is no button ${text}: ${wrapper.text()}`);
  return found;
};
/** In a dialog, which is at the end of the page. */
const inDialog = (text: string) => {
  const all = [...document.querySelectorAll<HTMLButtonElement>('.dialog button')];
  const found = all.find(one => one.textContent?.includes(text));
  if (found === undefined) throw new Error(`there is no button ${text}: ${document.body.textContent}`);
  return found;
};
const fill = (selector: string, text: string): void => {
  const input = document.querySelector<HTMLInputElement>(selector);
  if (input === null) throw new Error(`there is no ${selector}`);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};

test('is a table that says how many rows and columns it has, and which row is which', async () => {
  mockApi({ [TABLE]: answerOf(ROWS) });
  const page = await shown();
  await page.until(() => expect(names(page)).toEqual(['Amber', 'Birch', 'Cedar']));
  const { wrapper } = page;
  expect(wrapper.find('table').attributes('aria-rowcount')).toBe('4');
  expect(wrapper.find('table caption').exists()).toBe(true);
  expect(wrapper.findAll('tr[aria-rowindex]').map(row => row.attributes('aria-rowindex'))).toEqual([
    '1',
    '2',
    '3',
    '4',
  ]);
  expect(wrapper.findAll('tbody th[scope=row]')).toHaveLength(3);
  expect(wrapper.findAll('h1')).toHaveLength(1);
  // One row is in the order of Tab.
  expect(wrapper.findAll('tbody input[tabindex="0"]')).toHaveLength(1);
});

test('Back from a page of a tenant comes to the place among the rows where one was, also of a filter and an order', async () => {
  mockApi({ [TABLE]: answerOf(ROWS) });
  // As in the shell, where a page still stands for a moment when the address is another already.
  const stands = ref(false);
  const page = await mountPage(
    defineComponent(() => () => (stands.value ? h(TenantsPage) : null)),
    { feature },
  );
  await page.router.push('/tenants?health=at_risk,healthy&sort=-health');
  stands.value = true;
  await page.until(() => expect(names(page)).toEqual(['Amber', 'Cedar']));
  const table = () => page.wrapper.find<HTMLElement>('section.scroll');
  table().element.scrollTop = 48;
  await table().trigger('scroll');
  await new Promise(resolve => requestAnimationFrame(resolve));
  await page.router.push('/elsewhere');
  await page.until(() => expect(names(page)).toHaveLength(3));
  stands.value = false;
  await page.until(() => expect(table().exists()).toBe(false));
  await page.router.push('/tenants?health=at_risk,healthy&sort=-health');
  stands.value = true;
  await page.until(() => expect(names(page)).toEqual(['Amber', 'Cedar']));
  await page.until(() => expect(table().element.scrollTop).toBe(48));
});

test('an address brings back search, filter, order and columns, and what is chosen is put into it', async () => {
  mockApi({ [TABLE]: answerOf(ROWS) });
  const page = await shown('/tenants?health=at_risk,healthy&sort=-health&columns=owner,health&search=e');
  await page.until(() => expect(names(page)).toEqual(['Amber', 'Cedar']));
  const titles = () => page.wrapper.findAll('thead th').map(title => title.text());
  expect(titles()).toEqual(['Name', 'Owner', 'Health']);
  expect(page.wrapper.find('thead th[aria-sort]').attributes('aria-sort')).toBe('descending');
  // What narrows the rows comes right after them.
  const named = () => page.wrapper.findAll('button').filter(one => one.text() === 'Owner');
  await page.until(() => expect(named().length).toBeGreaterThan(1));
  await page.until(() => expect(page.wrapper.find('input[type=search]').exists()).toBe(true));
  await button(page, 'Owner').trigger('click');
  await page.wrapper
    .findAll('thead button')
    .find(one => one.text() === 'Owner')
    ?.trigger('click', { shiftKey: true });
  await page.until(() => expect(page.router.currentRoute.value.query['sort']).toBe('-health,owner'));
  await page.wrapper.find('input[type=search]').setValue('cedar');
  await page.until(() => expect(names(page)).toEqual(['Cedar']));
  expect(page.router.currentRoute.value.query).toMatchObject({ search: 'cedar', health: 'at_risk,healthy' });
});

test('arrows go from row to row, and the focus goes along', async () => {
  mockApi({ [TABLE]: answerOf(ROWS) });
  const page = await shown();
  await page.until(() => expect(names(page)).toHaveLength(3));
  const focused = () => document.activeElement?.textContent?.trim();
  const press = async (key: string, text: string) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await page.until(() => expect(focused()).toBe(text));
  };
  page.wrapper.find<HTMLElement>('tbody th a').element.focus();
  await press('ArrowDown', 'Birch');
  await press('End', 'Cedar');
  await press('Home', 'Amber');
});

test('none at all, none of that kind, and an answer that failed are told apart', async () => {
  const { set } = mockApi({ [TABLE]: answerOf([]) });
  const none = await shown();
  await none.until(() => expect(none.text()).toContain('No tenants yet'));
  none.wrapper.unmount();
  set({ [TABLE]: answerOf(ROWS) });
  const filtered = await shown('/tenants?search=nobody');
  await filtered.until(() => expect(filtered.text()).toContain('Nothing matches these filters'));
  await button(filtered, 'Clear search and filters').trigger('click');
  await filtered.until(() => expect(names(filtered)).toHaveLength(3));
  filtered.wrapper.unmount();
  for (const [gone, words] of [
    [problem('rate_limited', { retryAfter: 7 }), 'try again in 7 s'],
    [problem('unavailable'), 'cannot answer for now'],
    [halfAnswer, 'did not answer'],
  ] as const) {
    set({ [TABLE]: gone });
    const failed = await shown();
    await failed.until(() => expect(failed.text()).toContain(words));
    expect(failed.wrapper.find('[role=alert]').exists()).toBe(true);
    failed.wrapper.unmount();
  }
});

test('what fails while rows are shown is said beside them, and they stay', async () => {
  const { set } = mockApi({ [TABLE]: answerOf(ROWS) });
  const page = await shown();
  await page.until(() => expect(names(page)).toHaveLength(3));
  set({ [TABLE]: problem('unavailable') });
  await page.queryClient.invalidateQueries();
  await page.until(() => expect(page.text()).toContain('cannot answer for now'));
  expect(names(page)).toEqual(['Amber', 'Birch', 'Cedar']);
});

test('differences are asked for, and wait while a row has the focus', async () => {
  const { set, calls } = mockApi({ [TABLE]: answerOf(ROWS, { version: 'e.1' }) });
  const page = await shown();
  await page.until(() => expect(names(page)).toHaveLength(3));
  const link = page.wrapper.find<HTMLElement>('tbody th a');
  link.element.focus();
  const changed = { ...ROWS[1], displayName: 'Zinnia', nameKey: 'zinnia' };
  set({ [TABLE]: answerOf([aRow(changed)], { version: 'e.2', whole: false, total: 3 }) });
  await page.queryClient.invalidateQueries();
  await page.until(() => expect(page.text()).toContain('1 change: apply'));
  expect(calls.findLast(({ operation }) => operation === TABLE)?.query.get('since')).toBe('e.1');
  expect(names(page)[0]).toBe('Amber');
  expect(document.activeElement).toBe(link.element);
  await button(page, '1 change: apply').trigger('click');
  await page.until(() => expect(names(page)).toEqual(['Birch', 'Cedar', 'Zinnia']));
});

test('an owner is assigned after a look at what that does to whom, and put back', async () => {
  const { set, calls } = mockApi({
    [TABLE]: answerOf(ROWS),
    'PATCH /v1/tenants/{tenantId}': sampleOf('Tenant'),
  });
  const page = await shown();
  await page.until(() => expect(names(page)).toHaveLength(3));
  await page.wrapper.find('thead input[type=checkbox]').setValue(true);
  await page.until(() => expect(page.text()).toContain('3 chosen'));
  await button(page, 'Assign an owner').trigger('click');
  await page.until(() => expect(document.querySelector('.dialog input')).not.toBeNull());
  fill('.dialog input', 'Dana');
  await page.until(() => expect(page.text()).toContain('What it does: to 2 tenants'));
  expect(page.text()).toContain('1 has this owner already');
  expect(document.querySelector('.dialog ul.list')?.textContent).toContain('Eli → Dana');
  expect(calls.filter(({ operation }) => operation.startsWith('PATCH'))).toEqual([]);
  inDialog('Assign to 2 tenants').click();
  await page.until(() => expect(page.text()).toContain('2 of 2 are done.'));
  const patches = calls.filter(({ operation }) => operation.startsWith('PATCH'));
  expect(patches.map(({ body }) => body)).toEqual([{ accountOwner: 'Dana' }, { accountOwner: 'Dana' }]);
  inDialog('Close').click();
  set({
    'GET /v1/tenants/{tenantId}': answer(sampleOf('Tenant', { accountOwner: 'Dana' }), {
      headers: { etag: '"v7"' },
    }),
  });
  await page.until(() => button(page, 'Undo'));
  await button(page, 'Undo').trigger('click');
  await page.until(() => expect(page.text()).toContain('2 have their owners from before again.'));
  const back = calls.filter(({ operation }) => operation.startsWith('PATCH')).slice(2);
  expect(back.map(({ body }) => body)).toEqual(
    expect.arrayContaining([{ accountOwner: null }, { accountOwner: 'Eli' }]),
  );
  expect(back.every(({ headers }) => headers.get('if-match') === '"v7"')).toBe(true);
});

test('what failed for some is said of each, and tried again for those alone', async () => {
  const { set, calls } = mockApi({
    [TABLE]: answerOf(ROWS),
    'POST /v1/tenants/{tenantId}/tasks': problem('conflict'),
  });
  const page = await shown();
  await page.until(() => expect(names(page)).toHaveLength(3));
  await page.wrapper.find('tbody input[type=checkbox]').trigger('click');
  await page.until(() => button(page, 'Create a task'));
  await button(page, 'Create a task').trigger('click');
  await page.until(() => expect(document.querySelector('.dialog input')).not.toBeNull());
  fill('.dialog input', 'Call');
  await page.until(() => expect(inDialog('Create 1 task').getAttribute('aria-disabled')).toBeNull());
  inDialog('Create 1 task').click();
  await page.until(() => expect(page.text()).toContain('1 failed.'));
  expect(document.querySelector('.dialog')?.textContent).toContain('It is not in a state that allows this');
  set({ 'POST /v1/tenants/{tenantId}/tasks': sampleOf('Task') });
  inDialog('Try those again').click();
  await page.until(() => expect(page.text()).toContain('1 of 1 are done.'));
  const keys = calls
    .filter(({ operation }) => operation.startsWith('POST'))
    .map(({ headers }) => headers.get('idempotency-key'));
  expect(new Set(keys).size).toBe(1);
});

test('a change of plans is looked at before it is ordered, for each version that they have now', async () => {
  const plan = sampleOf('Plan', {
    planId: 'large',
    displayName: 'Large',
    versions: [{ version: 2, status: 'published' }],
  });
  const { calls } = mockApi({
    [TABLE]: answerOf(ROWS),
    'GET /v1/plans': { items: [plan] },
    'POST /v1/plan-changes/preview': sampleOf('PlanChangePreview', {
      total: 2,
      wouldChange: 2,
      wouldBeRefused: 0,
      findings: [],
      items: [],
      totals: [],
      lookedAt: 2,
    }),
  });
  const page = await shown();
  await page.until(() => expect(names(page)).toHaveLength(3));
  await page.wrapper.find('thead input[type=checkbox]').setValue(true);
  await page.until(() => button(page, 'Change the plan'));
  await button(page, 'Change the plan').trigger('click');
  await page.until(() => expect(document.querySelector('.dialog select option:nth-child(2)')).not.toBeNull());
  const select = document.querySelector<HTMLSelectElement>('.dialog select');
  if (select === null) throw new Error('there is a select');
  select.value = 'large@2';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  fill('.dialog input', 'as agreed');
  await page.until(() => expect(page.text()).toContain('2 tenants have pro v1'));
  expect(page.text()).toContain('1 has no plan');
  await page.until(() => expect(inDialog('Look what it comes to').getAttribute('aria-disabled')).toBeNull());
  inDialog('Look what it comes to').click();
  await page.until(() => expect(page.text()).toContain('2 would change.'));
  expect(calls.some(({ operation }) => operation === 'POST /v1/plan-changes')).toBe(false);
  inDialog('Change 2 tenants').click();
  await page.until(() =>
    expect(calls.some(({ operation }) => operation === 'POST /v1/plan-changes')).toBe(true),
  );
  expect(calls.find(({ operation }) => operation === 'POST /v1/plan-changes')?.body).toMatchObject({
    from: { planId: 'pro', version: 1 },
    to: { planId: 'large', version: 2 },
    selection: { tenantIds: expect.arrayContaining([idOf(1), idOf(2)]) },
  });
});

test('what one may not do is not offered', async () => {
  mockApi({ [TABLE]: answerOf(ROWS) });
  const page = await shown('/tenants', { operations: ['getTenantTable'] });
  await page.until(() => expect(names(page)).toHaveLength(3));
  await page.wrapper.find('tbody input[type=checkbox]').trigger('click');
  await page.until(() => expect(page.text()).toContain('1 chosen'));
  for (const word of ['Assign an owner', 'Create a task', 'Change the plan'])
    expect(page.text()).not.toContain(word);
});

test('a view is saved with all that the address says, is at hand then, and can be taken away and brought back', async () => {
  const view = sampleOf('ConsoleView', {
    name: 'At risk',
    page: 'tenants',
    query: 'health=at_risk',
    own: true,
    pinned: true,
    shared: false,
  });
  const { set, calls } = mockApi({ [TABLE]: answerOf(ROWS), 'GET /v1/console/views': { items: [] } });
  const page = await shown('/tenants?health=at_risk');
  await page.until(() => button(page, 'Save this view'));
  await button(page, 'Save this view').trigger('click');
  await page.until(() => expect(document.querySelector('.dialog input')).not.toBeNull());
  fill('.dialog input', 'At risk');
  set({ 'POST /v1/console/views': view, 'GET /v1/console/views': { items: [view] } });
  await page.until(() => expect(inDialog('Save').getAttribute('aria-disabled')).toBeNull());
  inDialog('Save').click();
  await page.until(() => expect(page.wrapper.find('nav a[aria-current]').text()).toBe('At risk'));
  const saved = calls.find(({ operation }) => operation === 'POST /v1/console/views');
  expect(saved?.body).toEqual({
    name: 'At risk',
    page: 'tenants',
    query: 'health=at_risk',
    shared: false,
    pinned: true,
  });
  await button(page, 'Views').trigger('click');
  set({ 'GET /v1/console/views': { items: [] } });
  await page.until(() => page.wrapper.find('[aria-label="Remove At risk"]').trigger('click'));
  await page.until(() => expect(page.wrapper.find('nav a[aria-current]').exists()).toBe(false));
});

test('a view that somebody changed meanwhile is neither shared nor removed unseen, and is pinned all the same', async () => {
  const view = sampleOf('ConsoleView', {
    viewId: idOf(9),
    name: 'At risk',
    page: 'tenants',
    query: 'health=at_risk',
    own: true,
    pinned: false,
    shared: false,
    version: 3,
  });
  const ONE = '/v1/console/views/{viewId}';
  const { set, calls } = mockApi({
    [TABLE]: answerOf(ROWS),
    'GET /v1/console/views': { items: [view] },
    [`PATCH ${ONE}`]: problem('precondition_failed'),
    [`DELETE ${ONE}`]: problem('precondition_failed'),
  });
  const page = await shown();
  const expectRefused = async () =>
    page.until(() =>
      expect(page.wrapper.get('[role="alert"].bad').text()).toBe('Somebody changed it since you read it'),
    );
  const sent = (operation: string) =>
    calls.filter(call => call.operation === operation).map(({ headers }) => headers.get('if-match'));
  await page.until(() => button(page, 'Views'));
  await button(page, 'Views').trigger('click');
  await page.until(() => page.wrapper.find('[aria-label="Share At risk with everybody"]').trigger('click'));
  await expectRefused();
  expect(sent(`PATCH ${ONE}`)).toEqual(['"v3"']);
  set({ [`PATCH ${ONE}`]: { ...view, pinned: true } });
  await page.wrapper.get('[aria-label="Pin At risk above the table"]').trigger('click');
  await page.until(() => expect(sent(`PATCH ${ONE}`)).toEqual(['"v3"', null]));
  await page.until(() => expect(page.wrapper.find('[role="alert"].bad').exists()).toBe(false));
  await page.wrapper.get('[aria-label="Remove At risk"]').trigger('click');
  await expectRefused();
  expect(sent(`DELETE ${ONE}`)).toEqual(['"v3"']);
});

test('columns are those that the person chose last, and one who is given the address sees the same', async () => {
  mockApi({
    [TABLE]: answerOf(ROWS),
    'GET /v1/console/preferences': { version: 1, columns: { tenants: ['plan', 'nonsense', 'owner'] } },
  });
  const page = await shown();
  const titles = () => page.wrapper.findAll('thead th').map(title => title.text());
  await page.until(() => expect(titles()).toEqual(['Name', 'Plan', 'Owner']));
  await page.until(() => expect(page.router.currentRoute.value.query['columns']).toBe('plan,owner'));
});
