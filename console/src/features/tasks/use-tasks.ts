import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { api, read } from '../../shared/api/client.ts';
import type { Task } from '../../shared/tasks/task-changes.ts';

export interface TaskFilter {
  readonly status: 'open' | 'closed';
  readonly tenantId: string | undefined;
  /** Whose; everybody's when undefined. */
  readonly owner: string | undefined;
  readonly pages: number;
}

const PAGE = 100;

/** Tasks of a filter, so many pages of them; of one tenant, an owner's are picked out here. */
export function useTasks(filter: () => TaskFilter, ready: () => boolean) {
  return useQuery({
    queryKey: computed(() => ['task', 'list', filter()]),
    queryFn: ({ signal }) => readPages(filter(), signal),
    placeholderData: keepPreviousData,
    enabled: computed(ready),
    meta: { heeds: ['task', 'tenant'] },
  });
}

async function readPages(
  { status, tenantId, owner, pages }: TaskFilter,
  signal: AbortSignal,
): Promise<{ readonly items: readonly Task[]; readonly more: boolean }> {
  const items: Task[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages; page++) {
    const query = {
      ...{ status, limit: PAGE },
      ...(tenantId !== undefined ? { tenantId } : owner !== undefined && { owner }),
      ...(cursor !== undefined && { cursor }),
    };
    const answer = await read(api.GET('/v1/tasks', { params: { query }, signal }));
    items.push(...answer.items.filter(task => owner === undefined || task.owner === owner));
    cursor = answer.next;
    if (cursor === undefined) break;
  }
  return { items, more: cursor !== undefined };
}
