import { expect, test } from 'vitest';
import { mockApi, problem } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { dayOf, groupOf } from '../../shared/tasks/task-day.ts';
import { useToasts } from '../../shared/ui/toasts/toasts.ts';
import { feature } from './feature.ts';
import TasksPage from './tasks-page.vue';

const DAY = 86_400_000;
const ID = (n: number) => `0198f000-0000-7000-8000-00000000000${n}`;
const inDays = (days: number) => dayOf(Date.now() + days * DAY);

function taskOf(n: number, more: object = {}) {
  return sampleOf('Task', {
    taskId: ID(n),
    tenantId: ID(9),
    tenantName: 'Sample company',
    title: `Task number ${n}`,
    due: inDays(0),
    owner: 'Dana (sample)',
    status: 'open',
    overdue: false,
    version: 1,
    ...more,
  });
}
const base = { 'GET /v1/console/preferences': { version: 0 } };
const shown = (route = '/tasks') =>
  mountPage(TasksPage, { feature, route, session: { name: 'Dana (sample)' } });
const titles = () => [...document.querySelectorAll('.task .title')].map(title => title.textContent?.trim());
const button = (name: string) => document.querySelector<HTMLElement>(`button[aria-label="${name}"]`);

test('open tasks stand by the day they are due: overdue, today, the next six days, later', async () => {
  const days = [-3, 0, 2, 6, 7];
  mockApi({
    ...base,
    'GET /v1/tasks': { items: days.map((day, n) => taskOf(n, { due: inDays(day), overdue: day < 0 })) },
  });
  const { until } = await shown();
  await until(() => expect(titles()).toHaveLength(5));
  const groups = [...document.querySelectorAll('.groups > section')].map(card => [
    card.querySelector('h2')?.textContent,
    card.querySelectorAll('.task').length,
  ]);
  expect(groups).toEqual([
    ['Overdue', 1],
    ['Today', 1],
    ['The next six days', 2],
    ['Later', 1],
  ]);
});

test('a day is over at midnight UTC, as it is kept', () => {
  const now = Date.parse('2026-11-26T23:59:00Z');
  expect(groupOf('2026-11-26', now)).toBe('today');
  expect(groupOf('2026-11-26', now + 120_000)).toBe('overdue');
  expect(groupOf('2026-12-02', now)).toBe('week');
  expect(groupOf('2026-12-03', now)).toBe('later');
});

test('the address says whose, which and of whom, and brings the same list back', async () => {
  const { calls } = mockApi({ ...base, 'GET /v1/tasks': { items: [] } });
  const { until, text } = await shown('/tasks');
  await until(() => expect(text()).toContain('Nothing is left for you to do'));
  expect(calls.at(-1)?.query.get('owner')).toBe('Dana (sample)');
  const other = await shown(`/tasks?status=closed&tenantId=${ID(9)}`);
  await other.until(() => expect(calls.at(-1)?.query.get('status')).toBe('closed'));
  expect(calls.at(-1)?.query.get('tenantId')).toBe(ID(9));
  expect(calls.at(-1)?.query.get('owner')).toBeNull();
});

test('done is gone at once, and undo opens it again', async () => {
  const { calls, set } = mockApi({
    ...base,
    'GET /v1/tasks': { items: [taskOf(1), taskOf(2)] },
    'POST /v1/tasks/{taskId}/close': async () => {
      await new Promise(done => setTimeout(done, 60));
      return taskOf(1, { status: 'done' });
    },
    'POST /v1/tasks/{taskId}/reopen': taskOf(1),
  });
  const { until } = await shown();
  await until(() => expect(titles()).toHaveLength(2));
  set({ 'GET /v1/tasks': { items: [taskOf(2)] } });
  button('Done: Task number 1')?.click();
  await until(() => expect(titles()).toEqual(['Task number 2']));
  // Before the answer came.
  expect(useToasts().toasts).toHaveLength(0);
  await until(() => expect(useToasts().toasts[0]?.text).toBe('Done: Task number 1'));
  set({ 'GET /v1/tasks': { items: [taskOf(1), taskOf(2)] } });
  useToasts().toasts[0]?.action?.run();
  await until(() => expect(titles()).toEqual(['Task number 1', 'Task number 2']));
  expect(calls.some(({ operation }) => operation === 'POST /v1/tasks/{taskId}/reopen')).toBe(true);
});

test('one that could not be closed is back in its place, and it is said why', async () => {
  mockApi({
    ...base,
    'GET /v1/tasks': { items: [taskOf(1)] },
    'POST /v1/tasks/{taskId}/close': problem('unavailable'),
  });
  const { until, text } = await shown();
  await until(() => expect(titles()).toHaveLength(1));
  button('Done: Task number 1')?.click();
  await until(() => expect(text()).toContain('cannot answer for now'));
  expect(titles()).toEqual(['Task number 1']);
  expect(useToasts().toasts).toHaveLength(0);
});

test('two who change one task: the second is shown what is there now, and keeps what was typed', async () => {
  const { calls, set } = mockApi({
    ...base,
    'GET /v1/tasks': { items: [taskOf(1)] },
    'GET /v1/tasks/{taskId}': taskOf(1),
    'PATCH /v1/tasks/{taskId}': problem('precondition_failed'),
  });
  const { until, text } = await shown(`/tasks?open=${ID(1)}`);
  const field = () => document.querySelector<HTMLInputElement>('[role=dialog] input');
  await until(() => expect(field()?.value).toBe('Task number 1'));
  const input = field();
  if (!input) throw new Error('no field');
  input.value = 'My words';
  input.dispatchEvent(new Event('input', { bubbles: true }));
  set({ 'GET /v1/tasks/{taskId}': taskOf(1, { title: 'Their words', version: 2 }) });
  const submit = () =>
    document
      .querySelector('[role=dialog] form')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  submit();
  await until(() => expect(text()).toContain('Their words'));
  expect(field()?.value).toBe('My words');
  set({ 'PATCH /v1/tasks/{taskId}': taskOf(1, { title: 'My words', version: 3 }) });
  [...document.querySelectorAll('button')].find(b => b.textContent?.includes('Save what I typed'))?.click();
  await until(() => expect(document.querySelector('[role=dialog]')).toBeNull());
  const sent = calls.filter(({ operation }) => operation === 'PATCH /v1/tasks/{taskId}');
  expect(sent.map(({ headers }) => headers.get('if-match'))).toEqual(['"v1"', '"v2"']);
  expect(sent.at(-1)?.body).toMatchObject({ title: 'My words' });
});

test('what was typed of a new task is there again after the page was left', async () => {
  mockApi({ ...base, 'GET /v1/tasks': { items: [] } });
  const first = await shown('/tasks?make=1');
  const field = () => [...document.querySelectorAll<HTMLInputElement>('[role=dialog] input')];
  await first.until(() => expect(field().length).toBeGreaterThan(1));
  const title = field()[1];
  if (!title) throw new Error('no title');
  title.value = 'Half a sentence';
  title.dispatchEvent(new Event('input', { bubbles: true }));
  await first.until(() => expect(sessionStorage.getItem('tenantry.task-draft')).toContain('Half a sentence'));
  first.wrapper.unmount();
  const again = await shown('/tasks?make=1');
  await again.until(() => expect(field().map(({ value }) => value)).toContain('Half a sentence'));
});

test('a task that is read slowly fills no form of another that was opened since', async () => {
  let late: (() => void) | undefined;
  mockApi({
    ...base,
    'GET /v1/tasks': { items: [taskOf(1), taskOf(2)] },
    'GET /v1/tasks/{taskId}': async ({ parameters }) => {
      if (parameters['taskId'] === ID(2)) return taskOf(2);
      await new Promise<void>(done => {
        late = done;
      });
      return taskOf(1);
    },
  });
  const { until, router } = await shown(`/tasks?open=${ID(1)}`);
  const field = () => document.querySelector<HTMLInputElement>('[role=dialog] input')?.value;
  await until(() => expect(late).toBeDefined());
  await router.push(`/tasks?open=${ID(2)}`);
  await until(() => expect(field()).toBe('Task number 2'));
  late?.();
  await new Promise(done => setTimeout(done, 50));
  expect(field()).toBe('Task number 2');
});
