import { once } from 'node:events';
import { createServer } from 'node:http';
import { ROLES, type Role, roleSchema } from '@tenantry/contracts/api/roles';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Caller, startTestApp, type TestApp } from '../app.test-support.ts';
import { createExpress, type Kernel, mountEnd, mountRoutes } from '../http/mount.ts';
import { viewOf } from '../http/openapi/document-view.ts';
import type { Route } from '../http/route.ts';
import { decide, POLICY, policyGaps } from './policy.ts';
import type { Principal } from './principal.ts';
import { OPERATORS, ScalarStore } from './scalar-store.test-support.ts';

const ACME = '0198f000-0000-7000-8000-000000000001';
const GLOBEX = '0198f000-0000-7000-8000-000000000002';
const SOMETHING = '0198f000-0000-7000-8000-000000000003';

/** What anybody may call. Another one here is a decision. */
const OPEN = [
  'finishOidcSignIn',
  'getLiveness',
  'getMetrics',
  'getOpenApi',
  'getReadiness',
  'getReference',
  'listSignInWays',
  // It is signed with a secret that the provider has.
  'receiveStripeEvent',
  'startOidcSignIn',
];

/** What narrows to the caller's tenant in its own handler. Put another one here with a test of its own for that. */
const NARROWED = [
  'createApiKey',
  'endSession',
  'followStream',
  'getApiKey',
  'getConsolePreferences',
  'getConsoleVisit',
  'getMeter',
  'getSession',
  'listApiKeys',
  'listMeters',
  'listRejectedUsage',
  'recordConsoleVisit',
  'recordUsage',
  'replaceConsolePreferences',
  'revokeApiKey',
  'rotateApiKey',
  'startSession',
  'whoami',
];

let app: TestApp;
let store: ScalarStore;
/** The routes that the OpenAPI document lists as not for everybody. */
let guarded: readonly Route[];
let unlisted: readonly Route[];
let gate: Awaited<ReturnType<typeof startGate>>;

beforeAll(async () => {
  store = new ScalarStore();
  app = await startTestApp({ store });
  const document = viewOf(await (await fetch(`${app.url}/openapi.json`)).json());
  const listed = document.operations.filter(({ security }) => security.length > 0);
  guarded = listed.map(({ operationId, method, path }) => {
    const route = app.app.routes.find(({ operation }) => operation === operationId);
    if (route?.method !== method || route.path !== path) throw new Error(`${operationId} is no route`);
    return route;
  });
  unlisted = app.app.routes.filter(
    ({ operation }) => !document.operations.some(({ operationId }) => operationId === operation),
  );
  gate = await startGate();
});
afterAll(() => {
  gate.close();
  return app[Symbol.asyncDispose]();
});

/** The address of a route, every parameter filled in. */
function addressOf(route: Route, tenantId: string, other = SOMETHING): string {
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === route.tenantParam ? tenantId : other));
}

const call = (route: Route, caller: Caller, address: string) =>
  caller(route.method.toUpperCase(), address, route.body || route.raw ? { body: {} } : {});

/**
 * The same routes behind the same way in, with handlers that only say that they were reached: what a handler answers
 * by itself can then not be taken for what the way in decided.
 */
async function startGate(): Promise<{ url: string; close(): void }> {
  const express = createExpress();
  const reached = async () => ({ status: REACHED });
  const gate = guarded.map(({ method, path, operation, tag, summary, tenantParam, open }) => ({
    ...{ method, path, operation, tag, summary, open, responses: {}, idempotent: false },
    ...{ params: undefined, query: undefined, body: undefined, handle: reached },
    ...(tenantParam !== undefined && { tenantParam }),
  }));
  const kernel: Kernel = {
    idempotency: app.app.context.idempotency,
    authenticate: async request => principalSchema.parse(JSON.parse(request.get('x-principal') ?? '')),
    observe: () => undefined,
    checkAnswers: false,
  };
  mountRoutes(express, gate, kernel);
  mountEnd(express, kernel);
  const server = createServer(express).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

const principalSchema: z.ZodType<Principal> = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(roleSchema),
  tenantId: z.string().exactOptional(),
  operations: z.array(z.string()).exactOptional(),
});
const REACHED = 299;

/** What the way in answers: 299 when it lets the principal through. */
async function knock(
  route: Route,
  who: Partial<Principal>,
  address = addressOf(route, ACME),
): Promise<number> {
  const principal = { id: 'key:x', name: 'x', roles: ROLES, ...who };
  const response = await fetch(gate.url + address, {
    method: route.method.toUpperCase(),
    headers: { 'x-principal': JSON.stringify(principal) },
  });
  return response.status;
}

const codeOf = (body: unknown) => z.object({ code: z.string() }).safeParse(body).data?.code;
const wordsOf = (body: unknown) => z.object({ code: z.string(), detail: z.string() }).parse(body);
const nameOf = ({ method, path }: Route) => `${method.toUpperCase()} ${path}`;

describe('every route of the control plane', () => {
  test('has a row in the policy table, and every row a route', () => {
    expect(guarded.length).toBeGreaterThan(80);
    expect(unlisted).toEqual([]);
    expect(guarded.length + OPEN.length).toBe(app.app.routes.length);
    expect(policyGaps(app.app.routes)).toEqual([]);
  });

  test('without a row, stops the server from starting', () => {
    const [one] = guarded;
    if (one === undefined) throw new Error('no routes');
    expect(policyGaps([...app.app.routes, { ...one, operation: 'unlisted' }])).toEqual([
      'unlisted has no row',
    ]);
    const { [one.operation]: _, ...fewer } = POLICY;
    expect(policyGaps(app.app.routes, fewer)).toEqual([`${one.operation} has no row`]);
    const admin: Principal = { id: 'user:a', name: 'a', roles: ROLES };
    expect(decide(one, admin, {}, fewer)).toBe('forbidden');
    expect(decide({ operation: 'toString' }, admin, {})).toBe('forbidden');
    expect(decide({ operation: '__proto__' }, admin, {})).toBe('forbidden');
  });

  test('is one that the whole control plane does not start with when its row is gone', async () => {
    const row = POLICY['whoami'];
    Reflect.deleteProperty(POLICY, 'whoami');
    try {
      await expect(startTestApp()).rejects.toThrow('whoami has no row');
    } finally {
      Object.assign(POLICY, { whoami: row });
    }
  });

  test('is for nobody who does not say who it is, but those that are open', async () => {
    const answers = await Promise.all(
      guarded.map(async route => {
        const response = await fetch(app.url + addressOf(route, ACME), {
          method: route.method.toUpperCase(),
        });
        return [nameOf(route), response.status];
      }),
    );
    expect(answers.filter(([, status]) => status !== 401)).toEqual([]);
    const open = app.app.routes.filter(route => route.open).map(({ operation }) => operation);
    expect(open.toSorted()).toEqual(OPEN);
  });

  test.each(ROLES)(
    'lets the role %s through where the policy table says so, and nowhere else',
    async role => {
      // Bound, as `tenant` always is: a route that is for its tenant is then asked for that tenant.
      const who = { roles: [role], ...(role === 'tenant' && { tenantId: ACME }) };
      const answers = await Promise.all(
        guarded.map(async route => [
          nameOf(route),
          await knock(route, who),
          mayCall(route, role) ? REACHED : 403,
        ]),
      );
      expect(answers.filter(([, answered, expected]) => answered !== expected)).toEqual([]);
    },
  );

  test.each(ROLES)('answers the role %s as itself, too, with a problem wherever it refuses', async role => {
    const caller = app.as(role === 'tenant' ? { roles: [role], tenantId: ACME } : role);
    const wrong: unknown[] = [];
    for (const route of guarded) {
      const { status, body } = await call(route, caller, addressOf(route, ACME));
      const refused = status === 401 || (status === 403 && /is not for/.test(JSON.stringify(body)));
      const told = status < 400 || codeOf(body) !== undefined;
      if (refused === mayCall(route, role) || status >= 500 || !told)
        wrong.push([nameOf(route), status, body]);
    }
    expect(wrong).toEqual([]);
  });

  test('lets nobody through who has no role, or only one that needs a tenant and has no tenant', async () => {
    for (const roles of [[], ['tenant']] satisfies Role[][]) {
      const answers = await Promise.all(guarded.map(route => knock(route, { roles })));
      expect(new Set(answers)).toEqual(new Set([403]));
    }
  });

  test('lets a key of one operation through there, and nowhere else', async () => {
    for (const allowed of guarded) {
      const { operation } = allowed;
      if (!POLICY[operation]?.roles.includes('admin')) continue;
      const who = { roles: ['admin'] satisfies Role[], operations: [operation] };
      const answers = await Promise.all(guarded.map(route => knock(route, who)));
      expect(guarded.filter((_, at) => answers[at] === REACHED)).toEqual([allowed]);
    }
  }, 120_000);
});

/** The table itself, read a second time and in another way than the server does. */
function mayCall(route: Route, role: Role): boolean {
  const row = POLICY[route.operation];
  if (row === undefined || !row.roles.includes(role)) return false;
  return role !== 'tenant' || row.tenantBound === 'narrowed' || row.tenantBound === 'param';
}

describe('somebody who is bound to a tenant', () => {
  test('finds nothing of another one on any route that names a tenant, whatever its roles', async () => {
    const named = guarded.filter(({ tenantParam }) => tenantParam !== undefined);
    expect(named.length).toBeGreaterThan(5);
    for (const route of named) {
      const open = POLICY[route.operation]?.tenantBound === 'param';
      expect([nameOf(route), await knock(route, { tenantId: ACME })]).toEqual([
        nameOf(route),
        open ? REACHED : 403,
      ]);
      for (const other of [
        GLOBEX,
        `${GLOBEX}%20`,
        ACME.toUpperCase(),
        `${ACME}%2F..%2F${GLOBEX}`,
        '%7B%22%24ne%22%3A1%7D',
      ]) {
        const address = addressOf(route, other);
        expect([address, await knock(route, { tenantId: ACME }, address)]).toEqual([
          address,
          open ? 404 : 403,
        ]);
      }
    }
  });

  test('is let through on no route that the table does not open to such as it', async () => {
    const closed = guarded.filter(({ operation }) => (POLICY[operation]?.tenantBound ?? 'never') === 'never');
    const answers = await Promise.all(closed.map(route => knock(route, { tenantId: ACME })));
    expect(closed.filter((_, at) => answers[at] !== 403).map(nameOf)).toEqual([]);
  });

  test('sees its own tenant, and is told of another that is really there what it is told of none', async () => {
    const admin = app.as('admin');
    const [acme, globex] = await Promise.all(
      ['acme', 'globex'].map(async slug => {
        const reply = await admin('POST', '/v1/tenants', { body: { slug, displayName: slug } });
        return z.object({ tenantId: z.string() }).parse(reply.body).tenantId;
      }),
    );
    if (acme === undefined || globex === undefined) throw new Error('no tenants');
    const caller = app.as({ roles: ROLES, tenantId: acme, id: 'key:acme' });
    expect(await caller('GET', `/v1/tenants/${acme}`)).toMatchObject({ status: 200 });
    for (const route of guarded.filter(({ tenantParam }) => tenantParam !== undefined)) {
      const there = await call(route, caller, addressOf(route, globex));
      const nowhere = await call(route, caller, addressOf(route, SOMETHING));
      expect([nameOf(route), there.status, wordsOf(there.body)]).toEqual([
        nameOf(route),
        POLICY[route.operation]?.tenantBound === 'param' ? 404 : 403,
        wordsOf(nowhere.body),
      ]);
    }
  });

  test('meets a table in which every row for such as it names the tenant, or narrows to it', () => {
    const loose = guarded.filter(route => {
      const row = POLICY[route.operation];
      return row?.tenantBound === 'param' && route.tenantParam === undefined;
    });
    expect(loose.map(nameOf)).toEqual([]);
    const narrowed = guarded.filter(({ operation }) => POLICY[operation]?.tenantBound === 'narrowed');
    expect(narrowed.map(({ operation }) => operation).toSorted()).toEqual(NARROWED);
  });
});

describe('an operator in place of a value', () => {
  test('reaches the store from no body, query, path, header or cookie of any route, and fails no server', async () => {
    const admin = app.as({ roles: ROLES });
    const failed: unknown[] = [];
    for (const { method, path, body, headers } of guarded.flatMap(attacksOn)) {
      const { status } = await admin(method, path, { ...(body !== undefined && { body }), headers });
      if (status >= 500) failed.push([method, path, body, status]);
    }
    expect(failed).toEqual([]);
    expect(store.asked).toBeGreaterThan(100);
    expect(store.operators).toEqual([]);
  }, 120_000);
});

interface Attack {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

function attacksOn(route: Route): Attack[] {
  return OPERATORS.flatMap(operator => {
    const json = JSON.stringify(operator);
    const text = encodeURIComponent(json);
    const headers = {
      cookie: `tenantry-session=${text}; a[$ne]=x`,
      'idempotency-key': json,
      'if-match': json,
      'x-request-id': json,
    };
    const address = addressOf(route, ACME);
    const paths = [
      `${address}?cursor[$ne]=x&limit[$gt]=1&tenantId[$ne]=x`,
      `${address}?cursor=${text}&limit=${text}&tenantId=${text}&actor=${text}`,
      address,
      addressOf(route, text, text),
    ];
    const bodies = route.body || route.raw ? [operator, fieldsWith(route, operator)] : [undefined];
    const method = route.method.toUpperCase();
    return paths.flatMap(path => bodies.map(body => ({ method, path, body, headers })));
  });
}

/** A body with the operator in the place of every field that the route knows. */
function fieldsWith(route: Route, operator: unknown): object {
  const shape: unknown = route.body === undefined ? {} : Reflect.get(route.body, 'shape');
  return Object.fromEntries(Object.keys(shape ?? {}).map(name => [name, operator]));
}
