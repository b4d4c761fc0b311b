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
