import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { silentLogger } from '../logger.ts';
import { Secret } from '../secret.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { BillingTelemetry, SHIPPED_METER_UNITS } from './billing.ts';
import { OtlpReceiver } from './otlp-receiver.test-support.ts';
import { startTelemetry, type Telemetry } from './start-telemetry.ts';
import { tracedStore } from './traced-store.ts';

const TENANT = '0198c0de-0000-7000-8000-000000000001';

let receiver: OtlpReceiver;
let telemetry: Telemetry | undefined;
let app: TestApp;
let prometheus = '';

beforeAll(async () => {
  process.env['OTEL_EXPORTER_OTLP_PROTOCOL'] = 'http/json';
  receiver = await OtlpReceiver.start();
  telemetry = await startTelemetry(
    {
      OTLP_ENDPOINT: receiver.endpoint,
      OTLP_HEADERS: new Secret('x-team=billing'),
      OTLP_METRICS_INTERVAL_MS: 60_000,
      OTLP_TRACE_RATIO: 1,
    },
    silentLogger,
  );
  app = await startTestApp({ traces: true, store: tracedStore(new MemoryStore()) });
  const { billing } = app.app.context;
  for (const meter of [...Object.keys(SHIPPED_METER_UNITS), 'exports']) {
    billing.tallied({ meter, outcome: 'accepted', events: 2, tenantId: TENANT });
    billing.tallied({ meter, outcome: 'duplicate', events: 1, tenantId: TENANT });
    billing.accepted({ meter, quantity: 3, delay: 1.5, tenantId: TENANT });
    billing.accepted({ meter, quantity: 4, delay: -2, tenantId: TENANT });
  }
  billing.accepted({ meter: 'query', quantity: -1, delay: 0, tenantId: TENANT });
  billing.quota({ meter: 'query', policy: 'grace', utilization: 1.2, tenantId: TENANT });
  billing.rated({ seconds: 0.25, outcome: 'rated', lines: 4, tenantId: TENANT });
  await app.as('admin')('GET', '/v1/keys', {
    headers: { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
  });
  prometheus = await (await fetch(`${app.url}/metrics`)).text();
  await app[Symbol.asyncDispose]();
  // Everything goes out at the end, also what no interval has come for.
  await telemetry?.stop();
}, 30_000);
afterAll(() => receiver.stop());

test.each(Object.entries(SHIPPED_METER_UNITS))(
  'the instruments of %s come with unit and attributes',
  (meter, unit) => {
    expect(receiver.metrics.get(`tenantry.${meter}.events`)).toEqual([
      { kind: 'sum', unit: '{event}', attributes: { 'tenantry.outcome': 'accepted' }, value: 2, count: 1 },
      { kind: 'sum', unit: '{event}', attributes: { 'tenantry.outcome': 'duplicate' }, value: 1, count: 1 },
    ]);
    expect(receiver.metrics.get(`tenantry.${meter}.quantity`)).toEqual([
      { kind: 'histogram', unit, attributes: {}, value: 7, count: 2 },
    ]);
    expect(receiver.metrics.get(`tenantry.${meter}.delay`)).toMatchObject([
      { kind: 'histogram', unit: 's', attributes: {}, value: 1.5 },
    ]);
  },
);

test('meters of the catalogue share instruments, and are told apart by an attribute', () => {
  expect(receiver.metrics.get('tenantry.usage.events')).toContainEqual({
    kind: 'sum',
    unit: '{event}',
    attributes: { 'tenantry.meter': 'exports', 'tenantry.outcome': 'accepted' },
    value: 2,
    count: 1,
  });
});

test('utilisation of quotas and rating come with unit and attributes', () => {
  expect(receiver.metrics.get('tenantry.quota.utilization')).toEqual([
    {
      kind: 'histogram',
      unit: '1',
      attributes: { 'tenantry.meter': 'query', 'tenantry.quota.policy': 'grace' },
      value: 1.2,
      count: 1,
    },
  ]);
  expect(receiver.metrics.get('tenantry.rating.duration')).toEqual([
    { kind: 'histogram', unit: 's', attributes: { 'tenantry.outcome': 'rated' }, value: 0.25, count: 1 },
  ]);
  expect(receiver.metrics.get('tenantry.rating.lines')).toMatchObject([{ unit: '{line}', value: 4 }]);
});

test('no instrument names a tenant unless it was asked for', () => {
  const all = [...receiver.metrics.values()].flat();
  expect(all.length).toBeGreaterThan(10);
  expect(JSON.stringify(all)).not.toContain(TENANT);
});

test('a tenant is named where it was asked for', () => {
  const seen: unknown[] = [];
  const counter = { add: (_: number, attributes?: object) => void seen.push(attributes) };
  const histogram = { record: (_: number, attributes?: object) => void seen.push(attributes) };
  const meter = { createCounter: () => counter, createHistogram: () => histogram };
  const billing = new BillingTelemetry({ tenantIds: true, meter });
  billing.rated({ seconds: 1, outcome: 'failed', lines: 0, tenantId: TENANT });
  expect(seen).toEqual([{ 'tenantry.tenant.id': TENANT, 'tenantry.outcome': 'failed' }]);
});

test('no number is both in /metrics and in OTLP', () => {
  const plain = (name: string) =>
    name.replaceAll('.', '_').replace(/_(total|seconds|duration|bucket|sum|count)$/g, '');
  const shown = new Set([...prometheus.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => plain(name)));
  expect(shown).toContain('tenantry_http_request');
  expect([...receiver.metrics.keys()].filter(name => shown.has(plain(name)))).toEqual([]);
});

test('a request is a span below its caller’s, and what the store did for it is below that', () => {
  const request = receiver.spans.find(({ name }) => name === 'GET /v1/keys');
  expect(request).toMatchObject({
    traceId: 'a'.repeat(32),
    parentSpanId: 'b'.repeat(16),
    attributes: { 'http.route': '/v1/keys', 'http.response.status_code': 200, 'http.request.method': 'GET' },
  });
  const below = receiver.spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
  expect(below).toContainEqual(
    expect.objectContaining({
      name: 'scan api_key_heads',
      attributes: expect.objectContaining({ 'db.system.name': 'memory', 'db.operation.name': 'scan' }),
    }),
  );
});

test('what the receiver is sent says who sends it, and carries the headers it asked for', () => {
  expect(receiver.resource).toMatchObject({ 'service.name': 'tenantry-control-plane' });
  expect(receiver.resource).not.toHaveProperty('process.command_args');
  expect(receiver.headers[0]).toMatchObject({ 'x-team': 'billing' });
});

test('without a receiver nothing of the SDK is loaded', async () => {
  const none = {
    OTLP_METRICS_INTERVAL_MS: 60_000,
    OTLP_TRACE_RATIO: 1,
    OTLP_ENDPOINT: undefined,
    OTLP_HEADERS: undefined,
  };
  expect(await startTelemetry(none, silentLogger)).toBeUndefined();
});
