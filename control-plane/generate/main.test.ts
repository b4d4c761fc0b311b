import { expect, test } from 'vitest';
import { generatedFiles } from './main.ts';

test('the same routes give the same bytes', async () => {
  expect([...(await generatedFiles())]).toEqual([...(await generatedFiles())]);
});

test('every generated file says what made it', async () => {
  for (const [path, content] of await generatedFiles())
    expect(content.split('\n').slice(0, 3).join('\n'), path).toContain('npm run generate');
});

test('a cell keeps a table whole, whatever stands in it', async () => {
  for (const [path, content] of await generatedFiles()) {
    if (!path.endsWith('.md')) continue;
    const columns = (line: string) => line.replaceAll('\\|', '').split('|').length;
    for (const block of content
      .split(/\n(?!\|)/)
      .map(part => part.split('\n').filter(l => l.startsWith('|'))))
      expect(new Set(block.map(columns)).size, `${path}: ${block[0]}`).toBeLessThanOrEqual(1);
  }
});
