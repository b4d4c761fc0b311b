import { onScopeDispose, type Ref, shallowReactive } from 'vue';
import { stored } from '../kept/stored.ts';

export interface Shortcut {
  /** One key as `KeyboardEvent.key` names it (`j`, `?`, `ArrowDown`), or two after each other: `g t`. */
  readonly keys: string;
  /** What it does, for the list that `?` opens. */
  readonly label: string;
  run(event: KeyboardEvent): unknown;
  /** Whether it does anything now. */
  readonly when?: () => boolean;
}

/** What can be pressed now, the latest last. */
export const shortcuts: Shortcut[] = shallowReactive([]);

/** WCAG 2.1.4: single keys can be switched off, since speech input sends them by mistake. */
export const shortcutsOn: Ref<boolean> = stored('tenantry.shortcuts', true, value => value !== false);

/** Milliseconds within which the second key of two must come. */
const PAUSE = 1_200;
let first: { readonly key: string; readonly at: number } | undefined;

/** Registers single keys for as long as the component lives. They are off while somebody types or chooses. */
export function useShortcuts(given: readonly Shortcut[]): void {
  if (shortcuts.length === 0) globalThis.addEventListener('keydown', heard);
  shortcuts.unshift(...given);
  onScopeDispose(() => {
    for (const shortcut of given) shortcuts.splice(shortcuts.indexOf(shortcut), 1);
    if (shortcuts.length === 0) globalThis.removeEventListener('keydown', heard);
  });
}

function heard(event: KeyboardEvent): void {
  if (!shortcutsOn.value || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || isBusy(event.target)) return;
  const pair = first !== undefined && event.timeStamp - first.at < PAUSE ? `${first.key} ${event.key}` : '';
  // The latest wins: a page's own before the shell's.
  const found =
    shortcuts.find(({ keys, when }) => keys === pair && (when?.() ?? true)) ??
    shortcuts.find(({ keys, when }) => keys === event.key && (when?.() ?? true));
  const begins = shortcuts.some(({ keys }) => keys.startsWith(`${event.key} `));
  first = found === undefined && begins ? { key: event.key, at: event.timeStamp } : undefined;
  if (found === undefined) return;
  event.preventDefault();
  found.run(event);
}

const TYPED =
  'input:not([type=checkbox],[type=radio],[type=button]), textarea, select, [contenteditable=true]';
/** Where keys have a meaning of their own. */
const OWN_KEYS = '[role=menu], [role=listbox], [role=dialog], [role=slider], [role=combobox]';

function isBusy(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`${TYPED}, ${OWN_KEYS}`) !== null;
}
