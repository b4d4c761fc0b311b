import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  ALERT_GROUPS,
  OPERATOR_ALERT_GROUPS,
  runbookOf,
} from '../../control-plane/generate/observability/alerts.ts';
import {
  type PrometheusPrograms,
  resolvePrometheus,
} from '../../scripts/dev/prometheus/resolve-prometheus.ts';
import { promtool } from './prometheus.test-support.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = `${ROOT}charts/observability`;
const FILES = [
  ['alerts', ALERT_GROUPS.flatMap(({ alerts }) => alerts)],
  ['alerts-operator', OPERATOR_ALERT_GROUPS.flatMap(({ alerts }) => alerts)],
] as const;

let programs: PrometheusPrograms;
beforeAll(async () => {
  programs = await resolvePrometheus();
}, 600_000);

test.each(FILES)('promtool accepts the alert rules of %s.yaml, all of them', async (file, alerts) => {
  expect(await promtool(programs, 'check', 'rules', `${FOLDER}/${file}.yaml`)).toContain(
    `${alerts.length} rules found`,
  );
});

test.each(FILES)(
  'each alert fires when it should, and not before, by %s.test.yaml, which promtool runs',
  async file => {
    expect(await promtool(programs, 'test', 'rules', `${FOLDER}/${file}.test.yaml`)).toContain('SUCCESS');
  },
);

test.each(FILES)('there is no alert of %s.yaml without a test in which it fires', async (file, alerts) => {
  const fired = z
    .object({
      tests: z.array(
        z.object({
          promql_expr_test: z.array(z.object({ exp_samples: z.array(z.object({ labels: z.string() })) })),
        }),
      ),
    })
    .parse(parse(await readFile(`${FOLDER}/${file}.test.yaml`, 'utf8')))
    .tests.flatMap(({ promql_expr_test: looks }) => looks)
    .flatMap(({ exp_samples: samples }) =>
      samples.map(({ labels }) => /alertname="(\w+)"/.exec(labels)?.[1]),
    );
  // Those of the other file may fire beside them, and nothing else.
  const others = FILES.filter(([name]) => name !== file).flatMap(([, all]) => all.map(({ name }) => name));
  const own = fired.filter(name => name === undefined || !others.includes(name));
  expect(new Set(own)).toEqual(new Set(alerts.map(({ name }) => name)));
});

test('the runbook of each alert says what to do', async () => {
  for (const alert of FILES.flatMap(([, alerts]) => alerts)) {
    const [page = '', anchor] = runbookOf(alert).split('#');
    const headings = [...(await readFile(ROOT + page, 'utf8')).matchAll(/^### (.+)$/gm)];
    expect(headings.map(([, heading = '']) => heading.toLowerCase())).toContain(anchor);
  }
});
