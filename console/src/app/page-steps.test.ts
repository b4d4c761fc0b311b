import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { sendSteps } from '../shared/journeys/journeys.ts';
import { tellOfPages } from './page-steps.ts';

const page = { render: () => null };
let router: Router;
const outcomes: string[] = [];

beforeEach(() => {
  outcomes.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const { steps } = await request.json();
    outcomes.push(...steps.map(({ step, outcome }: Record<string, string>) => `${step} ${outcome}`));
    return new Response(null, { status: 204 });
  });
  router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: page },
      { path: '/other', component: page },
      { path: '/broken', component: () => Promise.reject(new Error('a part is gone')) },
      { path: '/never', component: () => new Promise(() => undefined) },
    ],
  });
  tellOfPages(router);
});
afterEach(() => vi.unstubAllGlobals());

async function told(): Promise<string[]> {
  sendSteps();
  await new Promise(resolve => setTimeout(resolve));
  return outcomes.splice(0);
}

test('each page that comes is told once, and another filter of it is none', async () => {
  await router.push('/');
  await router.push('/other');
  await router.push('/other?sort=name');
  expect(await told()).toEqual(['loaded done', 'loaded done']);
});

test('a page that cannot be loaded has failed, and one that is not waited for was left', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await router.push('/');
  await told();
  await router.push('/broken').catch(() => undefined);
  expect(await told()).toEqual(['loaded failed']);
  void router.push('/never');
  await new Promise(resolve => setTimeout(resolve));
  await router.push('/other');
  expect(await told()).toEqual(['loaded left', 'loaded done']);
});
