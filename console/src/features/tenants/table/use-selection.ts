import { type ComputedRef, computed, type Ref, shallowRef } from 'vue';
import type { TenantRow } from '../../../shared/tenants/rows.ts';

/** Which tenants something is to be done with. It outlives filters: what is chosen and out of sight is counted, too. */
export interface Selection {
  readonly ids: Readonly<Ref<ReadonlySet<string>>>;
  /** Of those that are shown. */
  readonly allShown: ComputedRef<boolean>;
  readonly someShown: ComputedRef<boolean>;
  /** `range`: everything from the one that was pressed before becomes as this one. */
  toggle(tenantId: string, range: boolean): void;
  toggleShown(): void;
  clear(): void;
  set(ids: Iterable<string>): void;
}

export function useSelection(shown: Readonly<Ref<readonly TenantRow[]>>): Selection {
  const ids = shallowRef<ReadonlySet<string>>(new Set());
  let last: string | undefined;
  const count = computed(() =>
    shown.value.reduce((sum, row) => sum + Number(ids.value.has(row.tenantId)), 0),
  );
  const allShown = computed(() => shown.value.length > 0 && count.value === shown.value.length);

  function toggle(tenantId: string, range: boolean): void {
    const next = new Set(ids.value);
    const chosen = !next.has(tenantId);
    const from = range && last !== undefined ? last : tenantId;
    for (const one of between(shown.value, from, tenantId)) {
      if (chosen) next.add(one);
      else next.delete(one);
    }
    last = tenantId;
    ids.value = next;
  }

  function toggleShown(): void {
    const next = new Set(ids.value);
    const chosen = !allShown.value;
    for (const { tenantId } of shown.value) {
      if (chosen) next.add(tenantId);
      else next.delete(tenantId);
    }
    ids.value = next;
  }

  return {
    ids,
    allShown,
    someShown: computed(() => count.value > 0 && !allShown.value),
    toggle,
    toggleShown,
    clear: () => {
      ids.value = new Set();
    },
    set: given => {
      ids.value = new Set(given);
    },
  };
}

function between(rows: readonly TenantRow[], from: string, to: string): readonly string[] {
  const [a, b] = [from, to].map(id => rows.findIndex(row => row.tenantId === id));
  if (a === undefined || b === undefined || a < 0 || b < 0) return [to];
  return rows.slice(Math.min(a, b), Math.max(a, b) + 1).map(({ tenantId }) => tenantId);
}
