import { JOURNEYS } from '@tenantry/contracts/api/console-journeys';
import { ALERT_RULES } from '@tenantry/contracts/commercial/alert';
import { SHIPPED_METERS } from '@tenantry/contracts/commercial/meter';
import { RuntimeMetrics } from '@tenantry/operator/runtime/metrics';
import { Registry } from 'prom-client';
import ts from 'typescript';
import { parse } from 'yaml';
import { z } from 'zod';
import { billingInstruments } from '../../../../control-plane/generate/instruments.ts';
import { prometheusName } from '../../../../control-plane/generate/metrics-page.ts';
import { RUNBOOKS } from '../../../../control-plane/generate/observability/alerts.ts';
import { createApp } from '../../../../control-plane/src/app.ts';
import { systemClock } from '../../../../control-plane/src/clock.ts';
import { silentLogger } from '../../../../control-plane/src/logger.ts';
import { MemoryStore } from '../../../../control-plane/src/storage/memory-store.test-support.ts';
import { METRICS_PREFIX } from '../../../../operator/src/config.ts';
import { headingsOf, type Page, pageAt, tablesOf } from '../../page.ts';
import type { Kind, Mention } from '../kind.ts';
import { columnOf, mentionsOf } from '../read-page.ts';
import { literalOf, readSource, sourceFiles, walkSource } from '../read-source.ts';

const METRICS = 'docs/reference/metrics.md';
const RULES = ['charts/observability/alerts.yaml', 'charts/observability/alerts-operator.yaml'];
const GENERATE = 'npm run generate';

const metrics: Kind = {
  id: 'metrics at /metrics',
  source: 'the registries of both programs, as they are made',
  home: METRICS,
  inCode: registeredMetrics,
  documented: pages => columnOf(pages, METRICS, 'metric'),
  mend: `${GENERATE}; a page that names a metric that is not there is mended by hand`,
};

const metricsMentioned: Kind = {
  id: 'metrics with a word on what to do',
  source: 'the registries of both programs, and the billing instruments',
  home: `${RUNBOOKS}, When a number moves`,
  inCode: async () => [...(await registeredMetrics()), ...billingInstruments().map(({ name }) => name)],
  documented: pages => columnOf(pages, RUNBOOKS, 'number'),
  mentioned: metricsOfPages,
  mend: `add a row to ${RUNBOOKS}, When a number moves`,
};

const instruments: Kind = {
  id: 'OTLP instruments',
  source: 'control-plane/src/telemetry/billing.ts, as they are made',
  home: `${METRICS}, Billing instruments`,
  inCode: () => billingInstruments().map(({ name }) => name),
  documented: pages => columnOf(pages, METRICS, 'instrument'),
  mend: GENERATE,
};

const attributes: Kind = {
  id: 'attributes of instruments and spans',
  source: 'string literals of control-plane/src and operator/src that begin with tenantry.',
  home: `${METRICS}, docs/reference/control-plane.md, Traces`,
  inCode: () => attributesInCode(),
  documented: pages => [
    ...columnOf(pages, METRICS, 'attribute'),
    ...[...pageAt(pages, 'docs/reference/control-plane.md').text.matchAll(/`(tenantry\.[a-z._]+)`/g)].map(
      ([, name = '']) => name,
    ),
  ],
  mend: 'name it in control-plane/generate/metrics-page.ts or control-plane-page.ts, and npm run generate',
};

const meters: Kind = {
  id: 'shipped meters',
  source: 'contracts/src/commercial/meter.ts',
  home: 'docs/reference/usage.md, Meters',
  inCode: () => SHIPPED_METERS.map(({ key }) => key),
  documented: pages => columnOf(pages, 'docs/reference/usage.md', 'meter'),
  mend: 'a row in docs/reference/usage.md, Meters',
};

const productRules: Kind = {
  id: 'alert rules of the product',
  source: 'contracts/src/commercial/alert.ts',
  home: 'docs/reference/alerts.md, Rules',
  inCode: () => ALERT_RULES,
  documented: pages => columnOf(pages, 'docs/reference/alerts.md', 'rule'),
  mend: 'a row in docs/reference/alerts.md, Rules, and one in “What to do”',
};

const prometheusRules: Kind = {
  id: 'alert rules for Prometheus',
  source: RULES.join(', '),
  home: `${RUNBOOKS}, a heading each`,
  inCode: () => shippedRules().map(({ alert }) => alert),
  documented: pages =>
    headingsOf(pageAt(pages, RUNBOOKS))
      .map(({ text }) => text)
      .filter(text => /^Tenantry[A-Z]/.test(text)),
  mentioned: pages =>
    mentionsOf(pages, /\bTenantry[A-Z][A-Za-z]+\b(?!\.)/g).filter(
      ({ page }) => page !== 'docs/reference/cli.md',
    ),
  mend: `a section in ${RUNBOOKS} as the others`,
};

const journeys: Kind = {
  id: 'journeys and steps of the console',
  source: 'contracts/src/api/console-journeys.ts',
  home: 'docs/reference/console.md, What it tells of journeys',
  inCode: () =>
    Object.entries(JOURNEYS).flatMap(([journey, steps]) => [
      journey,
      ...steps.map(step => `${journey}/${step}`),
    ]),
  documented: pages => journeysDocumented(pages),
  mend: 'mend the table of docs/reference/console.md',
};

export const OBSERVING_KINDS: readonly Kind[] = [
  metrics,
  metricsMentioned,
  instruments,
  attributes,
  meters,
  productRules,
  prometheusRules,
  journeys,
];

const ruleSchema = z.looseObject({
  alert: z.string(),
  expr: z.string(),
  annotations: z.looseObject({ runbook_url: z.string() }),
});
const ruleFileSchema = z.object({ groups: z.array(z.looseObject({ rules: z.array(ruleSchema) })) });

/** The rules that are shipped, as Prometheus loads them. */
export function shippedRules(): readonly z.infer<typeof ruleSchema>[] {
  return RULES.flatMap(path => ruleFileSchema.parse(parse(readSource(path))).groups).flatMap(
    ({ rules }) => rules,
  );
}

const PARTS = ['_bucket', '_sum', '_count'];

const nameSchema = z.object({ name: z.string() });

let registered: Promise<string[]> | undefined;

/** The control plane is started for it, once. */
function registeredMetrics(): Promise<string[]> {
  registered ??= readRegistries();
  return registered;
}

async function readRegistries(): Promise<string[]> {
  const operator = new Registry();
  new RuntimeMetrics({ prefix: METRICS_PREFIX, registry: operator });
  const app = await createApp({ store: new MemoryStore(), clock: systemClock, logger: silentLogger });
  try {
    return [...app.context.metrics.getMetricsAsArray(), ...operator.getMetricsAsArray()]
      .map(metric => nameSchema.parse(metric).name)
      .filter(name => name.startsWith('tenantry_'));
  } finally {
    await app.stop();
  }
}

/** A key of an object, or the first thing that setAttribute is given. */
function isAttribute({ parent }: ts.Node): boolean {
  return (
    (ts.isPropertyAssignment(parent) &&
      ts.isStringLiteral(parent.name) &&
      parent.name.text.startsWith('tenantry.')) ||
    (ts.isCallExpression(parent) && /setAttribute$/.test(parent.expression.getText()))
  );
}

function attributesInCode(): Set<string> {
  const found = new Set<string>();
  const names = new Set(billingInstruments().map(({ name }) => name));
  for (const path of sourceFiles('control-plane/src/**/*.ts', 'operator/src/**/*.ts')) {
    if (/\.(test|test-support)\.ts$/.test(path)) continue;
    walkSource(path, node => {
      const text = literalOf(node);
      if (text === undefined || !/^tenantry(\.[a-z_]+)+$/.test(text) || names.has(text)) return;
      if (isAttribute(node)) found.add(text);
    });
  }
  return found;
}

function journeysDocumented(pages: Parameters<Kind['documented']>[0]): string[] {
  return tablesOf(pageAt(pages, 'docs/reference/console.md'))
    .filter(({ heads }) => heads[0] === 'journey')
    .flatMap(({ rows }) => rows)
    .flatMap(({ cells: [journey, steps] }) =>
      (journey?.code ?? []).flatMap(name => [name, ...(steps?.code ?? []).map(step => `${name}/${step}`)]),
    );
}

/** `tenantry_…` anywhere in code letters: a metric, a part of a histogram, an instrument as Prometheus calls it, a label. */
async function metricsOfPages(pages: readonly Page[]): Promise<Mention[]> {
  const known = new Set(
    [...(await registeredMetrics()), ...billingInstruments().map(prometheusName)].flatMap(name => [
      name,
      ...PARTS.map(part => name + part),
    ]),
  );
  const labels = new Set([...attributesInCode()].map(name => name.replaceAll('.', '_')));
  return mentionsOf(pages, /(?<![\w/@-])tenantry_[a-z_]*[a-z](?![\w*(…])/g).map(mention => ({
    ...mention,
    exists: known.has(mention.text) || labels.has(mention.text),
  }));
}
