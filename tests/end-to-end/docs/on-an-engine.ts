import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { createClient } from '../../../contracts/src/client/create-client.ts';
import { dataOf } from '../../../scripts/dev/start/onboard-samples.ts';
import { Unavailable } from '../../../scripts/dev/unavailable.ts';
import { productVersion } from '../../../scripts/packaging/read-manifests.ts';
import { releaseImages } from '../../../scripts/release/release-images.ts';
import { releaseBefore } from '../../../scripts/release/releases.ts';
import { resolveRelease } from '../../../scripts/release/resolve-release.ts';
import { ROOT } from '../../../scripts/root.ts';
import { blocksOfPage } from '../../docs/blocks/read-blocks.ts';
import { Reader } from '../../docs/reader.ts';
import { RUNS } from '../../docs/runs.ts';
import type { Figures } from './figures.ts';
import type { Newcomer } from './newcomer.ts';
import { timed } from './on-a-cluster.ts';

const INSTALL = 'docs/how-to/install-with-compose.md';
const UPGRADE = 'docs/how-to/upgrade.md';
const CALL = 'docs/how-to/call-the-api.md';
/** Where the pages install to, keep backups, and listen. */
const HOME = '/opt/tenantry';
const ELSEWHERE = '/mnt/elsewhere';
const ADDRESS = 'http://127.0.0.1:8080';
const COUNTED_WITHIN_MS = 30_000;

/** The pages speak of fixed places: none of them may be somebody's. @throws Unavailable */
export async function placesAreFree(): Promise<void> {
  const problems: string[] = [];
  if (process.getuid?.() !== 0) problems.push(`only root writes to ${HOME}, as the pages do`);
  for (const folder of [HOME, ELSEWHERE])
    if (existsSync(folder)) problems.push(`${folder} is there already, and may be somebody's`);
  if (await fetch(ADDRESS).catch(() => undefined)) problems.push(`something listens at ${ADDRESS} already`);
  if (problems.length === 0) return;
  throw new Unavailable(['The pages about Compose cannot be followed here:', ...problems].join('\n  - '));
}

/** Images of this version and of the one before are in the engine: built in an earlier step, or now. */
export async function imagesAreThere(newcomer: Newcomer, host: string | undefined): Promise<void> {
  const { clone: cwd, env, room } = newcomer;
  const image = `tenantry/control-plane:${await productVersion(ROOT)}`;
  const run = execa({ cwd, env, extendEnv: false, stdout: process.stderr, stderr: 'inherit' });
  const found = await execa({ env, extendEnv: false, reject: false })`docker image inspect ${image}`;
  if (found.exitCode === 0) console.log(`${image} was built before, and is taken`);
  else await run`npm run images`;
  const former = await resolveRelease(ROOT, await releaseBefore(ROOT), `${room}/former`);
  console.log(await releaseImages(ROOT, former, { host, log: line => console.log(line) }));
}

/** Installed, used, upgraded, gone back, backed up, lost, restored, and taken away. */
export async function onAnEngine(newcomer: Newcomer, reader: Reader, figures: Figures): Promise<void> {
  const { clone: cwd, env } = newcomer;
  const installer = (...args: readonly string[]) =>
    execa({ cwd, env, extendEnv: false })`scripts/install_tier.sh ${args} --dir ${HOME}`;
  const purge = () => installer('uninstall', '--purge', '--yes');
  const took = (part: string) => reader.secondsOf(part);

  await mkdir(ELSEWHERE);
  try {
    await reader.follow(INSTALL, async ({ commands, exit }) => {
      if (commands.includes(' upgrade ') && exit === 10) {
        await purge();
        await reader.follow(UPGRADE);
        figures.say({ install: took('tenantry-0.1.0/scripts/install_tier.sh install') });
        const user = new Reader(RUNS.api, { cwd, env, told: await keyOfCompose() });
        figures.say({ use: await timed(() => user.follow('docs/tutorial/first-customer.md')) });
        await usedComesTo('1250');
      }
      if (commands.includes(' rollback ')) {
        figures.say({ upgrade: took('install_tier.sh upgrade --dir /opt/tenantry\n') });
        await usedComesTo('1250');
      }
      if (commands.includes(' backup ')) {
        await usedComesTo('1250');
        await installer('upgrade');
        await reader.paste(INSTALL, 'export-passphrase /mnt/elsewhere');
      }
      if (commands.includes('--passphrase-file')) {
        figures.say({ backUp: took('install_tier.sh backup') });
        await purge();
      }
      if (commands.includes('rotate-secret')) {
        figures.say({
          restore: took('--passphrase-file'),
          restoreInPlace: took('--from /mnt/elsewhere/tenantry.backup\n'),
        });
        await usedComesTo('1250');
      }
    });
    // A page whose commands are others now would have left out what is looked at between them.
    for (const name of ['install', 'use', 'upgrade', 'backUp', 'restore', 'restoreInPlace'])
      assert.ok(
        name in figures.seconds,
        `no block of ${INSTALL} was taken for the one before which ${name} is told`,
      );
    await reader.follow('docs/reference/installer.md');
    await purge();
    await reader.follow('docs/how-to/build-images.md');
  } finally {
    await purge().catch(() => undefined);
    await rm(HOME, { recursive: true, force: true });
    await rm(ELSEWHERE, { recursive: true, force: true });
  }
}

/** The lines of "Call the API" for an installation by Compose. */
async function keyOfCompose(): Promise<string> {
  const block = (await blocksOfPage(CALL)).find(({ commands }) => commands.includes(`${HOME}/secrets`));
  assert.ok(block, `${CALL} does not say how an installation by Compose is called`);
  return block.commands;
}

/** Queries that the customer of the tutorial made: they are counted within moments, and never lost. */
async function usedComesTo(wanted: string): Promise<void> {
  const token = (await readFile(`${HOME}/secrets/bootstrap-key`, 'utf8')).trim();
  const client = createClient({ baseUrl: ADDRESS, token });
  const found = dataOf(await client.GET('/v1/tenants', { params: { query: { q: 'corner-shop' } } }));
  const tenantId = found.items[0]?.tenantId;
  assert.ok(tenantId, 'the customer of the tutorial is gone');
  const params = { path: { tenantId, meter: 'query' } };
  const deadline = performance.now() + COUNTED_WITHIN_MS;
  for (;;) {
    const { used } = dataOf(
      await client.GET('/v1/tenants/{tenantId}/entitlements/meters/{meter}', { params }),
    );
    if (used === wanted) return;
    assert.ok(performance.now() < deadline, `${wanted} queries were made, and ${used} are counted`);
    await sleep(250);
  }
}
