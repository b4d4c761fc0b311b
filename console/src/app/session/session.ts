import type { components } from '@tenantry/contracts/client/schema.generated';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { api, done, read } from '../../shared/api/client.ts';
import { ApiProblem } from '../../shared/api/problem.ts';
import { queryClient } from '../../shared/api/query-client.ts';

type Session = components['schemas']['Session'];

/**
 *   unknown ─▶ absent ─▶ present ─▶ expired ─▶ present
 * Expired keeps who it was: the page stays as it is below one dialog, and goes on when the same person is back.
 */
export type SessionState = 'unknown' | 'absent' | 'present' | 'expired';

export const useSession = defineStore('session', () => {
  const state = ref<SessionState>('unknown');
  const session = shallowRef<Session>();
  /** Why it is not known whether there is a session: the first question was not answered. */
  const failure = shallowRef<Error>();
  const caller = computed(() => session.value?.caller);
  const operations = computed(() => new Set(caller.value?.operations));

  function take(given: Session): void {
    const other = caller.value !== undefined && caller.value.id !== given.caller.id;
    session.value = given;
    state.value = 'present';
    // What another person was shown is not for this one.
    if (other) queryClient.clear();
    else void queryClient.invalidateQueries();
  }

  /** Asks whether the cookie still stands for a session; `failure` says why that is not known. */
  async function look(): Promise<void> {
    failure.value = undefined;
    try {
      take(await read(api.GET('/v1/session')));
    } catch (error) {
      // 404: whoever asks has no session, but may call without one (an open control plane).
      if (!(error instanceof ApiProblem) || ![401, 403, 404].includes(error.status)) {
        failure.value = error instanceof Error ? error : new Error(String(error));
        return;
      }
      state.value = 'absent';
      session.value = undefined;
    }
  }

  /** @throws ApiProblem unauthenticated, rate_limited; Unreachable */
  async function signIn(key: string): Promise<void> {
    take(await read(api.POST('/v1/session', { headers: { authorization: `Bearer ${key}` } })));
  }

  async function signOut(): Promise<void> {
    await done(api.DELETE('/v1/session')).catch(error => {
      if (!(error instanceof ApiProblem)) throw error;
    });
    queryClient.clear();
    session.value = undefined;
    state.value = 'absent';
  }

  function expire(): void {
    if (state.value === 'present') state.value = 'expired';
  }

  /** Whether this person may call an operation of the API, by its name there: what it may not is not offered. */
  const may = (operation: string): boolean => operations.value.has(operation);

  return { state, session, failure, caller, look, signIn, signOut, expire, may };
});
