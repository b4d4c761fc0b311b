import type { TextLoaders } from '../../shared/i18n/messages.ts';

export const APP_TEXTS: TextLoaders = {
  en: () => import('./en.json'),
  de: () => import('./de.json'),
  pseudo: () => import('./pseudo.json'),
};
