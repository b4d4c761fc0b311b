import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import type { components } from '@tenantry/contracts/client/schema.generated';
import { computed } from 'vue';
import { api, done, read } from '../../../shared/api/client.ts';

export type SavedView = components['schemas']['ConsoleView'];

const PAGE = 'tenants';
const KEY = ['console_view', PAGE];

interface Change {
  readonly view: SavedView;
  readonly query?: string;
  readonly pinned?: boolean;
  readonly shared?: boolean;
}

/** What somebody else made of it meanwhile is neither overwritten nor thrown away unseen. */
const asSeen = (version: number) => ({ 'If-Match': `"v${version}"` });

/** The query of an address as views keep it: what is the same in another order is the same. */
export function viewQuery(query: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  return new URLSearchParams(pairs).toString();
}

/** Lists that somebody keeps: filter, order and columns by name; one's own, and those that are shared. */
export function useViews() {
  const client = useQueryClient();
  const views = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      read(api.GET('/v1/console/views', { params: { query: { page: PAGE } }, signal })),
    staleTime: 5 * 60_000,
  });
  const onSettled = () => client.invalidateQueries({ queryKey: KEY });
  const save = useMutation({
    mutationFn: ({ key, ...body }: { key: string; name: string; query: string; shared: boolean }) =>
      read(
        api.POST('/v1/console/views', {
          params: { header: { 'Idempotency-Key': key } },
          body: { ...body, page: PAGE, pinned: true },
        }),
      ),
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ view: { viewId, version }, ...body }: Change) => {
      // A pin is one's own, whatever others have made of the view.
      const header = Object.keys(body).some(name => name !== 'pinned') ? asSeen(version) : undefined;
      const params = { path: { viewId }, ...(header && { header }) };
      return read(api.PATCH('/v1/console/views/{viewId}', { params, body }));
    },
    onSettled,
  });
  const remove = useMutation({
    mutationFn: ({ viewId, version }: SavedView) => {
      const params = { path: { viewId }, header: asSeen(version) };
      return done(api.DELETE('/v1/console/views/{viewId}', { params }));
    },
    onSettled,
  });
  return {
    views: computed<readonly SavedView[]>(() => views.data.value?.items ?? []),
    save,
    change,
    remove,
  };
}
