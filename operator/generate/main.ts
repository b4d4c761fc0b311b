import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { operatorPage } from './operator-page.ts';

const COMMAND = 'npm run generate';
const PAGE = 'docs/reference/operator.md';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
if (values.out === undefined)
  throw new Error('usage: node operator/generate/main.ts --out <repository root>');
const target = join(values.out, PAGE);
await mkdir(dirname(target), { recursive: true });
await writeFile(target, operatorPage(COMMAND));
