/** Pseudo is for whoever builds and tests: English, made longer and strange. It is never chosen by itself. */
export const LOCALES = ['en', 'de', 'pseudo'] as const;
export type Locale = (typeof LOCALES)[number];

export const isLocale = (value: string): value is Locale => LOCALES.some(locale => locale === value);

/** The first language of the browser that there are texts in; English otherwise. */
export function preferredLocale(languages: readonly string[]): Locale {
  const found = languages.map(language => language.slice(0, 2).toLowerCase()).find(isLocale);
  return found ?? 'en';
}

/** What `Intl` and `lang` are given. */
export const languageTag = (locale: Locale): string => (locale === 'pseudo' ? 'en' : locale);
