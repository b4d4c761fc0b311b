import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveCompose } from '../../../scripts/dev/compose/resolve-compose.ts';
import { resolveEngine } from '../../../scripts/dev/docker/resolve-engine.ts';
import { freePort } from '../../../scripts/dev/processes/free-port.ts';
import { Api } from '../../drivers/control-plane-api.ts';
import { liveADay, usedComesTo } from '../compose/day.test-support.ts';
import { proThirdParties } from '../compose/stand-ins/third-parties.ts';

const INSTALLER = fileURLToPath(new URL('../../../scripts/install_tier.sh', import.meta.url));

/** Grafana has no stand-in: something that stays takes its place, by the admin's own Compose file. */
const WITHOUT_GRAFANA = `services:
  grafana:
    image: \${TENANTRY_CONTROL_PLANE_IMAGE}
    entrypoint: ['node', '-e', 'setInterval(() => {}, 1e9)']
    depends_on: !reset null
    healthcheck: { test: ['CMD', 'node', '-e', '0'] }
`;

describe('the installer on a Docker engine', () => {
  let folder = '';
  let port = 0;
  let settings: string[] = [];
  let end: () => Promise<void> = async () => undefined;
  let host: string | undefined;
  let tenantId = '';

  beforeAll(async () => {
    const engine = await resolveEngine();
    end = () => engine.stop();
    host = engine.host;
    folder = await mkdtemp(join(tmpdir(), 'tenantry-installer-'));
    // The client of the engine finds Compose as a plugin of its configuration.
    await mkdir(join(folder, 'docker/cli-plugins'), { recursive: true });
    await symlink((await resolveCompose()).path, join(folder, 'docker/cli-plugins/docker-compose'));
    const ports = [await freePort(), await freePort(), await freePort()];
    port = ports[0] ?? 0;
    settings = [
      `TENANTRY_PROJECT=${folder.slice(folder.lastIndexOf('/') + 1).toLowerCase()}`,
      `TENANTRY_PORT=${port}`,
      `TENANTRY_PROMETHEUS_PORT=${ports[1]}`,
      `TENANTRY_GRAFANA_PORT=${ports[2]}`,
    ];
  });
  afterAll(async () => {
    await installer('uninstall', '--purge', '--yes').catch(() => undefined);
    await end();
    await rm(folder, { recursive: true, force: true });
  });

  function installer(...args: readonly string[]): Promise<string> {
    const run = execa({
      all: true,
      env: { ...(host === undefined ? {} : { DOCKER_HOST: host }), DOCKER_CONFIG: join(folder, 'docker') },
    });
    // Disk and memory of the machine that tests run on say nothing about a tier.
    const skipped = ['disk', 'memory', 'cpu'].map(name => `--skip-check=${name}`);
    return run`${INSTALLER} ${args} --dir ${join(folder, 'it')} ${skipped}`.then(({ all }) => all);
  }

  const given = (values: readonly string[]) => values.flatMap(value => ['--set', value]);

  async function api(): Promise<Api> {
    const key = await readFile(join(folder, 'it/secrets/bootstrap-key'), 'utf8');
    return new Api(`http://127.0.0.1:${port}`, key);
  }

  async function containers(): Promise<string[]> {
    const project = settings[0]?.split('=')[1] ?? '';
    const run = execa({ env: host === undefined ? {} : { DOCKER_HOST: host } });
    const label = `label=com.docker.compose.project=${project}`;
    const { stdout } = await run`docker ps --all --filter ${label} --format ${'{{.Names}}'}`;
    return stdout.split('\n').filter(name => name !== '');
  }

  test('a bare folder becomes a running community tier, which is used through its API', async () => {
    expect(await installer('install', ...given(settings))).toContain('running and healthy');
    tenantId = await liveADay(await api(), 'sample-installed', 42);
    expect(await installer('install')).toContain('Nothing to change');
  });

  test('it goes up to pro with its events, and takes more', async () => {
    await writeFile(join(folder, 'it/compose/compose.local.yaml'), WITHOUT_GRAFANA);
    // The stand-in knows no password.
    await writeFile(join(folder, 'it/secrets/store-url'), 'mongodb://mongodb:27017/tenantry');
    const images = Object.entries(await proThirdParties(host)).map(([name, image]) => `${name}=${image}`);
    await installer('change-tier', '--tier', 'pro', '--yes', ...given(images));
    await usedComesTo(await api(), tenantId, 42);
    expect((await containers()).length).toBe(5);
  });

  test('it goes back to community with its events, and no container of pro stays', async () => {
    await installer('rollback', '--yes');
    await usedComesTo(await api(), tenantId, 42);
    expect((await containers()).length).toBe(1);
  });

  test('a run that is killed in the middle is put right by the next one', async () => {
    await expect(
      execa({
        env: {
          ...(host === undefined ? {} : { DOCKER_HOST: host }),
          DOCKER_CONFIG: join(folder, 'docker'),
          TENANTRY_FAULT_AFTER: 'start-begun',
          TENANTRY_FAULT_SIGNAL: 'KILL',
        },
      })`${INSTALLER} install --dir ${join(folder, 'it')} --set TENANTRY_LOG_LEVEL=warn --skip-check=disk`,
    ).rejects.toThrow();
    expect(await installer('install')).toContain('putting that right first');
    await usedComesTo(await api(), tenantId, 42);
  });

  test('what is backed up is restored', async () => {
    const backup = join(folder, 'copy.export');
    await installer('backup', '--to', backup);
    await installer('restore', '--from', backup, '--yes');
    await usedComesTo(await api(), tenantId, 42);
  });

  test('uninstalled, no container is left, and another install goes on with the data', async () => {
    await installer('uninstall', '--yes');
    expect(await containers()).toEqual([]);
    await installer('install');
    await usedComesTo(await api(), tenantId, 42);
  });
});
