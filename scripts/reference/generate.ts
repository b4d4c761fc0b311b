/** Makes docs/reference/cli.md of what the programs take. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { cliPage } from './cli-page.ts';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
if (values.out === undefined)
  throw new Error('usage: node scripts/reference/generate.ts --out <repository root>');
const target = join(values.out, 'docs/reference/cli.md');
await mkdir(dirname(target), { recursive: true });
await writeFile(target, cliPage('npm run generate'));
