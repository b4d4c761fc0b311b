import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/root.ts';
import { blocksOf, otherFencesOf, placeOf } from './blocks/command-block.ts';
import { commandsAfterPrompts } from './blocks/commands-after-prompts.ts';
import { holdsCommands } from './blocks/holds-commands.ts';
import { blocksOfPage, readPage, runnableBlocksOf } from './blocks/read-blocks.ts';
import { isReason, REASONS, runElsewhere } from './blocks/reasons.ts';
import { notRunBy, notRunThere } from './blocks/run-elsewhere.ts';
import { pageFiles } from './page-files.ts';
import { RUNS, type Run } from './runs.ts';

const runs: readonly Run[] = Object.values(RUNS);
/** Generated: how each command is called, not what to type. */
const USAGE = new Set(['docs/reference/cli.md']);
const all = pageFiles();
const runnableOf = async (page: string) => (await runnableBlocksOf(page)).map(({ commands }) => commands);
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

test('who is said to run a block instead does run its commands', async () => {
  const faults = [];
  for (const block of blocks) {
    const { notRun = '', page, commands } = block;
    const other = runElsewhere(notRun);
    if (other === undefined) continue;
    const left = other.endsWith('.md')
      ? notRunThere(commands, notRun, await runnableOf(other))
      : notRunBy(page, commands, await readPage(other));
    faults.push(...left.map(command => `${placeOf(block)}: ${other} does not run ${command}`));
  }
  expect(faults).toEqual([]);
});

test('what another page or file does not run is told', () => {
  const there = ['kubectl wait tenant first --for=condition=Ready \\\n  --timeout=60s\n'];
  const here = 'kubectl wait tenant mine --for=condition=Ready\n';
  const own = 'run from a.md; with a tenant of its own';
  expect(notRunThere(here, own, there)).toEqual([]);
  expect(notRunThere(here, 'run from a.md', there)).toHaveLength(1);
  expect(notRunThere('kubectl delete tenant mine\n', own, there)).toHaveLength(1);
  expect(notRunThere('kubectl wait tenant mine --all\n', own, there)).toHaveLength(1);
  const file = "await helm(['uninstall', 'tenantry']);";
  expect(notRunBy('docs/a.md', 'helm uninstall tenantry\n', file)).toEqual([]);
  expect(notRunBy('docs/a.md', 'helm test tenantry\n', file)).toHaveLength(1);
  expect(notRunBy('docs/a.md', 'npm run made-up\n', file)).toHaveLength(1);
  expect(notRunBy('docs/a.md', 'rm -r folder\n', file)).toHaveLength(1);
});

test('no block has a mark that means nothing, and no session is without a command', () => {
  const faults = blocks.flatMap(block => [
    ...block.unknownMarks.map(mark => `${placeOf(block)}: ${mark}`),
    ...(block.commands.trim() === '' ? [`${placeOf(block)}: no command; what is only shown is text`] : []),
  ]);
  expect(faults).toEqual([]);
});

test('a block that ends with another code than 0 is one command: of several only the last would have to hold', () => {
  const several = blocks.filter(
    ({ exit, commands }) => exit !== undefined && /\n./.test(commands.replaceAll('\\\n', '')),
  );
  expect(several.map(placeOf)).toEqual([]);
});

test('no fence without a language, or of text, holds commands, and none is of an unknown language', async () => {
  const faults = [];
  for (const page of all) {
    for (const fence of otherFencesOf(page, await readPage(page))) {
      if (fence.holds === 'unknown')
        faults.push(`${placeOf(fence)}: ${fence.language} is none that blocks have`);
      if (fence.holds === 'text' && !USAGE.has(page) && holdsCommands(fence.text))
        faults.push(`${placeOf(fence)}: say sh, or console`);
    }
  }
  expect(faults).toEqual([]);
});

test.each(['Bash', 'sh{1}', 'fish', 'powershell', 'shell'])('a fence of %s is named', language => {
  expect(otherFencesOf('page.md', `\`\`\`${language}\nnpm run x\n\`\`\``)).toMatchObject([
    { holds: 'unknown' },
  ]);
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
  ['$ ls -la', true],
  ['terraform apply', true],
  ['costs $ 5', false],
  ['a ──▶ b', false],
  ['the node that runs it', false],
  ["default-src 'none'; script-src", false],
])('%j is told for what it is', (text, commands) => {
  expect(holdsCommands(text)).toBe(commands);
});
