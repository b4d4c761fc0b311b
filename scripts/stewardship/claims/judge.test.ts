import { describe, expect, test } from 'vitest';
import { codes, FAST } from './sample-page.test-support.ts';

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
    ...[
      'Each of them.',
      'Any tenant.',
      'It will not fail.',
      'Whatever dies.',
      'Tenantry counts.',
      'The installer asks.',
    ],
    ...['99.9.9 % of the time', 'in 1.2.3 seconds'],
    '| question | evidence |\n|---|---|\n| does it work? | by hand |',
    '<!-- computed: prices -->\n\n| a |\n|---|\n| 3 |\n\n<!-- end of computed -->',
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
