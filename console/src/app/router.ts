import { createRouter, createWebHistory, type RouteMeta, type RouteRecordRaw, type Router } from 'vue-router';
import { useTexts } from '../shared/i18n/messages.ts';
import { tabStorage } from '../shared/kept/tab-storage.ts';
import { useWords } from '../shared/words/words.ts';
import { FEATURES } from './features.ts';
import { firstPage } from './navigation.ts';
import { returnTo } from './session/return-to.ts';
import { useSession } from './session/session.ts';

const byFeature: readonly RouteRecordRaw[] = FEATURES.flatMap(feature =>
  feature.routes.map(route => ({ ...route, meta: { ...route.meta, feature: feature.name } })),
);

const routes: readonly RouteRecordRaw[] = [
  {
    path: '/',
    name: 'home',
    // Never shown; a redirect would be decided before it is known who asks.
    component: () => import('./shell/nowhere-page.vue'),
    beforeEnter: () => {
      const { may, caller } = useSession();
      return firstPage(may, caller?.roles);
    },
  },
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('./session/sign-in-page.vue'),
    meta: { bare: true },
  },
  ...byFeature,
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./shell/nowhere-page.vue') },
];

/**
 * Begins to fetch what a page is made of, before it is known who asks: it says nothing of anybody. What fails here is
 * asked for again by the router, which says so.
 */
export function fetchPage(router: Router, address: string): void {
  const { matched, meta } = router.resolve(address);
  const parts = matched.map(({ components }) => components?.['default']);
  for (const part of parts) if (isLoader(part)) void part().catch(() => undefined);
  void fetchTexts(meta).catch(() => undefined);
}

async function fetchTexts({ feature: wanted }: RouteMeta): Promise<void> {
  const feature = FEATURES.find(({ name }) => name === wanted);
  if (feature) await Promise.all([useWords(), useTexts(feature.name, feature.texts)]);
}

/** Of a route's component: every page of the console is a part of its own, fetched by a function without parameters. */
const isLoader = (part: unknown): part is () => Promise<unknown> => typeof part === 'function';

const FRAMES_TO_COME = 10;
/** What is known is shown a moment after its page: there is no way down before. */
async function longEnough(top: number): Promise<void> {
  const { documentElement: page } = document;
  for (let frame = 0; frame < FRAMES_TO_COME && page.scrollHeight - page.clientHeight < top; frame++) {
    await new Promise(resolve => requestAnimationFrame(resolve));
  }
}

export function createConsoleRouter(): Router {
  const router = createRouter({
    history: createWebHistory('/'),
    routes: [...routes],
    // Back leads to where one was; a changed filter or another tab of the same page moves nothing.
    scrollBehavior: async (to, from, saved) => {
      if (saved === null) return to.path === from.path ? false : { top: 0 };
      await longEnough(saved.top);
      return router.currentRoute.value === to ? saved : false;
    },
  });

  router.beforeEach(async to => {
    const session = useSession();
    if (session.state === 'unknown') await session.look();
    // Nothing is known: the app says so in place of every page, and the address stays.
    if (session.state === 'unknown') return false;
    const signedIn = session.state === 'present' || session.state === 'expired';
    if (to.meta.bare) return signedIn && to.name === 'sign-in' ? returnTo(to.query['returnTo']) : true;
    if (!signedIn) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { returnTo: to.fullPath } };
    return true;
  });

  // The texts come together with the page, so that nobody sees names of texts.
  router.beforeResolve(to => fetchTexts(to.meta));
  // After an upgrade the parts of the version before are gone: the page that was asked for is loaded anew, once.
  router.onError((error: unknown, to) => {
    if (
      !(error instanceof Error) ||
      !/dynamically imported module|module script|preload/i.test(error.message)
    )
      return;
    const key = 'tenantry.reloaded';
    if (tabStorage.getItem(key) === to.fullPath) return;
    tabStorage.setItem(key, to.fullPath);
    globalThis.location.assign(to.fullPath);
  });
  router.afterEach(() => tabStorage.removeItem('tenantry.reloaded'));
  return router;
}
