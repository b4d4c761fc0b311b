import type { components } from '@tenantry/contracts/client/schema.generated';
import { api, readVersioned } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { queryClient } from '../api/query-client.ts';

export type KeptPreferences = components['schemas']['ConsolePreferencesInput'];

const KEY = ['console_preferences'];
const WRITE_AFTER = 1_000;
const TRIES = 3;

/** What was changed here and is not written yet. */
let pending: KeptPreferences = {};
let timer: ReturnType<typeof setTimeout> | undefined;

async function readKept(): Promise<{ readonly value: KeptPreferences; readonly etag: string }> {
  const { value, etag } = await readVersioned(api.GET('/v1/console/preferences'));
  const { version: _version, updatedAt: _updatedAt, ...kept } = value;
  return { value: kept, etag };
}

/** For whoever asks: the shell once, pages by `useKeptPreferences`. */
export const KEPT_PREFERENCES = {
  queryKey: KEY,
  queryFn: async (): Promise<KeptPreferences> => ({ ...(await readKept()).value, ...pending }),
  // Only this person changes it, and hardly ever in two places at once.
  staleTime: Infinity,
};

/** Asks once what is kept for whoever is signed in. @throws ApiProblem, Unreachable */
export function loadPreferences(): Promise<KeptPreferences> {
  return queryClient.query(KEPT_PREFERENCES);
}

/** Changes some of it: at once on the page, a moment later for good. What another browser changed meanwhile stays. */
export function changePreferences(patch: KeptPreferences): void {
  pending = { ...pending, ...patch };
  queryClient.setQueryData<KeptPreferences>(KEY, kept => ({ ...kept, ...patch }));
  timer ??= setTimeout(() => void writePreferences(), WRITE_AFTER);
}

/** Writes what waits. What cannot be written waits for the next change, and is on the page meanwhile. */
export async function writePreferences(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const patch = pending;
  pending = {};
  if (Object.keys(patch).length === 0) return;
  for (let tries = 1; tries <= TRIES; tries++) {
    try {
      const { value, etag } = await readKept();
      const body = { ...value, ...patch };
      await readVersioned(
        api.PUT('/v1/console/preferences', { body, params: { header: { 'If-Match': etag } } }),
      );
      queryClient.setQueryData<KeptPreferences>(KEY, { ...body, ...pending });
      return;
    } catch (error) {
      // Another browser of the same person was faster: on top of what it has written.
      if (error instanceof ApiProblem && error.status === 412) continue;
      // What is refused once is refused for ever, and would hold up what comes behind it.
      if (error instanceof ApiProblem && error.status === 400) return;
      break;
    }
  }
  pending = { ...patch, ...pending };
}

/** Somebody else is here now: what waits was not theirs. */
export function forgetPendingPreferences(): void {
  clearTimeout(timer);
  timer = undefined;
  pending = {};
}
