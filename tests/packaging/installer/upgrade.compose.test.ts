import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveCompose } from '../../../scripts/dev/compose/resolve-compose.ts';
import { resolveEngine } from '../../../scripts/dev/docker/resolve-engine.ts';
import { freePort } from '../../../scripts/dev/processes/free-port.ts';
import { productVersion } from '../../../scripts/packaging/read-manifests.ts';
import { releaseImages } from '../../../scripts/release/release-images.ts';
import { releaseBefore } from '../../../scripts/release/releases.ts';
import { type ResolvedRelease, resolveRelease } from '../../../scripts/release/resolve-release.ts';
import { ROOT } from '../../../scripts/root.ts';
import { Api } from '../../drivers/control-plane-api.ts';
import { liveADay, sendUsage, usedComesTo } from '../compose/day.test-support.ts';

const NOW = await productVersion(ROOT);
const before = await releaseBefore(ROOT);

/** Each test goes on where the last ended. An upgrade, back, and again by the documented commands: npm run e2e -- docs. */
describe(`from the release before, ${before.version}, to ${NOW} on a Docker engine`, () => {
  let folder = '';
  let port = 0;
  let end: () => Promise<void> = async () => undefined;
  let host: string | undefined;
  let former: ResolvedRelease;
  let tenantId = '';

  beforeAll(async () => {
    const engine = await resolveEngine();
    end = () => engine.stop();
    host = engine.host;
    folder = await mkdtemp(join(tmpdir(), 'tenantry-upgrade-'));
    former = await resolveRelease(ROOT, before, join(folder, 'release'));
    console.log(`release before: ${former.reason}`);
    console.log(await releaseImages(ROOT, former, { host, log: line => console.log(line) }));
    await mkdir(join(folder, 'docker/cli-plugins'), { recursive: true });
    await symlink((await resolveCompose()).path, join(folder, 'docker/cli-plugins/docker-compose'));
    port = await freePort();
  });
  afterAll(async () => {
    await ours('uninstall', '--purge', '--yes').catch(() => undefined);
    await end();
    await rm(folder, { recursive: true, force: true });
  });

  function installer(root: string, args: readonly string[]) {
    const docker = host === undefined ? {} : { DOCKER_HOST: host };
    const run = execa({ all: true, env: { ...docker, DOCKER_CONFIG: join(folder, 'docker') } });
    const skipped = ['disk', 'memory', 'cpu'].map(name => `--skip-check=${name}`);
    return run`${join(root, 'scripts/install_tier.sh')} ${args} --dir ${join(folder, 'it')} ${skipped}`;
  }
  const theirs = async (...args: readonly string[]) => (await installer(former.folder, args)).all;
  const ours = async (...args: readonly string[]) => (await installer(ROOT, args)).all;

  const read = (path: string) => readFile(join(folder, 'it', path), 'utf8');
  const api = async () => new Api(`http://127.0.0.1:${port}`, await read('secrets/bootstrap-key'));
  /** The one container that runs, by its image. */
  async function running(): Promise<string> {
    const label = `label=com.docker.compose.project=${folder.slice(folder.lastIndexOf('/') + 1).toLowerCase()}`;
    const docker = execa({ env: host === undefined ? {} : { DOCKER_HOST: host } });
    return (await docker`docker ps --filter ${label} --format ${'{{.Image}}'}`).stdout;
  }

  test('the release before is installed by its own script, and takes usage', async () => {
    const project = folder.slice(folder.lastIndexOf('/') + 1).toLowerCase();
    const settings = [
      `TENANTRY_PROJECT=${project}`,
      `TENANTRY_PORT=${port}`,
      'TENANTRY_METRICS_RETENTION=20d',
    ];
    await theirs('install', ...settings.flatMap(setting => ['--set', setting]));
    expect(await running()).toBe(`tenantry/control-plane:${before.version}`);
    tenantId = await liveADay(await api(), 'sample-upgraded', 42);
  });

  test('a setting that is not read any more stops the upgrade, and nothing is done', async () => {
    await theirs('install', '--set', 'TENANTRY_EXTRA_ENV=../mail.env');
    const env = await read('.env');
    await expect(ours('upgrade')).rejects.toMatchObject({
      exitCode: 13,
      all: expect.stringContaining('TENANTRY_EXTRA_ENV=../mail.env'),
    });
    expect(await read('.env')).toBe(env);
    expect(await running()).toBe(`tenantry/control-plane:${before.version}`);
    await theirs('install', '--set', 'TENANTRY_EXTRA_ENV=../control-plane.env');
  });

  test('upgraded, it has the renamed, the added and the removed setting, its secrets and every event', async () => {
    const key = await read('secrets/bootstrap-key');
    const said = await ours('upgrade');
    expect(said).toContain('TENANTRY_METRICS_RETENTION is called TENANTRY_METRICS_MAX_AGE');
    expect(await running()).toBe(`tenantry/control-plane:${NOW}`);
    const env = await read('.env');
    expect(env).toMatch(/^TENANTRY_METRICS_MAX_AGE=20d$/m);
    expect(env).toMatch(/^TENANTRY_METRICS_MAX_SIZE=2GB$/m);
    expect(env).not.toMatch(/^TENANTRY_(METRICS_RETENTION|EXTRA_ENV)=/m);
    expect(await read('secrets/bootstrap-key')).toBe(key);
    await usedComesTo(await api(), tenantId, 42);
    await sendUsage(await api(), tenantId, 8);
    await usedComesTo(await api(), tenantId, 50);
    expect(await ours('upgrade')).toContain('Nothing to change');
  });

  test('rolled back, the release before runs on its own settings, with what came since', async () => {
    await ours('rollback', '--yes');
    expect(await running()).toBe(`tenantry/control-plane:${before.version}`);
    expect(await read('.env')).toMatch(/^TENANTRY_METRICS_RETENTION=20d$/m);
    await usedComesTo(await api(), tenantId, 50);
  });
});
