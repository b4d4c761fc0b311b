import { expect, test } from 'vitest';
import { parsePage, readPages } from '../page.ts';
import { slugsOf } from '../slugs.ts';
import { missingCitations } from './cited-files.ts';
import { brokenLinks, headingFaults, lostPages, outsideLinks, placed } from './links.ts';
import { imagesWithoutText, lostReferencesOf } from './targets.ts';

const pages = await readPages();

test('the pages are read', () => {
  expect(pages.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/README.md']),
  );
});

test('every link and image leads to a file, and its anchor to a heading', () => {
  expect(brokenLinks(pages)).toEqual([]);
  expect(pages.flatMap(page => lostReferencesOf(page).map(token => placed(page, token)))).toEqual([]);
});

test('every page of the documentation can be reached from its index', () => {
  expect(lostPages(pages, ['docs/README.md'])).toEqual([]);
});

test('every file that is cited is there', () => {
  expect(missingCitations(pages)).toEqual([]);
});

test('every image has a text for those who do not see it', () => {
  expect(pages.flatMap(page => imagesWithoutText(page).map(token => placed(page, token)))).toEqual([]);
});

test('headings begin with one title, skip no level, and no two of a page have one anchor', () => {
  expect(pages.filter(({ path }) => path !== 'CHANGELOG.md').flatMap(headingFaults)).toEqual([]);
});

test('links to others go by https', () => {
  const local = /^(http:\/\/(127\.0\.0\.1|localhost)|mailto:)/;
  const wrong = outsideLinks(pages).filter(({ text }) => !text.startsWith('https://') && !local.test(text));
  expect(wrong).toEqual([]);
});

const README = ['## Two commands', '## Again', '### Again', '<a id="by-hand"></a>'].join('\n');
const read = (text: string) => [parsePage('README.md', `${README}\n\n${text}`)];
const none = () => false;

test.each([
  ['[a](gone.md)', 'README.md:6: gone.md: there is no such file'],
  ['[a](README.md#nowhere)', 'README.md:6: README.md#nowhere: README.md has no such heading'],
  ['[a]\n\n[a]: gone.md', 'README.md:8: gone.md: there is no such file'],
  ['<img src="gone.svg" alt="x">', 'README.md:6: gone.svg: there is no such file'],
  ['<source srcset="gone.webp 2x">', 'README.md:6: gone.webp: there is no such file'],
  ["<a href='gone.md'>x</a>", 'README.md:6: gone.md: there is no such file'],
  ['<a href=gone.md>x</a>', 'README.md:6: gone.md: there is no such file'],
  ['<video poster="gone.png">', 'README.md:6: gone.png: there is no such file'],
  ['[a](../out.md)', 'README.md:6: ../out.md: it leads out of the repository'],
])('%s is named', (text, fault) => {
  expect(brokenLinks(read(text), none)).toEqual([fault]);
});

test.each([
  ['node_modules/zod/README.md', 'there is no such file'],
  ['LICENSE#nowhere', 'LICENSE has no such line, and no headings'],
  ['package.json#L99999', 'package.json has no such line, and no headings'],
  [
    'console/src/shared/messages/README.md#nowhere',
    'console/src/shared/messages/README.md has no such heading',
  ],
])('a link to %s leads nowhere on GitHub, whatever lies in this checkout', (target, why) => {
  expect(brokenLinks(read(`[a](${target})`))).toEqual([`README.md:6: ${target}: ${why}`]);
});

test.each(['package.json#L2', 'LICENSE', 'scripts', 'tests/docs/links'])('%s is there', target => {
  expect(brokenLinks(read(`[a](${target})`))).toEqual([]);
});

test.each(['scripts/gone.ts:12', 'scripts/gone.ts:12-14', 'scripts/gone.ts#x', 'node scripts/gone.ts --all'])(
  'a file that is cited as `%s` is looked for',
  cited => {
    expect(missingCitations(read(`\`${cited}\``))).toEqual([
      'README.md:6: `scripts/gone.ts` is not in the repository',
    ]);
  },
);

test.each([
  '[c](#two-commands)',
  '[c](#by-hand)',
  '[c](README.md#again-1)',
  '`[d](code.md)`',
  '[e](https://example.com/gone)',
])('%s leads somewhere', text => {
  expect(brokenLinks(read(text), none)).toEqual([]);
});

test('anchors are those that a heading gets when it is rendered', () => {
  const page = parsePage(
    'a.md',
    '## What stands today, and what does not\n# `npm start` & more\n```sh\n# a comment\n```',
  );
  expect(slugsOf(page)).toEqual(new Set(['what-stands-today-and-what-does-not', 'npm-start--more']));
});

test('faults of headings, images, references and citations are told apart', () => {
  const [page] = read('![](x.svg) [a][b] `tests/docs/gone.ts` `tests/docs/*/links.ts`');
  if (page === undefined) throw new Error('no page was read');
  expect(headingFaults(page)).toEqual([
    'README.md: a page begins with its one title, and has 0',
    expect.stringMatching(/^README\.md:3: “Again” is there twice/),
    'README.md:1: “Two commands” skips a level',
  ]);
  expect(imagesWithoutText(page)).toEqual([{ text: 'x.svg', line: 6 }]);
  expect(lostReferencesOf(page)).toEqual([{ text: '[a][b]', line: 6 }]);
  expect(missingCitations([page])).toEqual(['README.md:6: `tests/docs/gone.ts` is not in the repository']);
});

test('a page that nothing leads to is lost', () => {
  const linked = [
    parsePage('docs/README.md', '[a](a.md)'),
    parsePage('docs/a.md', ''),
    parsePage('docs/b.md', ''),
  ];
  expect(lostPages(linked, ['docs/README.md'])).toEqual(['docs/b.md']);
});
