import { toString as textOf } from 'mdast-util-to-string';
import { expect, test } from 'vitest';
import { parseMarkdown } from '../../docs/.vitepress/site/parse-markdown.ts';
import { CITED } from './claims/sample-page.test-support.ts';
import { pageOf, plain } from './page.ts';

test.each([
  '# This whole log is void',
  '> said by nobody',
  '- an item',
  '+ an item',
  '12. an item',
  '=== under a line',
  '~~~ a fence',
  '&lt;b&gt; and <b>, {{ 1 + 1 }}',
  '`code`, *strong*, [a](b), ~~gone~~',
])('what an entry says is words on its page: %s', text => {
  const tree = parseMarkdown(`${plain(text)}\n`);
  expect(tree.children.map(({ type }) => type)).toEqual(['paragraph']);
  expect(textOf(tree)).toBe(text);
});

test('evidence of a tree with changes is told apart from that of a commit', () => {
  expect(pageOf(CITED.entries, CITED.frozen)).toContain(
    '`fast`, `loop`; on trees with changes that no commit has: `changed` |',
  );
});
