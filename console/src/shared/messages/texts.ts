import type { TextLoaders } from '../i18n/messages.ts';

export const SHARED_TEXTS: TextLoaders = {
  en: () => import('./en.json'),
  de: () => import('./de.json'),
  pseudo: () => import('./pseudo.json'),
};
