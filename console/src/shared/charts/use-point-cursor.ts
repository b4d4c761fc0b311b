import { type Ref, ref } from 'vue';

/** Goes along the points of a chart by arrow keys, Home and End, as a slider does; -1 is none. */
export function usePointCursor(count: Readonly<Ref<number>>) {
  const at = ref(-1);
  const put = (value: number): void => {
    at.value = Math.min(count.value - 1, Math.max(0, value));
  };
  function keydown(event: KeyboardEvent): void {
    const from = at.value;
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      ArrowLeft: from < 0 ? count.value - 1 : from - 1,
      ArrowDown: from < 0 ? count.value - 1 : from - 1,
      PageUp: from + 7,
      PageDown: from - 7,
      Home: 0,
      End: count.value - 1,
    };
    const to = moves[event.key];
    if (to === undefined || count.value === 0) return;
    event.preventDefault();
    put(to);
  }
  return {
    at,
    put,
    keydown,
    focus: () => {
      if (at.value < 0 && count.value > 0) at.value = count.value - 1;
    },
    leave: () => {
      at.value = -1;
    },
  };
}
