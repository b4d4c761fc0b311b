import { type ComputedRef, computed, type Ref, ref, shallowRef, watch } from 'vue';

export interface HeldRows<Row> {
  /** What is shown: as it was when the pointer or the focus came, until it leaves or the changes are applied. */
  readonly rows: Readonly<Ref<readonly Row[]>>;
  /** Rows that are otherwise, new, gone or elsewhere by now. */
  readonly waiting: ComputedRef<number>;
  apply(): void;
  hold(): void;
  release(): void;
}

/**
 * Rows that never move below a pointer or while one of them has the focus. Bind `hold` to pointerenter and focusin of
 * the table, `release` to pointerleave and focusout.
 */
export function useHeldRows<Row>(
  source: Readonly<Ref<readonly Row[]>>,
  keyOf: (row: Row) => string,
): HeldRows<Row> {
  const shown = shallowRef(source.value);
  const held = ref(0);
  watch(source, value => {
    if (held.value === 0) shown.value = value;
  });
  const waiting = computed(() =>
    shown.value === source.value ? 0 : changes(shown.value, source.value, keyOf),
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

function changes<Row>(before: readonly Row[], after: readonly Row[], keyOf: (row: Row) => string): number {
  const places = new Map(before.map((row, index) => [keyOf(row), { row, index }]));
  let count = 0;
  for (const [index, row] of after.entries()) {
    const was = places.get(keyOf(row));
    if (was === undefined || was.index !== index || was.row !== row) count += 1;
    places.delete(keyOf(row));
  }
  return count + places.size;
}
