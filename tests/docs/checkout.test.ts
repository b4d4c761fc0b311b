import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkoutFolder } from './checkout-folder.ts';
import { Reader } from './reader.ts';
import { RUNS } from './runs.ts';

let folder: string;
let reader: Reader;

beforeAll(async () => {
  folder = await checkoutFolder();
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? folder };
  reader = new Reader(RUNS.checkout, { cwd: folder, env });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(RUNS.checkout.pages.map(({ page }) => page))(
  'every command of %s does what the page says',
  { timeout: 240_000 },
  async page => {
    await reader.follow(page);
  },
);

test('no command of these pages was left out', async () => {
  expect(await reader.left()).toEqual([]);
});
