import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import type { components } from '@tenantry/contracts/client/schema.generated';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach } from 'vitest';
import { type Component, defineComponent, h } from 'vue';
import { createMemoryHistory, createRouter, type RouteRecordRaw, type Router, RouterView } from 'vue-router';
import { i18n, setLocale, type TextLoaders, useTexts } from '../../i18n/messages.ts';
import { SHARED_TEXTS } from '../../messages/texts.ts';
import { useWords } from '../../words/words.ts';
import { OPERATIONS } from './document.test-support.ts';
import { sampleOf } from './sample.test-support.ts';

type Session = components['schemas']['Session'];

export interface MountOptions {
  /** The feature of the page (`feature` of its feature.ts): its texts and routes. */
  readonly feature?: {
    readonly name: string;
    readonly texts: TextLoaders;
    readonly routes: readonly RouteRecordRaw[];
  };
  /** The address: `/tenants?search=acme`. Without one, the component is shown as it is. */
  readonly route?: string;
  readonly props?: Record<string, unknown>;
  /** What the person may do; all of it unless said. `operations` are names of the document. */
  readonly session?: {
    readonly operations?: readonly string[];
    readonly name?: string;
    readonly roles?: Session['caller']['roles'];
  };
  readonly locale?: 'en' | 'de';
}

export interface Mounted {
  readonly wrapper: VueWrapper;
  readonly router: Router;
  readonly queryClient: QueryClient;
  /** Text of the page, dialogs and menus included. */
  text(): string;
  /** Waits until something is so, and says what was last wrong otherwise. */
  until(check: () => unknown): Promise<void>;
}

let mounted: { readonly wrapper: VueWrapper; readonly queryClient: QueryClient }[] = [];
afterEach(() => {
  for (const { wrapper, queryClient } of mounted) {
    wrapper.unmount();
    queryClient.clear();
  }
  mounted = [];
  document.body.innerHTML = '';
  sessionStorage.clear();
  localStorage.clear();
});

/** Shows a page or a component with all that the app gives it: router, stores, queries, texts, somebody signed in. */
export async function mountPage(component: Component, options: MountOptions = {}): Promise<Mounted> {
  const { feature, route, props = {}, session = {}, locale = 'en' } = options;
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, networkMode: 'always' }, mutations: { retry: false } },
  });
  const pinia = createPinia();
  setActivePinia(pinia);
  // The store of the session is the app's; what it holds is put where it looks for it.
  pinia.state.value['session'] = { state: 'present', session: sessionOf(session) };
  await setLocale(locale);
  await useTexts('shared', SHARED_TEXTS);
  await useWords();
  if (feature) await useTexts(feature.name, feature.texts);
  const router = routerOf(component, options);
  await router.push(route ?? '/');
  const root = route === undefined ? defineComponent({ render: () => h(component, props) }) : RouterView;
  const wrapper = mount(root, {
    attachTo: document.body,
    global: { plugins: [pinia, i18n, router, [VueQueryPlugin, { queryClient }]] },
  });
  mounted.push({ wrapper, queryClient });
  await flushPromises();
  return {
    wrapper,
    router,
    queryClient,
    text: () => document.body.textContent ?? '',
    until,
  };
}

async function until(check: () => unknown): Promise<void> {
  const end = Date.now() + 4_000;
  for (;;) {
    await flushPromises();
    try {
      if (check() !== false) return;
      if (Date.now() > end) throw new Error(`it never was so; the page: ${document.body.textContent}`);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise(done => setTimeout(done, 20));
  }
}

function sessionOf(given: NonNullable<MountOptions['session']>): Session {
  const sample = sampleOf('Session');
  const operations = given.operations ?? [...OPERATIONS.values()].map(({ id }) => id);
  return {
    ...sample,
    caller: {
      ...sample.caller,
      name: given.name ?? 'Somebody',
      ...(given.roles && { roles: given.roles }),
      operations: [...operations],
    },
  };
}

/** The routes of the feature; any other name that is linked to is made when it is asked for. */
function routerOf(component: Component, { feature, route }: MountOptions): Router {
  const empty = { render: () => h('p') };
  const path = (route ?? '/').replace(/[?#].*$/, '');
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [...(feature?.routes ?? []), { path: '/:rest(.*)*', name: 'elsewhere', component: empty }],
  });
  if (router.resolve(path).name === 'elsewhere') router.addRoute({ path, name: 'page', component });
  const { resolve } = router;
  router.resolve = (...given: Parameters<typeof resolve>) => {
    const [to] = given;
    if (typeof to === 'object' && 'name' in to && to.name !== undefined && !router.hasRoute(to.name)) {
      const names = Object.keys('params' in to ? (to.params ?? {}) : {});
      router.addRoute({
        path: `/${String(to.name)}${names.map(name => `/:${name}`).join('')}`,
        name: to.name,
        component: empty,
      });
    }
    return resolve(...given);
  };
  return router;
}
