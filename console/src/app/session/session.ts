import type { components } from '@tenantry/contracts/client/schema.generated';
import { defineStore } from 'pinia';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { api, done, read } from '../../shared/api/client.ts';
import { forgetFirstReads } from '../../shared/api/first-reads.ts';
import { ApiProblem } from '../../shared/api/problem.ts';
import { queryClient } from '../../shared/api/query-client.ts';
import { beginStep, sendSteps, stepOver } from '../../shared/journeys/journeys.ts';
import { writePreferences } from '../../shared/kept/kept-preferences.ts';
import { tabStorage } from '../../shared/kept/tab-storage.ts';
import { recentTenants } from '../palette/recent-tenants.ts';

type Session = components['schemas']['Session'];

/**
 *   unknown ─▶ absent ─▶ present ─▶ expired ─▶ present
 * Expired keeps who it was: the page stays as it is below one dialog, and goes on when the same person is back.
 */
export type SessionState = 'unknown' | 'absent' | 'present' | 'expired';

/** Who was here last in this window: also after signing out, or loading the page anew. Other windows hear of it. */
const PERSON = 'tenantry.person';

/** All windows share one cookie: whoever signs in here is who the others act as from now on. An id is no secret. */
function tellWindows(id: string): void {
  try {
    // With the time: windows hear of another text alone, and of those that wait for the same person one is told, too.
    localStorage.setItem(PERSON, `${Date.now()} ${id}`);
  } catch {
    // A full or forbidden store: the others find out when they ask.
  }
}

export const useSession = defineStore('session', () => {
  const state = ref<SessionState>('unknown');
  const session = shallowRef<Session>();
  /** Why it is not known whether there is a session: the first question was not answered. */
  const failure = shallowRef<Error>();
  const caller = computed(() => session.value?.caller);
  const operations = computed(() => new Set(caller.value?.operations));

  /** What another person was shown, and what they typed, is not for this one. The shell begins anew with the person. */
  function forget(): void {
    queryClient.clear();
    tabStorage.clear();
    recentTenants.value = [];
    const { caller: now } = session.value ?? {};
    if (now) tabStorage.setItem(PERSON, now.id);
  }

  function take(given: Session): void {
    const before = tabStorage.getItem(PERSON);
    const other = before !== null && before !== given.caller.id;
    tabStorage.setItem(PERSON, given.caller.id);
    tellWindows(given.caller.id);
    session.value = given;
    state.value = 'present';
    if (other) forget();
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
      // Whoever is asked to sign in again is asked still, on the page where they were.
      if (state.value === 'expired') return;
      state.value = 'absent';
      session.value = undefined;
    }
  }

  // Somebody signed in in another window: this one is theirs, too, and whoever waits here to go on goes on.
  const elsewhere = ({ key, newValue }: StorageEvent) => {
    if (key !== PERSON || newValue === null || caller.value === undefined) return;
    const [, id] = newValue.split(' ');
    if (id !== caller.value.id || state.value === 'expired') void look();
  };
  const seenAgain = () => {
    if (state.value === 'expired' && !document.hidden) void look();
  };
  globalThis.addEventListener('storage', elsewhere);
  document.addEventListener('visibilitychange', seenAgain);
  onScopeDispose(() => {
    globalThis.removeEventListener('storage', elsewhere);
    document.removeEventListener('visibilitychange', seenAgain);
  });

  /** @throws ApiProblem unauthenticated, rate_limited; Unreachable */
  async function signIn(key: string): Promise<void> {
    forgetFirstReads();
    const end = beginStep('sign_in', state.value === 'expired' ? 'resumed' : 'signed_in');
    try {
      take(await read(api.POST('/v1/session', { headers: { authorization: `Bearer ${key}` } })));
      end('done');
    } catch (error) {
      end(error instanceof ApiProblem ? 'refused' : 'failed');
      throw error;
    }
  }

  /**
   * Ends the session, and with it everything that was shown and typed here.
   * @throws ApiProblem, Unreachable: then it goes on, and so does whoever is signed in
   */
  async function signOut(): Promise<void> {
    // While there is still a session to do it with.
    stepOver('sign_in', 'signed_out', 'done');
    sendSteps();
    await writePreferences();
    await done(api.DELETE('/v1/session')).catch(error => {
      // There is none any more: that is what was wanted.
      if (!(error instanceof ApiProblem) || ![401, 404].includes(error.status)) throw error;
    });
    session.value = undefined;
    state.value = 'absent';
    forget();
  }

  function expire(): void {
    if (state.value !== 'present') return;
    state.value = 'expired';
    stepOver('sign_in', 'expired', 'done');
  }

  /** Whether this person may call an operation of the API, by its name there: what it may not is not offered. */
  const may = (operation: string): boolean => operations.value.has(operation);

  return { state, session, failure, caller, look, signIn, signOut, expire, may };
});
