import { useQuery } from '@tanstack/vue-query';
import { api, read } from '../api/client.ts';

/** What meters are called: people know them by their titles, and documents name them by their keys. */
export function useMeterTitles(): (key: string) => string {
  const { data } = useQuery({
    queryKey: ['meter', 'titles'],
    queryFn: async ({ signal }) => {
      const { items } = await read(api.GET('/v1/meters', { signal }));
      return Object.fromEntries(items.map(({ key, title }) => [key, title]));
    },
    staleTime: 60_000,
  });
  // One that is not declared any more, or not known yet, still has its name.
  return key => data.value?.[key] ?? key;
}
