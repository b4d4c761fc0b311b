import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/root.ts';
import { readPages } from './page.ts';

const words = readFileSync(join(ROOT, 'docs/words.txt'), 'utf8').trim().split('\n');

test('words of ours are sorted, each once, and each is used', async () => {
  const sorted = [...new Set(words)].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase(), 'en'));
  expect(words).toEqual(sorted);
  const text = (await readPages())
    .map(page => page.text)
    .join('\n')
    .toLowerCase();
  expect(words.filter(word => !text.includes(word.toLowerCase()))).toEqual([]);
});

/** What cspell and markdownlint take from a page as an order to look away. */
const SWITCH =
  /\b(c?spell|spell-?checker)::?\s*[a-z]|\bmarkdownlint-(disable|enable|configure|capture|restore)/i;

test('no page switches the checks of its prose and form off', async () => {
  const switched = (await readPages()).filter(({ text }) => SWITCH.test(text)).map(({ path }) => path);
  expect(switched, 'a word that is right has its line in docs/words.txt').toEqual([]);
});

test.each([
  '<!-- cspell:disable -->',
  '<!-- cSpell: ignore teh -->',
  '<!-- spell-checker:words teh -->',
  '<!-- markdownlint-disable-file -->',
  '<!-- markdownlint-configure-file { "MD033": false } -->',
])('%s is such a switch', text => {
  expect(SWITCH.test(text)).toBe(true);
});
