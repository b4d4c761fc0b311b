import { onScopeDispose } from 'vue';
import type { HeldRows } from './use-held-rows.ts';

type Holds = Pick<HeldRows<unknown>, 'hold' | 'release'>;

/** Tells whether somebody is before the page, at once and each time that it changes, until the scope ends. */
export type WatchAttention = (tell: (attended: boolean) => void) => void;

/**
 * Holds rows while the pointer or the focus is in an element: `v-bind` what this gives on the body of the table. Going
 * from one row to the next within it lets nothing go in between. With `attention` they are held while somebody is
 * before the page at all, as well.
 */
export function useHoldArea({ hold, release }: Holds, attention?: WatchAttention) {
  let hovered = false;
  let focused = false;
  let attended = false;
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
  attention?.(now => {
    attended = now;
    settle();
  });
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
