/** What the chapters of the API are about, by tag: a tag without a line here fails a test. */
export const TAGS: Readonly<Record<string, string>> = {
  access: 'Who may call what: API keys, sign-in and sessions',
  alerts: 'What somebody should look at, and who is told of it',
  audit: 'Who did what, and when',
  clusters: 'Where tenants run, and what runs there that nobody onboarded',
  docs: 'This reference, as a document and as a page',
  entitlements: 'What a tenant may use now',
  events: 'What was decided, for integrations that follow along',
  health: 'For those who run the control plane',
  installation: 'Everything there is, to be kept elsewhere or moved',
  onboarding: 'From a submission to a tenant that runs',
  plans: 'What can be sold: plans, their versions and the catalogue',
  settings: 'What holds for the whole installation and is changed while it runs',
  subscriptions: 'Which plan a tenant has, from when, and with what exceptions',
  tenants: 'Customers: their record, plan, suspension and end',
  usage: 'The ledger of usage: events in, totals out',
};
