import { once } from 'node:events';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { POLICY } from '../access/policy.ts';
import { FakeClock } from '../app.test-support.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { Idempotency, KEPT_MS } from './idempotency.ts';
import { createExpress, mountEnd, mountRoutes } from './mount.ts';
import { Problem } from './problem.ts';
import { defineRoute } from './route.ts';

const clock = new FakeClock();
let url = '';
let close: () => void = () => undefined;
let made: string[] = [];
let fail: unknown;
/** Called by the next request, which is done when it resolves. */
let hold: (() => Promise<void>) | undefined;
let idempotency: Idempotency;

const makeThing = defineRoute({
  method: 'post',
  path: '/v1/things/{owner}',
  operation: 'makeThing',
  tag: 'things',
  summary: 'Makes a thing',
  params: z.object({ owner: z.string().max(10) }),
  body: z.strictObject({ name: z.string().min(1), parts: z.json().optional() }),
  responses: { 201: z.object({ id: z.string(), name: z.string(), secret: z.string().nullable() }) },
  idempotent: true,
  handle: async ({ body, newId }) => {
    const wait = hold;
    hold = undefined;
    await wait?.();
    if (fail !== undefined) throw fail;
    made.push(newId);
    return {
      status: 201,
      body: { id: newId, name: body.name, secret: 's3cret' },
      secrets: ['/secret'],
    };
  },
});

const getThing = defineRoute({
  method: 'get',
  path: '/v1/things/{owner}',
  operation: 'getThing',
  tag: 'things',
  summary: 'Shows a thing',
  responses: { 200: z.object({ of: z.literal('anybody') }) },
  open: true,
  handle: async () => ({ status: 200, body: { of: 'anybody' as const } }),
});

const previewThing = defineRoute({
  method: 'post',
  path: '/v1/things/preview',
  operation: 'previewThing',
  tag: 'things',
  summary: 'Shows a thing before it is made',
  responses: { 200: z.object({ preview: z.boolean() }) },
  open: true,
  handle: async () => ({ status: 200, body: { preview: true } }),
});

const sendThings = defineRoute({
  method: 'post',
  path: '/v1/things',
  operation: 'sendThings',
  tag: 'things',
  summary: 'Takes a file',
  query: z.strictObject({ mode: z.string().default('all') }),
  raw: { types: ['text/csv', 'application/x-ndjson'], limit: 1_000, example: 'a' },
  responses: { 202: z.object({ id: z.string(), bytes: z.int() }) },
  idempotent: true,
  handle: async ({ newId, bytes }) => {
    made.push(newId);
    return { status: 202, body: { id: newId, bytes: bytes.length } };
  },
});

beforeEach(async () => {
  made = [];
  fail = undefined;
  const app = createExpress();
  const kernel = {
    idempotency: await Idempotency.open(new MemoryStore(), clock),
    authenticate: (request: { get(name: string): string | undefined }) =>
      Promise.resolve(
        request.get('authorization') === undefined
          ? undefined
          : { id: 'key:1', name: 'one', roles: ['admin' as const] },
      ),
    observe: () => undefined,
    checkAnswers: true,
  };
  ({ idempotency } = kernel);
  Object.assign(POLICY, { makeThing: { roles: ['admin'] }, sendThings: { roles: ['admin'] } });
  mountRoutes(app, [makeThing, getThing, previewThing, sendThings], kernel);
  mountEnd(app, kernel);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});

afterEach(() => {
  close();
  Reflect.deleteProperty(POLICY, 'makeThing');
  Reflect.deleteProperty(POLICY, 'sendThings');
});

async function call(
  init: RequestInit & { path?: string } = {},
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const { path = '/v1/things/me', ...rest } = init;
  const response = await fetch(url + path, {
    method: 'POST',
    ...rest,
    headers: { authorization: 'Bearer x', 'content-type': 'application/json', ...rest.headers },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? '' : JSON.parse(text) };
}

const thing = (name = 'a') => JSON.stringify({ name });

test('asks who it is that calls', async () => {
  const response = await fetch(`${url}/v1/things/me`, { method: 'POST', body: thing() });
  expect(response.status).toBe(401);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(response.headers.get('www-authenticate')).toContain('Bearer');
});

test.each([
  ['broken JSON', '{"name":', 400, 'invalid_request', ''],
  ['nothing', '', 400, 'invalid_request', ''],
  ['a field nobody knows', '{"name":"a","x":1}', 400, 'invalid_request', ''],
  ['a wrong type', '{"name":{"$gt":""}}', 400, 'invalid_request', '/name'],
  [
    '10,000 levels',
    `{"name":"a","parts":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
    400,
    'invalid_request',
    '',
  ],
  ['a prototype', '{"name":"a","__proto__":{"x":1}}', 400, 'invalid_request', ''],
  [
    'more than a megabyte',
    JSON.stringify({ name: 'a'.repeat(1_100_000) }),
    413,
    'payload_too_large',
    undefined,
  ],
])('refuses %s with a code and a field', async (_what, body, status, code, field) => {
  const reply = await call({ body });
  expect(reply.status).toBe(status);
  expect(reply.body).toMatchObject({ code, status, ...(field !== undefined && { errors: [{ field }] }) });
  expect(made).toEqual([]);
});

test('refuses text that is not UTF-8', async () => {
  const reply = await call({ body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) });
  expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
});

test('unpacks gzip, and stops a bomb at the limit', async () => {
  const headers = { 'content-encoding': 'gzip' };
  expect(await call({ body: gzipSync(thing()), headers })).toMatchObject({ status: 201 });
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
  expect(await call({ body: bomb, headers })).toMatchObject({ status: 413 });
  expect(await call({ body: 'no gzip', headers })).toMatchObject({ status: 400 });
  expect(await call({ body: thing(), headers: { 'content-encoding': 'rot13' } })).toMatchObject({
    status: 415,
  });
});

test('tells unknown addresses, methods and media types apart', async () => {
  expect(await call({ path: '/v1/nothing', body: thing() })).toMatchObject({ status: 404 });
  expect(await call({ path: '/v1/things/%E0%A4%A', body: thing() })).toMatchObject({ status: 400 });
  const wrongMethod = await call({ method: 'PUT', body: thing() });
  expect(wrongMethod).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
  expect(wrongMethod.headers.get('allow')).toBe('POST, GET');
  expect(await call({ body: thing(), headers: { 'content-type': 'text/plain' } })).toMatchObject({
    status: 415,
  });
  expect(await call({ path: `/v1/things/${'x'.repeat(11)}`, body: thing() })).toMatchObject({ status: 404 });
});

test('a path that is written out goes before one with a parameter, for every method', async () => {
  expect(await call({ path: '/v1/things/preview' })).toMatchObject({ status: 200, body: { preview: true } });
  const wrong = await call({ path: '/v1/things/preview', method: 'GET' });
  expect(wrong).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
  expect(wrong.headers.get('allow')).toBe('POST');
});

test('tells nothing of a fault of its own', async () => {
  fail = new Error('password=hunter2');
  const reply = await call({ body: thing() });
  expect(reply).toMatchObject({ status: 500, body: { code: 'internal' } });
  expect(JSON.stringify(reply.body)).not.toContain('hunter2');
});

test('answers 503 with Retry-After while the store cannot be reached', async () => {
  fail = new StoreUnavailable('down');
  const reply = await call({ body: thing() });
  expect(reply).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('makes one thing for one Idempotency-Key, and never shows its secret again', async () => {
  const headers = { 'idempotency-key': 'k1' };
  const first = await call({ body: thing(), headers });
  const again = await call({ body: thing(), headers });
  expect(first).toMatchObject({ status: 201, body: { secret: 's3cret' } });
  expect(again).toMatchObject({ status: 201, body: { id: made[0], name: 'a', secret: null } });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(made).toHaveLength(1);
  expect(await call({ body: thing('other'), headers })).toMatchObject({
    status: 422,
    body: { code: 'idempotency_mismatch' },
  });
});

const sendFile = (body: string, headers: Record<string, string> = {}, query = '') =>
  call({
    path: `/v1/things${query}`,
    body,
    headers: { 'content-type': 'text/csv', 'idempotency-key': 'f1', ...headers },
  });

test('takes another file, type or query under the Idempotency-Key of a file for what it is', async () => {
  const first = await sendFile('slug\nacme\n');
  expect(first).toMatchObject({ status: 202, body: { id: made[0], bytes: 10 } });
  const packed = await fetch(`${url}/v1/things`, {
    method: 'POST',
    body: gzipSync('slug\nacme\n'),
    headers: {
      authorization: 'Bearer x',
      'content-type': 'text/csv; charset=utf-8',
      'content-encoding': 'gzip',
      'idempotency-key': 'f1',
    },
  });
  expect([packed.status, packed.headers.get('idempotency-replayed')]).toEqual([202, 'true']);
  for (const other of [
    sendFile('slug\nglobex\n'),
    sendFile(''),
    sendFile('slug\nacme\n', { 'content-type': 'application/x-ndjson' }),
    sendFile('slug\nacme\n', {}, '?mode=some'),
  ]) {
    expect(await other).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } });
  }
  expect(made).toHaveLength(1);
});

test('asks for the type of bytes that are there, and of none that are not', async () => {
  const send = (body: string | undefined, type?: string) =>
    fetch(`${url}/v1/things`, {
      method: 'POST',
      ...(body !== undefined && { body: Buffer.from(body) }),
      headers: { authorization: 'Bearer x', ...(type !== undefined && { 'content-type': type }) },
    });
  expect((await send(undefined)).status).toBe(202);
  expect((await send('a')).status).toBe(415);
  expect((await send('a', 'text/plain')).status).toBe(415);
  expect((await send(undefined, 'text/plain')).status).toBe(415);
});

test('remembers an Idempotency-Key for three days, and no longer', async () => {
  const headers = { 'idempotency-key': 'k9' };
  await call({ body: thing(), headers });
  clock.advance(KEPT_MS);
  expect(await idempotency.prune()).toBe(0);
  clock.advance(1);
  expect(await idempotency.prune()).toBe(1);
  expect(await call({ body: thing(), headers })).toMatchObject({ status: 201, body: { id: made[1] } });
});

test('forgets old keys however many there are', async () => {
  for (let at = 0; at < 5; at++) await call({ body: thing(), headers: { 'idempotency-key': `n${at}` } });
  clock.advance(KEPT_MS + 1);
  expect(await idempotency.prune(2)).toBe(5);
});

test('frees an Idempotency-Key whose request was refused', async () => {
  const headers = { 'idempotency-key': 'k2' };
  fail = new Problem('conflict');
  expect(await call({ body: thing(), headers })).toMatchObject({ status: 409 });
  fail = undefined;
  expect(await call({ body: thing(), headers })).toMatchObject({ status: 201 });
});

test('resumes a request whose server died, with the id it had', async () => {
  const headers = { 'idempotency-key': 'k3' };
  fail = new Error('died');
  await call({ body: thing(), headers });
  fail = undefined;
  const inFlight = await call({ body: thing(), headers });
  expect(inFlight).toMatchObject({ status: 409, body: { code: 'request_in_flight' } });
  clock.advance(31_000);
  const resumed = await call({ body: thing(), headers });
  expect(resumed.status).toBe(201);
  expect(made).toHaveLength(1);
});

test('keeps the answer of who resumed a request, though the first one is refused in the end', async () => {
  const headers = { 'idempotency-key': 'k4' };
  const [reached, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  hold = () => {
    reached.resolve();
    return held.promise;
  };
  const slow = call({ body: thing(), headers });
  await reached.promise;
  clock.advance(31_000);
  const resumed = await call({ body: thing(), headers });
  expect(resumed.status).toBe(201);
  fail = new Problem('conflict');
  held.resolve();
  expect(await slow).toMatchObject({ status: 409 });
  fail = undefined;
  expect(await call({ body: thing(), headers })).toMatchObject({ status: 201, body: { id: made[0] } });
  expect(made).toHaveLength(1);
});

test.each(['two words', 'a'.repeat(129)])('refuses %j as an Idempotency-Key', async key => {
  const reply = await call({ body: thing(), headers: { 'idempotency-key': key } });
  expect(reply).toMatchObject({ status: 400, body: { errors: [{ field: 'header.idempotency-key' }] } });
  expect(made).toEqual([]);
});
