import { expect, test } from 'vitest';
import { mockApi, problem } from '../../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../../shared/api/testing/sample.test-support.ts';
import { aRow } from '../../../shared/tenants/rows.test-support.ts';
import { feature } from '../feature.ts';
import PlanDialog from './plan-dialog.vue';

const ID = (n: number) => `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const version = { version: 2, status: 'published' as const };
const plans = [
  sampleOf('Plan', { planId: 'pro', displayName: 'Pro', versions: [version] }),
  sampleOf('Plan', { planId: 'team', displayName: 'Team', versions: [version] }),
];
const preview = sampleOf('PlanChangePreview', { total: 1, wouldChange: 1, findings: [], items: [] });
const rows = [
  aRow({ tenantId: ID(1), planId: 'base', planVersion: 1 }),
  aRow({ tenantId: ID(2), planId: 'basic', planVersion: 1 }),
];
const button = (words: string) =>
  [...document.querySelectorAll('button')].find(one => one.textContent?.includes(words));
function put(element: Element | null | undefined, value: string): void {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLSelectElement))
    throw new Error('no such field');
  element.value = value;
  const kind = element instanceof HTMLSelectElement ? 'change' : 'input';
  element.dispatchEvent(new Event(kind, { bubbles: true }));
}
async function shown() {
  const page = await mountPage(PlanDialog, { feature, props: { open: true, rows } });
  await page.until(() => expect(document.querySelectorAll('[role=dialog] option').length).toBe(5));
  put(document.querySelector('[role=dialog] input'), 'a sample reason');
  put(document.querySelector('[role=dialog] select'), 'pro@2');
  return page;
}

test('a preview that comes after another plan was chosen is left out: nothing can be ordered by it', async () => {
  let answer: (() => void) | undefined;
  const { calls } = mockApi({
    'GET /v1/plans': { items: plans },
    'POST /v1/plan-changes/preview': async () => {
      await new Promise<void>(done => {
        answer = done;
      });
      return preview;
    },
  });
  const { until } = await shown();
  await until(() => expect(button('Look what it comes to')?.getAttribute('aria-disabled')).not.toBe('true'));
  button('Look what it comes to')?.click();
  await until(() => expect(answer).toBeDefined());
  put(document.querySelector('[role=dialog] select'), 'team@2');
  answer?.();
  await until(() => expect(calls.filter(({ operation }) => operation.includes('preview'))).toHaveLength(2));
  answer?.();
  await new Promise(done => setTimeout(done, 50));
  const asked = calls.filter(({ operation }) => operation.includes('preview'));
  expect(asked.map(({ body }) => Reflect.get(Object(body), 'to'))).toEqual([
    { planId: 'pro', version: 2 },
    { planId: 'pro', version: 2 },
  ]);
  expect(button('Change ')).toBeUndefined();
});

test('a later group that is refused is said beside the orders, and tried again by the same requests', async () => {
  let orders = 0;
  const order = sampleOf('PlanChange', { planChangeId: ID(8) });
  const { calls } = mockApi({
    'GET /v1/plans': { items: plans },
    'POST /v1/plan-changes/preview': preview,
    'POST /v1/plan-changes': () => (++orders === 2 ? problem('unavailable') : order),
    'GET /v1/plan-changes/{planChangeId}': order,
  });
  const { until, text } = await shown();
  await until(() => expect(button('Look what it comes to')?.getAttribute('aria-disabled')).not.toBe('true'));
  button('Look what it comes to')?.click();
  await until(() => expect(button('Change 2 tenants')).toBeDefined());
  button('Change 2 tenants')?.click();
  await until(() => expect(text()).toContain('cannot answer for now'));
  button('Try those again')?.click();
  await until(() => expect(orders).toBe(4));
  const sent = calls.filter(({ operation }) => operation === 'POST /v1/plan-changes');
  const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
  expect(keys.slice(2)).toEqual(keys.slice(0, 2));
  expect(sent.slice(2).map(({ body }) => body)).toEqual(sent.slice(0, 2).map(({ body }) => body));
  await until(() => expect(button('Try those again')).toBeUndefined());
});

test('a finding that is accepted is looked at anew: what is ordered, and its count, are what was looked at', async () => {
  const finding = { code: 'use_beyond_limit' as const, blocking: true, tenants: 1 };
  const { calls } = mockApi({
    'GET /v1/plans': { items: plans },
    'POST /v1/plan-changes/preview': ({ body }) => {
      const accepted: unknown = Reflect.get(Object(body), 'acceptFindings');
      const known = Array.isArray(accepted) && accepted.length > 0;
      return { ...preview, wouldChange: known ? 1 : 0, wouldBeRefused: known ? 0 : 1, findings: [finding] };
    },
    'POST /v1/plan-changes': sampleOf('PlanChange', { planChangeId: ID(8) }),
  });
  const { until } = await shown();
  await until(() => expect(button('Look what it comes to')?.getAttribute('aria-disabled')).not.toBe('true'));
  button('Look what it comes to')?.click();
  await until(() => expect(button('Change 0 tenants')?.getAttribute('aria-disabled')).toBe('true'));
  document.querySelector<HTMLElement>('[role=dialog] input[type=checkbox]')?.click();
  await until(() => expect(button('Change 2 tenants')?.getAttribute('aria-disabled')).not.toBe('true'));
  button('Change 2 tenants')?.click();
  await until(() =>
    expect(calls.filter(({ operation }) => operation === 'POST /v1/plan-changes')).toHaveLength(2),
  );
  const ordered = calls.find(({ operation }) => operation === 'POST /v1/plan-changes');
  expect(Reflect.get(Object(ordered?.body), 'acceptFindings')).toEqual(['use_beyond_limit']);
});
