import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Body, chained } from './chain.ts';
import { type Figure, figuresOf } from './claim-figures.ts';
import { claimsOf } from './claims.ts';
import { readEvidence } from './evidence-copy.ts';
import { evidenceText, keptLog } from './kept-log.test-support.ts';
import { EXCUSED } from './places.ts';
import { writePage } from './write-page.ts';

const SHA = 'a'.repeat(64);
const BODY: Body = {
  ...{
    kind: 'evidence',
    version: '1.0.0',
    by: 'maintainers',
    at: '2026-11-26T12:00:00Z',
    commit: 'c'.repeat(40),
  },
  ...{ what: 'What holds of 3 things.', why: 'For the sake of a test.' },
  evidence: [{ path: 'docs/evidence/sample.json', sha256: SHA, lines: ['fast', 'loop'] }],
};
const one = chained(BODY, undefined);
const two = chained({ ...BODY, what: 'A wrong entry of 9.', evidence: [] }, one);
const three = chained({ ...BODY, kind: 'correction', corrects: 'E2', evidence: [] }, two);
const copy = readEvidence(
  evidenceText([
    { id: 'fast', figures: { readyMs: [2665], idleMiB: 134.1, over: { passed: 131 }, cacheShare: 0.834 } },
    { id: 'loop', figures: { seconds: { 'to the alert': 0.19 }, statementMinor: '16459' } },
  ]),
);
if (!copy) throw new Error('the sample is no evidence');
const CITED = { entries: [one, two, three], frozen: new Map([[SHA, copy]]) };
const FAST = '[E1 sample/fast](../stewardship/README.md#e1)';
const LOOP = '[E1 sample/loop](../stewardship/README.md#e1)';

function codes(markdown: string, path = 'docs/commercial/page.md'): readonly string[] {
  return claimsOf(path, markdown, CITED).faults.map(({ code }) => code);
}

describe('a claim without a citation', () => {
  test.each([
    'It starts in 3 s.',
    'It never loses a thing.',
    '## All of it',
    '- an item\n- that costs half',
    '| a | b |\n|---|---|\n| fast | `2 s` |',
    'It is done in two minutes.',
    '> Nobody waits.',
    '![the fastest start](a.png)',
    'It starts\n<!-- a remark -->\nin 3 s.',
    '![99.99 % of the time][up]\n\n[up]: a.png',
    "<img src='a.png' alt='99.99 % of the time'>",
    '<img src=a.png title=3>',
    '[how](a.md "It never fails")',
    '![a](a.png "It never fails")',
    '[how][a]\n\n[a]: a.md "It never fails"',
    '```text\nIt never fails.\n```',
    '```\nReady in 3 s.\n```',
    '    It never fails.',
    '## 99. % of it',
    ...[
      '10x faster',
      '10× faster',
      'fifty percent',
      'twenty-five times',
      'a third of it',
      'three quarters',
      'tenfold',
    ],
    ...['two-fold', 'halved', 'tripled', 'thrice', '½ of it', '⅔', '1.000.000 tenants', '0999 tenants'],
    ...['uptime-99.99 %', 'in 99 May uptime', 'No customer has lost it.', 'Not a single loss.'],
    'It al\u200bways starts.',
  ])('%s', markdown => {
    expect(codes(markdown)).toEqual(['claim-uncited']);
  });

  test('cited in the paragraph beside it', () => {
    expect(codes(`It never stops.\n\nSee ${FAST}.`)).toEqual(['claim-uncited']);
  });
});

describe('what would be shown and not read is refused', () => {
  test.each([
    '<!-- a --> **It never fails.** <!-- b -->',
    '<!--> It never fails. -->',
    '<!-- a --!> It never fails. -->',
    '<!--@include: ../other.md-->',
    '<!-- @include: ../other.md -->',
    '<<< ../other.md',
    '<img src="a.png" alt="99&#46;99 &#37;">',
    '---\ntitle: It never fails\n---\n\n# A',
  ])('%s', markdown => {
    expect(codes(markdown)).toContain('claim-html');
  });
});

describe('no claim', () => {
  test.each([
    'It starts quickly.',
    'Since 2026-11-26, in version 0.2.0, by E12 and p95, SHA256 and decision record 0011.',
    'On 26 November 2026.',
    '```sh\nnpm start 3\n```',
    'Set `TENANTRY_X=5`.',
    '[A link](https://example.org/3/never)',
    '# 1. The first step',
    'Acme (sample) pays 490 EUR. <!-- not a claim: sample -->',
    '<!-- not a claim: setting -->\n\n| plan | price |\n|---|---|\n| pro | 490 |\n| all | 900 |',
    '<!-- not a claim: setting -->\n## Prices\n\nPro is 490.\n\n### More\n\nAll of it is 900.',
    'It waits 14 days. <!-- not a claim: setting: 14 days -->',
    'Theirs does [40 of them](https://example.org). <!-- not a claim: elsewhere -->',
  ])('%s', markdown => {
    expect(codes(markdown)).toEqual([]);
  });

  test('a mark ends with its section, its list and its block', () => {
    const mark = '<!-- not a claim: sample -->\n';
    expect(codes(`${mark}## A\n\nAll.\n\n## B\n\nAll.`)).toEqual(['claim-uncited']);
    expect(codes(`${mark}## A\n\n${mark}### B\n\n### C\n\nAll.`)).toEqual([]);
    expect(codes(`${mark}- 3\n- 4\n\nAll.`)).toEqual(['claim-uncited']);
    expect(codes('All. <!-- not a claim: sample -->\n\nAll.')).toEqual(['claim-uncited']);
  });

  test('a mark before a section or a table does not take out what the product always or never does', () => {
    const mark = '<!-- not a claim: setting -->\n';
    expect(codes(`${mark}## A\n\nAll of it. It never fails.`)).toEqual(['claim-uncited']);
    expect(codes(`${mark}| a | b |\n|---|---|\n| 14 days | cannot fail |`)).toEqual(['claim-uncited']);
    expect(codes(`<!-- not a claim: sample -->\n## A\n\nAcme never paid.`)).toEqual([]);
    expect(codes(`${mark}## A\n\nNever ask twice. <!-- not a claim: instruction -->`)).toEqual([]);
  });

  test('what a mark does not name is still a claim', () => {
    expect(codes('It waits 14 days and never forgets. <!-- not a claim: setting: 14 days -->')).toEqual([
      'claim-uncited',
    ]);
    expect(codes(`It waits 14 days, ready in 9 s. ${FAST} <!-- not a claim: setting: 14 days -->`)).toEqual([
      'claim-figure',
    ]);
  });

  test('a mark without one of the reasons, and one about others without a link to them', () => {
    expect(codes('All of it. <!-- not a claim: because -->')).toEqual(['claim-mark', 'claim-uncited']);
    expect(codes('All of it. <!-- not a claim -->')).toEqual(['claim-mark', 'claim-uncited']);
    expect(codes('Theirs does 40. <!-- not a claim: elsewhere -->')).toEqual(['claim-mark', 'claim-uncited']);
  });
});

describe('a citation', () => {
  test.each([
    [`It is ready in 2.7 s. ${FAST}`],
    [`It is ready in 2665 ms, or about 2,700 ms. ${FAST}`],
    [`All 131 pass, on 2 cores. ${FAST}`],
    [`It takes 134 MiB, 141 MB. ${FAST}`],
    [`It hits in 83 %. ${FAST}`],
    [`The bill is 164.59 EUR, the alert there in 190 ms. ${LOOP}`],
    [`It never fails. ${FAST}`],
    [`Of 3 things all hold. [E1](../stewardship/README.md#e1)`],
  ])('that has the figure: %s', markdown => {
    expect(codes(markdown)).toEqual([]);
  });

  test.each([
    [`It is ready in 2.6 s. ${FAST}`, 'claim-figure'],
    [`It saves 131 %. ${FAST}`, 'claim-figure'],
    [`It saves 2 %. ${FAST}`, 'claim-figure'],
    [`It wins 2 times. ${FAST}`, 'claim-figure'],
    [`It is ready in 0 s. ${FAST}`, 'claim-figure'],
    [`All 132 pass. ${FAST}`, 'claim-figure'],
    [`It takes 2665 MB. ${FAST}`, 'claim-figure'],
    [`The alert is there in 0.2 s. ${FAST}`, 'claim-figure'],
    ['All 131 pass. [E1](../stewardship/README.md#e1)', 'claim-figure'],
    ['All of it. [E3](../stewardship/README.md#e3)', 'claim-bare'],
    ['All of it. [E9](../stewardship/README.md#e9)', 'claim-entry'],
    ['All of it. [E1 sample/other](../stewardship/README.md#e1)', 'claim-evidence'],
    ['All of it. [E1 other/fast](../stewardship/README.md#e1)', 'claim-evidence'],
    ['All of it. [E2](../stewardship/README.md#e2)', 'claim-corrected'],
    ['All of it. [E1](../stewardship/README.md#e2)', 'claim-link'],
    ['All of it. [E1](../README.md#e1)', 'claim-link'],
    ['All of it. [the log](../stewardship/README.md#e1)', 'claim-link'],
    ['<b>All</b> of it. [E1](../stewardship/README.md#e1)', 'claim-html'],
  ])('that does not hold: %s', (markdown, code) => {
    expect([...new Set(codes(markdown))]).toEqual([code]);
  });
});

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
  const page = '<!-- not a claim: setting -->\n\n# Prices\n\nPro is 490.\n';
  await log.write('docs/commercial/README.md', page);
  await writePage(log.root);
  expect(await log.codes()).toEqual([]);
  await log.write('docs/commercial/README.md', `${page}\nTenantry is 99.99 % sure.\n`);
  expect(await log.codes()).toEqual(['excused-stale']);
  await writePage(log.root);
  expect(await log.read(EXCUSED)).toContain('setting: 99.99 %');
});

test('figures are read as they are written', () => {
  const read = (text: string) => figuresOf(text).map(({ written, value }: Figure) => `${written}=${value}`);
  expect(
    read('50k events, 40 million, 1,000 tenants, 2.5 s, ~30 MB, 99 %, five tenants, 4xx, 2nd, EUR490'),
  ).toEqual([
    ...['50k=50000', '40 million=40000000', '1,000=1000', '2.5 s=2.5', '~ 30 MB=30', '99 %=99', '490=490'],
    'five tenants=5',
  ]);
});
