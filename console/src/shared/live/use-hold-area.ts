import { onScopeDispose } from 'vue';
import type { HeldRows } from './use-held-rows.ts';

type Holds = Pick<HeldRows<unknown>, 'hold' | 'release'>;

/** A list that somebody reads must not move; one that hangs on a wall should. */
const ATTENDED_MS = 30_000;
const SIGNS_OF_SOMEBODY = ['pointermove', 'pointerdown', 'wheel', 'keydown'] as const;

/**
 * Holds rows while the pointer or the focus is in an element: `v-bind` what this gives on the body of the table. Going
 * from one row to the next within it lets nothing go in between. With `whileAttended` they are held for half a minute
 * after they came, and after each sign of somebody before the page, as well.
 */
export function useHoldArea({ hold, release }: Holds, whileAttended = false) {
  let hovered = false;
  let focused = false;
  let attended = whileAttended;
  let held = false;
  const settle = (): void => {
    const wanted = hovered || focused || attended;
    if (wanted === held) return;
    held = wanted;
    if (wanted) hold();
    else release();
  };
  onScopeDispose(() => {
    hovered = focused = attended = false;
    settle();
  });
  if (whileAttended) {
    watchAttention(now => {
      attended = now;
      settle();
    });
    settle();
  }
  return {
    onPointerenter: (event: PointerEvent): void => {
      // A finger leaves nothing behind it that could be pressed by mistake.
      hovered = event.pointerType !== 'touch';
      settle();
    },
    onPointerleave: (): void => {
      hovered = false;
      settle();
    },
    onFocusin: (): void => {
      focused = true;
      settle();
    },
    onFocusout: (event: FocusEvent): void => {
      const { currentTarget, relatedTarget } = event;
      focused =
        currentTarget instanceof Node &&
        relatedTarget instanceof Node &&
        currentTarget.contains(relatedTarget);
      settle();
    },
  };
}

/** Tells when nobody has been there for a while, and when somebody is again. */
function watchAttention(tell: (attended: boolean) => void): void {
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
  look();
  for (const sign of SIGNS_OF_SOMEBODY) document.addEventListener(sign, seen, { passive: true });
  onScopeDispose(() => {
    clearTimeout(timer);
    for (const sign of SIGNS_OF_SOMEBODY) document.removeEventListener(sign, seen);
  });
}
