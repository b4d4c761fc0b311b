import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { effectScope, nextTick } from 'vue';
import { queryClient } from '../../shared/api/query-client.ts';
import { forgetPendingPreferences, writePreferences } from '../../shared/kept/kept-preferences.ts';
import { useSession } from '../session/session.ts';
import { followPerson } from './follow-person.ts';
import { usePreferences } from './preferences.ts';

const kept = new Map<string, Record<string, unknown>>();
let person: string;
let fails = false;
let scope: ReturnType<typeof effectScope>;

beforeEach(() => {
  localStorage.clear();
  queryClient.clear();
  forgetPendingPreferences();
  kept.clear();
  fails = false;
  scope = effectScope();
  setActivePinia(createPinia());
  vi.stubGlobal('fetch', async (request: Request) => {
    if (fails) return Response.json({ code: 'rate_limited' }, { status: 429 });
    if (request.method === 'PUT') kept.set(person, await request.json());
    return Response.json({ ...kept.get(person), version: 1 }, { headers: { etag: '"v1"' } });
  });
});
afterEach(() => {
  scope.stop();
  vi.unstubAllGlobals();
});

/** Signs somebody in, and lets what follows from it happen. */
async function signIn(id: string): Promise<void> {
  const session = useSession();
  queryClient.clear();
  person = id;
  session.state = 'absent';
  await nextTick();
  const caller = { id, name: id, roles: [], operations: [] };
  const times = { startedAt: '', expiresAt: '', idleSeconds: 1 };
  session.session = JSON.parse(JSON.stringify({ caller, ...times }));
  session.state = 'present';
  await nextTick();
  await vi.waitFor(() => expect(queryClient.isFetching()).toBe(0));
  await nextTick();
}

test('what a person prefers is there when they sign in, and what they change then is kept', async () => {
  kept.set('jo', { theme: 'dark', ownerName: 'Jo Doe' });
  const preferences = usePreferences();
  scope.run(followPerson);
  await signIn('jo');
  expect([preferences.theme, preferences.density]).toEqual(['dark', 'comfortable']);
  await writePreferences();
  expect(kept.get('jo')).toEqual({ theme: 'dark', ownerName: 'Jo Doe' });
  preferences.density = 'compact';
  await nextTick();
  await writePreferences();
  expect(kept.get('jo')).toEqual({ theme: 'dark', ownerName: 'Jo Doe', density: 'compact' });
});

test('nothing that one person changed is written for the next', async () => {
  const preferences = usePreferences();
  scope.run(followPerson);
  await signIn('jo');
  preferences.theme = 'dark';
  await nextTick();
  await signIn('max');
  await writePreferences();
  expect(kept.get('max')).toBeUndefined();
});

test('without an answer this browser keeps what it has', async () => {
  fails = true;
  localStorage.setItem('tenantry.theme', '"dark"');
  const preferences = usePreferences();
  scope.run(followPerson);
  await signIn('jo');
  expect(preferences.theme).toBe('dark');
});

test('before anybody is signed in nothing is asked and nothing is written', async () => {
  fails = true;
  const preferences = usePreferences();
  scope.run(followPerson);
  preferences.theme = 'light';
  await nextTick();
  await writePreferences();
  expect(kept.size).toBe(0);
});
