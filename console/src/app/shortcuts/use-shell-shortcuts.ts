import { onMounted, onUnmounted } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { type Shortcut, useShortcuts } from '../../shared/keyboard/use-shortcuts.ts';
import { isPaletteKey, paletteOpen, shortcutsOpen } from '../palette/palette.ts';
import { useSession } from '../session/session.ts';

/** `g` and a letter goes to a page, everywhere. */
const GO: readonly { readonly letter: string; readonly route: string }[] = [
  { letter: 'h', route: 'today' },
  { letter: 't', route: 'tenants' },
  { letter: 'a', route: 'alerts' },
  { letter: 'c', route: 'customer-health' },
  { letter: 'k', route: 'tasks' },
  { letter: 'o', route: 'onboarding' },
  { letter: 'p', route: 'plans' },
  { letter: 'u', route: 'usage' },
  { letter: 's', route: 'statements' },
];

/** What can be pressed on every page: the palette, the list of shortcuts, and where to go. */
export function useShellShortcuts(): void {
  const { t } = useI18n();
  const router = useRouter();
  const session = useSession();

  function heard(event: KeyboardEvent): void {
    if (!isPaletteKey(event) || event.isComposing || session.state !== 'present') return;
    // The browser's own meaning of it is its search: here this is the search.
    event.preventDefault();
    paletteOpen.value = !paletteOpen.value;
  }
  onMounted(() => globalThis.addEventListener('keydown', heard));
  onUnmounted(() => globalThis.removeEventListener('keydown', heard));

  const mayGo = (route: string): boolean => {
    const known = router.getRoutes().find(({ name }) => name === route);
    return known !== undefined && (known.meta.operation === undefined || session.may(known.meta.operation));
  };
  const help: Shortcut = {
    keys: '?',
    get label() {
      return t('app.shortcuts.list');
    },
    run: () => {
      shortcutsOpen.value = true;
    },
  };
  const find: Shortcut = {
    keys: '/',
    get label() {
      return t('app.search');
    },
    run: () => {
      paletteOpen.value = true;
    },
  };
  useShortcuts([
    help,
    find,
    ...GO.filter(({ route }) => mayGo(route)).map(
      ({ letter, route }): Shortcut => ({
        keys: `g ${letter}`,
        get label() {
          return t('app.shortcuts.go', { page: t(`app.pages.${route}`) });
        },
        run: () => router.push({ name: route }),
      }),
    ),
  ]);
}
