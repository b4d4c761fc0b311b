import { useMediaQuery, useStorage } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, watchEffect } from 'vue';
import { isLocale, type Locale, preferredLocale } from '../../shared/i18n/locales.ts';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

/** What one person wants in this browser. What is to follow it to others is kept by the control plane. */
export const usePreferences = defineStore('preferences', () => {
  const theme = useStorage<Theme>('tenantry.theme', 'system');
  const chosenLocale = useStorage<string>('tenantry.locale', '');
  const density = useStorage<Density>('tenantry.density', 'comfortable');
  const navigationFolded = useStorage('tenantry.navigation-folded', false);
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)');

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
