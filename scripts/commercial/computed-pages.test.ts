import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fillSections } from '../page-sections.ts';
import { ROOT } from '../root.ts';
import { computedPages } from './computed-pages.ts';

const pages = await computedPages(ROOT);

test.each([...pages])(
  '%s says what the code, the plans and the manifests say now',
  async (page, sections) => {
    const text = await readFile(join(ROOT, page), 'utf8');
    expect(text, 'node_modules/.bin/node scripts/commercial/main.ts writes it').toBe(
      fillSections(text, sections),
    );
  },
);

test('nothing is called computed that is not: each part is on its page once, with an end, and no other page has one', async () => {
  const folder = 'docs/commercial';
  for (const name of (await readdir(join(ROOT, folder))).filter(file => file.endsWith('.md'))) {
    const text = await readFile(join(ROOT, folder, name), 'utf8');
    const marks = [...text.matchAll(/<!--\s*(?:computed: ([^\s]+)|(end of computed))[^>]*-->/g)];
    const parts = [...(pages.get(`${folder}/${name}`)?.keys() ?? [])];
    const begun = marks.filter((_, at) => at % 2 === 0).map(([, part]) => part);
    expect([name, ...begun.toSorted()]).toEqual([name, ...parts.toSorted()]);
    expect(marks.filter((_, at) => at % 2 === 1).every(([, , end]) => end !== undefined)).toBe(true);
  }
});

test('a figure that was changed by hand, a part that nothing computes and one without a place are found', () => {
  const page = 'before\n<!-- computed: sum -->\n| 3 |\n<!-- end of computed -->\nafter\n';
  expect(fillSections(page, new Map([['sum', ['| 2 |']]]))).toBe(page.replace('3', '2'));
  expect(() => fillSections(page, new Map())).toThrow('nothing computes "sum"');
  expect(() => fillSections('', new Map([['sum', []]]))).toThrow('no place for sum');
});
