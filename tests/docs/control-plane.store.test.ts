import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../../contracts/src/client/create-client.ts';
import { dataOf } from '../../scripts/dev/start/onboard-samples.ts';
import type { CommandBlock } from './blocks/command-block.ts';
import { checkoutFolder } from './checkout-folder.ts';
import { Reader } from './reader.ts';
import { RUNS } from './runs.ts';
import { Terminal } from './terminal.ts';

const MINUTE = 60_000;
/** Where it listens unless it is told otherwise, as the pages take for granted. */
const ADDRESS = 'http://127.0.0.1:8080';
const KEY = `export API=${ADDRESS} KEY=$(cat admin-key 2>/dev/null)\n`;

let folder: string;
let reader: Reader;
let running: Terminal | undefined;

beforeAll(async () => {
  const answer = await fetch(ADDRESS).catch(() => undefined);
  if (answer !== undefined)
    throw new Error(`these pages speak of ${ADDRESS}, and something listens there already`);
  folder = await checkoutFolder();
  reader = new Reader(RUNS.controlPlane, { ...machine(), told: KEY });
});

afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

test.each(RUNS.controlPlane.pages.map(({ page }) => page))(
  'every command of %s does what the page says',
  { timeout: 2 * MINUTE },
  async page => {
    await reader.follow(page, before).finally(stop);
  },
);

test('no command of these pages was left out', async () => {
  expect(await reader.left()).toEqual([]);
});

/** The control plane runs, or does not, as the sentence before the block says. */
async function before({ page, commands }: CommandBlock): Promise<void> {
  // Where the page itself starts it, the reader stops it there.
  if (/cli\/main\.ts (keys|verify|rebuild)/.test(commands)) await Promise.all([reader.interrupt(), stop()]);
  if (page.endsWith('call-the-api.md') || commands.includes('backup --ask') || commands.includes('erasures'))
    await start();
  if (commands.includes('tenantry export')) await stop();
}

async function start(): Promise<void> {
  if (running !== undefined) return;
  const { cwd, env } = machine();
  running = await Terminal.open(cwd, env);
  await running.keep('npx node control-plane/src/main.ts\n', 'listening', MINUTE);
  const key = (await readFile(join(folder, 'admin-key'), 'utf8')).trim();
  const client = createClient({ baseUrl: ADDRESS, token: key });
  const body = { slug: 'sample-steady', displayName: 'Steady use (sample)' };
  dataOf(await client.POST('/v1/tenants', { params: { header: { 'Idempotency-Key': 'docs' } }, body }));
}

async function stop(): Promise<void> {
  await running?.close();
  running = undefined;
}

function machine() {
  return { cwd: folder, env: { PATH: process.env['PATH'] ?? '', HOME: folder } };
}
