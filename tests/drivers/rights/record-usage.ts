import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { World } from '../world.ts';
import { usageIn } from './used-rights.ts';

/** The folder that what a file used is written to, when somebody wants to know it. */
export function usageFolder(): string | undefined {
  return process.env['TENANTRY_TEST_RIGHTS_USAGE'];
}

export const fileUsageSchema = z.strictObject({
  file: z.string(),
  used: z.array(z.string()),
  refused: z.array(z.string()),
  doubtful: z.array(z.string()),
});
export type FileUsage = z.infer<typeof fileUsageSchema>;

/** A watch is in the log once it has ended, which its server sees a moment after its client. */
const WATCHES_END_MS = 1_000;

/** Writes down which rights the programs used in this world. Ends its operators: a watch is told of when it is over. */
export async function recordUsage(world: World, folder: string, file: string): Promise<void> {
  const { auditLog } = world.cluster;
  if (auditLog === undefined) throw new Error('which rights are used is seen in an audit log only');
  await world.killOperators();
  await sleep(WATCHES_END_MS);
  await world.audit.flushed();
  const usage = { file, ...usageIn(await readFile(auditLog, 'utf8')) };
  await writeFile(join(folder, `${randomUUID()}.json`), JSON.stringify(usage));
}
