import { type ComputedRef, computed, type Ref, ref, shallowRef, watch } from 'vue';

export interface HeldRows<Row> {
  /** What is shown: where it was when the pointer or the focus came, until it leaves or the changes are applied. */
  readonly rows: Readonly<Ref<readonly Row[]>>;
  /** Rows that are new, gone or elsewhere by now. */
  readonly waiting: ComputedRef<number>;
  apply(): void;
  hold(): void;
  release(): void;
}

/**
 * Rows that never move below a pointer or while one of them has the focus. What they say goes on in its place; the first
 * rows that come are shown at once. Bind `hold` to pointerenter and focusin of the table, `release` to pointerleave and
 * focusout. `asked` is what a person asked for, as text: another order, filter or page is shown at once, or when its rows
 * come, wherever the pointer is.
 */
export function useHeldRows<Row>(
  source: Readonly<Ref<readonly Row[]>>,
  keyOf: (row: Row) => string,
  asked: () => string = () => '',
): HeldRows<Row> {
  const shown = shallowRef(source.value);
  const held = ref(0);
  /** The rows that were asked for are still to come. */
  let awaited = false;
  watch([source, asked], ([now, what], [before, whatBefore]) => {
    const wanted = what !== whatBefore;
    const free = wanted || awaited || held.value === 0 || shown.value.length === 0;
    awaited = wanted && now === before;
    shown.value = free ? now : inPlace(shown.value, now, keyOf);
  });
  const waiting = computed(() =>
    shown.value === source.value ? 0 : changes(shown.value.map(keyOf), source.value.map(keyOf)),
  );
  const apply = () => {
    shown.value = source.value;
  };
  return {
    rows: shown,
    waiting,
    apply,
    hold: () => {
      held.value += 1;
    },
    release: () => {
      held.value = Math.max(0, held.value - 1);
      if (held.value === 0) apply();
    },
  };
}

/** The rows of before, where they were, as they are now. */
function inPlace<Row>(
  before: readonly Row[],
  now: readonly Row[],
  keyOf: (row: Row) => string,
): readonly Row[] {
  const known = new Map(now.map(row => [keyOf(row), row]));
  return before.map(row => known.get(keyOf(row)) ?? row);
}

function changes(before: readonly string[], after: readonly string[]): number {
  const [old, now] = [new Set(before), new Set(after)];
  const stayed = before.filter(key => now.has(key));
  const moved = after.filter(key => old.has(key)).filter((key, place) => stayed[place] !== key);
  return moved.length + (old.size - stayed.length) + (now.size - stayed.length);
}
