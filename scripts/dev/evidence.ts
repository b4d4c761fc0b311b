/**
 * npm run evidence -- <topic> [--only <id>]     runs a topic's lines and writes docs/evidence/<topic>.json
 * npm run evidence -- <topic> --sample          runs the samples instead, and writes nothing
 * npm run evidence -- --budget all              runs the samples that CI runs, each within its time; with alone those that
 *                                               want the machine for themselves, with beside the others
 *
 * Ends with "N passed, N failed".
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { ROOT } from '../root.ts';
import { readBudget } from './evidence/budget.ts';
import { updateEvidence } from './evidence/evidence-file.ts';
import type { EvidenceLine, LineResult } from './evidence/evidence-line.ts';
import { describeMachine } from './evidence/machine.ts';
import { runLine } from './evidence/run-line.ts';
import { TOPICS } from './evidence/topics.ts';
import { EXIT_USAGE } from './exit-usage.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'boolean' }, only: { type: 'string' }, budget: { type: 'string' } },
});
const commit = await describeCommit();
const results = values.budget === undefined ? await runTopic() : await runBudget(values.budget);
const failed = results.filter(result => !result.ok).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function runTopic(): Promise<LineResult[]> {
  const [topic = ''] = positionals;
  const declared = linesOf(topic);
  const selected = values.only === undefined ? declared : [lineOf(topic, values.only)];
  const ran: LineResult[] = [];
  for (const line of selected) {
    ran.push(await show(line, values.sample ?? false));
    if (values.sample) continue;
    const file = { topic, commit, machine: describeMachine(), lines: ran };
    // After each line: hours of a long run are not lost with its last one.
    await updateEvidence(
      join(ROOT, 'docs', 'evidence', `${topic}.json`),
      file,
      declared.map(({ id }) => id),
    );
  }
  return ran;
}

async function runBudget(part: string): Promise<LineResult[]> {
  if (part !== 'all' && part !== 'alone' && part !== 'beside')
    usage(`--budget is all, alone or beside, and not "${part}"`);
  const samples = (await readBudget()).filter(({ alone }) => part === 'all' || alone === (part === 'alone'));
  const ran: LineResult[] = [];
  for (const { topic, id, seconds } of samples) {
    const result = await show(lineOf(topic, id), true);
    const late = result.seconds > seconds;
    if (late) console.error(`${id} took ${result.seconds} s; its budget is ${seconds} s`);
    ran.push({ ...result, ok: result.ok && !late });
  }
  return ran;
}

async function show(line: EvidenceLine, sample: boolean): Promise<LineResult> {
  console.error(`\n== ${line.id}: ${line.shows}`);
  const result = await runLine(line, { root: ROOT, commit, sample });
  console.error(
    `== ${result.ok ? 'ok' : 'FAILED'} in ${result.seconds} s: ${JSON.stringify(result.figures)}`,
  );
  return result;
}

function linesOf(topic: string): readonly EvidenceLine[] {
  const lines = TOPICS[topic];
  if (lines === undefined) usage(`no such topic: "${topic}"; there are ${Object.keys(TOPICS).join(', ')}`);
  if (lines.length === 0) usage(`no line is declared for ${topic} yet`);
  return lines;
}

function lineOf(topic: string, id: string): EvidenceLine {
  const lines = linesOf(topic);
  const line = lines.find(candidate => candidate.id === id);
  return line ?? usage(`no such line: "${id}"; ${topic} has ${lines.map(each => each.id).join(', ')}`);
}

function usage(message: string): never {
  console.error(message);
  process.exit(EXIT_USAGE);
}

/** The commit that the sources are of; changes that are not committed are said. Evidence itself does not count. */
async function describeCommit(): Promise<string> {
  const git = execa({ cwd: ROOT });
  const { stdout: head } = await git`git rev-parse HEAD`;
  const { stdout: changes } = await git`git status --porcelain -- . :!docs/evidence`;
  return changes === '' ? head : `${head}-dirty`;
}
