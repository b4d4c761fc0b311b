import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../scripts/root.ts';
import { programRights } from '../../drivers/rights/rendered-rights.ts';
import { titleOf } from '../../drivers/rights/right.ts';
import { readUsage, usageOf } from './usage.ts';

test('every right of the chart has a test file that uses it, and no other right is used', async () => {
  const usage = await readUsage();
  expect(Object.keys(usage).sort()).toEqual((await programRights()).map(titleOf).sort());
  for (const file of new Set(Object.values(usage).flat())) {
    await access(join(ROOT, file));
    expect(await readFile(join(ROOT, file), 'utf8'), file).toContain('use-world.ts');
  }
});

test('of the files that use a right, the shortest is tried first', () => {
  const recorded = ['/r/long', '/r/short', '/r/other'].map((file, at) => ({
    file,
    used: at < 2 ? ['a: get pods'] : ['a: list pods'],
    refused: [],
    doubtful: [],
  }));
  const seconds: Record<string, number> = { long: 60, short: 5, other: 1 };
  expect(usageOf('/r', recorded, file => seconds[file] ?? 0)).toEqual({
    'a: get pods': ['short', 'long'],
    'a: list pods': ['other'],
  });
});
