/**
 * npm run check [-- --only types,format,boundaries,unused]
 *
 * Judges the sources without running them. Every check runs, also after one has failed; the last line is
 * "N passed, N failed".
 */
import { parseArgs } from 'node:util';
import { ROOT } from '../root.ts';
import { CHECKS } from './check/checks.ts';
import { ElapsedLog } from './elapsed-log.ts';
import { EXIT_USAGE } from './exit-usage.ts';

/** Most are busy with one processor; more at a time would ask for more memory than two compilers take. */
const LANES = 2;

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',') ?? CHECKS.map(check => check.id);
const unknown = only.filter(id => !CHECKS.some(check => check.id === id));
if (unknown.length > 0) {
  console.error(
    `no such check: ${unknown.join(', ')}; there are ${CHECKS.map(check => check.id).join(', ')}`,
  );
  process.exit(EXIT_USAGE);
}

const log = new ElapsedLog();
let failed = 0;
const selected = CHECKS.filter(check => only.includes(check.id));
const waiting = [...selected];
await Promise.all(Array.from({ length: LANES }, lane));
console.log(`${selected.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function lane(): Promise<void> {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const { ok, output } = await check.run(ROOT);
    log.line(`${ok ? 'ok    ' : 'FAILED'}  ${check.id}: ${check.shows}`);
    if (ok) continue;
    failed += 1;
    console.error(output);
  }
}
