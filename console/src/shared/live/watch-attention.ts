import { onScopeDispose } from 'vue';
import type { WatchAttention } from './use-hold-area.ts';

const ATTENDED_MS = 30_000;
const SIGNS_OF_SOMEBODY = ['pointermove', 'pointerdown', 'wheel', 'keydown'] as const;

/**
 * Somebody is before the page for half a minute after it came, and after each sign of them. A list that somebody reads
 * must not move; one that hangs on a wall should.
 */
export const watchAttention: WatchAttention = tell => {
  let seenAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    const left = seenAt + ATTENDED_MS - Date.now();
    timer = left > 0 ? setTimeout(look, left) : undefined;
    if (timer === undefined) tell(false);
  };
  const seen = (): void => {
    seenAt = Date.now();
    if (timer !== undefined) return;
    tell(true);
    look();
  };
  tell(true);
  look();
  for (const sign of SIGNS_OF_SOMEBODY) document.addEventListener(sign, seen, { passive: true });
  onScopeDispose(() => {
    clearTimeout(timer);
    for (const sign of SIGNS_OF_SOMEBODY) document.removeEventListener(sign, seen);
  });
};
