import { defineStore } from 'pinia';
import { computed, ref, watchEffect } from 'vue';
import { isLocale, type Locale, preferredLocale } from '../../shared/i18n/locales.ts';
import { oneOf, stored } from '../../shared/kept/stored.ts';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

/** What one person wants in this browser. What is to follow it to others is kept by the control plane. */
export const usePreferences = defineStore('preferences', () => {
  const theme = stored<Theme>('tenantry.theme', 'system', oneOf(['system', 'light', 'dark']));
  const chosenLocale = stored('tenantry.locale', '', String);
  const density = stored<Density>('tenantry.density', 'comfortable', oneOf(['comfortable', 'compact']));
  const navigationFolded = stored('tenantry.navigation-folded', false, value => value === true);
  const dark = globalThis.matchMedia('(prefers-color-scheme: dark)');
  const systemIsDark = ref(dark.matches);
  dark.addEventListener('change', () => {
    systemIsDark.value = dark.matches;
  });

  const shownTheme = computed(() =>
    theme.value === 'system' ? (systemIsDark.value ? 'dark' : 'light') : theme.value,
  );
  const locale = computed<Locale>({
    get: () => (isLocale(chosenLocale.value) ? chosenLocale.value : preferredLocale(navigator.languages)),
    set: value => {
      chosenLocale.value = value;
    },
  });
  watchEffect(() => {
    document.documentElement.dataset['theme'] = shownTheme.value;
    document.documentElement.dataset['density'] = density.value;
  });
  return { theme, shownTheme, locale, density, navigationFolded };
});
