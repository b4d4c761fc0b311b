import { computed, onScopeDispose, type Ref, ref, watch } from 'vue';

/** So many more with each turn: each is over before anybody waits for it. */
const MORE = 8;

/**
 * Of a list, first those that are seen at once, and the others after these are painted, a few at a time. Whoever comes
 * back to a place further down has all of them at once: that place must be there.
 */
export function useFewFirst<Row>(
  rows: Readonly<Ref<readonly Row[]>>,
  rowHeight: number,
): Readonly<Ref<readonly Row[]>> {
  const first = Math.ceil(globalThis.innerHeight / rowHeight);
  const count = ref(isScrolledTo() ? Number.POSITIVE_INFINITY : first);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const more = (): void => {
    timer = undefined;
    if (count.value >= rows.value.length) return;
    count.value += MORE;
    next();
  };
  const next = (): void => {
    timer ??= setTimeout(more);
  };
  watch(
    () => rows.value.length > count.value,
    some => {
      if (some) requestAnimationFrame(next);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return computed(() => (rows.value.length > count.value ? rows.value.slice(0, count.value) : rows.value));
}

/** The router keeps with each address how far it was scrolled. */
function isScrolledTo(): boolean {
  const scroll: unknown = Reflect.get(Object(globalThis.history.state), 'scroll');
  const top: unknown = Reflect.get(Object(scroll), 'top');
  return typeof top === 'number' && top > 0;
}
