import { computed, type Ref, shallowReactive } from 'vue';
import { isCurrent } from './act.ts';
import type { Alert } from './alert.ts';

/** Which alerts are picked, to do the same to all of them. `find`: an alert as it is now, also when it left the list. */
export function usePicked(alerts: Ref<readonly Alert[]>, find: (alertId: string) => Alert | undefined) {
  const ids = shallowReactive(new Set<string>());
  const set = (alertId: string, on: boolean): void => {
    if (on) ids.add(alertId);
    else ids.delete(alertId);
  };
  const picked = computed(() => [...ids].flatMap(alertId => find(alertId) ?? []).filter(isCurrent));
  const all = computed(() => alerts.value.length > 0 && ids.size >= alerts.value.length);
  function setAll(on: boolean): void {
    ids.clear();
    if (on) for (const { alertId } of alerts.value) ids.add(alertId);
  }
  return { ids, picked, all, set, setAll };
}
