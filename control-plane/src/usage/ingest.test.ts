import { gzipSync } from 'node:zlib';
import { rejectedPageSchema } from '@tenantry/contracts/commercial/usage';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../app.test-support.ts';
import { startUsageApp, type UsageApp } from './usage-app.test-support.ts';

let app: UsageApp;
let own: Caller;

beforeEach(async () => {
  app = await startUsageApp();
  own = app.as({ roles: ['ingest'], tenantId: app.acme });
});
afterEach(() => app[Symbol.asyncDispose]());

const JSON_TYPE = { 'content-type': 'application/json' };
const event = (id: string, rest: object = {}) => ({ id, type: 'ingestion', ...rest });
const record = (body: unknown) => own('POST', '/v1/usage/events', { body });

async function total(meter = 'ingestion', tenantId = app.acme): Promise<unknown> {
  await app.app.domains.usage.settle();
  app.clock.advance(2_000);
  const path = `/v1/tenants/${tenantId}/usage/total?meter=${meter}`;
  return (await app.as('viewer')('GET', path)).body;
}

test('answers each event by itself, in order', async () => {
  await record(event('first', { quantity: 2 }));
  const reply = await record([
    event('new', { quantity: 3 }),
    event('first', { quantity: 2 }),
    event('first', { quantity: 9 }),
    event('bad', { quantity: -1 }),
    event('new', { quantity: 3 }),
    { type: 'ingestion' },
  ]);
  expect(reply.status).toBe(200);
  expect(reply.body).toMatchObject({
    items: [
      { id: 'new', outcome: 'accepted' },
      { id: 'first', outcome: 'duplicate' },
      { id: 'first', outcome: 'conflict', reason: 'same_id_other_content' },
      { id: 'bad', outcome: 'rejected', reason: 'quantity_negative', field: '/quantity' },
      { id: 'new', outcome: 'duplicate' },
      { outcome: 'rejected', reason: 'malformed', field: '/id' },
    ],
    counts: { accepted: 1, duplicate: 2, conflict: 1, retry: 0, rejected: 2 },
  });
  expect(await total()).toMatchObject({ quantity: '5', events: 2 });
});

test('an event sent again is a duplicate also where the time of receipt is its time', async () => {
  await record(event('now'));
  app.clock.advance(5_000);
  expect(await record(event('now'))).toMatchObject({ body: { items: [{ outcome: 'duplicate' }] } });
  expect(await record(event('now', { time: '2026-03-01T12:00:00Z' }))).toMatchObject({ status: 409 });
  expect(await record(event('now', { subject: 'ada' }))).toMatchObject({ status: 409 });
});

test('sources keep their ids apart, and so do tenants', async () => {
  const other = app.as({ roles: ['ingest'], tenantId: app.beta });
  await record(event('1', { source: 'a' }));
  expect(await record(event('1', { source: 'b', quantity: 5 }))).toMatchObject({ status: 200 });
  expect(await other('POST', '/v1/usage/events', { body: event('1', { source: 'a' }) })).toMatchObject({
    body: { items: [{ outcome: 'accepted' }] },
  });
  expect(await total()).toMatchObject({ quantity: '6' });
  expect(await total('ingestion', app.beta)).toMatchObject({ quantity: '1' });
});

test.each([
  ['a number that is none', { quantity: '1,5' }, 'quantity_malformed', '/quantity'],
  ['a negative quantity', { quantity: -5 }, 'quantity_negative', '/quantity'],
  ['a quantity beyond an int64', { quantity: '9223372036854775808' }, 'quantity_overflow', '/quantity'],
  ['a JSON number beyond 2^53', { quantity: 1e17 }, 'quantity_imprecise', '/quantity'],
  ['more decimal places than the meter has', { quantity: 1.5 }, 'quantity_too_precise', '/quantity'],
  ['a day that does not exist', { time: '2026-02-30T00:00:00Z' }, 'time_malformed', '/time'],
  ['a time without a zone', { time: '2026-03-01T12:00:00' }, 'time_malformed', '/time'],
  ['a time in the future', { time: '2026-03-01T12:10:00Z' }, 'time_in_future', '/time'],
  ['a time before the backfill window', { time: '2026-01-01T00:00:00Z' }, 'time_too_old', '/time'],
  ['a type that nobody counts', { type: 'nothing' }, 'unknown_type', '/type'],
  ['data of more than 16 KB', { data: 'x'.repeat(16_400) }, 'data_too_large', '/data'],
  ['half of a surrogate pair', { data: { a: '\ud800' } }, 'malformed', '/data'],
  ['a field that nobody knows', { quantitty: 5 }, 'malformed', ''],
  ['control characters', { subject: 'a\u0007b' }, 'malformed', '/subject'],
  ['a dimension that is an operator', { dimensions: { $gt: '' } }, 'malformed', '/dimensions/$gt'],
  ['an object for a subject', { subject: { $gt: '' } }, 'malformed', '/subject'],
  ['another tenant', { tenant: 'sample-beta' }, 'tenant_not_found', '/tenant'],
])(
  'refuses %s with a code and a field, alone by 400 and among others by its item',
  async (_, rest, reason, field) => {
    const bad = event('bad', rest);
    const alone = await record(bad);
    expect(alone).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ field, code: reason }] },
    });
    const among = await record([event('good'), bad]);
    expect(among).toMatchObject({
      status: 200,
      body: { items: [{ outcome: 'accepted' }, { outcome: 'rejected', reason, field }] },
    });
  },
);

test('numbers that JSON readers do not agree on are refused, and nothing fails of them', async () => {
  const sent = await app.send('{"id":"1","type":"ingestion","data":1e999}', JSON_TYPE, app.acme);
  expect(sent).toMatchObject({ status: 400, body: { errors: [{ field: '/data', code: 'malformed' }] } });
  const bad = await app.send('{"id":"1","type":"ingestion","quantity":1e999}', JSON_TYPE, app.acme);
  expect(bad).toMatchObject({ status: 400 });
});

test('a key that is bound to no tenant names one, by id or slug; a bound one has its own', async () => {
  const vendor = app.as('ingest');
  const post = (body: object) => vendor('POST', '/v1/usage/events', { body });
  expect(
    await post([event('1', { tenantId: app.acme }), event('2', { tenant: 'sample-beta' })]),
  ).toMatchObject({
    body: { counts: { accepted: 2 } },
  });
  expect(await post(event('3'))).toMatchObject({
    status: 400,
    body: { errors: [{ code: 'tenant_required' }] },
  });
  expect(await post(event('4', { tenant: 'nobody' }))).toMatchObject({
    body: { errors: [{ code: 'tenant_not_found', field: '/tenant' }] },
  });
  expect(await post(event('5', { tenantId: app.acme, tenant: 'sample-beta' }))).toMatchObject({
    body: { errors: [{ code: 'tenant_ambiguous' }] },
  });
  expect(await record(event('6', { tenantId: app.acme, tenant: 'sample-acme' }))).toMatchObject({
    status: 200,
  });
  expect(await record(event('7', { tenantId: app.beta }))).toMatchObject({
    body: { errors: [{ code: 'tenant_not_found', field: '/tenantId' }] },
  });
  expect(await total('ingestion', app.beta)).toMatchObject({ quantity: '1' });
});

const cloud = (id: string, rest: object = {}) => ({
  specversion: '1.0',
  id,
  source: '/api',
  type: 'query',
  data: { quantity: 4, dimensions: { region: 'eu' }, more: [1] },
  ...rest,
});

test('takes CloudEvents, structured, in batches and binary, and they are the same events', async () => {
  const structured = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
  expect(await app.send(JSON.stringify(cloud('1')), structured, app.acme)).toMatchObject({
    status: 200,
    body: { items: [{ outcome: 'accepted' }] },
  });
  const batch = { 'content-type': 'application/cloudevents-batch+json' };
  const both = JSON.stringify([cloud('1'), cloud('2'), cloud('3', { specversion: '0.3' })]);
  expect(await app.send(both, batch, app.acme)).toMatchObject({
    status: 200,
    body: {
      items: [
        { outcome: 'duplicate' },
        { outcome: 'accepted' },
        { outcome: 'rejected', field: '/specversion' },
      ],
    },
  });
  const binary = {
    ...JSON_TYPE,
    'ce-specversion': '1.0',
    'ce-id': '2',
    'ce-source': '/%61pi',
    'ce-type': 'query',
  };
  expect(await app.send(JSON.stringify(cloud('2').data), binary, app.acme)).toMatchObject({
    body: { items: [{ outcome: 'duplicate' }] },
  });
  expect(await app.send('{}', { ...binary, 'ce-id': '%zz' }, app.acme)).toMatchObject({ status: 400 });
  expect(await app.send('{}', { ...JSON_TYPE, 'ce-id': 'x' }, app.acme)).toMatchObject({ status: 400 });
  expect(await total('query')).toMatchObject({ quantity: '8', events: 2 });
});

test('takes a CloudEvent in binary mode that has no data, so no body and no type of one', async () => {
  const send = async (headers: Record<string, string>) => {
    const response = await fetch(`${app.url}/v1/usage/events`, {
      method: 'POST',
      headers: { 'x-test-principal': `key:1;ingest;${app.acme}`, ...headers },
    });
    return { status: response.status, body: await response.json() };
  };
  const attributes = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': 'api', 'ce-type': 'query' };
  expect(await send(attributes)).toMatchObject({ status: 200, body: { items: [{ outcome: 'accepted' }] } });
  expect(await send({ ...attributes, ...JSON_TYPE })).toMatchObject({
    status: 200,
    body: { items: [{ outcome: 'duplicate' }] },
  });
  expect(await send({})).toMatchObject({ status: 400, body: { errors: [{ code: 'malformed_json' }] } });
  expect(await send({ 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
  expect(await total('query')).toMatchObject({ quantity: '1', events: 1 });
});

test('takes NDJSON, zipped too; a broken line is the fault of that line', async () => {
  const lines = [
    JSON.stringify(event('1')),
    '',
    '{"id":',
    JSON.stringify(cloud('2')),
    '[]',
    JSON.stringify(event('3')),
  ];
  const headers = { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' };
  expect(await app.send(gzipSync(`${lines.join('\r\n')}\n`), headers, app.acme)).toMatchObject({
    status: 200,
    body: {
      items: [
        { id: '1', outcome: 'accepted' },
        { outcome: 'rejected', reason: 'malformed' },
        { id: '2', outcome: 'accepted' },
        { outcome: 'rejected', reason: 'malformed' },
        { id: '3', outcome: 'accepted' },
      ],
    },
  });
});

test('refuses what is no request at all, and stores nothing of it', async () => {
  const big = JSON.stringify(Array.from({ length: 1_001 }, (_, index) => event(String(index))));
  const cases: [string | Buffer, Record<string, string>, number][] = [
    ['{"id":"1",', JSON_TYPE, 400],
    ['[]', JSON_TYPE, 400],
    ['', JSON_TYPE, 400],
    ['"text"', JSON_TYPE, 400],
    ['{}', { 'content-type': 'application/cloudevents-batch+json' }, 400],
    ['\n \n', { 'content-type': 'application/x-ndjson' }, 400],
    [Buffer.from([0xff, 0xfe]), JSON_TYPE, 400],
    [big, JSON_TYPE, 413],
    [gzipSync(Buffer.alloc(9 * 1024 * 1024, 0x20)), { ...JSON_TYPE, 'content-encoding': 'gzip' }, 413],
    ['x', { 'content-type': 'text/csv' }, 415],
    [`[${'['.repeat(100)}${']'.repeat(100)}]`, JSON_TYPE, 400],
    ['{"id":"1","type":"ingestion","__proto__":{"x":1}}', JSON_TYPE, 400],
  ];
  for (const [body, headers, status] of cases) {
    const reply = await app.send(body, headers, app.acme);
    expect(reply.status, `${body.slice(0, 20)}`).toBe(status);
    expect(reply.body).toMatchObject({ code: expect.any(String) });
  }
  expect(await total()).toMatchObject({ quantity: '0', events: 0 });
});

test('a thousand events are one request, and a thousand duplicates when it comes again', async () => {
  const events = Array.from({ length: 1_000 }, (_, index) =>
    event(String(index), { time: new Date(app.clock.now() - index * 1_000).toISOString() }),
  );
  expect(await record(events)).toMatchObject({ status: 200, body: { counts: { accepted: 1_000 } } });
  expect(await record(events)).toMatchObject({ body: { counts: { duplicate: 1_000 } } });
  await app.app.domains.usage.settle();
  const interval = { from: 0, to: app.clock.now() + 1 };
  const { quantity } = await app.app.domains.usage.reader.total(app.acme, 'ingestion', interval);
  expect(quantity).toBe(1_000n);
});

test('what was rejected can be looked at, by a tenant only its own', async () => {
  await record(event('1', { quantity: -1 }));
  app.clock.advance(1);
  await app.as('ingest')('POST', '/v1/usage/events', {
    body: [event('2', { tenant: 'nobody' }), event('3', { tenantId: app.beta, type: 'no' })],
  });
  const all = await app.as('admin')('GET', '/v1/usage/rejected');
  expect(all.body).toMatchObject({
    items: [{ reason: expect.any(String) }, {}, { reason: 'quantity_negative' }],
  });
  expect(await own('GET', '/v1/usage/rejected')).toMatchObject({
    body: {
      items: [
        { tenantId: app.acme, reason: 'quantity_negative', event: expect.stringContaining('"id":"1"') },
      ],
    },
  });
  expect(await own('GET', `/v1/usage/rejected?tenantId=${app.beta}`)).toMatchObject({ body: { items: [] } });
  const first = await app.as('admin')('GET', '/v1/usage/rejected?limit=2');
  const { next } = rejectedPageSchema.parse(first.body);
  expect(await app.as('admin')('GET', `/v1/usage/rejected?limit=2&cursor=${next}`)).toMatchObject({
    body: { items: [{ reason: 'quantity_negative' }] },
  });
  expect(await app.as('admin')('GET', '/v1/usage/rejected?cursor=made-up')).toMatchObject({ status: 400 });
});

test('the inbox is bounded, in time and for each tenant', async () => {
  const { inbox } = app.app.domains.usage;
  const refusal = { tenantId: 't', fault: { reason: 'malformed' as const }, raw: { a: 1 } };
  for (let batch = 0; batch < 12; batch++) await inbox.keep(Array.from({ length: 200 }, () => refusal));
  await inbox.trim();
  expect(await inbox.list('t', 5_000)).toHaveLength(1_000);
  app.clock.advance(8 * 86_400_000);
  await inbox.trim();
  expect(await inbox.list('t', 5_000)).toHaveLength(0);
});
