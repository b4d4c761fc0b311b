import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keptLog } from '../kept-log.test-support.ts';
import { EXCUSED } from '../places.ts';
import { writePage } from '../write-page.ts';
import { codes } from './sample-page.test-support.ts';

describe('of the README', () => {
  const table = '\n\n| a | b |\n|---|---|\n| c | d |\n\n';

  test('the comparison is read, and no more', () => {
    const text = `# A\n\nAll of it.\n\n## Against the alternatives${table}### More\n\nNever 7.\n\n## After\n\nAll.`;
    expect(codes(text, 'README.md')).toEqual(['claim-uncited']);
    expect(codes(`## Compared${table}All. [E1](docs/stewardship/README.md#e1)`, 'README.md')).toEqual([]);
  });

  test.each([
    ['none', `## Tenantry and others${table}All.`],
    ['nothing at all', ''],
    ['one in HTML', `<h2>Alternatives</h2>${table}All.`],
    ['two', `### Compare tiers${table}## Compared${table}`],
    ['one without a table', `## Compared\n\nSee below.\n\n## Tenantry and others${table}All.`],
  ])('there is one: not %s', (_, text) => {
    expect(codes(text, 'README.md')).toContain('claim-comparison');
  });
});

test('without a page to hold there is a fault, and a page is one whatever the case of its ending', async () => {
  const log = await keptLog();
  await log.write('docs/commercial/x.MD', 'It never fails.\n');
  expect(await log.codes()).toEqual(['claim-uncited']);
  await rm(join(log.root, 'docs/commercial'), { recursive: true });
  expect(await log.codes()).toEqual(['claim-pages']);
  await rm(join(log.root, 'README.md'));
  expect(await log.codes()).toEqual(['claim-pages', 'claim-comparison']);
});

test('a page below docs/commercial is found and read', async () => {
  const log = await keptLog();
  await log.write('docs/commercial/a/page.md', 'It never fails.\n');
  expect(await log.codes()).toEqual(['claim-uncited']);
  await log.write(
    'docs/commercial/a/page.md',
    'Ready in 2.7 s. [E2 sample/fast](../../stewardship/README.md#e2)\n',
  );
  expect(await log.codes()).toEqual([]);
});

test('a figure more under a mark is seen, wherever the mark stands', async () => {
  const log = await keptLog();
  const page = '<!-- not a claim: formula -->\n\n# Prices\n\nPro is 490.\n';
  await log.write('docs/commercial/README.md', page);
  await writePage(log.root);
  expect(await log.codes()).toEqual([]);
  await log.write('docs/commercial/README.md', `${page}\nIt is 99.99 % sure.\n`);
  expect(await log.codes()).toEqual(['excused-stale']);
  await writePage(log.root);
  expect(await log.read(EXCUSED)).toContain('formula: 99.99 %');
});
