import { copyFile, open, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proThirdParties } from '../compose/stand-ins/third-parties.ts';
import { given, InstallerOnEngine } from './engine.test-support.ts';
import { type IsolatedEngine, startIsolatedEngine } from './isolated-engine.test-support.ts';

/** Each test goes on where the last ended. */
describe('a bundle made on one engine is installed on another that reaches nobody', () => {
  let here: InstallerOnEngine;
  let there: InstallerOnEngine;
  let engine: IsolatedEngine;
  let bundle = '';
  let checksum = '';

  beforeAll(async () => {
    here = await InstallerOnEngine.make();
    engine = await startIsolatedEngine();
    there = await InstallerOnEngine.make({ host: engine.host, prefix: engine.inside });
    bundle = join(here.folder, 'tenantry.bundle');
  });
  afterAll(async () => {
    await there.remove();
    await engine.remove();
    await here.remove();
  });

  /** Asks the API from within the other network. */
  async function ask(method: string, path: string, body?: unknown): Promise<string> {
    const key = (await there.read('secrets/bootstrap-key')).trim();
    const data = body === undefined ? [] : ['--data', JSON.stringify(body)];
    const headers = ['-H', `Authorization: Bearer ${key}`, '-H', 'Content-Type: application/json'];
    const url = `http://127.0.0.1:${there.ports.api}${path}`;
    return (await execa`${[...engine.inside, 'curl', '-sSf', '-X', method, ...headers, ...data, url]}`)
      .stdout;
  }

  const images = async () =>
    (await there.docker('images', '--format', '{{.Repository}}:{{.Tag}}')).split('\n').sort();

  test('the other engine has no image and no way out of its network', async () => {
    expect(await there.docker('images', '--quiet')).toBe('');
    const routes = await execa`${[...engine.inside, 'cat', '/proc/net/route']}`;
    // The engine's own bridges, and no way by default.
    expect(routes.stdout).not.toMatch(/^\S+\s+00000000\s/m);
    const { exitCode, all } = await there.run(['install', ...there.settings]);
    expect(exitCode).toBe(15);
    expect(all).toContain('cannot be had');
  });

  test('a bundle with an add-on is written, with its checksum', async () => {
    const thirdParties = { ...(await proThirdParties(here.host)) };
    const control =
      (await here.docker('images', 'tenantry/control-plane', '--format', '{{.Repository}}:{{.Tag}}'))
        .split('\n')
        .sort()
        .at(-1) ?? '';
    const said = await here.ok(
      'bundle',
      '--profile',
      'observability',
      '--to',
      bundle,
      ...given({
        TENANTRY_COLLECTOR_IMAGE: thirdParties['TENANTRY_COLLECTOR_IMAGE'] ?? '',
        TENANTRY_PROMETHEUS_IMAGE: thirdParties['TENANTRY_PROMETHEUS_IMAGE'] ?? '',
        TENANTRY_GRAFANA_IMAGE: control,
      }),
    );
    checksum = /[0-9a-f]{64}/.exec(said)?.[0] ?? '';
    expect(checksum).toBe((await execa`sha256sum ${bundle}`).stdout.slice(0, 64));
  });

  test('cut short, altered in one byte of an image, or not the one that was handed over, nothing of it is loaded', async () => {
    const copy = join(here.folder, 'altered.bundle');
    await copyFile(bundle, copy);
    const { size } = await stat(copy);
    const file = await open(copy, 'r+');
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.floor(size / 2));
    await file.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, Math.floor(size / 2));
    await file.close();
    const install = (from: string, ...more: readonly string[]) =>
      there.run(['install', '--from-bundle', from, ...there.settings, ...more]);
    const altered = await install(copy);
    expect(altered.exitCode).toBe(12);
    expect(altered.all).toContain('a checksum is wrong');
    expect((await install(copy, '--bundle-sha256', checksum)).exitCode).toBe(12);
    await truncate(copy, Math.floor(size / 2));
    expect((await install(copy)).exitCode).toBe(12);
    expect(await there.docker('images', '--quiet')).toBe('');
    expect(await there.containers()).toEqual([]);
  });

  test('it is installed with its add-on, without naming an image, and used through its API', async () => {
    await there.useStandIns();
    const said = await there.ok(
      'install',
      '--from-bundle',
      bundle,
      '--bundle-sha256',
      checksum,
      '--profile',
      'observability',
      ...there.settings,
      '--timeout',
      '280',
    );
    expect(said).toContain('running and healthy');
    expect(said).not.toContain('Pulling');
    expect(await there.containers()).toEqual(['collector', 'control-plane', 'grafana', 'prometheus']);
    expect((await images()).length).toBe(3);
    await ask('POST', '/v1/tenants', { slug: 'sample-offline', displayName: 'Offline (sample)' });
    expect(await ask('GET', '/v1/tenants')).toContain('sample-offline');
  });

  test('the same again changes nothing, with the bundle and without it', async () => {
    expect(await there.ok('install', '--from-bundle', bundle)).toContain('Nothing to change');
    expect(await there.ok('install', '--dry-run')).not.toContain('would');
  });
});
