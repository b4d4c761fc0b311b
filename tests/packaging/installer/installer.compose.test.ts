import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { liveADay, usedComesTo } from '../compose/day.test-support.ts';
import { proThirdParties } from '../compose/stand-ins/third-parties.ts';
import { given, InstallerOnEngine } from './engine.test-support.ts';

/** Each test goes on where the last ended. */
describe('the installer on a Docker engine', () => {
  let it: InstallerOnEngine;
  let tenantId = '';

  beforeAll(async () => {
    it = await InstallerOnEngine.make();
  });
  afterAll(() => it.remove());

  test('a bare folder becomes a running community tier, which is used through its API', async () => {
    expect(await it.ok('install', ...it.settings)).toContain('running and healthy');
    tenantId = await liveADay(await it.api(), 'sample-installed', 42);
    expect(await it.ok('install')).toContain('Nothing to change');
  });

  test('it goes up to pro with its events, and takes more', async () => {
    await it.useStandIns();
    await it.ok('change-tier', '--tier', 'pro', '--yes', ...given(await proThirdParties(it.host)));
    await usedComesTo(await it.api(), tenantId, 42);
    expect(await it.containers()).toHaveLength(5);
  });

  test('it goes back to community with its events, and no container of pro stays', async () => {
    await it.ok('rollback', '--yes');
    await usedComesTo(await it.api(), tenantId, 42);
    expect(await it.containers()).toEqual(['control-plane']);
  });

  test('a run that is killed in the middle is put right by the next one', async () => {
    const fault = { TENANTRY_FAULT_AFTER: 'start-begun', TENANTRY_FAULT_SIGNAL: 'KILL' };
    const killed = await it.run(['install', '--set', 'TENANTRY_LOG_LEVEL=warn'], fault);
    expect(killed.exitCode).toBe(137);
    expect(await it.ok('install')).toContain('putting that right first');
    await usedComesTo(await it.api(), tenantId, 42);
  });

  test('what is backed up is restored', async () => {
    const backup = join(it.folder, 'copy.backup');
    await it.ok('backup', '--to', backup);
    await it.ok('restore', '--from', backup, '--yes');
    await usedComesTo(await it.api(), tenantId, 42);
  });

  test('uninstalled, no container is left, and another install goes on with the data', async () => {
    await it.ok('uninstall', '--yes');
    expect(await it.containers()).toEqual([]);
    await it.ok('install');
    await usedComesTo(await it.api(), tenantId, 42);
  });
});
