/**
 * Disasters, and the way back by the documented commands: docs/how-to/recover-from-a-disaster.md.
 *
 *   npm run e2e -- recovery [--store sqlite|mongodb] [--loss store|cluster|both] [--sample]
 *
 * Without options every loss on every store. The operator, the control plane and the API server are processes that are
 * killed; usage is sent all the time by a sender that repeats what is not answered. The last line of stdout is one JSON
 * object of figures.
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { resolveMongo } from '../../scripts/dev/mongo/resolve-mongo.ts';
import { startMongo } from '../../scripts/dev/mongo/start-mongo.ts';
import { Drill, type Loss } from './recovery/drill.ts';

const STORES = ['sqlite', 'mongodb'] as const;
const LOSSES = ['store', 'cluster', 'both'] as const;

/** Answers the exit code. */
export async function recovery(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      store: { type: 'string' },
      loss: { type: 'string' },
      sample: { type: 'boolean', default: false },
    },
  });
  const stores = z.enum(STORES).optional().parse(values.store);
  const losses = z.enum(LOSSES).optional().parse(values.loss);
  const chosen = values.sample
    ? [{ store: 'sqlite' as const, loss: 'store' as const }]
    : STORES.filter(store => stores === undefined || store === stores).flatMap(store =>
        LOSSES.filter(loss => losses === undefined || loss === losses).map(loss => ({ store, loss })),
      );
  const drills: Record<string, unknown>[] = [];
  for (const { store, loss } of chosen) {
    const figures = await drilled(store, loss, !values.sample);
    if (figures === undefined) {
      process.stdout.write(`${JSON.stringify({ passed: drills.length, failed: { store, loss }, drills })}\n`);
      return 1;
    }
    drills.push({ store, ...figures });
  }
  process.stdout.write(`${JSON.stringify({ passed: drills.length, drills })}\n`);
  return 0;
}

/** A sample is over in a minute or two: nothing is sealed in it before the backup. */
async function drilled(
  store: (typeof STORES)[number],
  loss: Loss,
  sealed: boolean,
): Promise<Record<string, unknown> | undefined> {
  const say = (line: string) => process.stderr.write(`${store}, ${loss}: ${line}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-recovery-'));
  const newMongo = store === 'mongodb' ? async () => startMongo(await resolveMongo('any', say)) : undefined;
  const drill = new Drill({ loss, folder, newMongo, sealed, say });
  const stop = () => void drill.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await drill.play();
  } catch (error) {
    console.error(error);
    return undefined;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await drill.stop();
  }
}
