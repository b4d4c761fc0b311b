import { glob, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ROOT } from '../../../scripts/root.ts';
import { runTests } from './run-tests.ts';
import { usageOf, writeUsage } from './usage.ts';

/** Runs every file that starts an operator, with all rights, and writes down which it used. */
export async function recordUsages(rights: readonly string[]): Promise<number> {
  const { files, usages } = await runTests(await filesWithOperators(), { show: true });
  const failed = files.filter(({ status }) => status === 'failed').map(({ name }) => relative(ROOT, name));
  const seconds = new Map(
    files.map(({ name, startTime, endTime }) => [relative(ROOT, name), (endTime - startTime) / 1_000]),
  );
  const usage = usageOf(ROOT, usages, file => seconds.get(file) ?? Number.POSITIVE_INFINITY);
  const used = new Set(Object.keys(usage));
  const unused = rights.filter(right => !used.has(right));
  const refused = [...new Set(usages.flatMap(each => each.refused))];
  console.log(JSON.stringify({ rules: rights.length, files: files.length, failed, unused, refused }));
  if (files.length === 0 || failed.length + unused.length + refused.length > 0) return 1;
  await writeUsage(usage);
  return 0;
}

async function filesWithOperators(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob('{tests,control-plane/src,operator}/**/*.cluster.test.ts', { cwd: ROOT })) {
    const isOurs = !file.includes('node_modules');
    if (isOurs && (await readFile(join(ROOT, file), 'utf8')).includes('/use-world.ts')) found.push(file);
  }
  return found.sort();
}
