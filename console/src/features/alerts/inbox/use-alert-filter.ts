import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { useSession } from '../../../app/session/session.ts';
import { api, read } from '../../../shared/api/client.ts';
import { choice, id, maybe, type Sort, sort, useUrlState } from '../../../shared/url/use-url-state.ts';
import { LEVELS, RULES, SHOWN } from './alert.ts';

/** What is listed, as the address has it: filter, order, and which alert is open. */
export function useAlertFilter() {
  const session = useSession();
  const url = useUrlState({
    show: choice(SHOWN, 'current'),
    level: maybe(LEVELS),
    rule: maybe(RULES),
    tenantId: id(),
    assignee: id(),
    sort: sort(['level', 'since'], { key: 'level', direction: 'desc' }),
    open: id(),
  });
  const filter = computed(() => ({
    show: url.show,
    level: url.level,
    rule: url.rule,
    tenantId: url.tenantId,
    assignee: url.assignee,
    sort: sortText(url.sort),
  }));
  const filtered = computed(
    () => url.show !== 'current' || Boolean(url.level ?? url.rule ?? url.tenantId ?? url.assignee),
  );
  const tenant = useQuery({
    queryKey: computed(() => ['tenant', url.tenantId ?? '', 'name']),
    queryFn: ({ signal }) =>
      read(api.GET('/v1/tenants/{tenantId}', { params: { path: { tenantId: url.tenantId ?? '' } }, signal })),
    enabled: computed(() => url.tenantId !== undefined && session.may('getTenant')),
  });
  const tenantName = computed(() => (url.tenantId ? (tenant.data.value?.displayName ?? url.tenantId) : ''));
  return { url, filter, filtered, tenantName };
}
export type AlertUrl = ReturnType<typeof useAlertFilter>['url'];

function sortText({ key, direction }: Sort) {
  if (key === 'since') return direction === 'desc' ? ('-since' as const) : ('since' as const);
  return direction === 'desc' ? ('-level' as const) : ('level' as const);
}
