import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { type RouteLocationRaw, useRouter } from 'vue-router';
import { LOCALES } from '../../shared/i18n/locales.ts';
import { shortcutsOn } from '../../shared/keyboard/use-shortcuts.ts';
import { useLive } from '../../shared/live/use-live.ts';
import { ICONS, type IconName } from '../../shared/ui/icons.ts';
import { navigationFor } from '../navigation.ts';
import { usePreferences } from '../preferences/preferences.ts';
import { useSession } from '../session/session.ts';
import { useSignOut } from '../session/use-sign-out.ts';
import type { Entry } from './entries.ts';
import { shortcutsOpen } from './palette.ts';

const THEMES = ['light', 'dark', 'system'] as const;
const DENSITIES = ['comfortable', 'compact'] as const;
/** Begin something on a page of its own: offered to whoever may finish it. */
const STARTS: readonly {
  readonly key: string;
  readonly icon: IconName;
  readonly operation: string;
  readonly to: RouteLocationRaw & { readonly name: string };
}[] = [
  { key: 'onboard', icon: 'onboarding', operation: 'createSubmission', to: { name: 'onboarding-new' } },
  {
    key: 'newKey',
    icon: 'key',
    operation: 'createApiKey',
    to: { name: 'settings-keys', query: { new: '1' } },
  },
  {
    key: 'newWebhook',
    icon: 'webhook',
    operation: 'createWebhook',
    to: { name: 'settings-webhooks', query: { new: '1' } },
  },
];

/** What can be done about the tenant whose page is open: its page opens the dialog, or leaves out what is not possible. */
const FOR_TENANT: readonly { readonly key: string; readonly icon: IconName; readonly operation: string }[] = [
  { key: 'note', icon: 'edit', operation: 'addTenantNote' },
  { key: 'task', icon: 'tasks', operation: 'createTask' },
  { key: 'hand-off', icon: 'user', operation: 'updateTenant' },
  { key: 'change-plan', icon: 'plans', operation: 'changeSubscription' },
  { key: 'suspend', icon: 'pause', operation: 'suspendTenant' },
];

/** Pages and actions of this person: what it may not open or do is not there. */
export function useActions() {
  const { t } = useI18n();
  const router = useRouter();
  const signOut = useSignOut();
  const session = useSession();
  const preferences = usePreferences();
  const live = useLive();
  const iconOf = (name: string): IconName => {
    const isIcon = (text: string): text is IconName => text in ICONS;
    return isIcon(name) ? name : 'arrowRight';
  };

  const pages = computed<readonly Entry[]>(() =>
    navigationFor(session.may).flatMap(({ section, entries }) =>
      entries.map(entry => ({
        key: `page-${entry.route}`,
        group: 'pages' as const,
        label: t(`app.pages.${entry.route}`),
        note: t(`app.sections.${section}`),
        icon: iconOf(entry.icon),
        to: { name: entry.route },
      })),
    ),
  );

  const action = (key: string, icon: IconName, label: string, run: () => unknown): Entry => ({
    key: `action-${key}`,
    group: 'actions',
    label,
    icon,
    run,
  });

  const forTenant = computed<readonly Entry[]>(() => {
    const { name, params, query } = router.currentRoute.value;
    if (name !== 'tenant') return [];
    return FOR_TENANT.filter(({ operation }) => session.may(operation)).map(({ key, icon }) => ({
      key: `action-tenant-${key}`,
      group: 'actions' as const,
      label: t(`app.palette.tenant.${key}`),
      icon,
      to: { name, params, query: { ...query, do: key } },
    }));
  });

  const actions = computed<readonly Entry[]>(() => [
    ...forTenant.value,
    ...STARTS.filter(({ operation, to }) => session.may(operation) && router.hasRoute(to.name)).map(
      ({ key, icon, to }): Entry => ({
        key: `action-${key}`,
        group: 'actions',
        label: t(`app.palette.${key}`),
        icon,
        to,
      }),
    ),
    live.state === 'paused'
      ? action('live', 'play', t('app.live.resume'), () => live.resume())
      : action('live', 'pause', t('app.live.pause'), () => live.pause()),
    action('shortcuts', 'keyboard', t('app.shortcuts.title'), () => {
      shortcutsOpen.value = true;
    }),
    action('switch', 'keyboard', t(shortcutsOn.value ? 'app.shortcuts.off' : 'app.shortcuts.on'), () => {
      shortcutsOn.value = !shortcutsOn.value;
    }),
    ...THEMES.filter(theme => theme !== preferences.theme).map(theme =>
      action(
        `theme-${theme}`,
        theme === 'dark' ? 'moon' : 'sun',
        t('app.palette.theme', { theme: t(`app.themes.${theme}`) }),
        () => {
          preferences.theme = theme;
        },
      ),
    ),
    ...DENSITIES.filter(density => density !== preferences.density).map(density =>
      action(
        `density-${density}`,
        'menu',
        t('app.palette.density', { density: t(`app.densities.${density}`) }),
        () => {
          preferences.density = density;
        },
      ),
    ),
    ...LOCALES.filter(locale => locale !== 'pseudo' && locale !== preferences.locale).map(locale =>
      action(
        `language-${locale}`,
        'info',
        t('app.palette.language', { language: t(`app.languages.${locale}`) }),
        () => {
          preferences.locale = locale;
        },
      ),
    ),
    action('sign-out', 'signOut', t('app.signOut'), signOut),
  ]);

  return { pages, actions };
}
