import { expect, test } from 'vitest';
import { answer, mockApi, problem } from '../../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../../shared/api/testing/sample.test-support.ts';
import { feature } from '../feature.ts';
import HealthPage from '../health/health-page.vue';

const factors = ['adoption', 'usageTrend', 'quotaPressure', 'onboarding', 'workload', 'billing', 'support'];
const even = { ...Object.fromEntries(factors.map(name => [name, 10])), sentiment: 30 };
const settings = (more: object = {}) =>
  sampleOf('HealthSettings', {
    ...sampleOf('HealthSettings'),
    weights: { early: even, established: even },
    earlyDays: 90,
    ...more,
  } as never);
const open = () => mountPage(HealthPage, { feature, route: '/settings/health' });
const numbers = () => [...document.querySelectorAll<HTMLInputElement>('.numbers input')];
const typed = () => numbers()[0]?.value;
function type(value: string): void {
  const [input] = numbers();
  if (input === undefined) throw new Error('no number');
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
const discard = () =>
  [...document.querySelectorAll('button')].find(one => one.textContent?.trim() === 'Discard changes');

test('what was typed into settings is there again after another page, and is saved over what it began from', async () => {
  const { set, calls } = mockApi({
    'GET /v1/health/settings': answer(settings(), { headers: { etag: '"v3"' } }),
    'PUT /v1/health/settings': problem('precondition_failed'),
  });
  const first = await open();
  await first.until(() => expect(typed()).toBeDefined());
  const before = typed();
  type('17');
  await first.until(() => expect(discard()).toBeDefined());
  first.wrapper.unmount();

  // Somebody else saved in between: this one is still held against what it began from.
  set({ 'GET /v1/health/settings': answer(settings({ version: 4 }), { headers: { etag: '"v4"' } }) });
  const second = await open();
  await second.until(() => expect(typed()).toBe('17'));
  expect(second.text()).toContain('Not saved yet; it is kept in this tab');
  expect(calls.filter(({ operation }) => operation.startsWith('PUT'))).toEqual([]);
  expect(sessionStorage.getItem('tenantry.settings.health_settings')).toContain('v3');
  discard()?.click();
  await second.until(() => expect(typed()).toBe(before));
  second.wrapper.unmount();

  const third = await open();
  await third.until(() => expect(typed()).toBe(before));
  expect(discard()).toBeUndefined();
});
