import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { z } from 'zod';
import type { FileUsage } from '../../drivers/rights/record-usage.ts';

const USAGE = new URL('usage.json', import.meta.url);
/** It goes through every right in turn, and waits for none of them long. */
const MADE_FOR_IT = 'tests/guarantees/rights.cluster.test.ts';
const FILES_KEPT = 4;

const schema = z.strictObject({
  $comment: z.string(),
  rights: z.record(z.string(), z.array(z.string()).nonempty()),
});

/** Test files that use a right, by its title: the one to try first comes first. */
export type RightsUsage = z.infer<typeof schema>['rights'];

export async function readUsage(): Promise<RightsUsage> {
  return schema.parse(JSON.parse(await readFile(USAGE, 'utf8'))).rights;
}

export async function writeUsage(rights: RightsUsage): Promise<void> {
  const $comment =
    'Which test files use which right, as the audit log of their API servers told; written by npm run chaos -- rbac --record.';
  await writeFile(USAGE, `${JSON.stringify({ $comment, rights }, null, 2)}\n`);
}

/** The files of each right, the shortest first. */
export function usageOf(
  root: string,
  recorded: readonly FileUsage[],
  secondsOf: (file: string) => number,
): RightsUsage {
  const order = (file: string) => (file === MADE_FOR_IT ? 0 : secondsOf(file));
  const files = new Map<string, Set<string>>();
  for (const { file, used } of recorded) {
    for (const right of used) {
      const of = files.get(right) ?? new Set();
      files.set(right, of.add(relative(root, file)));
    }
  }
  const rights: RightsUsage = {};
  for (const [right, of] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [first, ...others] = [...of].sort((a, b) => order(a) - order(b)).slice(0, FILES_KEPT);
    if (first !== undefined) rights[right] = [first, ...others];
  }
  return rights;
}
