import { ROLES } from '@tenantry/contracts/api/roles';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { wholeText } from '../app.test-support.ts';
import type { OperationView } from '../http/openapi/document-view.ts';
import { Secret } from '../secret.ts';
import { type SecuredApp, startSecuredApp } from './access.test-support.ts';
import {
  addressOf,
  bodyFor,
  type Furnished,
  forgetful,
  furnish,
  registerTenant,
  type Served,
  serve,
  WatchedStore,
} from './two-tenants.test-support.ts';

/** Open to somebody bound to a tenant, and nothing that they show or do is any tenant's. */
const NOBODYS = [
  'endSession',
  // Of a caller, whatever its tenant is: control-plane/src/console tells people apart.
  'getConsolePreferences',
  'getConsoleVisit',
  'getMeter',
  'getSession',
  'listMeters',
  'recordConsoleVisit',
  'replaceConsolePreferences',
  'startSession',
  'whoami',
];
/** Only for whoever has a session; with a key they find none. */
const OF_A_SESSION = ['endSession', 'getSession'];

const store = new WatchedStore();
let app: SecuredApp;
let honest: Served;
let leaky: Served;
let acme: Furnished;
let globex: Furnished;
/** Keys of acme, by what they may do. */
let callers: ReadonlyMap<string, string>;
let globexKey: string;
let operations: readonly OperationView[];
/** What acme was answered while globex had nothing yet. */
const before = new Map<Served, Record<string, string>>();

beforeAll(async () => {
  const rates = { perPrincipal: { perSecond: 1_000_000, burst: 1_000_000 } };
  // A provider that is asked, and cannot be reached: that an address to pay at is wanted is all that follows.
  const stripe = {
    url: 'https://provider.invalid',
    key: new Secret('sk_test_of_nobody'),
    webhookSecret: new Secret('whsec_of_nobody_at_all'),
    returnUrl: 'https://console.invalid',
  };
  app = await startSecuredApp({ store, stripe, access: { rates } });
  const [acmeId, globexId] = [await registerTenant(app, 'okapi'), await registerTenant(app, 'zebra')];
  acme = await furnish(app, acmeId, 'okapi', 20_202);
  callers = new Map([
    ['tenant', await app.key({ roles: ['tenant'], tenantId: acmeId })],
    ['ingest', await app.key({ roles: ['ingest'], tenantId: acmeId })],
    ['every role', await app.key({ roles: [...ROLES], tenantId: acmeId })],
  ]);
  globexKey = await app.key({ roles: [...ROLES], tenantId: globexId });
  honest = await serve(app);
  leaky = await serve(
    app,
    forgetful(() => globexId),
  );
  const listed = honest.document.operations.filter(({ security }) => security.length > 0);
  // Last: what is refused of it, acme is shown again as its own words.
  const recording = ({ operationId }: OperationView) => Number(operationId === 'recordUsage');
  operations = listed.toSorted((a, b) => recording(a) - recording(b));
  for (const served of [honest, leaky]) before.set(served, await ownAnswers(served));
  globex = await furnish(app, globexId, 'zebra', 31_337);
}, 60_000);
afterAll(async () => {
  honest.close();
  leaky.close();
  await app[Symbol.asyncDispose]();
});

const isBound = (operation: OperationView) => operation['x-tenant-bound'] !== 'never';

interface Asked {
  readonly operation: OperationView;
  readonly address: string;
  readonly body: unknown;
  /** The path names a tenant that is not the caller's, or a thing of it. */
  readonly foreign: boolean;
}

/** What acme may try: globex' things under globex, under its own name, in a query, by a cursor; and its own things. */
async function attemptsAt(operation: OperationView, served: Served): Promise<Asked[]> {
  const foreign = operation.path.includes('{tenantId}');
  const theirs = {
    operation,
    address: addressOf(operation, globex, globex),
    body: bodyFor(operation, globex),
  };
  const mixed = addressOf(operation, acme, globex);
  const own = addressOf(operation, acme, acme);
  const cursor = await cursorOf(operation, served);
  return [
    { ...theirs, foreign },
    { ...theirs, address: mixed, foreign: pathOf(mixed) !== pathOf(own) },
    { operation, address: own, body: bodyFor(operation, acme), foreign: false },
    ...(cursor === undefined
      ? []
      : [{ operation, address: withQuery(own, cursor), body: undefined, foreign: false }]),
  ];
}

/** Where globex' own list goes on. */
async function cursorOf(operation: OperationView, served: Served): Promise<string | undefined> {
  if (!isBound(operation) || !operation.parameters.some(({ name }) => name === 'cursor')) return undefined;
  const address = withQuery(addressOf(operation, globex, globex), 'limit=1');
  const reply = await send(served, operation, address, globexKey, undefined);
  const { next } = z.object({ next: z.string().optional() }).parse(JSON.parse(reply.text));
  return next && `cursor=${next}&limit=1`;
}

const pathOf = (address: string) => address.split('?', 1)[0];

function withQuery(address: string, query: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}

async function send(served: Served, { method }: OperationView, address: string, key: string, body: unknown) {
  const response = await fetch(served.url + address, {
    method: method.toUpperCase(),
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await wholeText(response) };
}

const idsOfGlobex = () => [globex.ids, ...Object.values(globex.spare)].flatMap(ids => Object.values(ids));

/** What is wrong with an answer to acme, if anything: it tells of globex, or globex was changed by it. */
async function faultOf(served: Served, asked: Asked, key: string): Promise<string | undefined> {
  store.written.length = 0;
  const { status, text } = await send(served, asked.operation, asked.address, key, asked.body);
  const said = `${asked.address} ${JSON.stringify(asked.body ?? '')}`;
  const told = [globex.word, String(globex.used), ...idsOfGlobex()].find(
    word => text.includes(word) && !said.includes(word),
  );
  if (told !== undefined) return `tells of ${told}: ${text.slice(0, 300)}`;
  if (asked.foreign && status !== 403 && status !== 404) return `answers ${status}`;
  const theirs = idsOfGlobex();
  const changed = store.written.find(
    ({ id, tenantId }) => tenantId === globex.tenantId || theirs.some(name => id.includes(name)),
  );
  return changed && `changes ${changed.id}`;
}

/** Everything that acme may read of its own. */
async function ownAnswers(served: Served): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const operation of operations.filter(({ method }) => method === 'get')) {
    for (const [caller, key] of callers) {
      const { status, text } = await send(
        served,
        operation,
        addressOf(operation, acme, acme),
        key,
        undefined,
      );
      // The time of the question and the id of the request are no tenant's.
      const timeless = text
        .replaceAll(/"(asOf|closedAt|effectiveAt|instance)":"[^"]*"/g, '')
        .replaceAll(/"secondsLeft":\d+/g, '')
        // Where a stream stands among all events.
        .replaceAll(/^id: .*$/gm, '');
      answers[`${operation.operationId} as ${caller}`] = `${status} ${timeless}`;
    }
  }
  return answers;
}

/** Operations whose answers to acme are not what they were before globex had anything. */
async function disturbed(served: Served): Promise<string[]> {
  const now = await ownAnswers(served);
  const then = before.get(served) ?? {};
  return Object.keys(now).filter(name => now[name] !== then[name]);
}

async function leaksOf(served: Served): Promise<string[]> {
  const found = (await disturbed(served)).map(name => `${name}: another answer once globex has something`);
  for (const operation of operations) {
    for (const asked of await attemptsAt(operation, served)) {
      for (const [caller, key] of callers) {
        const fault = await faultOf(served, asked, key);
        if (fault === undefined) continue;
        found.push(`${operation.operationId} as ${caller}: ${asked.address} ${fault}`);
      }
    }
  }
  return found;
}

test('no key of one tenant sees or changes anything of another, on any route of the document', async () => {
  expect(operations.length).toBeGreaterThan(80);
  expect(await leaksOf(honest)).toEqual([]);
}, 120_000);

test('a handler that forgets who asks is found out, whichever it is', async () => {
  const found = new Set((await leaksOf(leaky)).map(line => line.split(' ', 1)[0]));
  const missed = operations.filter(isBound).filter(({ operationId }) => !found.has(operationId));
  expect(missed.map(({ operationId }) => operationId).toSorted()).toEqual(NOBODYS);
}, 120_000);

test('what is asked for is there: every route for such as it answers acme about itself', async () => {
  const silent: string[] = [];
  for (const operation of operations.filter(isBound)) {
    const statuses = await Promise.all(
      [...callers.values()].map(async key => {
        const address = addressOf(operation, acme, acme);
        return (await send(honest, operation, address, key, bodyFor(operation, acme))).status;
      }),
    );
    if (statuses.every(status => status >= 400)) silent.push(operation.operationId);
  }
  expect(silent.toSorted()).toEqual(OF_A_SESSION);
});
