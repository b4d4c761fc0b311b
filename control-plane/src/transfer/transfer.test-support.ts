import { z } from 'zod';
import { FakeClock, type TestApp } from '../app.test-support.ts';
import { createApp } from '../app.ts';
import { createProgram } from '../cli/program.ts';
import { partOfWorld } from '../cli/world.test-support.ts';
import type { Clock } from '../clock.ts';
import { silentLogger } from '../logger.ts';
import { STEPS } from '../migrations/steps.ts';
import { completeForm } from '../onboarding/onboarding.test-support.ts';
import type { Store } from '../storage/documents.ts';
import { SETTLE_MS } from '../usage/sealing/sealer.ts';
import type { SigningKey } from '../usage/sealing/signing-key.ts';
import { SLOT_MS } from '../usage/stored-event.ts';
import { exportInstallation } from './export-installation.ts';
import type { ExportSecret } from './file-head.ts';

/** Quick to make a key of. */
export const SECRET: ExportSecret = { passphrase: 'correct horse battery staple', log2N: 14 };

const SOURCE = 'tests';

/** Something of everything that the API can make. Two tenants with a plan and usage, one that was onboarded. */
export async function fill(app: TestApp): Promise<{ readonly tenants: readonly string[] }> {
  const admin = app.as('admin');
  const tenants: string[] = [];
  const made = async (path: string, body: unknown) => {
    const reply = await admin('POST', path, { body });
    if (reply.status >= 300) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  for (const slug of ['acme', 'beta']) {
    const tenant = await made('/v1/tenants', { slug, displayName: `${slug} (sample)` });
    const { tenantId } = z.object({ tenantId: z.string() }).parse(tenant);
    tenants.push(tenantId);
    await made(`/v1/tenants/${tenantId}/subscription`, { planId: 'pro' });
    await made(`/v1/tenants/${tenantId}/notes`, { text: `about ${slug}` });
    await made('/v1/usage/events', usageOf(tenantId, slug, 40, app.clock.now()));
  }
  const [acme = ''] = tenants;
  await correct(admin, acme, 'acme-3');
  await made('/v1/usage/events', [{ id: 'bad', type: 'query', tenantId: acme, quantity: -1 }]);
  await admin('PUT', '/v1/console/preferences', { body: { theme: 'dark', columns: { tenants: ['name'] } } });
  await admin('PUT', '/v1/console/drafts/note', { body: { content: 'half a sentence' } });
  await made('/v1/console/views', {
    name: 'At risk',
    page: 'tenants',
    query: 'a=b',
    shared: true,
    pinned: true,
  });
  await made('/v1/keys', { name: 'one', roles: ['viewer'] });
  const submission = await made('/v1/onboarding/submissions', completeForm('gamma'));
  const { submissionId } = z.object({ submissionId: z.string() }).parse(submission);
  const submit = `/v1/onboarding/submissions/${submissionId}/submit`;
  const submitted = await admin('POST', submit, { headers: { 'if-match': '"v1"' } });
  if (submitted.status >= 300) throw new Error(`submit: ${JSON.stringify(submitted.body)}`);
  await app.app.domains.onboarding.saga.runDue();
  await app.app.domains.clusters.workloads.syncDue();
  await app.app.domains.onboarding.saga.runDue();
  await sealed(app);
  // Behind the seals: what no block has yet.
  await made('/v1/usage/events', usageOf(acme, 'late', 5, app.clock.now()));
  await app.app.domains.usage.settle();
  app.clock.advance(5_000);
  return { tenants };
}

/** Lets what is there be sealed. */
export async function sealed(app: TestApp): Promise<void> {
  app.clock.advance(SETTLE_MS + 2 * SLOT_MS);
  await app.app.domains.sealing.sealer.round();
}

export function usageOf(tenantId: string, name: string, count: number, now: number) {
  return Array.from({ length: count }, (_, at) => ({
    id: `${name}-${at}`,
    source: SOURCE,
    type: at % 2 === 0 ? 'query' : 'ingestion',
    tenantId,
    subject: `person-${at % 3}`,
    quantity: at,
    time: new Date(now - at * 1_800_000).toISOString(),
  }));
}

async function correct(admin: ReturnType<TestApp['as']>, tenantId: string, id: string): Promise<void> {
  const body = { source: SOURCE, id, action: 'amend', quantity: 100, reason: 'misread' };
  const reply = await admin('POST', `/v1/tenants/${tenantId}/usage/corrections`, { body });
  if (reply.status >= 300) throw new Error(`correction: ${JSON.stringify(reply.body)}`);
}

export async function exported(store: Store, clock: Clock, secret: ExportSecret = SECRET): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportInstallation({ store, clock, secret })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Runs the admin command on a store; answers the last line of its stdout, parsed. @throws what the command throws */
export async function tenantry(
  store: Store,
  args: readonly string[],
  options: { readonly clock?: Clock; readonly secret?: ExportSecret; readonly key?: SigningKey } = {},
): Promise<unknown> {
  const { clock = new FakeClock(), secret = SECRET, key } = options;
  const openApp = () => createApp({ store, clock, logger: silentLogger, ...(key && { sealing: { key } }) });
  let last = 'null';
  const program = createProgram(
    partOfWorld({
      withApp: async use => {
        const app = await openApp();
        return use(app).finally(() => app.stop());
      },
      withStore: use => use({ store, clock, logger: silentLogger, steps: STEPS, by: 'a test', openApp }),
      exportSecret: () => secret,
      out: line => {
        last = line;
      },
    }),
  );
  await program.parseAsync([...args], { from: 'user' });
  return JSON.parse(last);
}

const idsSchema = z.looseObject({ items: z.array(z.looseObject({})) });
/** What is reckoned anew whenever it is asked, and what is about the place itself. */
const OF_THE_MOMENT = new Set([
  'asOf',
  'nextAt',
  'nextAttemptAt',
  'attempts',
  'lastTransitionTime',
  'instance',
  // Of the settings: what kind it is.
  'store',
]);
/** Routes that say nothing of what is kept; the table is made of what others say, in versions of its process. */
const NOT_WALKED =
  /^\/(livez|readyz|metrics|openapi\.json|docs)|^\/v1\/(session|whoami|sign-in|tenants\/table)/;

/**
 * Asks every GET route that there is, for every tenant, plan, key, submission, with every page of every list. What an
 * import does say of itself (its own entry, keys that it revoked) is left out.
 */
export async function everyAnswer(app: TestApp): Promise<Record<string, unknown>> {
  const admin = app.as('admin');
  // Every tenant is brought to its cluster again, as after every start.
  await app.app.domains.clusters.workloads.syncDue();
  await app.app.domains.onboarding.saga.runDue();
  const ids = await idsOf(app);
  // The first look at how a customer does is recorded, and is in the audit.
  for (const path of pathsOf('/v1/tenants/{tenantId}/health', ids)) await admin('GET', path);
  const answers: Record<string, unknown> = {};
  for (const route of app.app.routes) {
    if (route.method !== 'get' || NOT_WALKED.test(route.path)) continue;
    for (const path of pathsOf(route.path, ids)) {
      const queries = QUERIES.filter(candidate => accepts(route, candidate));
      if (queries.length === 0) throw new Error(`say in QUERIES what ${route.path} may be asked`);
      for (const query of queries) answers[path + query] = await wholeList(admin, path + query);
    }
  }
  return JSON.parse(JSON.stringify(answers), (key, value: unknown) =>
    OF_THE_MOMENT.has(key) ? undefined : withoutImport(key, value),
  );
}

const QUARTER = 'from=2026-01-01T00:00:00Z&to=2026-04-01T00:00:00Z';
/** Each route is asked every one of these that it understands. */
const QUERIES = [
  '',
  '?meter=query',
  `?meter=query&${QUARTER}`,
  '?meter=ingestion&from=2026-02-26T00:00:00Z&to=2026-03-03T00:00:00Z&step=hour',
  `?${QUARTER}`,
  `?type=query&${QUARTER}`,
  '?plans=community,pro',
  '?plans=community&plans=pro',
];

function accepts(route: TestApp['app']['routes'][number], query: string): boolean {
  const given: Record<string, unknown> = Object.fromEntries(new URLSearchParams(query));
  const plans = new URLSearchParams(query).getAll('plans');
  if (plans.length > 1) given['plans'] = plans;
  return route.query === undefined ? query === '' : route.query.safeParse(given).success;
}

type Ids = Readonly<Record<string, readonly string[]>>;

async function idsOf(app: TestApp): Promise<Ids> {
  const admin = app.as('admin');
  const list = async (path: string, field: string) => {
    const reply = await admin('GET', `${path}?limit=200`);
    return idsSchema.parse(reply.body).items.map(item => String(item[field]));
  };
  return {
    tenantId: await list('/v1/tenants', 'tenantId'),
    planId: await list('/v1/plans', 'planId'),
    version: ['1'],
    keyId: await list('/v1/keys', 'keyId'),
    submissionId: await list('/v1/onboarding/submissions', 'submissionId'),
    draftId: ['note'],
    key: ['query', 'ingestion', 'signup'],
    meter: ['query', 'ingestion', 'signup'],
  };
}

function pathsOf(template: string, ids: Ids): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].reduce<string[]>(
    (paths, [whole, name = '']) =>
      paths.flatMap(path => (ids[name] ?? []).map(id => path.replace(whole, id))),
    [template],
  );
}

async function wholeList(admin: ReturnType<TestApp['as']>, path: string): Promise<unknown> {
  const first = await admin('GET', path);
  const page = z.object({ items: z.array(z.unknown()), next: z.string().optional() });
  let parsed = page.safeParse(first.body);
  if (!parsed.success) return { status: first.status, body: first.body };
  const items = [...parsed.data.items];
  // Streams answer a cursor for ever; a page without items is their end.
  for (let next = parsed.data.next; next !== undefined; next = parsed.data?.next) {
    const join = path.includes('?') ? '&' : '?';
    parsed = page.safeParse((await admin('GET', `${path}${join}cursor=${encodeURIComponent(next)}`)).body);
    if (!parsed.success || parsed.data.items.length === 0) break;
    items.push(...parsed.data.items);
  }
  return { status: first.status, items };
}

/** Of keys: what an import changes about them. */
const STATUS_OF_KEYS = new Set<unknown>(['active', 'expired', 'revoked']);

const IMPORTS_OWN = /system:admin-command/;

function withoutImport(key: string, value: unknown): unknown {
  if (key === 'revokedAt' || (key === 'status' && STATUS_OF_KEYS.has(value))) return undefined;
  if (key === 'sync') return { ...z.looseObject({}).parse(value), at: undefined };
  if (typeof value === 'string' && value.startsWith('at,actorId')) {
    return value.split('\n').filter(line => !IMPORTS_OWN.test(line));
  }
  if (!Array.isArray(value)) return value;
  return value.filter(item => !IMPORTS_OWN.test(JSON.stringify(item)));
}
