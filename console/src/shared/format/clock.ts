import { onScopeDispose, type Ref, ref } from 'vue';

/** A header tells whole seconds, and an answer takes a moment: what is less is no difference. */
const UNSURE_MS = 3_000;
/** An answer that took longer tells too little about when it was given. */
const SLOW_MS = 10_000;

const offset = ref(0);
const now = ref(Date.now());
let readers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** How far the control plane's clock is ahead of this browser's, in milliseconds; 0 while nobody could tell. */
export const clockOffset: Readonly<Ref<number>> = offset;

/** The time by the control plane's clock, which all times that it tells are of. */
export const serverNow = (): number => Date.now() + offset.value;

/** What the `Date` of an answer says about this browser's clock; `began` is when it was asked for, by that clock. */
export function learnClock(date: string | null, began: number): void {
  const here = Date.now();
  const there = Date.parse(date ?? '') + 500;
  if (Number.isNaN(there) || here < began || here - began > SLOW_MS) return;
  const found = there - (began + here) / 2;
  const wanted = Math.abs(found) < UNSURE_MS ? 0 : found;
  if (Math.abs(wanted - offset.value) < UNSURE_MS && wanted !== 0) return;
  if (wanted === offset.value) return;
  offset.value = wanted;
  now.value = serverNow();
}

/** The time now, every half a minute: one clock for all that tell how long ago something was. It is the control plane's. */
export function useClock(): Readonly<Ref<number>> {
  readers += 1;
  if (timer === undefined) {
    now.value = serverNow();
    timer = setInterval(() => {
      now.value = serverNow();
    }, 30_000);
  }
  onScopeDispose(() => {
    readers -= 1;
    if (readers > 0) return;
    clearInterval(timer);
    timer = undefined;
  });
  return now;
}
