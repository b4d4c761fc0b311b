import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ALERT_GROUPS, runbookOf } from '../../control-plane/generate/observability/alerts.ts';
import {
  type PrometheusPrograms,
  resolvePrometheus,
} from '../../scripts/dev/prometheus/resolve-prometheus.ts';
import { promtool } from './prometheus.test-support.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const RULES = `${ROOT}charts/observability/alerts.yaml`;
const TESTS = `${ROOT}charts/observability/alerts.test.yaml`;
const ALERTS = ALERT_GROUPS.flatMap(({ alerts }) => alerts);

let programs: PrometheusPrograms;
beforeAll(async () => {
  programs = await resolvePrometheus();
}, 600_000);

test('promtool accepts the alert rules, all of them', async () => {
  expect(await promtool(programs, 'check', 'rules', RULES)).toContain(`${ALERTS.length} rules found`);
});

test('each alert fires when it should, and not before, by the tests that promtool runs', async () => {
  expect(await promtool(programs, 'test', 'rules', TESTS)).toContain('SUCCESS');
});

test('there is no alert without a test in which it fires', async () => {
  const fired = z
    .object({
      tests: z.array(
        z.object({
          promql_expr_test: z.array(z.object({ exp_samples: z.array(z.object({ labels: z.string() })) })),
        }),
      ),
    })
    .parse(parse(await readFile(TESTS, 'utf8')))
    .tests.flatMap(({ promql_expr_test: looks }) => looks)
    .flatMap(({ exp_samples: samples }) =>
      samples.map(({ labels }) => /alertname="(\w+)"/.exec(labels)?.[1]),
    );
  expect(new Set(fired)).toEqual(new Set(ALERTS.map(({ name }) => name)));
});

test('the runbook of each alert says what to do', async () => {
  for (const alert of ALERTS) {
    const [page = '', anchor] = runbookOf(alert).split('#');
    const headings = [...(await readFile(ROOT + page, 'utf8')).matchAll(/^### (.+)$/gm)];
    expect(headings.map(([, heading = '']) => heading.toLowerCase())).toContain(anchor);
  }
});
