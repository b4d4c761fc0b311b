import { describe, expect, test } from 'vitest';
import { CHANGED, codes, FAST, LOOP } from './sample-page.test-support.ts';

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
    [`All of it, on a tree with changes that no commit has. ${CHANGED}`],
    [`Of it, as it was recorded: ${FAST}\n\n- all 131 pass\n- it never fails`],
    [`Of it: ${FAST}\n\n| a |\n|---|\n| ready in 2.7 s |`],
    [
      `## A\n\nBy code. ${FAST}\n\n<!-- computed: prices -->\n| a |\n|---|\n| 490 EUR |\n<!-- end of computed -->`,
    ],
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
    [`All of it. ${CHANGED}`, 'claim-dirty'],
    [`Of it: ${FAST}\n\n- all 132 pass`, 'claim-figure'],
    [`Of it. ${FAST}\n\n- all of it`, 'claim-uncited'],
    [`By code. ${FAST}\n\n<!-- computed: a -->\n3\n<!-- end of computed -->\n\nAll of it.`, 'claim-uncited'],
    [`| a | evidence |\n|---|---|\n| 132 pass | ${FAST} |`, 'claim-figure'],
    ['<b>All</b> of it. [E1](../stewardship/README.md#e1)', 'claim-html'],
  ])('that does not hold: %s', (markdown, code) => {
    expect([...new Set(codes(markdown))]).toEqual([code]);
  });
});
