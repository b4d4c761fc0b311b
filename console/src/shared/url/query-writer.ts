import { type ShallowRef, shallowRef } from 'vue';
import { isNavigationFailure, type LocationQuery, NavigationFailureType, type Router } from 'vue-router';

/**
 * The query of the address, as it is or is about to be. Several parts of a page write to it at once: what is written
 * within one turn becomes one entry of the history, and what is still under way is never overwritten by what was before.
 */
export class QueryWriter {
  readonly query: ShallowRef<LocationQuery>;
  readonly #router: Router;
  #planned = false;
  #push = false;
  #running = 0;
  #leaving = false;

  constructor(router: Router) {
    this.#router = router;
    this.query = shallowRef(router.currentRoute.value.query);
    router.beforeEach((to, from) => {
      this.#leaving = to.path !== from.path;
    });
    router.afterEach((_to, _from, failure) => {
      // Another way was taken before this one came to its end: one is still where one was.
      if (isNavigationFailure(failure, NavigationFailureType.cancelled)) return;
      this.#leaving = false;
      if (!this.#planned && this.#running === 0) this.query.value = router.currentRoute.value.query;
    });
  }

  /** `undefined` leaves a parameter out. `push`: Back leads to what was before. */
  write(changes: Readonly<Record<string, string | undefined>>, push: boolean): void {
    const next = { ...this.query.value };
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) delete next[name];
      else next[name] = value;
    }
    this.query.value = next;
    this.#push ||= push;
    if (this.#planned) return;
    this.#planned = true;
    const { path } = this.#router.currentRoute.value;
    // Later than a link that was followed in the same turn: whoever leaves is not called back.
    setTimeout(() => void this.#flush(path));
  }

  async #flush(path: string): Promise<void> {
    const { currentRoute } = this.#router;
    const push = this.#push;
    this.#planned = this.#push = false;
    if (currentRoute.value.path === path && !this.#leaving) {
      this.#running += 1;
      const to = { query: this.query.value, hash: currentRoute.value.hash };
      await (push ? this.#router.push(to) : this.#router.replace(to)).catch(() => undefined);
      this.#running -= 1;
    }
    if (!this.#planned && this.#running === 0) this.query.value = currentRoute.value.query;
  }
}

const writers = new WeakMap<Router, QueryWriter>();

export function queryWriterOf(router: Router): QueryWriter {
  const known = writers.get(router) ?? new QueryWriter(router);
  writers.set(router, known);
  return known;
}
