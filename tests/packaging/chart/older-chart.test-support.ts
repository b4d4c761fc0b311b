import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHART } from './helm.test-support.ts';

/** The version that it says it is. */
export const OLDER = '0.0.9';
/** A group of values that it does not have yet. */
const LATER = 'flowControl';

/**
 * A chart as one before this may have been: an older version, without a group of values and its template. An upgrade from
 * it with --reuse-values brings none of the new defaults.
 */
export async function olderChart(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-older-'));
  const path = join(folder, 'tenantry');
  await cp(CHART, path, { recursive: true });
  await rewrite(join(path, 'Chart.yaml'), text =>
    text
      .replace(/^version: .*$/m, `version: ${OLDER}`)
      .replace(/^appVersion: .*$/m, `appVersion: "${OLDER}"`),
  );
  for (const file of ['values.yaml', 'files/defaults.yaml'])
    await rewrite(join(path, file), text => text.replace(new RegExp(`^${LATER}:\\n(  .*\\n)+`, 'm'), ''));
  await rm(join(path, 'templates/flow-control.yaml'));
  return { path, remove: () => rm(folder, { recursive: true }) };
}

async function rewrite(file: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing to change in ${file}`);
  await writeFile(file, after);
}
