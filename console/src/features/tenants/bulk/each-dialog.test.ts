import { expect, test } from 'vitest';
import { h } from 'vue';
import { mountPage } from '../../../shared/api/testing/mount-page.test-support.ts';
import { aRow } from '../../../shared/tenants/rows.test-support.ts';
import { feature } from '../feature.ts';
import EachDialog from './each-dialog.vue';

const button = (words: string) =>
  [...document.querySelectorAll('button')].find(one => one.textContent?.includes(words));
const pressEscape = () =>
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));

test('Escape in the middle begins no more and shows what was done, which can be taken back; the next closes', async () => {
  const waiting: (() => void)[] = [];
  const done: unknown[] = [];
  const open: boolean[] = [];
  const items = Array.from({ length: 50 }, () => ({ row: aRow({}) }));
  const given = {
    open: true,
    title: 'Sample',
    action: 'Do it',
    skipped: '',
    ready: true,
    items,
    run: () =>
      new Promise<void>(ended => {
        waiting.push(ended);
      }),
    onDone: (ended: readonly unknown[]) => void done.push(...ended),
    'onUpdate:open': (value: boolean) => void open.push(value),
  };
  const Shown = { render: () => h(EachDialog, given, { form: () => [], item: () => [] }) };
  const { until, text } = await mountPage(Shown, { feature });
  button('Do it')?.click();
  await until(() => expect(waiting.length).toBeGreaterThan(0));
  const begun = waiting.length;
  pressEscape();
  for (const ended of waiting) ended();
  await until(() => expect(done).toHaveLength(begun));
  expect([waiting.length, open]).toEqual([begun, []]);
  expect(text()).toContain('Try those again');
  pressEscape();
  await until(() => expect(open).toEqual([false]));
});
