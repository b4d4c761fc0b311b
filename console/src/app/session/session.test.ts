import { flushPromises } from '@vue/test-utils';
import { createPinia, disposePinia, type Pinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defineComponent, ref } from 'vue';
import { api, done, onSignedOut } from '../../shared/api/client.ts';
import { queryClient } from '../../shared/api/query-client.ts';
import { mockApi, problem } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { APP_TEXTS } from '../messages/texts.ts';
import { navigationFor } from '../navigation.ts';
import { recentTenants } from '../palette/recent-tenants.ts';
import { useSession } from './session.ts';
import SessionExpired from './session-expired.vue';

const sessionOf = (id: string, operations: readonly string[] = []) => {
  const sample = sampleOf('Session');
  return { ...sample, caller: { ...sample.caller, id, name: id, operations: [...operations] } };
};
let pinia: Pinia;
beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  pinia = createPinia();
  setActivePinia(pinia);
});
// A store that is left would hear of the next test's people.
afterEach(() => disposePinia(pinia));

test('whoever signs in as another person finds nothing of the one before: no data, no drafts', async () => {
  const { set } = mockApi({ 'POST /v1/session': () => sessionOf('ada') });
  const session = useSession();
  await session.signIn('tny_ada');
  queryClient.setQueryData(['tenant', 'list'], 'what ada saw');
  sessionStorage.setItem('tenantry.draft', 'what ada typed');

  // The same person again, after an ended session: all of it stays.
  session.expire();
  await session.signIn('tny_ada');
  expect(queryClient.getQueryData(['tenant', 'list'])).toBe('what ada saw');
  expect(sessionStorage.getItem('tenantry.draft')).toBe('what ada typed');

  set({ 'POST /v1/session': () => sessionOf('grace') });
  session.expire();
  await session.signIn('tny_grace');
  expect(queryClient.getQueryData(['tenant', 'list'])).toBeUndefined();
  expect(sessionStorage.getItem('tenantry.draft')).toBeNull();
});

test('somebody else who signs in after signing out finds nothing of the one before, either', async () => {
  const { set } = mockApi({ 'POST /v1/session': () => sessionOf('ada') });
  const session = useSession();
  await session.signIn('tny_ada');
  sessionStorage.setItem('tenantry.draft', 'what ada typed');
  await session.signOut();
  set({ 'POST /v1/session': () => sessionOf('grace') });
  await session.signIn('tny_grace');
  expect(sessionStorage.getItem('tenantry.draft')).toBeNull();
});

test('another person who signs in in one window is who the other window shows, and the one before leaves nothing', async () => {
  const { calls, set } = mockApi({ 'POST /v1/session': () => sessionOf('ada') });
  const session = useSession();
  await session.signIn('tny_ada');
  expect(localStorage.getItem('tenantry.person')).toMatch(/^\d+ ada$/);
  sessionStorage.setItem('tenantry.draft', 'what ada typed');
  set({ 'GET /v1/session': () => sessionOf('grace') });
  const hear = (key: string, newValue: string) =>
    window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
  hear('tenantry.person', '1 ada');
  hear('something.else', '2 grace');
  await flushPromises();
  expect(calls.filter(({ operation }) => operation === 'GET /v1/session')).toHaveLength(0);
  hear('tenantry.person', '3 grace');
  await vi.waitFor(() => expect(session.caller?.id).toBe('grace'));
  expect(sessionStorage.getItem('tenantry.draft')).toBeNull();
});

test('whoever signs in again in one window goes on in every other that waits, and one that has no session waits on', async () => {
  const { set } = mockApi({ 'POST /v1/session': () => sessionOf('ada') });
  const session = useSession();
  await session.signIn('tny_ada');
  session.expire();
  const hear = () =>
    window.dispatchEvent(new StorageEvent('storage', { key: 'tenantry.person', newValue: '2 ada' }));
  set({ 'GET /v1/session': () => problem('unauthenticated') });
  hear();
  await flushPromises();
  expect(session.state).toBe('expired');
  set({ 'GET /v1/session': () => sessionOf('ada') });
  hear();
  await vi.waitFor(() => expect(session.state).toBe('present'));
});

test('signing out that is refused, or not answered, leaves somebody signed in and says so; a session that is over is out', async () => {
  const { set } = mockApi({ 'POST /v1/session': () => sessionOf('ada') });
  const session = useSession();
  await session.signIn('tny_ada');
  for (const refused of [() => problem('unavailable'), () => problem('rate_limited')]) {
    set({ 'DELETE /v1/session': refused });
    await expect(session.signOut()).rejects.toThrow();
    expect(session.state).toBe('present');
  }
  set({ 'DELETE /v1/session': () => problem('unauthenticated') });
  await session.signOut();
  expect(session.state).toBe('absent');
});

test('signing out leaves nothing of what was typed and opened in this tab', async () => {
  mockApi({ 'POST /v1/session': () => sessionOf('ada') });
  const session = useSession();
  await session.signIn('tny_ada');
  sessionStorage.setItem('tenantry.draft', 'what ada typed');
  recentTenants.value = ['tenant'];
  await session.signOut();
  expect(sessionStorage.getItem('tenantry.draft')).toBeNull();
  expect(recentTenants.value).toEqual([]);
});

test('a browser that keeps nothing lets people in', async () => {
  mockApi({ 'POST /v1/session': () => sessionOf('ada') });
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const session = useSession();
  await session.signIn('tny_ada');
  expect(session.state).toBe('present');
  full.mockRestore();
});

test('a session that ends in the middle of typing keeps what is typed, where one is, and gives way to nobody', async () => {
  const { set } = mockApi({ 'PUT /v1/settings': () => problem('unauthenticated') });
  const Page = defineComponent({
    components: { SessionExpired },
    setup() {
      const session = useSession();
      onSignedOut(() => session.expire());
      const typed = ref('');
      const save = () =>
        done(
          api.PUT('/v1/settings', {
            params: { header: { 'If-Match': '"v0"' } },
            body: { defaultPlanId: 'pro' },
          }),
        ).catch(() => undefined);
      return { session, typed, save };
    },
    template: `<main><input id="field" v-model="typed" /><button id="save" @click="save">Save</button>
      <SessionExpired v-if="session.state === 'expired'" /></main>`,
  });
  const feature = { name: 'app', texts: APP_TEXTS, routes: [] };
  const { until, text, router } = await mountPage(Page, { feature, route: '/somewhere?tab=two' });
  const field = () => document.querySelector<HTMLInputElement>('#field');
  const input = field();
  if (input === null) throw new Error('no field');
  input.value = 'half a sen';
  input.dispatchEvent(new Event('input'));
  document.querySelector<HTMLElement>('#save')?.click();
  await until(() => expect(text()).toContain('Your session has ended'));
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  await flushPromises();
  expect(text()).toContain('Your session has ended');

  const session = useSession();
  set({ 'POST /v1/session': () => sessionOf(session.caller?.id ?? '') });
  await session.signIn('tny_same');
  await until(() => expect(text()).not.toContain('Your session has ended'));
  expect(field()).toBe(input);
  expect(field()?.value).toBe('half a sen');
  expect(router.currentRoute.value.fullPath).toBe('/somewhere?tab=two');
});

test('the navigation shows pages of operations that this person may call, and no section of none', () => {
  const names = (operations: readonly string[]) =>
    navigationFor(operation => operations.includes(operation)).flatMap(({ section, entries }) =>
      entries.map(({ route }) => `${section}/${route}`),
    );
  expect(names(['listApiKeys', 'listAlerts'])).toEqual([
    'customerSuccess/alerts',
    'administration/settings-keys',
  ]);
  expect(names([])).toEqual([]);
});
