import type { RouteLocationNormalized, Router } from 'vue-router';
import { beginStep } from '../shared/journeys/journeys.ts';

/** Tells how long pages take to come, from the wish to the page with its texts, and how many do not. */
export function tellOfPages(router: Router): void {
  let wished:
    | { readonly to: RouteLocationNormalized; readonly end: ReturnType<typeof beginStep> }
    | undefined;
  router.beforeEach((to, from) => {
    // Another filter or tab of the same page is no other page.
    if (to.path === from.path && from.matched.length > 0) return;
    wished?.end('left');
    wished = { to, end: beginStep('page', 'loaded') };
  });
  // One that is given up ends behind the beginning of the next.
  router.afterEach((to, _from, failure) => {
    if (wished?.to === to) wished.end(failure ? 'left' : 'done');
  });
  router.onError((_error, to) => {
    if (wished?.to === to) wished.end('failed');
  });
}
