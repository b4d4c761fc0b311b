import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { anchorsOf, brokenLinks, markdownFiles, ROOT } from './markdown-links.ts';

test('every relative link of the documentation leads to a file, and its anchor to a heading', async () => {
  const files = await markdownFiles();
  expect(files).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/README.md']));
  expect(await brokenLinks(files)).toEqual([]);
});

test('every page of the documentation can be reached from its index', async () => {
  const index = (await Promise.all(['docs/README.md', 'docs/adr/README.md'].map(read))).join('\n');
  const lost = (await markdownFiles()).filter(file => {
    const page = file.replace(/^docs\/(adr\/)?/, '');
    return file.startsWith('docs/') && !file.endsWith('README.md') && !index.includes(`(${page})`);
  });
  expect(lost).toEqual([]);
});

test('a file that is not there and a heading that is not there are named', async () => {
  const text = '[a](gone.md) [b](README.md#no-such-heading) [c](README.md#two-commands) `[d](code.md)`';
  expect(
    await brokenLinks(['README.md'], async file => (file === 'README.md' ? `## Two commands\n${text}` : '')),
  ).toEqual(['README.md: gone.md', 'README.md: README.md#no-such-heading']);
});

test('anchors are those that a heading gets when it is rendered', () => {
  expect(
    anchorsOf('## What stands today, and what does not\n# `npm start` & more\n```sh\n# a comment\n```'),
  ).toEqual(new Set(['what-stands-today-and-what-does-not', 'npm-start--more']));
});

async function read(file: string): Promise<string> {
  expect(existsSync(`${ROOT}/${file}`)).toBe(true);
  return readFile(`${ROOT}/${file}`, 'utf8');
}
