import { useQuery } from '@tanstack/vue-query';
import { useStorage } from '@vueuse/core';
import { computed } from 'vue';
import { api, read } from '../../../shared/api/client.ts';

/** A visit goes on until nobody was there for so long: as the control plane counts it. */
const GAP_MS = 30 * 60_000;
const TELL_EVERY_MS = 5 * 60_000;

/**
 * When this person's last visit ended: what came later is new. The control plane keeps it, so that it is the same in
 * every browser; while it does not answer, this browser's own memory stands in.
 */
export function useVisit() {
  const own = useStorage('tenantry.today.visit', { since: '', seenAt: '' });
  const visit = useQuery({
    queryKey: ['console_visit'],
    queryFn: async () => {
      const here = rememberedAt(own.value, Date.now());
      own.value = here;
      const told = await read(api.POST('/v1/console/visits')).catch(() => undefined);
      return told === undefined ? (here.since === '' ? {} : { since: here.since }) : told;
    },
    staleTime: TELL_EVERY_MS,
    refetchInterval: TELL_EVERY_MS,
    meta: { still: true },
  });
  return {
    /** undefined: it is the first visit, or not known yet. */
    since: computed(() => visit.data.value?.since),
    settled: computed(() => visit.data.value !== undefined),
  };
}

export function rememberedAt(
  { since, seenAt }: { readonly since: string; readonly seenAt: string },
  now: number,
): { since: string; seenAt: string } {
  const goesOn = seenAt === '' || now - Date.parse(seenAt) < GAP_MS;
  return { since: goesOn ? since : seenAt, seenAt: new Date(now).toISOString() };
}
