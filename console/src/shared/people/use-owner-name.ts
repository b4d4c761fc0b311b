import { computed } from 'vue';
import { useKeptPreferences } from '../kept/use-kept-preferences.ts';

/**
 * Under which name this person looks after tenants and tasks: as they said, or else the name they signed in with.
 * `signedInAs` is read each time. `settled`: it is known which.
 */
export function useOwnerName(signedInAs: () => string | undefined) {
  const { kept, known, change } = useKeptPreferences();
  return {
    name: computed(() => kept.value.ownerName ?? signedInAs()),
    settled: known,
    say: (ownerName: string): void => change({ ownerName }),
  };
}
