import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { mockApi, problem } from '../shared/api/testing/mock-api.test-support.ts';
import { sampleOf } from '../shared/api/testing/sample.test-support.ts';
import { firstPage } from './navigation.ts';
import { createConsoleRouter } from './router.ts';
import { useSession } from './session/session.ts';

const sessionOf = (operations: readonly string[]) => {
  const sample = sampleOf('Session');
  return { ...sample, caller: { ...sample.caller, operations: [...operations] } };
};
beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  history.replaceState(null, '', '/');
  setActivePinia(createPinia());
});

test('the address without a page leads to the first page of who has a session, also in a new window', async () => {
  mockApi({ 'GET /v1/session': sessionOf(['listPlans']) });
  const router = createConsoleRouter();
  await router.push('/');
  expect(router.currentRoute.value.name).toBe('plans');
});

test('whoever signs in first comes to the first page of their roles', async () => {
  mockApi({ 'GET /v1/session': problem('unauthenticated'), 'POST /v1/session': sessionOf(['listPlans']) });
  const router = createConsoleRouter();
  await router.push('/');
  expect(router.currentRoute.value.fullPath).toBe('/sign-in');
  await useSession().signIn('tny_sample');
  await router.replace('/');
  expect(router.currentRoute.value.name).toBe('plans');
});

test('whoever has no page is told so', async () => {
  mockApi({ 'GET /v1/session': sessionOf([]) });
  const router = createConsoleRouter();
  await router.push('/');
  expect(router.currentRoute.value.fullPath).toBe('/nothing-for-you');
});

test('whoever has one role begins with what it is about, where they may see it', () => {
  const all = () => true;
  expect(firstPage(all, ['finance'])).toEqual({ name: 'statements' });
  expect(firstPage(all, ['onboarding'])).toEqual({ name: 'onboarding' });
  expect(firstPage(all, ['cs'])).toEqual({ name: 'today' });
  expect(firstPage(all, ['finance', 'cs'])).toEqual({ name: 'today' });
  expect(firstPage(operation => operation === 'listPlans', ['finance'])).toEqual({ name: 'plans' });
});
