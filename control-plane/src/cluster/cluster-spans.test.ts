import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp } from '../app.test-support.ts';
import { silentLogger } from '../logger.ts';
import { OtlpReceiver } from '../telemetry/otlp-receiver.test-support.ts';
import { startTelemetry } from '../telemetry/start-telemetry.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { ClusterProvisioner } from './cluster-provisioner.ts';

/** Answers as an API server does in which there is no Tenant yet, and which refuses the second one. */
function apiServer(): Server {
  let applied = 0;
  return createServer((request, response) => {
    const name = (request.url ?? '').split('?')[0]?.split('/').at(-1) ?? '';
    const refused = request.method === 'PATCH' && ++applied > 1;
    const status = request.method === 'GET' ? 404 : refused ? 422 : 201;
    const kind = status === 201 ? 'Tenant' : 'Status';
    response.writeHead(status, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        apiVersion: status === 201 ? 'tenantry.dev/v1alpha1' : 'v1',
        kind,
        ...(status === 201 && { metadata: { name, uid: 'u-1', resourceVersion: '1', generation: 1 } }),
        ...(status !== 201 && { status: 'Failure', message: 'no', code: status }),
      }),
    );
  });
}

let server: Server;
let port: number;
let receiver: OtlpReceiver;

beforeAll(async () => {
  process.env['OTEL_EXPORTER_OTLP_PROTOCOL'] = 'http/json';
  receiver = await OtlpReceiver.start();
  server = apiServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  const telemetry = await startTelemetry(
    {
      OTLP_ENDPOINT: receiver.endpoint,
      OTLP_HEADERS: undefined,
      OTLP_METRICS_INTERVAL_MS: 60_000,
      OTLP_TRACE_RATIO: 1,
    },
    silentLogger,
  );
  const connection = { server: new URL(`http://127.0.0.1:${port}`), tls: {}, authorize: async () => ({}) };
  const provisioner = new ClusterProvisioner({ connection, logger: silentLogger });
  const clusters = {
    places: [{ name: 'default', region: 'local' }],
    provisioners: new Map([['default', provisioner]]),
  };
  const app = await startTestApp({ clusters, traces: true });
  for (const slug of ['acme', 'beta']) {
    const { tenantId } = await registered(app, { slug });
    await app.as('admin')('POST', `/v1/tenants/${tenantId}/change-plan`, { body: { planId: 'pro' } });
    await app.as('admin')('POST', `/v1/tenants/${tenantId}/workload/sync`, { body: {} });
  }
  // What no request asked for is no trace: a task does the same without a span.
  await app.app.domains.clusters.workloads.syncDue();
  await app[Symbol.asyncDispose]();
  await telemetry?.stop();
}, 60_000);

afterAll(() => {
  server.closeAllConnections();
  server.close();
  receiver.stop();
});

test('what a request asks of a cluster is a span below it, with the call, the server and the answer', () => {
  const [first, second] = receiver.spans.filter(
    ({ name }) => name.startsWith('POST') && name.endsWith('/sync'),
  );
  const below = (span: typeof first) =>
    receiver.spans.filter(
      ({ parentSpanId, name }) => parentSpanId === span?.spanId && name.endsWith(' tenants'),
    );
  const common = {
    'server.address': '127.0.0.1',
    'server.port': port,
    'tenantry.kubernetes.resource': 'tenants',
  };
  expect(below(first)).toMatchObject([
    { name: 'get tenants', attributes: { ...common, 'http.request.method': 'GET' } },
    { name: 'apply tenants', attributes: { ...common, 'http.request.method': 'PATCH' } },
  ]);
  expect(below(second)[1]).toMatchObject({
    name: 'apply tenants',
    attributes: { 'http.response.status_code': 422, 'error.type': 'ApiError' },
  });
});

test('no span of a cluster stands without a request, and none tells which tenant it was', () => {
  const calls = receiver.spans.filter(
    ({ name }) => name.endsWith(' tenants') && name.split(' ').length === 2,
  );
  const own = calls.filter(({ attributes }) => 'tenantry.kubernetes.verb' in attributes);
  expect(own.length).toBeGreaterThanOrEqual(4);
  expect(own.every(({ parentSpanId }) => (parentSpanId ?? '') !== '')).toBe(true);
  expect(JSON.stringify(own)).not.toContain('acme');
});
