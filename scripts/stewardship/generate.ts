/** Writes docs/stewardship/README.md and schema.json: `--out <folder>`, as every generator. */
import { parseArgs } from 'node:util';
import { ROOT } from '../root.ts';
import { writePage } from './write-page.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: ROOT } } });
await writePage(ROOT, values.out);
