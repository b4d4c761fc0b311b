import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { Tone } from '../tone.ts';

export interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
  /** What can be done about it: undo, mostly. `until`: the last moment for it, in ms, told beside it. */
  readonly action?: { readonly label: string; readonly until?: number; run(): unknown } | undefined;
}

const SHOWN_MS = 8_000;
/** With something to do about it: long enough to read, decide and get there by keyboard. */
const SHOWN_WITH_ACTION_MS = 20_000;

/** Says once that something is done. What failed is told where it was tried, not here. */
export const useToasts = defineStore('toasts', () => {
  const toasts = ref<Toast[]>([]);
  let last = 0;

  function dismiss(id: number): void {
    toasts.value = toasts.value.filter(toast => toast.id !== id);
  }

  /**
   * The same text twice at a time is one toast. When something can be done about either, it is the newer one: what was told
   * last is what one thinks to undo.
   */
  function tell(text: string, more: { tone?: Tone; action?: Toast['action'] } = {}): void {
    const same = toasts.value.find(toast => toast.text === text);
    if (same !== undefined && same.action === undefined && more.action === undefined) return;
    const id = ++last;
    const others = toasts.value.filter(toast => toast.text !== text);
    toasts.value = [...others.slice(-2), { id, text, tone: more.tone ?? 'good', action: more.action }];
    setTimeout(() => dismiss(id), more.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
  }

  return { toasts, tell, dismiss };
});
