/**
 * npm run verify: what is generated is what the generators make of the sources now. Generates into a temporary
 * folder, changes nothing, and names every file that differs.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../root.ts';
import { compareGenerated } from './verify/compare-generated.ts';
import { generateInto } from './verify/generate-into.ts';

const fresh = await mkdtemp(join(tmpdir(), 'tenantry-verify-'));
try {
  await generateInto(fresh);
  const differences = await compareGenerated(fresh, ROOT);
  for (const { file, kind } of differences) console.error(`${kind.padEnd(7)}  ${file}`);
  if (differences.length > 0) {
    console.error(
      'Generated files differ from their sources. Run "npm run generate" and commit what it changes.',
    );
    process.exitCode = 1;
  } else {
    console.error('Every generated file is current.');
  }
} finally {
  await rm(fresh, { recursive: true });
}
