import { useMutation, useQueryClient } from '@tanstack/vue-query';
import { computed, ref } from 'vue';
import { useRouter } from 'vue-router';
import { useSession } from '../../../app/session/session.ts';
import { api, read } from '../../../shared/api/client.ts';
import { IdempotencyKeys } from '../../../shared/api/idempotency-keys.ts';
import type { PlanChange } from '../data/types.ts';

type Act = 'pause' | 'resume' | 'cancel' | 'retry' | 'undo';

/** What can be done about an order as it stands, asked first each time. `undoable`: its time to undo is not over. */
export function useOrderActs(
  planChangeId: () => string,
  order: () => PlanChange | undefined,
  undoable: () => boolean,
) {
  const router = useRouter();
  const session = useSession();
  const queries = useQueryClient();

  const asked = ref<Act>();
  const keys = new IdempotencyKeys();
  const act = useMutation({
    mutationFn: ({ what, reason }: { what: Act; reason: string }) => {
      const params = { path: { planChangeId: planChangeId() } };
      const body = reason ? { reason } : {};
      switch (what) {
        case 'pause':
          return read(api.POST('/v1/plan-changes/{planChangeId}/pause', { params, body }));
        case 'resume':
          return read(api.POST('/v1/plan-changes/{planChangeId}/resume', { params, body }));
        case 'retry':
          return read(api.POST('/v1/plan-changes/{planChangeId}/retry', { params, body }));
        case 'cancel':
          return read(api.POST('/v1/plan-changes/{planChangeId}/cancel', { params, body }));
        default:
          return read(
            api.POST('/v1/plan-changes/{planChangeId}/undo', {
              params: { ...params, header: { 'Idempotency-Key': keys.of([planChangeId(), reason]) } },
              body: { reason },
            }),
          );
      }
    },
    onSuccess: async (now, { what }) => {
      asked.value = undefined;
      keys.renew();
      if (what === 'undo')
        await router.push({ name: 'plan-change', params: { planChangeId: now.planChangeId } });
      else queries.setQueryData(['plan_change', planChangeId()], now);
      void queries.invalidateQueries({ queryKey: ['plan_change'] });
    },
  });
  const open = computed({
    get: () => asked.value !== undefined,
    set: value => {
      if (!value) asked.value = undefined;
    },
  });
  function ask(what: Act): void {
    act.reset();
    asked.value = what;
  }
  const OPERATION = {
    pause: 'pausePlanChange',
    resume: 'resumePlanChange',
    cancel: 'cancelPlanChange',
    retry: 'retryPlanChange',
    undo: 'undoPlanChange',
  } as const;
  const offered = computed<Act[]>(() => {
    const { state } = order() ?? {};
    const all: Act[] =
      state === 'running'
        ? ['pause', 'cancel']
        : state === 'paused'
          ? ['resume', 'cancel']
          : undoable()
            ? ['undo']
            : [];
    if ((order()?.failed ?? 0) > 0 && !order()?.undoneBy) all.unshift('retry');
    return all.filter(what => session.may(OPERATION[what]));
  });

  return { asked, open, act, ask, offered };
}
