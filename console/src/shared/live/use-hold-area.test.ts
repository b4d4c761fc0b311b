import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import { useHeldRows } from './use-held-rows.ts';
import { useHoldArea } from './use-hold-area.ts';
import { watchAttention } from './watch-attention.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

function calmList(first: readonly string[]) {
  const source = ref(first);
  const asked = ref('');
  const scope = effectScope();
  const held = scope.run(() => {
    const rows = useHeldRows(
      source,
      key => key,
      () => asked.value,
    );
    useHoldArea(rows, watchAttention);
    return rows;
  });
  if (held === undefined) throw new Error('the scope has ended');
  const becomes = async (rows: readonly string[]) => {
    source.value = rows;
    await nextTick();
    return held.rows.value;
  };
  return { becomes, held, asked, end: () => scope.stop() };
}

test('a calm list moves for nobody who is there, and by itself when nobody was for half a minute', async () => {
  const { becomes, held, end } = calmList([]);
  expect(await becomes(['a', 'b'])).toEqual(['a', 'b']);
  expect(await becomes(['c', 'a', 'b'])).toEqual(['a', 'b']);
  expect(held.waiting.value).toBe(1);
  vi.advanceTimersByTime(20_000);
  document.dispatchEvent(new Event('pointermove'));
  vi.advanceTimersByTime(20_000);
  expect(held.rows.value).toEqual(['a', 'b']);
  vi.advanceTimersByTime(11_000);
  expect(held.rows.value).toEqual(['c', 'a', 'b']);
  expect(await becomes(['b', 'c', 'a'])).toEqual(['b', 'c', 'a']);
  document.dispatchEvent(new Event('keydown'));
  expect(await becomes(['a'])).toEqual(['b', 'c', 'a']);
  held.apply();
  expect(held.rows.value).toEqual(['a']);
  end();
  expect(vi.getTimerCount()).toBe(0);
});

test('what somebody asks for is shown to whoever is there, at once or when its rows come', async () => {
  const { becomes, asked, end } = calmList(['a']);
  asked.value = 'second page';
  await nextTick();
  expect(await becomes(['a', 'b'])).toEqual(['a', 'b']);
  expect(await becomes(['z', 'a', 'b'])).toEqual(['a', 'b']);
  end();
});
