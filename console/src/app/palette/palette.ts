import { ref } from 'vue';

/** What is open over everything, from wherever it was asked for. */
export const paletteOpen = ref(false);
export const shortcutsOpen = ref(false);

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

/** As it is written on the keyboard of whoever reads it. */
export const paletteKeys = (): string => (isMac() ? '⌘K' : 'Ctrl+K');

/** A key with a modifier is pressed by nobody by mistake: it works while typing, too, and cannot be switched off. */
export function isPaletteKey(event: KeyboardEvent): boolean {
  return (
    (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k'
  );
}
