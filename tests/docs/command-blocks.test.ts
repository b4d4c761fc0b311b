import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/root.ts';
import { blocksOf, placeOf, plainFencesOf } from './blocks/command-block.ts';
import { commandsAfterPrompts } from './blocks/commands-after-prompts.ts';
import { holdsCommands } from './blocks/holds-commands.ts';
import { blocksOfPage, pages, readPage, runnableBlocksOf } from './blocks/pages.ts';
import { isReason, REASONS, runElsewhere } from './blocks/reasons.ts';
import { RUNS, type Run } from './runs.ts';

const runs: readonly Run[] = Object.values(RUNS);
const all = await pages();
const blocks = (await Promise.all(all.map(blocksOfPage))).flat();

test('every page with a block that is run is in exactly one run, and a run has no other page', async () => {
  const withBlocks = [];
  for (const page of all) if ((await runnableBlocksOf(page)).length > 0) withBlocks.push(page);
  const inRuns = runs.flatMap(run => run.pages.map(({ page }) => page));
  expect(inRuns.toSorted()).toEqual(withBlocks);
});

test('the suite of each run is there', () => {
  expect(runs.map(({ suite }) => suite).filter(suite => !existsSync(join(ROOT, suite)))).toEqual([]);
});

test('a page links to the pages whose blocks are run before it', async () => {
  const unlinked = [];
  for (const { page, after = [] } of runs.flatMap(run => run.pages)) {
    const text = await readPage(page);
    for (const other of after)
      if (!text.includes(`(${other.split('/').at(-1)}`) && !text.includes(`/${other.split('/').at(-1)}`))
        unlinked.push(`${page} takes what ${other} sets, and does not link to it`);
  }
  expect(unlinked).toEqual([]);
});

test('a block that is not run says why, by one of the reasons that there are', () => {
  const unexplained = blocks
    .filter(({ notRun }) => notRun !== undefined && !isReason(notRun))
    .map(block => `${placeOf(block)}: not-run="${block.notRun}" is none of: ${REASONS.join('; ')}`);
  expect(unexplained).toEqual([]);
});

test('who is said to run a block instead is there', () => {
  const files = blocks.flatMap(({ notRun }) => runElsewhere(notRun ?? '') ?? []);
  expect(files.filter(file => !existsSync(join(ROOT, file)))).toEqual([]);
});

test('no block has a mark that means nothing, and no session is without a command', () => {
  const faults = blocks.flatMap(block => [
    ...block.unknownMarks.map(mark => `${placeOf(block)}: ${mark}`),
    ...(block.commands.trim() === '' ? [`${placeOf(block)}: no command; what is only shown is text`] : []),
  ]);
  expect(faults).toEqual([]);
});

test('no fence without a language, or of another name for a shell, holds commands', async () => {
  const faults = [];
  for (const page of all)
    for (const fence of plainFencesOf(page, await readPage(page)))
      if (holdsCommands(fence.text)) faults.push(`${placeOf(fence)}: say sh, or console`);
  expect(faults).toEqual([]);
});

test('what a fence says of itself is read, whatever it holds and wherever it stands', () => {
  const page = [
    '## Here',
    '~~~sh not-run="needs a mail server; yours" more',
    '```sh',
    'echo fence in a fence',
    '```',
    '~~~',
    '- a list',
    '  ```sh exit="10"',
    '  echo in a list',
    '  ```',
    '<!--',
    '```sh',
    'echo in a comment',
    '```',
    '-->',
    '```sh stays="listening"',
    'npm start',
    '```',
  ].join('\n');
  expect(blocksOf('page.md', page)).toMatchObject([
    { line: 2, heading: 'Here', notRun: 'needs a mail server; yours', unknownMarks: ['more'] },
    { line: 8, commands: 'echo in a list\n', exit: 10, notRun: undefined },
    { line: 16, commands: 'npm start\n', stays: 'listening' },
  ]);
});

test('of a session the commands are taken, with what continues them, and no answer', () => {
  const session = ['$ cat > a <<EOF', 'x', '$ y', 'EOF', 'answer', '$ echo \\', '  b', 'b', '# note'].join(
    '\n',
  );
  expect(commandsAfterPrompts(session)).toBe('cat > a <<EOF\nx\n$ y\nEOF\necho \\\n  b\n');
});

test.each([
  ['curl -s "$API"', true],
  ['API=http://127.0.0.1:8080', true],
  ['$ anything', false],
  ['a ──▶ b', false],
  ['the node that runs it', false],
  ["default-src 'none'; script-src", false],
])('%j is told for what it is', (text, commands) => {
  expect(holdsCommands(text)).toBe(commands);
});
