import { type TextLoaders, useTexts } from '../i18n/messages.ts';

const WORDS: TextLoaders = {
  en: () => import('./messages/en.json'),
  de: () => import('./messages/de.json'),
  pseudo: () => import('./messages/pseudo.json'),
};

/** Sentences that several features say of health, alerts, plans and estimates: no page needs them before it is there. */
export const useWords = (): Promise<void> => useTexts('words', WORDS);
