import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { variablePlaces } from '../../scripts/packaging/variable-places.ts';
import { createApp } from '../src/app.ts';
import { systemClock } from '../src/clock.ts';
import { openApiDocument } from '../src/http/openapi/document.ts';
import { viewOf } from '../src/http/openapi/document-view.ts';
import { silentLogger } from '../src/logger.ts';
import { MemoryStore } from '../src/storage/memory-store.test-support.ts';
import { apiPage } from './api-page.ts';
import { clientSchema } from './client-schema.ts';
import { controlPlanePage } from './control-plane-page.ts';
import { environmentPage } from './environment-page.ts';
import { eventsPage } from './events-page.ts';
import { metricsPage } from './metrics-page.ts';
import { ALERT_GROUPS, alertRules, OPERATOR_ALERT_GROUPS } from './observability/alerts.ts';
import { dashboard } from './observability/dashboard.ts';
import { problemsPage } from './problems-page.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COMMAND = 'npm run generate';
const MADE_BY = `Generated from control-plane/generate/observability by ${COMMAND}. Do not edit.`;

/** Every generated file by its path below the repository's root. Deterministic: the same routes, the same bytes. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const app = await createApp({ store: new MemoryStore(), clock: systemClock, logger: silentLogger });
  try {
    const document = openApiDocument(app.routes);
    const view = viewOf(document);
    const marked = { 'x-generated': `from control-plane/src by ${COMMAND}; do not edit`, ...document };
    return new Map([
      ['contracts/openapi.json', `${JSON.stringify(marked, null, 1)}\n`],
      ['contracts/src/client/schema.generated.ts', await clientSchema(document, COMMAND)],
      ['docs/reference/api.md', apiPage(view, COMMAND)],
      ['docs/reference/problems.md', problemsPage(await problemTexts(), COMMAND)],
      ['docs/reference/events.md', eventsPage(COMMAND)],
      ['docs/reference/environment.md', environmentPage(COMMAND, await variablePlaces(ROOT))],
      ['docs/reference/control-plane.md', controlPlanePage(COMMAND)],
      ['docs/reference/metrics.md', metricsPage(app.context.metrics, COMMAND)],
      ['charts/observability/dashboard.json', `${JSON.stringify(dashboard(MADE_BY), null, 2)}\n`],
      ['charts/observability/alerts.yaml', alertRules(ALERT_GROUPS, MADE_BY)],
      ['charts/observability/alerts-operator.yaml', alertRules(OPERATOR_ALERT_GROUPS, MADE_BY)],
    ]);
  } finally {
    await app.stop();
  }
}

/** What the console says in English of each reason. */
async function problemTexts(): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(ROOT, 'console/src/shared/problems/messages/en.json'), 'utf8');
  return z.object({ reason: z.record(z.string(), z.string()) }).parse(JSON.parse(text)).reason;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out === undefined)
    throw new Error('usage: node control-plane/generate/main.ts --out <repository root>');
  for (const [path, content] of await generatedFiles()) {
    const target = join(values.out, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

if (import.meta.main) await main();
