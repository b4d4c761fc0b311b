import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseKeyToken } from '../../control-plane/src/access/key-token.ts';
import { LocalProduct, setUpSteps } from '../../scripts/dev/start/local-product.ts';
import { parseStartOptions } from '../../scripts/dev/start/start-options.ts';
import { welcome } from '../../scripts/dev/start/welcome.ts';
import { linesToPaste } from './lines-to-paste.ts';
import { Reader } from './reader.ts';
import { RUNS } from './runs.ts';

const MINUTES = 60_000;
const product = new LocalProduct();
let folder: string;
let reader: Reader;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-docs-'));
  const options = parseStartOptions(['--no-cluster', '--no-console']);
  for (const step of setUpSteps(options)) await step.run(product, () => undefined);
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
  reader = new Reader(RUNS.api, { cwd: folder, env, told: linesToPaste(await welcome(product, options)) });
}, 3 * MINUTES);

afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true, force: true });
});

test.each(RUNS.api.pages.map(({ page }) => page))(
  'every command of %s does what the page says',
  { timeout: 4 * MINUTES },
  async page => {
    await reader.follow(page);
  },
);

test('a first key that is made as the page says has the form of one', async () => {
  const made = await readFile(join(folder, 'bootstrap-key'), 'utf8');
  expect(parseKeyToken(made.trim())).toBeDefined();
});

test('no command of these pages was left out', async () => {
  expect(await reader.left()).toEqual([]);
});
