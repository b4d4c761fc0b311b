import { nextTick, type Ref, watch } from 'vue';

/**
 * The row that the keyboard is at, by its key. It is a key and no place: whatever comes above it, it stays the row that
 * it is; when it goes, the one in its place is the next.
 */
export function useCurrentRow(
  keys: Readonly<Ref<readonly string[]>>,
  current: Ref<string>,
  focus: (key: string) => void,
) {
  let place = 0;
  watch(
    [keys, current],
    () => {
      const at = keys.value.indexOf(current.value);
      if (at >= 0) place = at;
    },
    { immediate: true },
  );

  function go(to: number): void {
    const key = keys.value[Math.max(0, Math.min(keys.value.length - 1, to))];
    if (key === undefined) return;
    current.value = key;
    void nextTick(() => focus(key));
  }

  return {
    next: () => go(keys.value.includes(current.value) ? place + 1 : current.value === '' ? 0 : place),
    previous: () => go(keys.value.includes(current.value) ? place - 1 : place),
    first: () => go(0),
  };
}
