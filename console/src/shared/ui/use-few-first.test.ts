import { afterEach, expect, test, vi } from 'vitest';
import { type EffectScope, effectScope, nextTick, shallowRef } from 'vue';
import { useFewFirst } from './use-few-first.ts';

let scope: EffectScope;
afterEach(() => {
  scope.stop();
  history.replaceState(null, '');
  vi.useRealTimers();
});
function fewOf(count: number) {
  scope = effectScope();
  const rows = shallowRef(Array.from({ length: count }, (_, at) => at));
  const shown = scope.run(() => useFewFirst(rows, innerHeight / 10));
  if (shown === undefined) throw new Error('the scope is over');
  return { rows, shown };
}

test('what fills the window is there at once, and all others come by themselves, in their order', async () => {
  vi.useFakeTimers();
  const { rows, shown } = fewOf(100);
  expect(shown.value).toEqual(rows.value.slice(0, 10));
  await vi.runAllTimersAsync();
  expect(shown.value).toEqual(rows.value);
  rows.value = [...rows.value, 100, 101];
  await nextTick();
  await vi.runAllTimersAsync();
  expect(shown.value).toEqual(rows.value);
});

test('whoever comes back to a place further down has all rows at once, so that the place is there', () => {
  history.replaceState({ scroll: { left: 0, top: 900 } }, '');
  const { rows, shown } = fewOf(100);
  expect(shown.value).toEqual(rows.value);
});
