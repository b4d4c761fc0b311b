/** The documentation that the control plane serves beside the console. */
const DOCS = '/docs/';

/** The page of the documentation that tells how to work with a page, by the beginning of the name of its route. */
const HELP: readonly (readonly [string, string])[] = [
  ['today', 'how-to/a-day-of-customer-success'],
  ['tasks', 'how-to/a-day-of-customer-success'],
  ['tenants', 'how-to/work-with-the-tenants-list'],
  ['tenant', 'how-to/work-on-a-tenants-page'],
  ['customer-health', 'commercial/customer-success-handbook'],
  ['settings-health', 'commercial/customer-success-handbook#what-it-is-made-of'],
  ['onboarding', 'how-to/onboard-by-the-console'],
  ['plan', 'how-to/sell-plans-in-the-console'],
  ['statement', 'how-to/follow-statements-in-the-console'],
  ['alerts', 'how-to/alert-people'],
  ['settings-thresholds', 'how-to/alert-people'],
  ['settings-mail', 'how-to/alert-people'],
  ['settings-webhook', 'how-to/receive-webhooks'],
  ['settings-enforcement', 'how-to/enforce-plans'],
  ['settings-keys', 'how-to/keys'],
  ['settings', 'how-to/open-the-console'],
  ['usage', 'reference/usage'],
  ['revenue', 'reference/revenue'],
  ['roi', 'reference/roi'],
  ['audit', 'explanation/access'],
];

/** Addresses of the whole documentation, and of the page about this route; where none is about it, of the whole. */
export function helpFor(route: unknown): { readonly all: string; readonly page: string } {
  const name = typeof route === 'string' ? route : '';
  const [, page = ''] = HELP.find(([beginning]) => name.startsWith(beginning)) ?? [];
  return { all: DOCS, page: DOCS + page };
}
