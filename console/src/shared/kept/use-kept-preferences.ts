import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { changePreferences, KEPT_PREFERENCES, type KeptPreferences } from './kept-preferences.ts';

/**
 * What is kept for the person, wherever they sign in: columns, pinned views, whose tenants are "mine". Empty until it is
 * read, and when it cannot be: a page never waits for somebody's taste.
 */
export function useKeptPreferences() {
  const query = useQuery(KEPT_PREFERENCES);
  const kept = computed<KeptPreferences>(() => query.data.value ?? {});
  return { kept, known: query.isFetched, change: changePreferences };
}
