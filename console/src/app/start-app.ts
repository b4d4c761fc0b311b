import { VueQueryPlugin } from '@tanstack/vue-query';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { onSignedOut } from '../shared/api/client.ts';
import { queryClient } from '../shared/api/query-client.ts';
import { i18n, setLocale, useTexts } from '../shared/i18n/messages.ts';
import { tellStepsWhile } from '../shared/journeys/journeys.ts';
import { SHARED_TEXTS } from '../shared/messages/texts.ts';
import App from './app.vue';
import { APP_TEXTS } from './messages/texts.ts';
import { tellOfPages } from './page-steps.ts';
import { rememberTenants } from './palette/recent-tenants.ts';
import { followPerson } from './preferences/follow-person.ts';
import { usePreferences } from './preferences/preferences.ts';
import { createConsoleRouter, fetchPage } from './router.ts';
import { useSession } from './session/session.ts';

/** Puts the console into the element, in the language of whoever reads it. */
export async function startApp(selector: string): Promise<void> {
  const app = createApp(App);
  app.use(createPinia());
  app.use(i18n);
  app.use(VueQueryPlugin, { queryClient });
  const session = useSession();
  onSignedOut(() => session.expire());
  tellStepsWhile(() => session.may('recordConsoleSteps'));
  const router = createConsoleRouter();
  // All that the first page waits for is asked for at once, rather than one after the other.
  const looked = session.look();
  await setLocale(usePreferences().locale);
  fetchPage(router, globalThis.location.pathname);
  await Promise.all([looked, useTexts('app', APP_TEXTS), useTexts('shared', SHARED_TEXTS)]);
  followPerson();
  tellOfPages(router);
  rememberTenants(router);
  app.use(router);
  app.mount(selector);
}
