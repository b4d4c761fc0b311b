import { watch } from 'vue';
import { isLocale } from '../../shared/i18n/locales.ts';
import {
  changePreferences,
  forgetPendingPreferences,
  type KeptPreferences,
  loadPreferences,
} from '../../shared/kept/kept-preferences.ts';
import { useSession } from '../session/session.ts';
import { usePreferences } from './preferences.ts';

/**
 * Theme, language and density follow a person from one browser to another. This browser keeps them as well, so that the
 * first thing that is painted is right, and so that everything goes on when the control plane does not answer.
 */
export function followPerson(): void {
  const session = useSession();
  const preferences = usePreferences();
  let person: string | undefined;
  /** What is not to be written, since it is what was read. */
  let known: KeptPreferences = {};

  const here = (): KeptPreferences => {
    const { theme, locale, density, navigationFolded } = preferences;
    // The language of those who build is nobody's.
    return { theme, density, navigationFolded, ...(locale !== 'pseudo' && { locale }) };
  };

  function take(kept: KeptPreferences): void {
    const { theme, locale, density, navigationFolded } = kept;
    if (theme !== undefined) preferences.theme = theme;
    if (locale !== undefined && isLocale(locale)) preferences.locale = locale;
    if (density !== undefined) preferences.density = density;
    if (navigationFolded !== undefined) preferences.navigationFolded = navigationFolded;
    known = here();
  }

  watch(
    () => (session.state === 'present' ? session.caller?.id : undefined),
    async personId => {
      if (personId === undefined) return;
      if (person !== undefined && person !== personId) forgetPendingPreferences();
      person = personId;
      known = here();
      await loadPreferences().then(take, () => undefined);
    },
    { immediate: true },
  );

  watch(here, now => {
    if (session.state !== 'present') return;
    const changed = Object.entries(now).filter(([name, value]) => Reflect.get(known, name) !== value);
    if (changed.length === 0) return;
    known = now;
    changePreferences(Object.fromEntries(changed));
  });
}
