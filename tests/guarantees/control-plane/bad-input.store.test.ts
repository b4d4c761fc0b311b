import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startIssuer, type TestIssuer } from '../../../control-plane/src/access/oidc/issuer.test-support.ts';
import { type OperationView, viewOf } from '../../../control-plane/src/http/openapi/document-view.ts';
import {
  type Answered,
  type RunningControlPlane,
  runControlPlane,
  type Sent,
  sendHead,
  temporaryFolder,
} from './running-control-plane.test-support.ts';

/** Where what was taken stands. What was refused is remembered elsewhere: in audit, and in the inbox of refused events. */
const FACTS = [
  'changes',
  'reservation_slices',
  'reservations',
  'session_tickets',
  'slug_claims',
  'tenant_imports',
  'usage_erasure_requests',
  'usage_events',
];
const NOBODY = '0198f000-0000-7000-8000-00000000dead';
const problemSchema = z.object({
  code: z.string(),
  status: z.int(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).default([]),
});

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let issuer: TestIssuer;
let controlPlane: RunningControlPlane;
let file: DatabaseSync;
let operations: readonly OperationView[];
let tenantId: string;
let at: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  issuer = await startIssuer();
  const path = join(folder.path, 'tenantry.db');
  controlPlane = await runControlPlane(`sqlite:${path}`, {
    TENANTRY_OIDC_ISSUER: issuer.url,
    TENANTRY_OIDC_AUDIENCES: issuer.options.audiences.join(','),
    TENANTRY_OIDC_ROLES: '{"admins": ["admin"]}',
  });
  const document = viewOf((await controlPlane.send('GET', '/openapi.json')).body);
  operations = document.operations.filter(({ security }) => security.length > 0);
  tenantId = await made('POST', '/v1/tenants', { slug: 'sample-acme', displayName: 'Acme' }, 'tenantId');
  at = `/v1/tenants/${tenantId}`;
  await made('POST', `${at}/subscription`, { planId: 'pro' }, 'tenantId');
  await made('POST', `${at}/subscription/changes`, { planId: 'enterprise', when: 'periodEnd' }, 'tenantId');
  await made('POST', '/v1/tenants', { slug: 'sample-beta', displayName: 'Beta' }, 'tenantId');
  for (const text of ['one', 'two']) await made('POST', `${at}/notes`, { text }, 'noteId');
  for (const name of ['one', 'two']) await made('POST', '/v1/keys', { name, roles: ['viewer'] }, 'key');
  for (const slug of ['sample-one', 'sample-two'])
    await made('POST', '/v1/onboarding/submissions', { company: { slug } }, 'submissionId');
  await made(
    'POST',
    '/v1/usage/events',
    ['1', '2'].map(id => eventOf(id)),
    'items',
  );
  file = new DatabaseSync(path, { readOnly: true });
});
afterAll(async () => {
  file.close();
  await controlPlane[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

async function made(method: string, path: string, json: unknown, name: string): Promise<string> {
  const answer = await controlPlane.send(method, path, { json });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
  return String(Reflect.get(Object(answer.body), name));
}

const eventOf = (id: string, rest: object = {}) => ({ id, type: 'ingestion', tenantId, ...rest });
const usage = (sent: Sent) => controlPlane.send('POST', '/v1/usage/events', sent);

/** What nobody asks for: it is decided when its time comes. */
const UNASKED = ['health', 'alert', 'enforcement', 'enforcement_clock'];

/** How many documents of each kind that matters there are, by the file itself. */
function facts(): Record<string, unknown> {
  const asked = UNASKED.map(kind => `id NOT LIKE '${kind}/%'`).join(' AND ');
  return Object.fromEntries(
    FACTS.map(table => {
      const where = table === 'changes' ? `WHERE ${asked}` : '';
      return [table, file.prepare(`SELECT count(*) AS n FROM ${table} ${where}`).get()?.['n']];
    }),
  );
}

/** Every refusal is a problem with its code, and where something has a place, the place; and it stored nothing. */
async function refused(send: () => Promise<Answered>) {
  const before = facts();
  const answer = await send();
  expect([answer.status, answer.type], answer.text).toEqual([
    expect.toSatisfy((status: number) => status >= 400 && status < 500, 'is a 4xx'),
    expect.stringContaining('application/problem+json'),
  ]);
  expect(facts()).toEqual(before);
  const problem = problemSchema.parse(answer.body);
  const [{ field, code } = { field: undefined, code: undefined }] = problem.errors;
  return { status: answer.status, code: problem.code, field, fault: code };
}

const addressOf = ({ path, parameters }: OperationView) => {
  const real: Record<string, string> = {
    tenantId,
    planId: 'pro',
    version: '1',
    meter: 'ingestion',
    key: 'query',
    alertId: '0'.repeat(32),
    number: '1',
  };
  const needed = parameters.filter(({ in: where, required }) => where === 'query' && required);
  const query = needed.map(
    ({ name }) => `${name}=${{ type: 'ingestion', meter: 'ingestion', plans: 'pro' }[name]}`,
  );
  return `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => real[name] ?? NOBODY)}${query.length > 0 ? `?${query.join('&')}` : ''}`;
};
const withQuery = (address: string, query: string) =>
  `${address}${address.includes('?') ? '&' : '?'}${query}`;
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const takesJson = ({ requestBody }: OperationView) =>
  requestBody !== undefined && 'application/json' in requestBody.content;

describe('malformed', () => {
  test.each([
    ['JSON that breaks off', '{"slug": "sample-x", '],
    ['two values', '{} {}'],
    ['a comment', '{/* */}'],
    ['single quotes', "{'slug': 'a'}"],
    ['a number that is none', '{"slug": NaN}'],
    ['a control character in a text', '{"slug": "a\u0001"}'],
    ['nothing but a byte order mark', '\ufeff'],
    ['HTML', '<html></html>'],
  ])('%s is refused on every route that takes JSON', async (_, body) => {
    for (const operation of operations.filter(takesJson)) {
      const send = () =>
        controlPlane.send(operation.method.toUpperCase(), addressOf(operation), {
          body,
          type: 'application/json',
          headers: { 'if-match': '"v1"' },
        });
      expect([operation.operationId, await refused(send)]).toEqual([
        operation.operationId,
        expect.objectContaining({ status: 400, code: 'invalid_request', field: '' }),
      ]);
    }
  });

  test.each([
    ['nothing', '', 400, 'line 1'],
    ['a header that nobody knows', 'slug,nothing\na,b\n', 400, 'nothing'],
    ['a quote that is never closed', 'slug,displayName,contactName,contactEmail\n"a,b,c,d\n', 400, 'line 2'],
    ['rows with faults', 'slug,displayName,contactName,contactEmail\nNO,b,c,d@e.f\n', 422, 'line 2: slug'],
    ['a row of one column', 'slug,displayName,contactName,contactEmail\na\n', 422, 'line 2: '],
  ])('CSV: %s; no row of it is applied', async (_, body, status, field) => {
    const send = () => controlPlane.send('POST', '/v1/onboarding/imports', { body, type: 'text/csv' });
    expect(await refused(send)).toMatchObject({ status, field });
  });

  test('NDJSON: a line is refused alone, and the answer says which lines were stored', async () => {
    const lines = [JSON.stringify(eventOf('good-1')), '{"id":', JSON.stringify(eventOf('good-2'))];
    const before = facts();
    const { status, body } = await usage({ body: lines.join('\n'), type: 'application/x-ndjson' });
    expect([status, body]).toMatchObject([
      200,
      {
        counts: { accepted: 2, rejected: 1 },
        items: [
          { outcome: 'accepted' },
          { outcome: 'rejected', reason: 'malformed', field: '' },
          { outcome: 'accepted' },
        ],
      },
    ]);
    expect(Number(facts()['usage_events']) - Number(before['usage_events'])).toBe(2);
  });

  test.each(['%E0%A4%A', '%00', '..%2F..', '%7B%22%24ne%22%3A1%7D', 'a'.repeat(4_000), '%F0%9F%92%A9'])(
    'the id %s in a path is the id of nothing',
    async id => {
      for (const { operationId, method, path } of operations.filter(({ path }) => path.includes('{'))) {
        const address = path.replaceAll(/\{\w+\}/g, id);
        const { status } = await controlPlane.send(method.toUpperCase(), address, {
          ...(method !== 'get' && { json: {} }),
        });
        expect([operationId, [400, 404, 428].includes(status)], String(status)).toEqual([operationId, true]);
      }
    },
  );
});

describe('huge', () => {
  test('a body beyond the limit, said by its length or not', async () => {
    const body = JSON.stringify({ slug: 'a'.repeat(1_100_000) });
    const send = (sent: Sent) => () => controlPlane.send('POST', '/v1/tenants', sent);
    const json = { type: 'application/json' };
    expect(await refused(send({ body, ...json }))).toMatchObject({ status: 413, code: 'payload_too_large' });
    const chunked = async () => {
      const stream = new ReadableStream({
        start(controller) {
          for (let from = 0; from < body.length; from += 100_000)
            controller.enqueue(Buffer.from(body.slice(from, from + 100_000)));
          controller.close();
        },
      });
      const response = await fetch(`${controlPlane.url}/v1/tenants`, {
        method: 'POST',
        body: stream,
        duplex: 'half',
        headers: { authorization: `Bearer ${controlPlane.admin}`, 'content-type': 'application/json' },
      });
      const text = await response.text();
      const type = response.headers.get('content-type') ?? '';
      return { status: response.status, type, headers: response.headers, text, body: JSON.parse(text) };
    };
    expect(await refused(chunked)).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  test('more events than a request may have, of which none is taken', async () => {
    const events = Array.from({ length: 1_001 }, (_, at) => eventOf(`many-${at}`));
    expect(await refused(() => usage({ json: events }))).toMatchObject({ status: 413 });
    const lines = events.map(event => JSON.stringify(event)).join('\n');
    const send = () => usage({ body: lines, type: 'application/x-ndjson' });
    expect(await refused(send)).toMatchObject({ status: 413 });
  });

  test('more rows than an import may have', async () => {
    const rows = Array.from({ length: 5_001 }, (_, at) => `a${at},A,B,c@d.ef`).join('\n');
    const body = `slug,displayName,contactName,contactEmail\n${rows}\n`;
    const send = () => controlPlane.send('POST', '/v1/onboarding/imports', { body, type: 'text/csv' });
    expect(await refused(send)).toMatchObject({ status: 400, field: 'line 5002' });
  });

  test('headers, an address, a key for repeating, and a credential', async () => {
    const bearer = { authorization: `Bearer ${controlPlane.admin}` };
    expect(await sendHead(controlPlane.url, '/v1/whoami', { ...bearer, 'x-a': 'a'.repeat(20_000) })).toBe(
      431,
    );
    expect(await sendHead(controlPlane.url, `/v1/tenants?q=${'a'.repeat(20_000)}`, bearer)).toBe(431);
    const headers = { 'idempotency-key': 'a'.repeat(129) };
    const json = { slug: 'sample-x', displayName: 'X' };
    const send = () => controlPlane.send('POST', '/v1/tenants', { json, headers });
    expect(await refused(send)).toMatchObject({ status: 400, field: 'header.idempotency-key' });
    const whoami = () => controlPlane.send('GET', '/v1/whoami', { token: 'a'.repeat(9_000) });
    expect(await refused(whoami)).toMatchObject({ status: 401, field: 'header.authorization' });
  });

  test('a text, a list and a number of keys beyond what a field takes, with the field', async () => {
    const patch = (json: object) => () =>
      controlPlane.send('PATCH', at, { json, headers: { 'if-match': '"v1"' } });
    const flags = Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`flag-${at}`, true]));
    expect(await refused(patch({ displayName: 'a'.repeat(129) }))).toMatchObject({ field: '/displayName' });
    expect(await refused(patch({ tags: Array.from({ length: 21 }, (_, at) => `t${at}`) }))).toMatchObject({
      field: '/tags',
    });
    expect(await refused(patch({ featureFlags: flags }))).toMatchObject({ field: '/featureFlags' });
  });
});

describe('deeply nested', () => {
  test.each([65, 10_000, 200_000])('%i levels, on every route that takes JSON', async levels => {
    for (const operation of operations.filter(takesJson)) {
      const send = () =>
        controlPlane.send(operation.method.toUpperCase(), addressOf(operation), {
          body: `{"a":${nested(levels - 1)}}`,
          type: 'application/json',
          headers: { 'if-match': '"v1"' },
        });
      expect([operation.operationId, await refused(send)]).toEqual([
        operation.operationId,
        expect.objectContaining({ status: 400, fault: 'malformed_json' }),
      ]);
    }
  });

  test('the data of one event, which is that event’s fault', async () => {
    const deep = JSON.stringify(eventOf('deep')).replace('}', `,"data":${nested(80)}}`);
    const lines = `${deep}\n${JSON.stringify(eventOf('beside-deep'))}`;
    const { body } = await usage({ body: lines, type: 'application/x-ndjson' });
    expect(body).toMatchObject({ items: [{ outcome: 'rejected' }, { outcome: 'accepted' }] });
  });
});

describe('wrong types', () => {
  const wrong = [null, true, 1, -1.5, 'text', [], [[]], { nothing: 1 }];

  test('in the place of the body of every route that takes JSON', async () => {
    for (const operation of operations.filter(takesJson)) {
      if (operation.operationId === 'recordUsage') continue;
      for (const json of wrong) {
        const send = () =>
          controlPlane.send(operation.method.toUpperCase(), addressOf(operation), {
            json,
            headers: { 'if-match': '"v1"' },
          });
        expect([operation.operationId, json, await refused(send)]).toEqual([
          operation.operationId,
          json,
          expect.objectContaining({ status: 400, code: 'invalid_request', field: expect.any(String) }),
        ]);
      }
    }
  });

  test('in the place of every field of the body of every route, with the field', async () => {
    const document = viewOf((await controlPlane.send('GET', '/openapi.json')).body);
    for (const operation of operations.filter(takesJson)) {
      const { schema = undefined } = operation.requestBody?.content['application/json'] ?? {};
      const name = schema?.$ref?.split('/').at(-1) ?? '';
      const properties = Object.keys((document.schemas[name] ?? schema)?.properties ?? {});
      for (const property of properties) {
        const send = () =>
          controlPlane.send(operation.method.toUpperCase(), addressOf(operation), {
            json: { [property]: { $ne: null } },
            headers: { 'if-match': '"v1"' },
          });
        const { status, field } = await refused(send);
        expect([operation.operationId, property, status, field]).toEqual([
          operation.operationId,
          property,
          400,
          expect.any(String),
        ]);
      }
    }
  });

  test('in the place of every parameter of a query', async () => {
    for (const operation of operations) {
      for (const { name, in: where } of operation.parameters) {
        if (where !== 'query' || operation.method !== 'get') continue;
        const address = withQuery(addressOf(operation).split('?')[0] ?? '', `${name}[$ne]=1&${name}[]=2`);
        const send = () => controlPlane.send('GET', address);
        expect([address, await refused(send)]).toEqual([
          address,
          expect.objectContaining({ field: expect.stringMatching(/^query/) }),
        ]);
      }
    }
  });
});

describe('wrong encodings', () => {
  const json = { type: 'application/json' };
  const post = (sent: Sent) => refused(() => controlPlane.send('POST', '/v1/tenants', sent));

  test('text that is not UTF-8', async () => {
    const latin1 = Buffer.from('{"slug":"sample-x","displayName":"Köln"}', 'latin1');
    const utf16 = Buffer.from('\ufeff{"slug":"sample-x"}', 'utf16le');
    const half = Buffer.from('{"displayName":"\ud83d"}'.replace('\ud83d', ''), 'utf8');
    expect(await post({ body: latin1, ...json })).toMatchObject({ status: 400, fault: 'malformed_json' });
    expect(await post({ body: utf16, ...json })).toMatchObject({ status: 400, fault: 'malformed_json' });
    expect(await post({ body: half, ...json })).toMatchObject({ status: 400 });
    const csv = Buffer.from('slug,displayName,contactName,contactEmail\na,Köln,b,c@d.ef\n', 'latin1');
    const send = () => controlPlane.send('POST', '/v1/onboarding/imports', { body: csv, type: 'text/csv' });
    expect(await refused(send)).toMatchObject({ status: 400, fault: 'malformed_csv' });
  });

  test('half of a surrogate pair, written out', async () => {
    const body = '{"slug":"sample-x","displayName":"\\ud83d"}';
    expect(await post({ body, ...json })).toMatchObject({ status: 400, field: '/displayName' });
  });

  test('another type of content, and another packing, than is taken', async () => {
    const body = '{"slug":"sample-x","displayName":"X"}';
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data', 'application/jsonp'])
      expect(await post({ body, type })).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    for (const encoding of ['rot13', 'gzip, gzip', 'constructor', 'zstd'])
      expect(await post({ body, ...json, headers: { 'content-encoding': encoding } })).toMatchObject({
        status: 415,
        code: 'unsupported_encoding',
      });
  });

  test('packed bytes that break off, or are none', async () => {
    const whole = gzipSync('{"slug":"sample-x","displayName":"X"}');
    for (const body of [whole.subarray(0, whole.length - 6), Buffer.from('no gzip'), Buffer.alloc(0)])
      expect(await post({ body, ...json, headers: { 'content-encoding': 'gzip' } })).toMatchObject({
        status: 400,
      });
  });
});

describe('a bomb', () => {
  // Made before anything is timed: packing holds up the server, which is in this process, too.
  const empty = Buffer.alloc(64 * 1024 * 1024, 0x20);
  const bombs = { gzip: gzipSync(empty), deflate: deflateSync(empty), br: brotliCompressSync(empty) };
  const routes = [
    ['/v1/usage/events', 'application/json'],
    ['/v1/usage/events', 'application/x-ndjson'],
    ['/v1/onboarding/imports', 'text/csv'],
    ['/v1/tenants', 'application/json'],
  ] as const;

  test.each(Object.entries(bombs))(
    'of %s costs its limit and no more, wherever bytes are taken',
    async (encoding, body) => {
      expect(body.length).toBeLessThan(100_000);
      const headers = { 'content-encoding': encoding };
      for (const [path, type] of routes) {
        const send = () => controlPlane.send('POST', path, { body, type, headers });
        expect(await refused(send)).toMatchObject({ status: 413, code: 'payload_too_large' });
      }
    },
  );

  test('ten at once cost ten limits, not ten bombs', async () => {
    const before = process.memoryUsage().rss;
    const send = () =>
      controlPlane.send('POST', '/v1/usage/events', {
        body: bombs.gzip,
        type: 'application/json',
        headers: { 'content-encoding': 'gzip' },
      });
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(413));
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });
});

describe('a reference to nothing', () => {
  test.each<[string, string, object, string]>([
    ['a tenant of a key', 'POST /v1/keys', { name: 'k', roles: ['tenant'], tenantId: NOBODY }, '/tenantId'],
    ['a plan', 'POST {at}/change-plan', { planId: 'nothing' }, '/planId'],
    ['a version of a plan', 'POST {at}/change-plan', { planId: 'pro', version: 99 }, '/version'],
    [
      'a plan of a subscription',
      'POST {at}/subscription/changes',
      { planId: 'nothing', when: 'now' },
      '/planId',
    ],
    [
      'a version of a subscription',
      'POST {at}/subscription/changes',
      { planId: 'pro', version: 99, when: 'now' },
      '/version',
    ],
    ['plans to compare', 'GET /v1/catalogue/comparison?plans=pro,nothing', {}, 'query.plans.1/planId'],
    ['a cluster', 'POST /v1/tenants', { slug: 'sample-x', displayName: 'X', cluster: 'nowhere' }, '/cluster'],
    [
      'an operation of a key',
      'POST /v1/keys',
      { name: 'k', roles: ['viewer'], operations: ['fly'] },
      '/operations/0',
    ],
    [
      'a tenant of an event',
      'POST /v1/usage/events',
      { id: 'r', type: 'query', tenantId: NOBODY },
      '/tenantId',
    ],
    ['a slug of an event', 'POST /v1/usage/events', { id: 'r', type: 'query', tenant: 'nobody' }, '/tenant'],
  ])('is refused with its field: %s', async (_, request, json, field) => {
    const [method = '', path = ''] = request.replace('{at}', at).split(' ');
    const send = () => controlPlane.send(method, path, method === 'GET' ? {} : { json });
    expect(await refused(send)).toMatchObject({ field });
  });

  test('settings name what is sold', async () => {
    const headers = { 'if-match': '"v0"' };
    const json = { defaultPlanId: 'nothing', planSelection: [] };
    const send = () => controlPlane.send('PUT', '/v1/settings', { json, headers });
    expect(await refused(send)).toMatchObject({ status: 422, field: '/defaultPlanId' });
  });

  test('a row of an import names plan, version and place', async () => {
    const body = [
      'slug,displayName,contactName,contactEmail,planId,planVersion,cluster',
      'sample-y,Y,Jo,jo@example.com,nothing,,',
      'sample-z,Z,Jo,jo@example.com,pro,99,',
      'sample-w,W,Jo,jo@example.com,pro,,nowhere',
    ].join('\n');
    const send = () => controlPlane.send('POST', '/v1/onboarding/imports', { body, type: 'text/csv' });
    expect(await refused(send)).toMatchObject({ status: 422, field: 'line 2: planId' });
    const { body: preview } = await controlPlane.send('POST', '/v1/onboarding/imports/preview', {
      body,
      type: 'text/csv',
    });
    expect(preview).toMatchObject({
      rows: [{ faults: [{ field: 'planId' }] }, { faults: [{}] }, { faults: [{ field: 'cluster' }] }],
    });
  });

  test('a tenant in a path is not found on any route, and nothing is made for it', async () => {
    const routes = operations.filter(({ path }) => path.includes('{tenantId}'));
    expect(routes.length).toBeGreaterThan(30);
    for (const operation of routes) {
      const method = operation.method.toUpperCase();
      const address = addressOf(operation).replace(tenantId, NOBODY);
      const json =
        operation.operationId === 'requestErasure' ? { subject: 'ada', reason: 'asked' } : undefined;
      const send = () =>
        controlPlane.send(method, address, { ...(json && { json }), headers: { 'if-match': '"v1"' } });
      const { status } = await refused(send);
      expect([operation.operationId, [400, 404].includes(status)]).toEqual([operation.operationId, true]);
      if (json) expect(status).toBe(404);
    }
  });
});

describe('an unknown meter', () => {
  const get = (path: string) => refused(() => controlPlane.send('GET', path));

  test('is named, wherever one is named', async () => {
    for (const path of [
      `${at}/usage/total?meter=nothing`,
      `${at}/usage/series?meter=nothing`,
      `${at}/usage/series.csv?meter=nothing`,
      '/v1/usage/top?meter=nothing',
      '/v1/meters/nothing',
      `${at}/entitlements/meters/nothing`,
    ])
      expect([path, await get(path)]).toEqual([
        path,
        expect.objectContaining({
          status: expect.toSatisfy((status: number) => [400, 404].includes(status), ''),
        }),
      ]);
    const reserve = () =>
      controlPlane.send('POST', `${at}/entitlements/meters/nothing/reservations`, {
        json: { quantity: '1' },
      });
    expect(await refused(reserve)).toMatchObject({ code: 'not_found' });
    expect(await refused(() => usage({ json: eventOf('u', { type: 'nothing' }) }))).toMatchObject({
      status: 400,
      field: '/type',
      fault: 'unknown_type',
    });
  });

  test('has no place in a plan, nor in what is agreed beside it', async () => {
    const plan = await controlPlane.send('GET', '/v1/plans/pro/versions/1');
    const { spec } = z
      .object({ spec: z.looseObject({ allowances: z.array(z.looseObject({})) }) })
      .parse(plan.body);
    const [allowance] = spec.allowances;
    const allowances = [...spec.allowances, { ...allowance, meter: 'nothing' }];
    const create = () =>
      controlPlane.send('POST', '/v1/plans', { json: { planId: 'odd', spec: { ...spec, allowances } } });
    expect(await refused(create)).toMatchObject({
      field: `/spec/allowances/${spec.allowances.length}/meter`,
    });
    const change = { kind: 'allowance', meter: 'nothing', quantity: '1' };
    const override = () =>
      controlPlane.send('POST', `${at}/subscription/overrides`, { json: { change, reason: 'because' } });
    expect(await refused(override)).toMatchObject({ field: '/change/meter', fault: 'unknown_meter' });
  });
});

describe('a quantity that cannot be', () => {
  const tooMuch = '9223372036854775808';

  test.each([
    ['negative', -1, 'quantity_negative'],
    ['negative, as text', '-5', 'quantity_negative'],
    ['beyond an int64', tooMuch, 'quantity_overflow'],
    ['beyond 2^53 as a number', 1e300, 'quantity_imprecise'],
    ['no number', 'many', 'quantity_malformed'],
    ['hexadecimal', '0x10', 'quantity_malformed'],
    ['a fraction of an exponent', '1e-3', 'quantity_too_precise'],
    ['a great exponent', '1e19', 'quantity_overflow'],
    ['finer than the meter', 0.5, 'quantity_too_precise'],
    ['an object', { $gt: 0 }, 'malformed'],
  ])('of an event: %s', async (_, quantity, fault) => {
    expect(await refused(() => usage({ json: eventOf('q', { quantity }) }))).toMatchObject({
      status: 400,
      field: '/quantity',
      fault,
    });
  });

  test('of an event that is infinite, written out', async () => {
    const body = JSON.stringify(eventOf('q')).replace('}', ',"quantity":1e999}');
    expect(await refused(() => usage({ body, type: 'application/json' }))).toMatchObject({
      field: '/quantity',
    });
  });

  test.each(['0', '-1', tooMuch, '1.5', '', 'many', 1.5, -1])('of a reservation: %j', async quantity => {
    const path = `${at}/entitlements/meters/ingestion/reservations`;
    const send = () => controlPlane.send('POST', path, { json: { quantity } });
    expect(await refused(send)).toMatchObject({ status: 400, field: '/quantity' });
  });

  test.each(['-1', tooMuch, 'many'])('that is asked about: %s', async quantity => {
    const send = () => controlPlane.send('GET', `${at}/entitlements/meters/ingestion?quantity=${quantity}`);
    expect(await refused(send)).toMatchObject({ status: 400, field: 'query.quantity' });
  });

  test.each(['-1', tooMuch])('of a correction: %s', async quantity => {
    const json = { id: '1', action: 'amend', quantity, reason: 'wrong' };
    const send = () => controlPlane.send('POST', `${at}/usage/corrections`, { json });
    expect(await refused(send)).toMatchObject({ status: 400, field: '/quantity' });
  });

  test.each([
    ['a price', { kind: 'basePrice', amount: '-1' }],
    ['a price of 13 places', { kind: 'basePrice', amount: '0.0000000000001' }],
    ['an allowance', { kind: 'allowance', meter: 'ingestion', quantity: tooMuch }],
    ['a negative allowance', { kind: 'allowance', meter: 'ingestion', quantity: '-1' }],
  ])('of what is agreed beside a plan: %s', async (_, change) => {
    const json = { change, reason: 'because' };
    const send = () => controlPlane.send('POST', `${at}/subscription/overrides`, { json });
    expect(await refused(send)).toMatchObject({ status: 400, field: expect.stringMatching(/^\/change/) });
  });

  test('of a contract, of replicas and of a quota', async () => {
    const patch = (json: object) => () =>
      controlPlane.send('PATCH', at, { json, headers: { 'if-match': '"v1"' } });
    expect(await refused(patch({ contractValue: { amountMinor: '-1', currency: 'EUR' } }))).toMatchObject({
      field: '/contractValue/amountMinor',
    });
    expect(await refused(patch({ components: { api: { replicas: -1 } } }))).toMatchObject({
      field: '/components/api/replicas',
    });
    expect(await refused(patch({ quota: { pods: '-1' } }))).toMatchObject({ field: '/quota/pods' });
  });
});

describe('a time out of range', () => {
  const day = 86_400_000;
  const ahead = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

  test.each([
    ['the future', ahead(600_000), 'time_in_future'],
    ['before the backfill window', ahead(-40 * day), 'time_too_old'],
    ['the year 0', '0000-01-01T00:00:00Z', 'time_too_old'],
    ['the year 9999', '9999-12-31T23:59:59Z', 'time_in_future'],
    ['a day that does not exist', '2027-02-30T00:00:00Z', 'time_malformed'],
    ['an hour that does not exist', '2027-02-01T25:00:00Z', 'time_malformed'],
    ['without a zone', '2027-01-01T00:00:00', 'time_malformed'],
    ['a number', 1_800_000_000, 'malformed'],
    ['six digits for a year', '+275760-09-13T00:00:00Z', 'time_malformed'],
  ])('of an event: %s', async (_, time, fault) => {
    expect(await refused(() => usage({ json: eventOf('t', { time }) }))).toMatchObject({
      status: 400,
      field: '/time',
      fault,
    });
  });

  test.each([
    ['usage/total?meter=ingestion&from=%2B275760-01-01T00:00:00Z', 'query.from'],
    ['usage/total?meter=ingestion&from=2027-01-02T00:00:00Z&to=2027-01-01T00:00:00Z', 'query'],
    ['usage/total?meter=ingestion&from=yesterday', 'query.from'],
    ['usage/total?meter=ingestion&from=2027-02-30T00:00:00Z', 'query.from'],
    [
      'usage/series?meter=ingestion&step=minute&from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z',
      'query.step',
    ],
    ['usage/snapshot?to=9999-99-99T00:00:00Z', 'query.to'],
    ['usage/events?type=ingestion&from=2027-01-01', 'query.from'],
    ['subscription?effectiveAt=9999-01-01T00:00:00Z', 'query.effectiveAt'],
    ['subscription?recordedAt=0001-01-01T00:00:00Z', 'query.recordedAt'],
  ])('of a question: %s', async (path, field) => {
    expect(await refused(() => controlPlane.send('GET', `${at}/${path}`))).toMatchObject({
      status: 400,
      field: expect.stringContaining(field),
    });
  });

  test.each<[string, string, object, string]>([
    ['of a month', 'GET /v1/usage/top?meter=ingestion&period=2027-13', {}, 'query.period'],
    ['of a day', 'GET /v1/usage/top?meter=ingestion&period=2027-02-30', {}, 'query.period'],
    ['of audit', 'GET /v1/audit?from=9999-99-99T00:00:00Z', {}, 'query.from'],
    [
      'of a deletion that is past',
      'POST {at}/schedule-deletion',
      { at: ahead(-day), confirmSlug: 'sample-acme' },
      '/at',
    ],
    [
      'of a deletion in a hundred years',
      'POST {at}/schedule-deletion',
      { at: '2199-01-01T00:00:00Z', confirmSlug: 'sample-acme' },
      '/at',
    ],
    [
      'of a suspension that is past',
      'POST {at}/suspend',
      { reason: 'Because', until: ahead(-day) },
      '/until',
    ],
    [
      'of a key that is past',
      'POST /v1/keys',
      { name: 'k', roles: ['viewer'], expiresAt: ahead(-day) },
      '/expiresAt',
    ],
    [
      'of an override that ends before it begins',
      'POST {at}/subscription/overrides',
      {
        change: { kind: 'flag', flag: 'x', on: true },
        reason: 'because',
        from: ahead(day),
        until: ahead(day / 2),
      },
      '/until',
    ],
    [
      'of an override in the year 3000',
      'POST {at}/subscription/overrides',
      { change: { kind: 'flag', flag: 'x', on: true }, reason: 'because', from: '3000-01-01T00:00:00Z' },
      '/from',
    ],
    [
      'of a plan in the year 1',
      'POST {at}/change-plan',
      { planId: 'pro', effective: '0001-01-01T00:00:00Z' },
      '/effective',
    ],
    [
      'of a plan in the year 9999',
      'POST {at}/change-plan',
      { planId: 'pro', effective: '9999-01-01T00:00:00Z' },
      '/effective',
    ],
  ])('%s', async (_, request, json, field) => {
    const [method = '', path = ''] = request.replace('{at}', at).split(' ');
    const send = () => controlPlane.send(method, path, method === 'GET' ? {} : { json });
    expect(await refused(send)).toMatchObject({ field: expect.stringContaining(field) });
  });

  test('of a renewal on a day that does not exist', async () => {
    const headers = { 'if-match': '"v1"' };
    const send = () => controlPlane.send('PATCH', at, { json: { renewalDate: '2027-02-30' }, headers });
    expect(await refused(send)).toMatchObject({ status: 400, field: '/renewalDate' });
  });
});

describe('a forged cursor', () => {
  const listing = () =>
    operations.filter(
      ({ method, parameters }) => method === 'get' && parameters.some(({ name }) => name === 'cursor'),
    );

  test.each([
    'x',
    'AAAA',
    Buffer.from('[]').toString('base64url'),
    Buffer.from('["0000000000000000",[{"$ne":1}]]').toString('base64url'),
    Buffer.from(nested(2_000)).toString('base64url'),
    '%00',
    'a'.repeat(3_999),
  ])('that is none (%s) is refused by every list', async cursor => {
    for (const operation of listing()) {
      const send = () => controlPlane.send('GET', withQuery(addressOf(operation), `cursor=${cursor}`));
      const { operationId } = operation;
      const answer = await refusedOrUnknown(operationId, send);
      expect([operationId, answer?.field]).toEqual([operationId, answer && 'query.cursor']);
    }
  });

  /** Lists below an id of which there is nothing say so first. */
  async function refusedOrUnknown(operationId: string, send: () => Promise<Answered>) {
    const { status } = await send();
    expect([operationId, status === 400 || status === 404]).toEqual([operationId, true]);
    return status === 404 ? undefined : refused(send);
  }

  test('of another list, or with a place in it that nothing could have, fails no list', async () => {
    const real: string[] = [];
    for (const operation of listing()) {
      const { body } = await controlPlane.send('GET', withQuery(addressOf(operation), 'limit=1'));
      const { next } = z.object({ next: z.string().optional() }).parse(body ?? {});
      if (next !== undefined) real.push(next);
    }
    expect(real.length).toBeGreaterThan(5);
    const odd = [
      [],
      [''],
      [0],
      [-1],
      [1e300],
      ['', ''],
      [0, 0, 0, 0],
      ['\u0000'],
      ['\ud800'],
      ['~'.repeat(900)],
    ];
    for (const operation of listing()) {
      for (const cursor of real) {
        const [tag, place] = z
          .tuple([z.string(), z.array(z.unknown())])
          .parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
        for (const forged of [place, ...odd, [...place, 'more'], place.slice(1), place.map(() => 7)]) {
          const text = Buffer.from(JSON.stringify([tag, forged])).toString('base64url');
          const { status } = await controlPlane.send(
            'GET',
            withQuery(addressOf(operation), `cursor=${text}`),
          );
          expect([operation.operationId, forged, status < 500]).toEqual([
            operation.operationId,
            forged,
            true,
          ]);
        }
      }
    }
  });
});

describe('an operator in place of a value', () => {
  const operators: readonly object[] = [
    { $ne: null },
    { $gt: '' },
    { $where: 'sleep(1000)' },
    { __proto__: null, constructor: { prototype: { polluted: 1 } } },
  ];

  test('reaches nothing, in a body, a query or a header of any route', async () => {
    const before = facts();
    // A session is begun by its key alone: what else is sent is not looked at.
    for (const operation of operations.filter(({ operationId }) => operationId !== 'startSession')) {
      for (const operator of operators) {
        const text = JSON.stringify(operator);
        const address = withQuery(
          addressOf(operation),
          `tenantId[$ne]=x&limit[$gt]=0&q=${encodeURIComponent(text)}`,
        );
        const answer = await controlPlane.send(operation.method.toUpperCase(), address, {
          ...(operation.method !== 'get' && { json: operator }),
          headers: { 'idempotency-key': text, 'if-match': text, 'x-request-id': text, cookie: 'a[$ne]=1' },
        });
        const taken = answer.status < 400;
        expect([
          operation.operationId,
          taken && operation.parameters.some(p => p.in === 'query'),
          answer.status < 500,
        ]).toEqual([operation.operationId, false, true]);
      }
    }
    expect(facts()).toEqual(before);
  });

  test('a key __proto__ is refused, and no prototype is touched', async () => {
    for (const body of [
      '{"__proto__":{"polluted":1}}',
      '{"a":{"__proto__":{"polluted":1}}}',
      '[{"__proto__":1}]',
    ]) {
      for (const operation of operations.filter(takesJson)) {
        const send = () =>
          controlPlane.send(operation.method.toUpperCase(), addressOf(operation), {
            body,
            type: 'application/json',
            headers: { 'if-match': '"v1"' },
          });
        expect(await refused(send)).toMatchObject({ status: 400 });
      }
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('a credential that is not good', () => {
  const now = () => Math.floor(Date.now() / 1_000);
  const claims = (more: object = {}) => ({
    iss: issuer.url,
    aud: issuer.options.audiences[0] ?? '',
    sub: 'ada',
    iat: now(),
    exp: now() + 300,
    groups: ['admins'],
    ...more,
  });
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = (alg: string) => `${encode({ alg, kid: 'one' })}.${encode(claims())}.`;

  test('is refused with 401 on every route, whatever is wrong with it', async () => {
    const good = await issuer.sign(claims());
    expect((await controlPlane.send('GET', '/v1/whoami', { token: good })).status).toBe(200);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const other = (key: string) => key.replace(/.$/, last => (last === 'a' ? 'b' : 'a'));
    const bad: Record<string, string | null> = {
      none: null,
      'of a wrong form': 'hunter2',
      'a key with another secret': other(controlPlane.admin),
      'a token that is over': await issuer.sign(claims({ exp: now() - 60 })),
      'a token that is not good yet': await issuer.sign(claims({ nbf: now() + 3_600 })),
      'a token for another audience': await issuer.sign(claims({ aud: 'https://other.example' })),
      'a token of another issuer': await issuer.sign(claims({ iss: 'https://evil.example' })),
      'a token that nobody signed': unsigned('none'),
      'a token that nobody signed, spelt otherwise': unsigned('NoNe'),
      'a token signed by another key': await new SignJWT(claims())
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .sign(privateKey),
      'a token signed by a secret': await new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256', kid: 'one' })
        .sign(Buffer.alloc(32)),
      'a token that was changed': good.replace(/\.[^.]+\./, `.${encode(claims({ sub: 'eve' }))}.`),
    };
    for (const operation of operations) {
      for (const [what, token] of Object.entries(bad)) {
        const send = () =>
          controlPlane.send(operation.method.toUpperCase(), addressOf(operation), {
            token,
            ...(operation.method !== 'get' && { json: {} }),
          });
        expect([operation.operationId, what, await refused(send)]).toEqual([
          operation.operationId,
          what,
          expect.objectContaining({
            status: 401,
            code: 'unauthenticated',
            field: 'header.authorization',
          }),
        ]);
      }
    }
  }, 120_000);
});

test('of all this nothing was the control plane’s own failure, and it serves on', async () => {
  expect(controlPlane.errors).toEqual([]);
  const { text } = await controlPlane.send('GET', '/metrics', { token: null });
  expect(text.match(/^tenantry_http_request_seconds_count\{.*status="5.*$/gm)).toBeNull();
  expect((await controlPlane.send('GET', at)).status).toBe(200);
  expect((await controlPlane.send('GET', '/readyz')).status).toBe(200);
});
