import { describe, expect, test } from 'vitest';
import { codes, FAST } from './sample-page.test-support.ts';

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
    '<!-- not a claim: formula -->\n## Prices\n\nPro is 490.\n\n### More\n\nAll of it is 900.',
    'It waits 14 days. <!-- not a claim: setting: 14 days -->',
    'Theirs does [40 of them](https://example.org). <!-- not a claim: elsewhere -->',
  ])('%s', markdown => {
    expect(codes(markdown)).toEqual([]);
  });

  test('a mark ends with its section, its list and its block', () => {
    const mark = '<!-- not a claim: formula -->\n';
    expect(codes(`${mark}## A\n\nAll.\n\n## B\n\nAll.`)).toEqual(['claim-uncited']);
    expect(codes(`${mark}## A\n\n${mark}### B\n\n### C\n\nAll.`)).toEqual([]);
    expect(codes(`${mark}- 3\n- 4\n\nAll.`)).toEqual(['claim-uncited']);
    expect(codes('All. <!-- not a claim: limit -->\n\nAll.')).toEqual(['claim-uncited']);
  });

  test('a mark before a section or a table does not take out what the product always or never does', () => {
    const mark = '<!-- not a claim: instruction -->\n';
    expect(codes(`${mark}## A\n\nAll of it. It never fails.`)).toEqual(['claim-uncited']);
    expect(codes(`${mark}## A\n\nAsk all of them. Tenantry answers all of them.`)).toEqual(['claim-uncited']);
    expect(codes(`${mark}| a | b |\n|---|---|\n| 14 days | cannot fail |`)).toEqual(['claim-uncited']);
    expect(codes(`<!-- not a claim: sample -->\n## A sample\n\nAcme never paid.`)).toEqual([]);
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

  test.each([
    ['in the block', 'Acme (sample) pays 490.'],
    ['by a heading over it', '# Samples\n\n## A\n\nAcme pays 490.'],
    ['before it in its section', '## A\n\nThe customers are made up.\n\nAcme pays 490.'],
  ])('a sample is said to be one: %s', (_, markdown) => {
    expect(codes(`${markdown} <!-- not a claim: sample -->`)).toEqual([]);
  });

  test.each([
    ['nowhere', 'Acme pays 490.'],
    ['in another section', '## A\n\nA sample.\n\n## B\n\nAcme pays 490.'],
    ['at the head of the page alone', '# A\n\nSamples are below.\n\n## B\n\nAcme pays 490.'],
  ])('and that is said where it is read, not %s', (_, markdown) => {
    expect(codes(`${markdown} <!-- not a claim: sample -->`)).toEqual(['claim-mark', 'claim-uncited']);
  });

  test.each(['setting', 'definition', 'limit', 'date'])(
    'no section is as a whole of the sort "%s"',
    reason => {
      const mark = `<!-- not a claim: ${reason} -->`;
      expect(codes(`${mark}\n## A\n\nAll of it.`)).toContain('claim-uncited');
      expect(codes(`${mark}\n- all of it\n- 3`)).toEqual([]);
    },
  );

  test('a row of a table with evidence that has none says why, by itself or with its table', () => {
    const rows = '| question | evidence |\n|---|---|\n| a certificate? no |';
    expect(codes(`${rows} <!-- not a claim: limit --> |`)).toEqual([]);
    expect(codes(`<!-- not a claim: limit -->\n${rows} |`)).toEqual([]);
    expect(codes(`${rows} ${FAST} |`)).toEqual([]);
  });

  test('what cites is a claim, whatever it stands among; settings, samples and formulas keep their figures', () => {
    const instruction = '<!-- not a claim: instruction -->\n## A\n\n';
    expect(codes(`${instruction}All 132 pass. ${FAST}`)).toEqual(['claim-figure']);
    expect(codes(`${instruction}All 131 pass, and it never fails. ${FAST}`)).toEqual([]);
    expect(codes(`<!-- not a claim: setting -->\n- It waits 14 days and never fails. ${FAST}`)).toEqual([]);
    expect(codes('<!-- not a claim: setting -->\n- It waits 14 days and never fails.')).toEqual([
      'claim-uncited',
    ]);
  });
});
