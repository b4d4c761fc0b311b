import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { billingInstruments } from '../../generate/instruments.ts';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { silentLogger } from '../logger.ts';
import { SHIPPED_METER_UNITS } from './billing.ts';
import { OtlpReceiver } from './otlp-receiver.test-support.ts';
import { startTelemetry } from './start-telemetry.ts';

let receiver: OtlpReceiver;
let tenantId: string;

/** What a vendor's own services would do: register, subscribe, send usage, ask what may be used. */
async function known(app: TestApp): Promise<string> {
  const admin = app.as('admin');
  const made = await admin('POST', '/v1/tenants', { body: { slug: 'acme', displayName: 'Acme (sample)' } });
  const { tenantId: id } = z.object({ tenantId: z.string() }).parse(made.body);
  await admin('POST', `/v1/tenants/${id}/subscription`, { body: { planId: 'community' } });
  const own = app.as({ roles: ['ingest'], tenantId: id });
  const events = Object.keys(SHIPPED_METER_UNITS).flatMap(type => [
    { id: `${type}-1`, type, quantity: 3 },
    { id: `${type}-2`, type, quantity: 4 },
    { id: `${type}-2`, type, quantity: 4 },
    { id: `${type}-1`, type, quantity: 9 },
    { id: `${type}-3`, type, quantity: -1 },
  ]);
  await own('POST', '/v1/usage/events', { body: events });
  await app.app.domains.usage.settle();
  app.clock.advance(2_000);
  await own('GET', `/v1/tenants/${id}/entitlements/meters/query`);
  await admin('GET', `/v1/tenants/${id}/charges`);
  return id;
}

beforeAll(async () => {
  process.env['OTEL_EXPORTER_OTLP_PROTOCOL'] = 'http/json';
  receiver = await OtlpReceiver.start();
  const config = {
    OTLP_ENDPOINT: receiver.endpoint,
    OTLP_HEADERS: undefined,
    OTLP_METRICS_INTERVAL_MS: 60_000,
    OTLP_TRACE_RATIO: 1,
  };
  const telemetry = await startTelemetry(config, silentLogger);
  const app = await startTestApp({ traces: true });
  tenantId = await known(app);
  await app[Symbol.asyncDispose]();
  await telemetry?.stop();
}, 60_000);
afterAll(() => receiver.stop());

test.each(Object.entries(SHIPPED_METER_UNITS))(
  'usage of %s that is sent to the API reaches the receiver, by what became of it',
  (meter, unit) => {
    const events = receiver.metrics.get(`tenantry.${meter}.events`) ?? [];
    expect(
      Object.fromEntries(events.map(({ attributes, value }) => [attributes['tenantry.outcome'], value])),
    ).toEqual({
      accepted: 2,
      duplicate: 1,
      conflict: 1,
      rejected: 1,
    });
    expect(receiver.metrics.get(`tenantry.${meter}.quantity`)).toEqual([
      { kind: 'histogram', unit, attributes: {}, value: 7, count: 2 },
    ]);
  },
);

test('a check of what may be used tells how much of it is', () => {
  expect(receiver.metrics.get('tenantry.quota.utilization')).toMatchObject([
    { kind: 'histogram', unit: '1', attributes: { 'tenantry.meter': 'query' }, count: 1 },
  ]);
});

test('what a period comes to tells how long it took to rate, and how many lines it has', () => {
  expect(receiver.metrics.get('tenantry.rating.duration')).toMatchObject([
    { kind: 'histogram', unit: 's', attributes: { 'tenantry.outcome': 'rated' }, count: 1 },
  ]);
  expect(receiver.metrics.get('tenantry.rating.lines')).toEqual([
    { kind: 'sum', unit: '{line}', attributes: {}, value: 1, count: 1 },
  ]);
});

test('no instrument is silent', () => {
  const names = [...receiver.metrics.keys()];
  expect(
    billingInstruments()
      .map(({ name }) => name)
      .filter(name => !name.startsWith('tenantry.usage.')),
  ).toEqual(names.filter(name => name.startsWith('tenantry.') && !name.startsWith('tenantry.usage.')));
});

test('no measurement names the tenant', () => {
  expect(JSON.stringify([...receiver.metrics.values()])).not.toContain(tenantId);
});
