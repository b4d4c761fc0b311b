import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RuntimeMetrics } from '@tenantry/operator/runtime/metrics';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { billingInstruments } from '../../control-plane/generate/instruments.ts';
import { prometheusName } from '../../control-plane/generate/metrics-page.ts';
import { ALERT_GROUPS } from '../../control-plane/generate/observability/alerts.ts';
import { ROWS } from '../../control-plane/generate/observability/panels.ts';
import { METRICS_PREFIX } from '../../operator/src/config.ts';
import { freePort } from '../../scripts/dev/processes/free-port.ts';
import { waitFor } from '../../scripts/dev/processes/wait-for.ts';
import { ControlPlaneUnderTest } from './control-plane-under-test.test-support.ts';
import { Prometheus } from './prometheus.test-support.ts';

const RULES = fileURLToPath(new URL('../../charts/observability/alerts.yaml', import.meta.url));
const ALERTS = ALERT_GROUPS.flatMap(({ alerts }) => alerts);
const QUERIES = ROWS.flatMap(({ panels }) =>
  panels.flatMap(({ title, queries }) => queries.map(({ expr }) => [title, expr] as const)),
);

let folder: string;
let prometheus: Prometheus;
let controlPlane: ControlPlaneUnderTest;
let operator: Server;
let shown = '';

/** The operator's own registry, with one of everything: its names are real, and what they say is made up. */
async function operatorMetrics(port: number): Promise<Server> {
  const registry = new Registry();
  const metrics = new RuntimeMetrics({ prefix: METRICS_PREFIX, registry });
  const [controller, kind] = ['tenant', 'Namespace'];
  metrics.queueDepth.set({ controller, state: 'delayed' }, 1);
  metrics.queueOldestSeconds.set({ controller }, 0);
  metrics.leader.set(1);
  const server = createServer(async (_, response) => {
    metrics.reconciles.inc({ controller, outcome: 'ok' });
    metrics.reconcileSeconds.observe({ controller }, 0.1);
    metrics.applies.inc({ kind, outcome: 'suppressed' });
    metrics.requests.inc({ verb: 'apply', kind, code: '200' });
    metrics.throttled.inc({ verb: 'apply' });
    response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Whether one of the answers is a number: a share of nothing is NaN. */
const hasNumber = (samples: Awaited<ReturnType<Prometheus['query']>>) =>
  samples.some(({ value: [, value] }) => Number.isFinite(Number(value)));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-queries-'));
  const [own, port, operatorPort] = [await freePort(), await freePort(), await freePort()];
  operator = await operatorMetrics(operatorPort);
  prometheus = await Prometheus.start({
    port: own,
    rules: RULES,
    targets: { 'control-plane': `127.0.0.1:${port}`, operator: `127.0.0.1:${operatorPort}` },
  });
  controlPlane = await ControlPlaneUnderTest.start({ folder, port, otlp: `${prometheus.url}/api/v1/otlp` });
  // A rate wants a counter that changed between two looks of Prometheus, and how far those are apart is
  // the machine's affair: so it lives on until every query has an answer, or the tests say which has none.
  let round = 0;
  await waitFor('every query is answered with a number', 90_000, async () => {
    await controlPlane.liveADay(round++);
    await new Promise(resolve => setTimeout(resolve, 2_000));
    const found = await Promise.all(QUERIES.map(([, expr]) => prometheus.query(expr)));
    return round > 2 && found.every(hasNumber);
  }).catch(() => undefined);
  shown = await controlPlane.metrics();
}, 600_000);

afterAll(async () => {
  await controlPlane?.[Symbol.asyncDispose]();
  await prometheus?.[Symbol.asyncDispose]();
  operator?.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each(QUERIES)('the dashboard’s “%s” is answered: %s', async (_title, expr) => {
  const samples = await prometheus.query(expr);
  expect(samples.length).toBeGreaterThan(0);
  // A share of nothing is no number, and a panel that shows none is no panel.
  expect(hasNumber(samples), JSON.stringify(samples)).toBe(true);
});

test.each(ALERTS.map(({ name, expr }) => [name, expr] as const))(
  'the rule of %s is evaluated without an error, and each metric it reads is there',
  async (name, expr) => {
    await expect(prometheus.query(expr)).resolves.toBeDefined();
    const rules = await prometheus.rules();
    expect(rules.find(rule => rule.name === name)).toMatchObject({ health: 'ok' });
    for (const metric of await prometheus.metricsOf(expr)) {
      expect(await prometheus.query(metric), metric).not.toEqual([]);
    }
  },
);

test('a query of a metric that nobody exports is found out', async () => {
  const [metric] = await prometheus.metricsOf('sum(rate(tenantry_invented_total[5m]))');
  expect(metric).toBe('tenantry_invented_total');
  expect(await prometheus.query('tenantry_invented_total')).toEqual([]);
});

test.each(billingInstruments().map(instrument => [prometheusName(instrument), instrument] as const))(
  '%s came by OTLP, with no tenant, and is not in /metrics, too',
  async (name, { kind }) => {
    const series = kind === 'histogram' ? `${name}_count` : name;
    const samples = await prometheus.query(series);
    expect(samples.length).toBeGreaterThan(0);
    for (const { metric } of samples) {
      expect(metric['job']).toContain('tenantry-control-plane');
      expect(Object.values(metric).join(' ')).not.toContain(controlPlane.tenantId);
    }
    expect(shown).not.toContain(name);
  },
);
