import { createI18n } from 'vue-i18n';
import { type Locale, languageTag } from './locales.ts';

type Texts = Record<string, unknown>;

/** Where the texts of a feature are, language by language: each is fetched when it is first wanted. */
export type TextLoaders = Readonly<Record<Locale, () => Promise<{ default: Texts }>>>;

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  // A text that is missing is found by `npm run check`, not by whoever reads the page.
  missingWarn: false,
  fallbackWarn: false,
});

const loaders = new Map<string, TextLoaders>();
const loaded = new Set<string>();

/**
 * Makes the texts of a feature known in the language of the page, below its name: `today.title`.
 * Whoever shows them waits for it; again costs nothing.
 */
export async function useTexts(name: string, from: TextLoaders): Promise<void> {
  loaders.set(name, from);
  await load(name, wanted);
}

let wanted: Locale = 'en';

/** Changes the language of everything that is shown, when all of its texts are there. */
export async function setLocale(locale: Locale): Promise<void> {
  wanted = locale;
  await Promise.all([...loaders.keys()].map(name => load(name, locale)));
  // Somebody chose yet another one meanwhile.
  if (wanted !== locale) return;
  i18n.global.locale.value = locale;
  document.documentElement.lang = languageTag(locale);
}

async function load(name: string, locale: Locale): Promise<void> {
  const key = `${locale}/${name}`;
  const from = loaders.get(name);
  if (loaded.has(key) || from === undefined) return;
  const { default: texts } = await from[locale]();
  i18n.global.mergeLocaleMessage(locale, { [name]: texts });
  loaded.add(key);
}
