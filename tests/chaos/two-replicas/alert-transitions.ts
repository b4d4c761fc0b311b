import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { resolveMongo } from '../../../scripts/dev/mongo/resolve-mongo.ts';
import { startMongo } from '../../../scripts/dev/mongo/start-mongo.ts';
import { AlertRun, OF_AN_ALERT } from './alert-run.ts';

/**
 * Two real replicas on a real store that see the same use at the same moment, and are killed in the midst of it: of each
 * change of level of an alert there is one record, and it is told to a webhook and by e-mail at least once, under one id.
 *
 *   npm run chaos -- alert-transitions [--transitions N] [--seed N]
 *
 * The last line of stdout is one JSON object of figures; the exit code is 0 when nothing was otherwise.
 */
export async function alertTransitions(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      transitions: { type: 'string', default: '240' },
      seed: { type: 'string', default: '1' },
    },
  });
  const mongo = await startMongo(await resolveMongo('any'));
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-alerts-'));
  const started = performance.now();
  try {
    const url = `${mongo.url.replace(/\/[^/]*$/, '')}/alerts_${randomUUID().slice(0, 8)}`;
    const alerts = Math.ceil(Number(values.transitions) / OF_AN_ALERT);
    const report = await new AlertRun({ url, folder, alerts, seed: values.seed }).run(line =>
      console.log(line),
    );
    for (const fault of report.faults) console.log(`    ${fault}`);
    const seconds = Math.round((performance.now() - started) / 1_000);
    console.log(JSON.stringify({ ...report, seed: values.seed, seconds }));
    return report.faults.length === 0 && report.kills > 0 ? 0 : 1;
  } finally {
    await mongo.stop();
    await rm(folder, { recursive: true });
  }
}
