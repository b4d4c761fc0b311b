import { useIntervalFn } from '@vueuse/core';
import { computed, type MaybeRefOrGetter, ref, toValue } from 'vue';
import { serverNow } from '../../../shared/format/clock.ts';

/** Time until something, counted down: seconds in its last hour, hours and minutes before. Undefined: it is over. */
export function useTimeLeft(until: MaybeRefOrGetter<string | undefined>) {
  const now = ref(serverNow());
  useIntervalFn(() => {
    now.value = serverNow();
  }, 1_000);
  return computed(() => {
    const end = toValue(until);
    const left = end === undefined ? 0 : Math.floor((Date.parse(end) - now.value) / 1_000);
    if (left <= 0) return undefined;
    const two = (value: number) => String(value).padStart(2, '0');
    return {
      hours: Math.floor(left / 3_600),
      minutes: two(Math.floor(left / 60) % 60),
      seconds: two(left % 60),
    };
  });
}
