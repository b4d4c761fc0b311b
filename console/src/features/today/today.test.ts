import { beforeEach, expect, test, vi } from 'vitest';
import { answer, mockApi, noAnswer, problem } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { shortcuts } from '../../shared/keyboard/use-shortcuts.ts';
import { answerOf, aRow } from '../../shared/tenants/rows.test-support.ts';
import { useToasts } from '../../shared/ui/toasts/toasts.ts';
import { snoozeEnd } from './dialogs/snooze-end.ts';
import { feature } from './feature.ts';
import TodayPage from './today-page.vue';

const ID = (n: number) => `0198f000-0000-7000-8000-00000000000${n}`;
const ALERT = (n: number) => String(n).padStart(32, '0');

function alertOf(n: number, more: object = {}) {
  return sampleOf('Alert', {
    alertId: ALERT(n),
    tenantId: ID(n),
    level: 'alarm',
    state: 'open',
    rule: 'health',
    value: 20 + n,
    assignee: null,
    since: '2026-11-25T08:00:00.000Z',
    ...more,
  });
}
function tenantOf(n: number, more: object = {}) {
  return sampleOf('TodayTenant', {
    tenantId: ID(n),
    slug: `sample-${n}`,
    displayName: `Sample ${n}`,
    owner: 'Dana (sample)',
    need: 'at_risk',
    state: 'at_risk',
    stateBefore: null,
    score: 20 + n,
    reason: { kind: 'factor', fact: null, factor: 'usageTrend', code: 'shrinking', text: 'Use shrinks' },
    suggestedAction: {
      action: 'ask_about_drop',
      title: 'Ask why use fell',
      because: 'Use shrinks',
      dueInDays: 5,
    },
    suggestedTaskId: null,
    openTasks: 0,
    nextTask: null,
    alerts: [alertOf(n)],
    alertCount: 1,
    ...more,
  });
}
function todayOf(items: readonly object[], counts: object = {}) {
  return {
    at: '2026-11-26T08:00:00.000Z',
    since: '2026-11-25T08:00:00.000Z',
    counts: { needs: items.length, fresh: 0, snoozed: 0, unknown: 0, quiet: 3, ...counts },
    items,
    beside: {
      onboarding: { total: 0, items: [] },
      renewals: { total: 0, items: [] },
      suspensions: { total: 0, items: [] },
    },
  };
}
function ownersOf(...owner: string[]) {
  return answerOf(owner.map(name => aRow({ owner: name })));
}
const base = {
  'GET /v1/console/preferences': { version: 0 },
  'POST /v1/console/visits': { since: '2026-11-25T17:00:00.000Z' },
  'GET /v1/tasks': { items: [] },
};
const shown = (route = '/today', more: object = {}) =>
  mountPage(TodayPage, { feature, route, session: { name: 'Dana (sample)', ...more } });
const press = (key: string) =>
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );
const names = () => [...document.querySelectorAll('.row-of .name')].map(link => link.textContent);
const currentName = () => document.querySelector('[aria-current=true] .name')?.textContent;

beforeEach(() => {
  vi.useRealTimers();
});

test('each row says who, how they do, why, what was last done and what to do next', async () => {
  mockApi({
    ...base,
    'GET /v1/today': todayOf([
      tenantOf(1, {
        fresh: true,
        stateBefore: 'watch',
        stateSince: '2026-11-25T08:00:00.000Z',
        touch: { at: '2026-11-20T08:00:00.000Z', kind: 'note', by: 'Kim (sample)' },
      }),
    ]),
  });
  const { text, until } = await shown();
  await until(() => expect(names()).toEqual(['Sample 1']));
  for (const told of [
    'At risk',
    'Score 21 of 100',
    'Use shrinks',
    'was Watch',
    'New',
    'Note by Kim (sample)',
    'Ask why use fell',
    'The health score was 21 of 100 then',
  ])
    expect(text()).toContain(told);
});

test('what is asked for follows the address, and an address brings the same view back', async () => {
  const { calls } = mockApi({ ...base, 'GET /v1/today': todayOf([tenantOf(1)]) });
  const { router, until, wrapper } = await shown(`/today?show=unknown&who=mine&fresh=1&at=${ID(1)}`);
  const asked = () => calls.filter(({ operation }) => operation === 'GET /v1/today').at(-1)?.query;
  await until(() => expect(names()).toEqual(['Sample 1']));
  expect(Object.fromEntries(asked() ?? [])).toMatchObject({
    show: 'unknown',
    owner: 'Dana (sample)',
    since: 'visit',
    freshOnly: 'true',
  });
  expect(currentName()).toBe('Sample 1');
  await wrapper.find('input[role=switch]').setValue(false);
  await until(() => expect(router.currentRoute.value.query['who']).toBeUndefined());
  await until(() => expect(asked()?.get('owner')).toBeNull());
});

test('j and k go through the rows, Enter is a link of its own, and what keys do is listed', async () => {
  mockApi({ ...base, 'GET /v1/today': todayOf([tenantOf(1), tenantOf(2), tenantOf(3)]) });
  const { router, until } = await shown();
  await until(() => expect(names()).toHaveLength(3));
  const walk: [string, string][] = [
    ['j', 'Sample 1'],
    ['j', 'Sample 2'],
    ['j', 'Sample 3'],
    ['j', 'Sample 3'],
    ['k', 'Sample 2'],
  ];
  for (const [key, name] of walk) {
    press(key);
    await until(() => expect(currentName()).toBe(name));
    await until(() => expect(document.activeElement?.textContent).toBe(name));
  }
  expect(document.activeElement?.tagName).toBe('A');
  await until(() => expect(router.currentRoute.value.query['at']).toBe(ID(2)));
  expect(shortcuts.map(({ keys }) => keys)).toEqual(
    expect.arrayContaining(['j', 'k', 'o', 'a', 'e', 's', 't', 'h']),
  );
});

test('e acknowledges the alerts of the current row at once, and a refusal puts them back and is told there', async () => {
  const { calls, set } = mockApi({
    ...base,
    'GET /v1/today': todayOf([tenantOf(1), tenantOf(2)]),
    'POST /v1/alerts/{alertId}/acknowledge': problem('unavailable'),
  });
  const { until, text } = await shown(`/today?at=${ID(2)}`);
  await until(() => expect(names()).toHaveLength(2));
  press('e');
  await until(() => expect(text()).toContain('cannot answer for now'));
  expect(document.querySelector('[aria-current=true] [role=alert]')?.textContent).not.toBe('');
  expect(document.querySelectorAll('[aria-label^="Acknowledge for Sample 2"]')).toHaveLength(1);
  set({ 'POST /v1/alerts/{alertId}/acknowledge': alertOf(2, { state: 'acknowledged' }) });
  press('e');
  await until(() =>
    expect(useToasts().toasts.map(toast => toast.text)).toEqual(['Alert of Sample 2 acknowledged']),
  );
  const sent = calls.filter(({ operation }) => operation === 'POST /v1/alerts/{alertId}/acknowledge');
  expect(sent.map(({ parameters }) => parameters['alertId'])).toEqual([ALERT(2), ALERT(2)]);
});

test('t makes the suggested task in one press, and its undo drops that task', async () => {
  const task = sampleOf('Task', {
    taskId: ID(9),
    tenantId: ID(1),
    title: 'Ask why use fell',
    due: '2026-12-01',
    status: 'open',
    version: 1,
  });
  const { calls } = mockApi({
    ...base,
    'GET /v1/today': todayOf([tenantOf(1)]),
    'POST /v1/tenants/{tenantId}/tasks': task,
    'POST /v1/tasks/{taskId}/close': { ...task, status: 'dropped' },
  });
  const { until } = await shown(`/today?at=${ID(1)}`);
  await until(() => expect(names()).toHaveLength(1));
  press('t');
  await until(() => expect(useToasts().toasts).toHaveLength(1));
  const made = calls.find(({ operation }) => operation === 'POST /v1/tenants/{tenantId}/tasks');
  expect(made?.body).toEqual({ action: 'ask_about_drop' });
  expect(made?.headers.get('idempotency-key')).toMatch(/\S/);
  useToasts().toasts[0]?.action?.run();
  await until(() => {
    const closed = calls.find(({ operation }) => operation === 'POST /v1/tasks/{taskId}/close');
    expect(closed?.body).toMatchObject({ as: 'dropped' });
  });
});

test('the list never moves under the current row: what is otherwise waits to be applied', async () => {
  const { set } = mockApi({ ...base, 'GET /v1/today': todayOf([tenantOf(1), tenantOf(2)]) });
  const { until, text, queryClient } = await shown();
  await until(() => expect(names()).toHaveLength(2));
  press('j');
  await until(() => expect(document.activeElement?.textContent).toBe('Sample 1'));
  set({ 'GET /v1/today': todayOf([tenantOf(3), tenantOf(2, { score: 5 }), tenantOf(1)]) });
  await queryClient.invalidateQueries({ queryKey: ['today'] });
  await until(() => expect(text()).toContain('changes: apply'));
  expect(names()).toEqual(['Sample 1', 'Sample 2']);
  // What a row says is of now all the same.
  expect(text()).toContain('Score 5 of 100');
  expect(document.activeElement?.textContent).toBe('Sample 1');
  const apply = [...document.querySelectorAll('button')].find(b => b.textContent?.includes('apply'));
  apply?.click();
  await until(() => expect(names()).toEqual(['Sample 3', 'Sample 2', 'Sample 1']));
  expect(currentName()).toBe('Sample 1');
});

test('one that leaves the list stays where it is until the list moves, and is marked', async () => {
  const { set } = mockApi({ ...base, 'GET /v1/today': todayOf([tenantOf(1), tenantOf(2)]) });
  const { until, text, queryClient } = await shown();
  await until(() => expect(names()).toHaveLength(2));
  press('j');
  await until(() => expect(document.activeElement?.textContent).toBe('Sample 1'));
  set({ 'GET /v1/today': todayOf([tenantOf(2)]) });
  await queryClient.invalidateQueries({ queryKey: ['today'] });
  await until(() => expect(text()).toContain('Leaves the list'));
  expect(names()).toEqual(['Sample 1', 'Sample 2']);
});

test('behind a dialog the list does not move: the row that it was opened from is there when it closes', async () => {
  const { set } = mockApi({ ...base, 'GET /v1/today': todayOf([tenantOf(1), tenantOf(2)]) });
  const { until, text, queryClient } = await shown();
  await until(() => expect(names()).toHaveLength(2));
  press('j');
  await until(() => expect(document.activeElement?.textContent).toBe('Sample 1'));
  press('h');
  await until(() => expect(document.querySelector('[role=dialog]')).not.toBeNull());
  await until(() =>
    expect(document.querySelector('[role=dialog]')?.contains(document.activeElement)).toBe(true),
  );
  set({ 'GET /v1/today': todayOf([tenantOf(2)]) });
  await queryClient.invalidateQueries({ queryKey: ['today'] });
  await until(() => expect(text()).toContain('Leaves the list'));
  expect(names()).toEqual(['Sample 1', 'Sample 2']);
});

test('a key that has nothing to do says so where it is seen', async () => {
  mockApi({ ...base, 'GET /v1/today': todayOf([tenantOf(1, { suggestedAction: null })]) });
  const { until } = await shown(`/today?at=${ID(1)}`);
  await until(() => expect(names()).toHaveLength(1));
  press('t');
  await until(() =>
    expect(useToasts().toasts.map(toast => toast.text)).toEqual(['Nothing is suggested for Sample 1']),
  );
});

test('what is put off says until when and why, also before it is read again', async () => {
  const until_ = '2026-11-29T08:00:00.000Z';
  mockApi({
    ...base,
    'GET /v1/today': todayOf([
      tenantOf(1, {
        alerts: [
          alertOf(1, {
            state: 'snoozed',
            snoozed: {
              at: '2026-11-26T07:00:00.000Z',
              by: 'Kim (sample)',
              until: until_,
              note: 'They pay on Monday',
            },
          }),
        ],
      }),
      tenantOf(2, { score: 83, alerts: [alertOf(2, { state: 'snoozed' })] }),
    ]),
  });
  const { until, text } = await shown('/today?show=snoozed');
  await until(() => expect(names()).toHaveLength(2));
  expect(text()).toMatch(/Snoozed until Nov 29, 2026/);
  expect(text()).toContain('They pay on Monday');
  expect(text().match(/Snoozed until/g)).toHaveLength(1);
  // An alert tells of when it came about, and how it is now beside it.
  expect(text()).toContain('The health score was 22 of 100 then; now it is 83');
});

test('unknown health is never green, and is not said to be well', async () => {
  mockApi({
    ...base,
    'GET /v1/today': todayOf(
      [tenantOf(1, { state: 'unknown', need: null, score: null, alerts: [], alertCount: 0 })],
      { needs: 0, unknown: 1 },
    ),
  });
  const { until, text } = await shown('/today?show=unknown');
  await until(() => expect(names()).toEqual(['Sample 1']));
  expect(document.querySelector('.health-score')?.className).toContain('unknown');
  expect(document.querySelector('.row-of .good')).toBeNull();
  expect(text()).toContain('neither good nor bad');
});

test('nobody in need is good news and says so; nothing new is another thing', async () => {
  const { set } = mockApi({ ...base, 'GET /v1/today': todayOf([]) });
  const { until, text, queryClient, router } = await shown();
  await until(() => expect(text()).toContain('Nobody needs you now'));
  expect(document.querySelector('.state.good')).not.toBeNull();
  set({ 'GET /v1/today': todayOf([], { needs: 4 }) });
  await router.replace('/today?fresh=1');
  await queryClient.invalidateQueries({ queryKey: ['today'] });
  await until(() => expect(text()).toContain('Nothing is new'));
});

test('a hand-off sets the owner, adds a note, and tells when somebody else was quicker', async () => {
  const tenant = sampleOf('Tenant', { tenantId: ID(1), accountOwner: 'Dana (sample)' });
  const { calls, set } = mockApi({
    ...base,
    'GET /v1/today': todayOf([tenantOf(1)]),
    'GET /v1/tenants/{tenantId}': answer(tenant, { headers: { etag: '"v3"' } }),
    'GET /v1/tenants/{tenantId}/notes': {
      items: [sampleOf('TenantNote', { text: 'They plan a larger roll-out' })],
    },
    'PATCH /v1/tenants/{tenantId}': problem('precondition_failed'),
    'GET /v1/tenants/table': ownersOf('Kim (sample)'),
    'POST /v1/tenants/{tenantId}/notes': sampleOf('TenantNote', { noteId: ID(8) }),
  });
  const { until, text } = await shown(`/today?at=${ID(1)}`);
  await until(() => expect(names()).toHaveLength(1));
  press('h');
  await until(() => expect(text()).toContain('They plan a larger roll-out'));
  const dialog = () => document.querySelector('[role=dialog]');
  const input = dialog()?.querySelector('input');
  const note = dialog()?.querySelector('textarea');
  if (!input || !note) throw new Error('no fields');
  input.value = 'Kim (sample)';
  input.dispatchEvent(new Event('input', { bubbles: true }));
  note.value = 'Their sponsor left';
  note.dispatchEvent(new Event('input', { bubbles: true }));
  const submit = () =>
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  submit();
  await until(() => expect(text()).toContain('Somebody changed it meanwhile'));
  expect(note.value).toBe('Their sponsor left');
  expect(calls.some(({ operation }) => operation === 'POST /v1/tenants/{tenantId}/notes')).toBe(false);
  set({
    'PATCH /v1/tenants/{tenantId}': tenant,
    'GET /v1/tenants/{tenantId}': answer(tenant, { headers: { etag: '"v4"' } }),
  });
  submit();
  await until(() => expect(useToasts().toasts[0]?.text).toBe('Sample 1 is now looked after by Kim (sample)'));
  const patched = calls.findLast(({ operation }) => operation === 'PATCH /v1/tenants/{tenantId}');
  expect(patched?.body).toEqual({ accountOwner: 'Kim (sample)' });
  const noted = calls.find(({ operation }) => operation === 'POST /v1/tenants/{tenantId}/notes');
  expect(noted?.body).toEqual({ text: 'Handed off to Kim (sample): Their sponsor left' });
  // Opened again nothing is wrong yet; taken back, the note of what did not hold is gone, and its words are kept.
  await until(() => expect(dialog()).toBeNull());
  press('h');
  await until(() => expect(dialog()?.querySelector('textarea')?.value).toBe(''));
  expect(text()).not.toContain('Say what they must know');
  useToasts().toasts[0]?.action?.run();
  const removed = () =>
    calls.find(({ operation }) => operation === 'DELETE /v1/tenants/{tenantId}/notes/{noteId}');
  await until(() => expect(removed()?.parameters['noteId']).toBe(ID(8)));
  await until(() => expect(dialog()?.querySelector('textarea')?.value).toBe('Their sponsor left'));
});

test('a note that is edited after its answer was lost goes out as another request, and as it was as the same', async () => {
  const tenant = sampleOf('Tenant', { tenantId: ID(1), accountOwner: 'Kim (sample)' });
  const { calls, set } = mockApi({
    ...base,
    'GET /v1/today': todayOf([tenantOf(1)]),
    'GET /v1/tenants/{tenantId}': answer(tenant, { headers: { etag: '"v3"' } }),
    'GET /v1/tenants/{tenantId}/notes': { items: [] },
    'GET /v1/tenants/table': ownersOf('Kim (sample)'),
    'POST /v1/tenants/{tenantId}/notes': noAnswer,
  });
  const { until, text } = await shown(`/today?at=${ID(1)}`);
  await until(() => expect(names()).toHaveLength(1));
  press('h');
  const dialog = () => document.querySelector('[role=dialog]');
  await until(() => expect(dialog()?.querySelector('textarea')).not.toBeNull());
  const type = (selector: 'input' | 'textarea', value: string) => {
    const field = dialog()?.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
    if (!field) throw new Error(`there is no ${selector}`);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const noted = () => calls.filter(({ operation }) => operation === 'POST /v1/tenants/{tenantId}/notes');
  const send = async (times: number) => {
    dialog()
      ?.querySelector('form')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await until(() => expect(noted()).toHaveLength(times));
    await until(() => expect(dialog()?.querySelector('[role=alert]')?.textContent).not.toBe(''));
  };
  type('input', 'Kim (sample)');
  type('textarea', 'Their sponsor left');
  await send(1);
  await send(2);
  type('textarea', 'Their sponsor left in May');
  set({ 'POST /v1/tenants/{tenantId}/notes': sampleOf('TenantNote', { noteId: ID(8) }) });
  await send(3);
  await until(() => expect(text()).not.toContain('did not answer'));
  const [first, again, edited] = noted().map(({ headers }) => headers.get('idempotency-key'));
  expect(again).toBe(first);
  expect(edited).not.toBe(first);
});

test('who works with a key of another name says under which one customers know them', async () => {
  const { calls } = mockApi({ ...base, 'GET /v1/today': todayOf([tenantOf(1)]) });
  const { until, text } = await shown('/today?who=mine');
  await until(() => expect(names()).toHaveLength(1));
  [...document.querySelectorAll('button')].find(b => b.textContent?.includes('Another name'))?.click();
  await until(() => expect(document.querySelector('[role=dialog] input')).not.toBeNull());
  expect(text()).toContain('Under which name are you known?');
  expect(calls.find(({ operation }) => operation === 'GET /v1/today')?.query.get('owner')).toBe(
    'Dana (sample)',
  );
});

test('what one may not do is not offered, by button or by key', async () => {
  const { calls } = mockApi({ ...base, 'GET /v1/today': todayOf([tenantOf(1)]) });
  const { until, text } = await shown(`/today?at=${ID(1)}`, { operations: ['getToday'] });
  await until(() => expect(names()).toHaveLength(1));
  for (const key of ['e', 's', 't', 'h']) press(key);
  await new Promise(done => setTimeout(done, 50));
  expect(text()).not.toContain('Create task');
  expect(document.querySelector('[aria-label^="Acknowledge"]')).toBeNull();
  expect(calls.filter(({ operation }) => operation.startsWith('POST /v1/alerts'))).toEqual([]);
  expect(document.querySelector('[role=dialog]')).toBeNull();
});

test('what is put off comes back in hours, or on a morning', () => {
  const now = new Date(2026, 10, 26, 15, 30).getTime();
  expect(snoozeEnd('hours', now) - now).toBe(4 * 3_600_000);
  expect(new Date(snoozeEnd('tomorrow', now)).toString()).toContain('Nov 27 2026 08:00');
  expect(new Date(snoozeEnd('week', now)).toString()).toContain('Dec 03 2026 08:00');
});
