import { type AuditEntry, auditPageSchema } from '@tenantry/contracts/api/audit';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type SecuredApp, startSecuredApp } from '../access/access.test-support.ts';
import {
  type Collection,
  type CollectionSpec,
  type StoredDocument,
  StoreUnavailable,
} from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { overlaid } from '../storage/overlaid.test-support.ts';

const ACME = '0198f000-0000-7000-8000-000000000001';
const GLOBEX = '0198f000-0000-7000-8000-000000000002';

let app: SecuredApp;
beforeEach(async () => {
  app = await startSecuredApp();
});
afterEach(() => app[Symbol.asyncDispose]());

async function entries(query = ''): Promise<AuditEntry[]> {
  await app.app.refusals.settled();
  const reply = await app.call('GET', `/v1/audit?${query}`, { token: app.admin });
  expect(reply.status).toBe(200);
  return auditPageSchema.parse(reply.body).items;
}

const keyMade = z.object({ key: z.object({ id: z.string() }), secret: z.string() });
async function makeKey(body: object): Promise<z.infer<typeof keyMade>> {
  const headers = { 'x-request-id': 'made-here' };
  const reply = await app.call('POST', '/v1/keys', {
    token: app.admin,
    body: { name: 'k', ...body },
    headers,
  });
  return keyMade.parse(reply.body);
}

/** A key that is bound to a tenant is one of a tenant that there is. */
async function haveTenants(): Promise<void> {
  const who = { actor: { id: 'system:test', name: 'test' }, requestId: 'r' };
  for (const [slug, tenantId] of [
    ['acme', ACME],
    ['globex', GLOBEX],
  ] as const) {
    const tenant = { slug, displayName: slug, contacts: [], tags: [], origin: 'api' as const };
    await app.app.domains.tenants.service.register(tenantId, tenant, who);
  }
}

/** Takes no insert into one collection while it is failing. */
class FailingStore extends MemoryStore {
  failing = false;
  readonly #name: string;

  constructor(name: string) {
    super();
    this.#name = name;
  }

  override async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const collection = await super.collection(spec);
    if (spec.name !== this.#name) return collection;
    return overlaid(collection, {
      insert: async documents => {
        if (this.failing) throw new StoreUnavailable('down');
        return collection.insert(documents);
      },
    });
  }
}

describe('a change', () => {
  test('is in the record with who, what, before, after and the request, and without its secret', async () => {
    await haveTenants();
    const { key, secret } = await makeKey({ name: 'Shop', roles: ['ingest'], tenantId: ACME });
    await app.call('DELETE', `/v1/keys/${key.id}`, { token: app.admin });
    const [revoked, created] = await entries(`target=api_key/${key.id}`);
    expect(created).toMatchObject({
      action: 'api_key.created',
      actorName: 'first',
      outcome: 'done',
      tenantId: ACME,
      requestId: 'made-here',
    });
    expect(created?.actorId).toMatch(/^key:/);
    expect(created?.changes).toContainEqual({ field: '/name', after: 'Shop' });
    expect(created?.changes).toContainEqual({ field: '/secrets', after: '[secret]' });
    expect(revoked?.changes).toEqual([{ field: '/revokedAt', after: revoked?.at }]);
    const all = JSON.stringify(await entries());
    expect(all).not.toContain(secret.slice(-43));
    expect(all).not.toMatch(/[0-9a-f]{64}(?!"[^}]*refused)/);
  });

  test('whose entry could not be written is no failure, and is in the record after the sweep, once', async () => {
    const store = new FailingStore('audit');
    await using own = await startSecuredApp({ store });
    store.failing = true;
    const reply = await own.call('POST', '/v1/keys', {
      token: own.admin,
      body: { name: 'k', roles: ['cs'] },
    });
    store.failing = false;
    const target = `api_key/${keyMade.parse(reply.body).key.id}`;
    const found = () => own.app.audit.list({ target }, { limit: 10 });
    expect((await found()).items).toHaveLength(0);
    own.clock.advance(10_000);
    own.app.start();
    await expect.poll(async () => (await found()).items.length).toBe(1);
  });

  test('signing in and out is one', async () => {
    const reply = await app.call('POST', '/v1/session', { token: app.admin });
    const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await app.call('DELETE', '/v1/session', { headers: { cookie, 'x-tenantry-csrf': '1' } });
    expect(
      (await entries())
        .slice(0, 2)
        .map(({ action }) => action)
        .toSorted(),
    ).toEqual(['session.ended', 'session.started']);
  });
});

describe('a refusal', () => {
  test('of a sign-in is in the record with the key that was tried and where from, coarsely, once a minute', async () => {
    const { key, secret } = await makeKey({ roles: ['cs'] });
    await app.call('DELETE', `/v1/keys/${key.id}`, { token: app.admin });
    for (let n = 0; n < 5; n++) await app.call('GET', '/v1/whoami', { token: secret });
    const tried = await entries('action=sign_in.refused');
    expect(tried).toHaveLength(1);
    expect(tried[0]).toMatchObject({
      outcome: 'refused',
      actorId: 'system:nobody',
      target: `api_key/${key.id}`,
      network: '127.0.0.0/24',
    });
    expect(JSON.stringify(tried)).not.toContain(secret);
    app.clock.advance(60_000);
    await app.call('GET', '/v1/whoami', { token: secret });
    expect(await entries('action=sign_in.refused')).toHaveLength(2);
  });

  test('of a request without any credential is not', async () => {
    await app.call('GET', '/v1/whoami');
    expect(await entries('outcome=refused')).toEqual([]);
  });

  test('of what a role may not do, of what is outside a key’s operations, and of another’s tenant is told apart', async () => {
    const cs = await app.key({ roles: ['cs'] });
    const scoped = await app.key({ roles: ['admin'], operations: ['whoami'] });
    const acme = await app.key({ roles: ['tenant'], tenantId: ACME });
    await app.call('GET', '/v1/audit', { token: cs });
    await app.call('GET', '/v1/keys', { token: scoped });
    expect(await app.call('GET', `/v1/tenants/${GLOBEX}`, { token: acme })).toMatchObject({ status: 404 });
    const refused = await entries('outcome=refused');
    expect(refused.map(({ action, target }) => [action, target]).toSorted()).toEqual([
      ['access.denied', 'operation/listAudit'],
      ['access.outside_scope', 'operation/listApiKeys'],
      ['access.outside_tenant', 'operation/getTenant'],
    ]);
  });

  test('fills no disk: ten thousand kinds of it are some hundred entries', async () => {
    await using limited = await startSecuredApp({
      access: { rates: { failedSignIns: { perSecond: 1e6, burst: 1e6 } } },
    });
    for (let n = 0; n < 1_000; n++) {
      limited.app.refusals.note({ action: 'sign_in.refused', requestId: 'r', target: `api_key/${n}` });
    }
    await limited.app.refusals.settled();
    const found: AuditEntry[] = [];
    for await (const entry of limited.app.audit.all({ outcome: 'refused' })) found.push(entry);
    expect(found).toHaveLength(600);
  });
});

describe('the list', () => {
  test('finds by actor, action, tenant, target and time, and its pages meet every entry once', async () => {
    await haveTenants();
    const made = [];
    for (let n = 0; n < 5; n++) {
      app.clock.advance(1_000);
      made.push((await makeKey({ roles: ['ingest'], tenantId: n % 2 ? ACME : GLOBEX })).key.id);
    }
    expect(await entries(`tenantId=${ACME}&action=api_key.created`)).toHaveLength(2);
    expect(await entries(`tenantId=${ACME}&action=api_key.revoked`)).toHaveLength(0);
    expect(await entries(`actor=system:bootstrap`)).toHaveLength(1);
    const from = new Date(app.clock.now() - 1_000).toISOString();
    const now = new Date(app.clock.now()).toISOString();
    expect(await entries(`from=${from}`)).toHaveLength(2);
    expect(await entries(`from=${from}&before=${now}`)).toHaveLength(1);
    const met: string[] = [];
    let cursor = '';
    do {
      const path = `/v1/audit?action=api_key.created&limit=2${cursor}`;
      const page = auditPageSchema.parse((await app.call('GET', path, { token: app.admin })).body);
      met.push(...page.items.map(({ target = '' }) => target));
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(met.slice(0, 5)).toEqual(made.toReversed().map(id => `api_key/${id}`));
    expect(met).toHaveLength(6);
  });

  test.each([
    ['actor[$ne]=x', 'query'],
    ['actor=a&actor=b', 'query.actor'],
    ['tenantId=%7B%22%24ne%22%3Anull%7D', 'query.tenantId'],
    ['from=yesterday', 'query.from'],
    ['before=2026-02-30T00:00:00Z', 'query.before'],
    ['limit=1000', 'query.limit'],
    ['cursor=e30', 'query.cursor'],
    ['outcome=all', 'query.outcome'],
  ])('refuses %s', async (query, field) => {
    expect(await app.call('GET', `/v1/audit?${query}`, { token: app.admin })).toMatchObject({
      status: 400,
      body: { errors: [{ field }] },
    });
  });

  test('takes no cursor of another filter', async () => {
    await makeKey({ roles: ['cs'] });
    const first = auditPageSchema.parse(
      (await app.call('GET', '/v1/audit?limit=1', { token: app.admin })).body,
    );
    const path = `/v1/audit?limit=1&action=api_key.created&cursor=${first.next}`;
    expect(await app.call('GET', path, { token: app.admin })).toMatchObject({
      status: 400,
      body: { code: 'invalid_cursor' },
    });
  });
});

test('as CSV it is whole, and no name becomes a formula', async () => {
  const name = '=HYPERLINK("http://evil","x"),\n<script>';
  const token = await app.key({ name, roles: ['admin'] });
  for (let n = 0; n < 3; n++) {
    await app.call('POST', '/v1/keys', { token, body: { name: '@SUM(A1)', roles: ['cs'] } });
  }
  const reply = await app.call('GET', '/v1/audit/export', { token: app.admin });
  expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(reply.headers.get('content-disposition')).toContain('attachment');
  const rows = z
    .array(z.record(z.string(), z.string()))
    .parse(parse(z.string().parse(reply.body), { columns: true }));
  expect(rows.filter(({ action }) => action === 'api_key.created')).toHaveLength(5);
  expect(rows.filter(({ actorName }) => actorName?.startsWith("'=HYPERLINK"))).toHaveLength(3);
  expect(rows.flatMap(row => Object.values(row)).filter(cell => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
});
