/** Makes the drawings of the architecture and the threat model, and the tables of steps in docs/explanation/architecture.md. */
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { fillSections } from '../page-sections.ts';
import { ROOT } from '../root.ts';
import { context } from './drawings/context.ts';
import { manifest } from './drawings/manifest.ts';
import { onboarding } from './drawings/onboarding.ts';
import { rooms } from './drawings/rooms.ts';
import { trust } from './drawings/trust.ts';
import { usage } from './drawings/usage.ts';
import { type Flow, flowDiagram, flowTable } from './flow.ts';
import { readRooms } from './read-rooms.ts';
import { renderDiagram } from './render-diagram.ts';

const PAGE = 'docs/explanation/architecture.md';
const FLOWS: readonly Flow[] = [manifest, usage, onboarding];

const { values } = parseArgs({ options: { out: { type: 'string' } } });
if (values.out === undefined)
  throw new Error('usage: node scripts/diagrams/generate.ts --out <repository root>');
const out = values.out;

for (const diagram of [context, rooms(await readRooms(ROOT)), ...FLOWS.map(flowDiagram), trust]) {
  await write(`docs/images/${diagram.file}`, renderDiagram(diagram, 'npm run generate'));
}

for (const { steps } of FLOWS)
  for (const file of steps.flatMap(step => [...step.files, step.test])) await access(join(ROOT, file));
const tables = new Map(FLOWS.map(flow => [flow.table, flowTable(flow, PAGE)]));
await write(PAGE, fillSections(await readFile(join(ROOT, PAGE), 'utf8'), tables));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(out, file)), { recursive: true });
  await writeFile(join(out, file), text);
}
