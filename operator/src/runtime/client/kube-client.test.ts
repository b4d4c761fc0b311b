import { Registry } from 'prom-client';
import { afterEach, expect, test } from 'vitest';
import { FakeClock, settle } from '../fake-clock.test-support.ts';
import { RuntimeMetrics } from '../metrics.ts';
import type { ResourceType } from '../objects.ts';
import { KubeClient } from './kube-client.ts';
import { json, refusal, reset, ScriptedServer, silence, type Turn } from './scripted-server.test-support.ts';

const TYPE: ResourceType = {
  group: 'example.com',
  version: 'v1',
  kind: 'Sample',
  plural: 'samples',
  namespaced: true,
};
const KEY = { namespace: 'n', name: 'a' };
const INTENT = { apiVersion: 'example.com/v1', kind: 'Sample', metadata: KEY, spec: { size: 1 } };
const OBJECT = {
  apiVersion: 'example.com/v1',
  kind: 'Sample',
  metadata: { ...KEY, uid: 'u', resourceVersion: '1' },
};

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function against(turns: Turn[], options: Partial<ConstructorParameters<typeof KubeClient>[0]> = {}) {
  const server = new ScriptedServer(...turns);
  const client = new KubeClient({
    connection: await server.start(),
    fieldManager: 'sample-manager',
    ...options,
  });
  cleanups.push(
    () => server.stop(),
    () => client.close(),
  );
  return { server, client };
}

/** Advances the clock until the promise is settled. */
async function passTime<T>(clock: FakeClock, promise: Promise<T>): Promise<T> {
  let done = false;
  promise.then(
    () => (done = true),
    () => (done = true),
  );
  while (!done) {
    await settle();
    await new Promise(resolve => setTimeout(resolve, 5));
    await clock.advance(500);
  }
  return promise;
}

test('an apply carries the manager, strict validation, force and the whole intent as JSON', async () => {
  const { client, server } = await against([json(201, OBJECT)]);
  const { created } = await client.apply(TYPE, INTENT);
  const [request] = server.requests;
  expect(created).toBe(true);
  expect(request?.method).toBe('PATCH');
  expect(request?.path).toBe('/apis/example.com/v1/namespaces/n/samples/a');
  expect(Object.fromEntries(request?.query ?? [])).toEqual({
    fieldManager: 'sample-manager',
    fieldValidation: 'Strict',
    force: 'true',
  });
  expect(request?.headers['content-type']).toBe('application/apply-patch+yaml');
  expect(JSON.parse(request?.body ?? '')).toEqual(INTENT);
});

test('429 is waited out for as long as the server asks, and the same request is sent again', async () => {
  const clock = new FakeClock();
  const metrics = new RuntimeMetrics({ prefix: 'sample_', registry: new Registry() });
  const throttle = refusal(429, 'TooManyRequests', { 'retry-after': '2' });
  const { client, server } = await against([throttle, throttle, json(200, OBJECT)], { clock, metrics });
  await passTime(clock, client.apply(TYPE, INTENT));
  expect(server.requests).toHaveLength(3);
  expect(clock.monotonic()).toBeGreaterThanOrEqual(4_000);
  expect(await metrics.registry.getSingleMetricAsString('sample_api_requests_total')).toContain(
    'verb="apply",kind="Sample",code="429"} 2',
  );
});

test('throttling without end, or for longer than a client should wait, is left to the caller', async () => {
  const clock = new FakeClock();
  const { client, server } = await against([refusal(429, 'TooManyRequests', { 'retry-after': '1' })], {
    clock,
  });
  await expect(passTime(clock, client.get(TYPE, KEY))).rejects.toMatchObject({
    status: 429,
    retryAfterMs: 1_000,
  });
  expect(server.requests).toHaveLength(4);

  const long = await against([refusal(503, 'ServiceUnavailable', { 'retry-after': '120' })], { clock });
  await expect(long.client.get(TYPE, KEY)).rejects.toMatchObject({ status: 503, retryAfterMs: 120_000 });
  expect(long.server.requests).toHaveLength(1);
});

test('a wait ends at once when the caller gives up', async () => {
  const abort = new AbortController();
  const { client } = await against([refusal(429, 'TooManyRequests', { 'retry-after': '9' })], {
    clock: new FakeClock(),
  });
  const waiting = client.get(TYPE, KEY, { signal: abort.signal });
  setTimeout(() => abort.abort(new Error('given up')), 50);
  await expect(waiting).rejects.toThrow('given up');
});

test('the gate stops writes before they are sent, reads pass, and the lease may pass it by', async () => {
  const gate = () => {
    throw new Error('not the leader');
  };
  const { client, server } = await against([json(200, OBJECT)], { gate });
  await expect(client.apply(TYPE, INTENT)).rejects.toThrow('not the leader');
  await expect(client.delete(TYPE, KEY)).rejects.toThrow('not the leader');
  expect(server.requests).toHaveLength(0);
  await client.get(TYPE, KEY);
  await client.mergePatch(TYPE, KEY, {}, { ungated: true });
  expect(server.requests).toHaveLength(2);
});

test('the gate is asked again before a throttled write is repeated', async () => {
  const clock = new FakeClock();
  let open = true;
  const gate = () => {
    if (!open) throw new Error('not the leader');
  };
  const { client, server } = await against(
    [
      (response, request) => {
        open = false;
        refusal(429, 'TooManyRequests', { 'retry-after': '1' })(response, request);
      },
    ],
    { clock, gate },
  );
  await expect(passTime(clock, client.apply(TYPE, INTENT))).rejects.toThrow('not the leader');
  expect(server.requests).toHaveLength(1);
});

test.each([
  ['a reset connection', reset, 'Network'],
  ['no answer in time', silence, 'Timeout'],
])('%s is an ApiError without status', async (_, turn, reason) => {
  const { client } = await against([turn], { requestTimeoutMs: 100 });
  await expect(client.get(TYPE, KEY)).rejects.toMatchObject({ name: 'ApiError', status: 0, reason });
});

test('a server that is not there is an ApiError without status', async () => {
  const { client, server } = await against([silence]);
  await server.stop();
  await expect(client.list(TYPE)).rejects.toMatchObject({ status: 0, reason: 'Network' });
});

test('a refusal keeps the reason and the causes that the server gave, and a page of a proxy does not break it', async () => {
  const causes = [{ reason: 'FieldValueInvalid', field: 'spec.size', message: 'must be positive' }];
  const invalid = json(422, {
    kind: 'Status',
    reason: 'Invalid',
    message: 'is invalid',
    details: { causes },
  });
  const proxy: Turn = response => response.writeHead(502).end('<html>bad gateway</html>');
  const { client } = await against([invalid, proxy]);
  await expect(client.apply(TYPE, INTENT)).rejects.toMatchObject({ status: 422, reason: 'Invalid', causes });
  await expect(client.apply(TYPE, INTENT)).rejects.toMatchObject({ status: 502, reason: 'Unknown' });
});

test('an answer that is no object of the kind is refused', async () => {
  const { client } = await against([json(200, { hello: 'there' }), response => response.end('<html>')]);
  await expect(client.get(TYPE, KEY)).rejects.toMatchObject({ reason: 'Malformed' });
  await expect(client.get(TYPE, KEY)).rejects.toMatchObject({ reason: 'Malformed' });
});

test('a list whose page token expires begins again and holds nothing twice', async () => {
  const page = (name: string, next: string) =>
    json(200, { metadata: { resourceVersion: '9', continue: next }, items: [{ metadata: { name } }] });
  const { client } = await against([page('a', 'x'), refusal(410, 'Expired'), page('a', 'y'), page('b', '')]);
  expect((await client.list(TYPE)).map(object => object.metadata.name)).toEqual(['a', 'b']);
});

test('a list asks for pages of the size it is given, and keeps of each only what is made of it', async () => {
  const page = (name: string, next: string) =>
    json(200, { metadata: { resourceVersion: '9', continue: next }, items: [{ metadata: { name } }] });
  const { client, server } = await against([page('a', 'x'), page('b', 'y'), page('c', '')]);
  const kept = await client.listAs(TYPE, { pageLimit: 1 }, ({ metadata }) =>
    metadata.name === 'b' ? [] : [metadata.name],
  );
  expect(kept).toEqual(['a', 'c']);
  expect(server.requests.map(({ query }) => [query.get('limit'), query.get('continue')])).toEqual([
    ['1', null],
    ['1', 'x'],
    ['1', 'y'],
  ]);
});

test('deletion states its preconditions, and answers false for what is not there', async () => {
  const { client, server } = await against([json(200, {}), refusal(404, 'NotFound')]);
  expect(
    await client.delete(TYPE, KEY, { uid: 'u', resourceVersion: '7', propagationPolicy: 'Background' }),
  ).toBe(true);
  expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({
    preconditions: { uid: 'u', resourceVersion: '7' },
    propagationPolicy: 'Background',
  });
  expect(await client.delete(TYPE, KEY)).toBe(false);
});

test('no more connections are opened than allowed', async () => {
  let [open, most] = [0, 0];
  const slow: Turn = (response, request) => {
    most = Math.max(most, ++open);
    setTimeout(() => {
      open--;
      json(200, OBJECT)(response, request);
    }, 20);
  };
  const { client } = await against([slow], { maxConnections: 3 });
  await Promise.all(Array.from({ length: 20 }, () => client.get(TYPE, KEY)));
  expect(most).toBe(3);
});
