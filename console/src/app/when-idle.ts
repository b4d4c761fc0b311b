const LONG_ENOUGH_MS = 2_000;

/** Runs when the browser has nothing else to do; where it cannot say so, a moment after the page is there. */
export function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run);
  else setTimeout(run, LONG_ENOUGH_MS);
}
