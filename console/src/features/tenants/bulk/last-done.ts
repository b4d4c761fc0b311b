import { shallowRef } from 'vue';

/** What was done with many at once, and can be taken back until a time. */
export interface LastDone {
  readonly text: string;
  /** Milliseconds of the epoch. */
  readonly until: number;
  /** Does the opposite; answers in words what came of it. */
  takeBack(): Promise<string>;
}

/** How long what this browser did can be taken back here. After that the record says what there was. */
export const TAKE_BACK_MS = 10 * 60_000;

/** Of this window: it outlives the dialog, and another page that is looked at in between. */
export const lastDone = shallowRef<LastDone>();
