/** What the chapters of the API are about, by tag: a tag without a line here fails a test. */
export const TAGS: Readonly<Record<string, string>> = {
  access: 'Who may call what: API keys, sign-in and sessions',
  alerts: 'What somebody should look at, and who is told of it',
  audit: 'Who did what, and when',
  clusters: 'Where tenants run, and what runs there that nobody onboarded',
  'customer health': 'How customers do, why, and what to do about it',
  docs: 'This reference, as a document and as a page',
  enforcement:
    'What is done about use beyond a plan and about what is not paid: notice, throttling, suspension',
  entitlements: 'What a tenant may use now',
  events: 'What was decided, for integrations that follow along',
  health: 'For those who run the control plane',
  installation: 'Everything there is, to be kept elsewhere or moved',
  onboarding: 'From a submission to a tenant that runs',
  plans: 'What can be sold: plans, their versions and the catalogue',
  settings: 'What holds for the whole installation and is changed while it runs',
  statements: 'What tenants are billed, what is granted to them, and what they paid',
  subscriptions: 'Which plan a tenant has, from when, and with what exceptions',
  tasks: 'What somebody has to do about a customer, until when',
  tenants: 'Customers: their record, plan, suspension and end',
  usage: 'The ledger of usage: events in, totals out',
  webhooks: 'Events that are sent to addresses of yours',
};
