import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Api } from '../../drivers/control-plane-api.ts';
import { liveADay, usedComesTo } from '../compose/day.test-support.ts';
import { proThirdParties } from '../compose/stand-ins/third-parties.ts';
import { given, InstallerOnEngine } from './engine.test-support.ts';

const RE_RUNS = 10;

/** One word for everything in a folder: names, modes, owners, times, contents. */
async function treeHash(folder: string): Promise<string> {
  const run = execa({ cwd: folder, shell: '/bin/bash' });
  const { stdout } = await run(
    "{ find . -printf '%p %y %m %U %G %s %T@\\n' | sort; find . -type f -print0 | sort -z | xargs -0r sha256sum; } | sha256sum",
  );
  return stdout;
}

/** Each test goes on where the last ended. */
describe('what the installer shows beforehand, and what it repeats, changes nothing on a Docker engine', () => {
  let it: InstallerOnEngine;
  let images: readonly string[] = [];
  let tenantId = '';

  beforeAll(async () => {
    it = await InstallerOnEngine.make();
    images = given(await proThirdParties(it.host));
  });
  afterAll(() => it.remove());

  /** All that a command could change, but for what the services themselves write while they run. */
  async function everything(): Promise<string> {
    const folders = ['.tenantry', 'compose', 'secrets', 'backups'];
    const hashes = await Promise.all(folders.map(name => treeHash(join(it.home, name)).catch(() => 'none')));
    return [...hashes, await it.read('.env').catch(() => 'none'), await it.engineState()].join('\n');
  }

  test('a dry run before the first install makes no folder and no log, and ends with 10', async () => {
    const before = await treeHash(it.folder);
    const { exitCode, all } = await it.run(['install', ...it.settings, '--dry-run']);
    expect(exitCode).toBe(10);
    for (const word of ['would start control-plane', 'secrets, by name:', `TENANTRY_PORT=${it.ports.api}`])
      expect(all).toContain(word);
    expect(await treeHash(it.folder)).toBe(before);
    expect((await it.engineState()).replaceAll(/[\s-]/g, '')).toBe('');
  });

  test(`installed and repeated ${RE_RUNS} times, nothing is to change, and every secret and file is as it was`, async () => {
    await it.ok('install', ...it.settings);
    tenantId = await liveADay(await it.api(), 'sample-previewed', 42);
    const secrets = await treeHash(join(it.home, 'secrets'));
    const files = await treeHash(join(it.home, 'compose'));
    const containers = await it.engineState();
    const env = await it.read('.env');
    for (let round = 0; round < RE_RUNS; round++) {
      expect(await it.ok('install')).toContain('Nothing to change');
      expect(await treeHash(join(it.home, 'secrets'))).toBe(secrets);
    }
    expect(await treeHash(join(it.home, 'compose'))).toBe(files);
    expect(await it.read('.env')).toBe(env);
    expect(await it.engineState()).toBe(containers);
  });

  test('dry runs of a re-run, a setting, an upgrade and a change of tier leave files, containers, networks and volumes', async () => {
    const before = await everything();
    expect((await it.run(['install', '--dry-run'])).exitCode).toBe(0);
    expect((await it.run(['upgrade', '--dry-run'])).exitCode).toBe(0);
    const set = await it.run(['install', '--set', 'TENANTRY_LOG_LEVEL=warn', '--dry-run']);
    expect(set.exitCode).toBe(10);
    expect(set.all).toContain('+TENANTRY_LOG_LEVEL=warn');
    const tier = await it.run(['change-tier', '--tier', 'pro', ...images, '--dry-run']);
    expect(tier.exitCode).toBe(10);
    expect(tier.all).toContain('would start mongodb');
    expect(await everything()).toBe(before);
    await usedComesTo(await it.api(), tenantId, 42);
  });

  test('a machine that is lost comes back from one file and one passphrase, by one command, in another folder', async () => {
    await it.ok('rotate-secret', 'webhook-key');
    await usedComesTo(await it.api(), tenantId, 42);
    await it.write('control-plane.env', 'TENANTRY_MAIL_FROM=tenantry@sample.example.com\n');
    await it.ok('backup', '--to', join(it.folder, 'kept.backup'));
    const former = await it.read('secrets/bootstrap-key');
    const webhookKey = await it.read('secrets/webhook-key');
    const kept = await InstallerOnEngine.make();
    try {
      await mkdir(join(kept.folder, 'usb'));
      await copyFile(join(it.folder, 'kept.backup'), join(kept.folder, 'usb/kept.backup'));
      await copyFile(join(it.home, 'secrets/export-passphrase'), join(kept.folder, 'usb/passphrase'));
      await it.ok('uninstall', '--purge', '--yes');
      const usb = [
        '--from',
        join(kept.folder, 'usb/kept.backup'),
        '--passphrase-file',
        join(kept.folder, 'usb/passphrase'),
      ];
      await kept.ok('restore', ...usb, ...kept.settings);
      await usedComesTo(await kept.api(), tenantId, 42);
      expect(await kept.read('secrets/webhook-key')).toBe(webhookKey);
      expect(await kept.read('control-plane.env')).toContain('sample.example.com');
      // Keys of before open nothing any more.
      const old = new Api(`http://127.0.0.1:${kept.ports.api}`, former);
      await expect(old.send('GET', '/v1/tenants')).rejects.toThrow('401');
      expect(await kept.ok('install')).toContain('Nothing to change');
    } finally {
      await kept.remove();
    }
  });
});
