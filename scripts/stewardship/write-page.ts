import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readFrozen } from './check-frozen.ts';
import { checkClaims } from './claims/check-claims.ts';
import { excusedText, pageOf, schemaText } from './page.ts';
import { EXCUSED, LOG, PAGE, SCHEMA } from './places.ts';
import { readLog } from './read-log.ts';

/** Writes the page and the schema of the log at `root` below `out`. */
export async function writePage(root: string, out: string = root): Promise<void> {
  const { entries } = readLog(await readFile(join(root, LOG)));
  const frozen = await readFrozen(root);
  const { taken } = await checkClaims(root, { entries, frozen });
  const files = {
    [PAGE]: pageOf(entries, frozen),
    [SCHEMA]: schemaText(),
    [EXCUSED]: excusedText(taken),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), text);
  }
}
