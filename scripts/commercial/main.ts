/** node scripts/commercial/main.ts: writes what is computed into the pages of docs/commercial. A test holds it current. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillSections } from '../page-sections.ts';
import { ROOT } from '../root.ts';
import { computedPages } from './computed-pages.ts';

for (const [page, sections] of await computedPages(ROOT)) {
  const path = join(ROOT, page);
  await writeFile(path, fillSections(await readFile(path, 'utf8'), sections));
}
