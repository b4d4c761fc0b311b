import { expect, test } from 'vitest';
import { answer, mockApi, problem } from '../../shared/api/testing/mock-api.test-support.ts';
import { type MountOptions, mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import AlertsPage from './alerts-page.vue';
import { feature } from './feature.ts';
import { after, mayTakeBack, undoOf } from './inbox/act.ts';

const alertOf = (alertId: string, more: Partial<ReturnType<typeof sample>> = {}) => ({
  ...sample(),
  alertId,
  ...more,
});
function sample() {
  return sampleOf('Alert', {
    rule: 'renewal',
    level: 'alarm',
    state: 'open',
    tenantId: null,
    tenantName: null,
    assignee: null,
    summary: 'The contract renews soon',
    value: 6,
    unit: 'days',
    threshold: 7,
  });
}
const [A, B] = ['a'.repeat(32), 'b'.repeat(32)];
const two = () => ({ items: [alertOf(A, { subject: 'first' }), alertOf(B, { subject: 'second' })] });
const show = (options: MountOptions = {}) => mountPage(AlertsPage, { feature, route: '/alerts', ...options });
const press = (key: string) => {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};
const button = (words: string) =>
  [...document.querySelectorAll('button')].find(one =>
    (one.getAttribute('aria-label') ?? one.textContent)?.includes(words),
  );

test('an alert is acknowledged by keyboard, and what was done is told once', async () => {
  let second = alertOf(B, { subject: 'second' });
  const { calls } = mockApi({
    'GET /v1/alerts': () => ({ items: [alertOf(A, { subject: 'first' }), second] }),
    'POST /v1/alerts/{alertId}/acknowledge': () => {
      second = { ...second, state: 'acknowledged' };
      return second;
    },
  });
  const { until, text } = await show();
  await until(() => expect(text()).toContain('second'));
  press('j');
  press('j');
  expect(document.activeElement?.textContent).toContain('second');
  press('e');
  await until(() =>
    expect(calls.map(({ operation }) => operation)).toContain('POST /v1/alerts/{alertId}/acknowledge'),
  );
  const [call] = calls.filter(({ operation }) => operation.endsWith('/acknowledge'));
  expect(call?.parameters['alertId']).toBe(B);
  // The row has the focus, so the table holds it: what it says is how the alert is now all the same.
  await until(() => expect(document.activeElement?.closest('tr')?.textContent).toContain('Acknowledged'));
});

test('what the control plane refuses is shown as it was again, and why beside it', async () => {
  mockApi({
    'GET /v1/alerts': two(),
    'POST /v1/alerts/{alertId}/acknowledge': () => problem('conflict', { detail: 'it has recovered' }),
  });
  const { until, text } = await show();
  await until(() => expect(text()).toContain('first'));
  button('Acknowledge')?.click();
  await until(() => expect(text()).toContain('it has recovered'));
  const [row] = document.querySelectorAll('tbody tr');
  expect(row?.querySelector('td:nth-of-type(4)')?.textContent).toContain('Open');
});

test('several are snoozed at once until a time, and undo wakes every one of them', async () => {
  const until4h: unknown[] = [];
  const { calls } = mockApi({
    'GET /v1/alerts': two(),
    'POST /v1/alerts/{alertId}/snooze': call => {
      until4h.push(call.body);
      return alertOf(call.parameters['alertId'] ?? '', { state: 'snoozed' });
    },
  });
  const { until, text, wrapper } = await show();
  await until(() => expect(text()).toContain('first'));
  await wrapper.find('.bulk input').setValue(true);
  press('s');
  await until(() => expect(text()).toContain('Snooze 2 alerts'));
  document.querySelector('[role=dialog] form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await until(() => expect(until4h).toHaveLength(2));
  expect(until4h[0]).toMatchObject({ until: expect.stringMatching(/Z$/) });
  await until(() => expect(document.querySelector('[role=dialog]')).toBeNull());
  press('u');
  await until(() => expect(until4h).toHaveLength(4));
  expect(until4h.slice(2)).toEqual([{ until: null }, { until: null }]);
  expect(calls.filter(({ operation }) => operation.endsWith('/snooze'))).toHaveLength(4);
});

test('the address holds filter and open alert, and the control plane is asked for exactly that', async () => {
  const { calls } = mockApi({
    'GET /v1/alerts': two(),
    'GET /v1/alerts/{alertId}': alertOf(A, { subject: 'first' }),
    'GET /v1/alerts/{alertId}/history': { items: [] },
  });
  const { until, text } = await show({ route: `/alerts?show=snoozed&level=warning&open=${A}&assignee=Ada` });
  await until(() => expect(text()).toContain('Begins at'));
  const listed = calls.find(({ operation }) => operation === 'GET /v1/alerts');
  expect(Object.fromEntries(listed?.query ?? [])).toMatchObject({
    state: 'snoozed',
    level: 'warning',
    assignee: 'Ada',
    sort: '-level',
  });
});

test('an acknowledgement is undone until a time that is told, shown at once, and put back when it is refused', async () => {
  let refuse = true;
  const one = alertOf(A, { subject: 'first' });
  let now = one;
  const { calls } = mockApi({
    'GET /v1/alerts': () => ({ items: [now] }),
    'POST /v1/alerts/{alertId}/acknowledge': () => {
      now = { ...one, state: 'acknowledged' };
      return now;
    },
    'POST /v1/alerts/{alertId}/unacknowledge': () => {
      if (refuse) return problem('conflict', { detail: 'it was taken on more than 10 minutes ago' });
      now = one;
      return now;
    },
  });
  const { until, text } = await show();
  await until(() => expect(text()).toContain('first'));
  button('Acknowledge')?.click();
  const { useToasts } = await import('../../shared/ui/toasts/toasts.ts');
  await until(() => expect(useToasts().toasts[0]?.action?.until).toBeGreaterThan(Date.now() + 590_000));
  const undo = useToasts().toasts[0]?.action;
  void undo?.run();
  await until(() => expect(text()).toContain('more than 10 minutes ago'));
  expect(document.querySelector('tbody tr')?.textContent).toContain('Acknowledged');
  refuse = false;
  void undo?.run();
  await until(() => expect(document.querySelector('tbody tr')?.textContent).toContain('Open'));
  expect(calls.filter(({ operation }) => operation.endsWith('/unacknowledge'))).toHaveLength(2);
});

test('in German an alert, and why something was refused, are told in German', async () => {
  mockApi({
    'GET /v1/alerts': { items: [alertOf(A, { subject: '2026-10-08' })] },
    'POST /v1/alerts/{alertId}/acknowledge': () =>
      answer(
        {
          ...{
            type: 'https://tenantry.dev/problems/conflict',
            title: 'It is not in a state that allows this',
          },
          ...{ status: 409, code: 'conflict', detail: 'it has recovered', reason: 'alert_recovered' },
        },
        { status: 409, headers: { 'content-type': 'application/problem+json' } },
      ),
  });
  const { until, text } = await show({ locale: 'de' });
  await until(() => expect(text()).toContain('Der Vertrag verlängert sich in 6 Tagen, am 08.10.2026'));
  expect(text()).not.toContain('The contract renews soon');
  button('Übernehmen')?.click();
  await until(() => expect(text()).toContain('Die Warnung ist behoben.'));
  expect(text()).not.toContain('it has recovered');
});

test('who may only look is offered nothing to do', async () => {
  mockApi({ 'GET /v1/alerts': two() });
  const { until, text } = await show({ session: { operations: ['listAlerts', 'countAlerts'] } });
  await until(() => expect(text()).toContain('first'));
  expect(button('Acknowledge')).toBeUndefined();
  expect(document.querySelector('tbody input')).toBeNull();
});

test('undo of a snooze brings back the snooze before it, and an acknowledgement is taken back for ten minutes by whoever gave it', () => {
  const now = Date.parse('2026-01-01T00:00:00.000Z');
  const later = '2026-01-02T00:00:00.000Z';
  const asleep = alertOf(A, { state: 'snoozed', snoozed: { at: later, by: 'Ada', until: later } });
  expect(undoOf(asleep, { kind: 'snooze', until: '2026-02-01T00:00:00.000Z' }, now)).toMatchObject({
    kind: 'snooze',
    until: later,
  });
  expect(undoOf(alertOf(A), { kind: 'snooze', until: later }, now)).toEqual({ kind: 'wake' });
  expect(undoOf(alertOf(A), { kind: 'acknowledge' }, now)).toEqual({ kind: 'unacknowledge' });
  const taken = alertOf(A, {
    state: 'acknowledged',
    acknowledged: { at: new Date(now).toISOString(), by: 'Ada' },
  });
  expect(undoOf(taken, { kind: 'acknowledge' }, now)).toBeUndefined();
  expect(after(taken, { kind: 'unacknowledge' }, 'Ada', later)).toEqual({ ...alertOf(A), state: 'open' });
  expect(mayTakeBack(taken, 'Ada', now + 599_000)).toBe(true);
  expect(mayTakeBack(taken, 'Ada', now + 600_000)).toBe(false);
  expect(mayTakeBack(taken, 'Ben', now)).toBe(false);
  expect(after(asleep, { kind: 'wake' }, 'Ada', later).state).toBe('open');
});
