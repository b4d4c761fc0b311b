import { type ComputedRef, computed, type Ref, ref, shallowRef, watch } from 'vue';
import { useHoldArea } from '../../../shared/live/use-hold-area.ts';
import { changesBetween, type TenantRow } from '../../../shared/tenants/rows.ts';

export interface HeldTenants {
  readonly rows: Readonly<Ref<readonly TenantRow[]>>;
  /** Tenants that are otherwise, new or gone by now. */
  readonly waiting: ComputedRef<number>;
  /** To be bound on the body of the table. */
  readonly area: ReturnType<typeof useHoldArea>;
  apply(): void;
}

/**
 * Rows that never move below a pointer or around the focus by themselves. What a person asks for (another order, another
 * filter) is shown at once; `asked` is that, as text.
 */
export function useHeldTenants(
  source: Readonly<Ref<readonly TenantRow[]>>,
  asked: Readonly<Ref<string>>,
): HeldTenants {
  const shown = shallowRef(source.value);
  const held = ref(false);
  const apply = (): void => {
    shown.value = source.value;
  };
  watch([source, asked], ([, now], [, before]) => {
    if (!held.value || now !== before || shown.value.length === 0) apply();
  });
  const area = useHoldArea({
    hold: () => {
      held.value = true;
    },
    release: () => {
      held.value = false;
      apply();
    },
  });
  const waiting = computed(() => changesBetween(shown.value, source.value));
  return { rows: shown, waiting, area, apply };
}
