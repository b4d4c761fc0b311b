/**
 * node console/build/check-texts.ts: every text is there in English and in German, with the same names between braces;
 * every text that the sources name is there; none is there that nothing names; and every code of the API has its text.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).map(file => join(SOURCES, file));
const faults: string[] = [];

/** Texts by their whole names: `today.title.today`. */
function textsOf(file: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'string') found.set(name, value);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, `${name}.${key}`);
    else faults.push(`${relative(SOURCES, file)}: ${name} is neither a text nor a group of texts`);
  };
  walk(JSON.parse(readFileSync(file, 'utf8')), basename(dirname(dirname(file))));
  return found;
}

const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const english = new Map<string, string>();
for (const file of files.filter(path => path.endsWith('/messages/en.json'))) {
  const texts = textsOf(file);
  const germanFile = file.replace(/en\.json$/, 'de.json');
  const german = files.includes(germanFile) ? textsOf(germanFile) : new Map<string, string>();
  for (const [key, text] of texts) {
    english.set(key, text);
    const other = german.get(key);
    if (other === undefined) faults.push(`${key} is missing in German`);
    else if (names(other).join() !== names(text).join())
      faults.push(
        `${key} names {${names(text).join('}, {')}} in English and {${names(other).join('}, {')}} in German`,
      );
  }
  for (const key of german.keys()) if (!texts.has(key)) faults.push(`${key} is in German alone`);
}

// `t('a.b')` names a text, `t(`a.b.${c}`)` all below a.b; so does a string that looks like the name of a text.
const sources = files
  .filter(path => /\.(ts|vue)$/.test(path) && !/\.(test|test-support)\.ts$/.test(path))
  .map(path => ({ path, text: readFileSync(path, 'utf8') }));
const used = new Set<string>();
const groups = new Set<string>();
for (const { path, text } of sources) {
  for (const [, literal = ''] of text.matchAll(/\bt\(\s*['"]([\w.-]+)['"]/g)) {
    if (!english.has(literal)) faults.push(`${relative(SOURCES, path)} shows ${literal}, which is no text`);
  }
  for (const [, literal = ''] of text.matchAll(/keypath="([\w.-]+)"/g)) used.add(literal);
  for (const [, literal = ''] of text.matchAll(/['"`]([a-zA-Z]\w*(?:\.[\w-]+)+)['"`]/g)) used.add(literal);
  for (const [, group = ''] of text.matchAll(/`([a-zA-Z]\w*(?:\.[\w-]+)*\.)\$\{/g)) groups.add(group);
  for (const [, group = ''] of text.matchAll(/`([a-zA-Z]\w*(?:\.[\w-]+)*\.\w+)\$\{/g)) groups.add(group);
}
for (const group of groups) {
  if (![...english.keys()].some(key => key.startsWith(group)) && looksLikeText(group))
    faults.push(`texts below ${group} are shown, and there are none`);
}
for (const key of english.keys()) {
  const title = /^\w+\.title\.[\w-]+$/.test(key);
  if (!title && !used.has(key) && ![...groups].some(group => key.startsWith(group)))
    faults.push(`${key} is a text that nothing shows`);
}

/** A group of a feature that has texts; anything else is a string of another kind. */
function looksLikeText(group: string): boolean {
  const [feature] = group.split('.');
  return [...english.keys()].some(key => key.startsWith(`${feature}.`));
}

/** Codes that the API answers, and where their texts are: `Problem.code` is a field of a schema. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  'Problem.code': ['shared.problem'],
  ProblemReason: ['problems.reason'],
  HealthState: ['shared.healthState'],
  HealthFactor: ['shared.healthFactor'],
  HealthReason: ['words.healthReason'],
  HealthHardFact: ['words.healthFact'],
  HealthAction: ['words.healthAction'],
  HealthCause: ['tenant.healthCause'],
  TenantState: ['shared.tenantState'],
  AlertLevel: ['shared.alertLevel'],
  AlertRule: ['words.alert', 'alerts.rule', 'settings.thresholds.name'],
  AlertState: ['alerts.state'],
  PlanChangeFindingCode: ['plans.finding', 'tenant.finding.code'],
  EnforcementStage: ['settings.enforcement.stage', 'tenant.enforcement.stage'],
  EventReason: ['usage.reason'],
  OnboardingStatus: ['onboarding.status', 'tenant.onboarding.is'],
  'OnboardingStepState.step': ['onboarding.saga', 'shared.onboardingStep'],
  'OnboardingStepState.state': ['onboarding.sagaState'],
  'WorkloadSync.outcome': ['tenant.sync.outcome'],
  StatementState: ['statements.state', 'tenant.statements.is'],
  MailDeliveryState: ['settings.mail.state'],
  MailError: ['settings.mail.error'],
  WebhookDeliveryState: ['settings.webhooks.deliveryState'],
  WebhookReplayState: ['settings.webhooks.replayState'],
  Role: ['settings.role', 'settings.roleText'],
  PlanStatus: ['plans.status'],
  PlanChangeState: ['plans.changeState', 'tenants.bulk.orderState'],
  PlanChangeOutcome: ['plans.tenantOutcome'],
  AllowancePolicy: ['plans.policy', 'tenant.allowances.policy', 'tenant.change.policy'],
  EnforcementAction: ['plans.action'],
  SupportTier: ['shared.plans.support', 'plans.support', 'tenant.supportTier'],
  SubscriptionStatus: ['tenant.subscription.is'],
  PlanHistoryKind: ['tenant.plans.kind'],
  PaymentLinkState: ['statements.linkState'],
};
const { schemas } = readDocument().components;
for (const [name, groups] of Object.entries(CODES)) {
  const [schema = '', field] = name.split('.');
  const of = field === undefined ? schemas[schema] : schemas[schema]?.properties?.[field];
  const codes = of?.enum ?? [];
  if (codes.length === 0) faults.push(`${name} is no list of codes of contracts/openapi.json`);
  for (const code of codes)
    for (const group of groups)
      if (!english.has(`${group}.${code}`)) faults.push(`${group}.${code} is missing: ${name} has that code`);
}

interface Listing {
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Listing | undefined>>;
}
function readDocument(): { readonly components: { readonly schemas: Readonly<Record<string, Listing>> } } {
  return JSON.parse(readFileSync(new URL('../../contracts/openapi.json', import.meta.url), 'utf8'));
}

for (const fault of faults) console.error(fault);
console.log(`${english.size} texts in 2 languages, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
