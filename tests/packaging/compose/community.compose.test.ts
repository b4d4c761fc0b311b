import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Api } from '../../drivers/control-plane-api.ts';
import { liveADay, usedComesTo } from './day.test-support.ts';
import { Installation } from './installation.test-support.ts';
import { manifestOf } from './manifests.test-support.ts';

describe('the community tier runs', () => {
  let installation: Installation;
  let api: Api;
  let tenantId = '';

  beforeAll(async () => {
    installation = await Installation.make(manifestOf('community'), { profiles: ['backup'] });
    api = new Api(installation.address('TENANTRY_PORT'), installation.secret('bootstrap-key'));
  });
  afterAll(() => installation.remove());

  test('up --wait ends well, with the job of the add-on there and not started', async () => {
    await installation.compose('up', '--wait', '--wait-timeout', '120');
    const names = await installation.compose('ps', '--all', '--format', '{{.Service}} {{.Health}}');
    expect(names.trim()).toBe('control-plane healthy');
    expect((await fetch(`${installation.address('TENANTRY_PORT')}/readyz`)).status).toBe(200);
  });

  test('a customer comes, uses something, and reads it back', async () => {
    tenantId = await liveADay(api, 'sample-compose', 42);
  });

  test('what is kept belongs to the user of the installation, and the log shows no secret', async () => {
    const { uid } = await stat(join(installation.folder, 'secrets/bootstrap-key'));
    expect((await stat(join(installation.folder, 'data/control-plane/tenantry.db'))).uid).toBe(uid);
    const log = await installation.compose('logs', '--no-color');
    expect(log).toContain('listening');
    // Lists of keys of before are empty until one is rotated.
    const made = [...installation.secrets].filter(([, value]) => value !== '');
    expect(made.length).toBeGreaterThan(3);
    for (const [name, value] of made) expect(log.includes(value), name).toBe(false);
  });

  test('the container writes to nothing but its data and /tmp', async () => {
    const write = (path: string) =>
      installation.compose('exec', '-T', 'control-plane', 'node', '-e', `fs.writeFileSync('${path}','')`);
    await expect(write('/app/x')).rejects.toThrow(/EROFS|EACCES/);
    await expect(write('/run/secrets/bootstrap-key')).rejects.toThrow(/EROFS|EACCES|EBUSY/);
    await write('/tmp/x');
  });

  test('with the control plane stopped the job writes a backup, which it finds good and never overwrites', async () => {
    const job = ['run', '--rm', '--no-deps', '-T', 'backup'];
    await installation.compose('stop', 'control-plane');
    await installation.compose(...job, 'export', '--to', '/backups/a.export');
    expect((await stat(join(installation.folder, 'backups/a.export'))).mode & 0o777).toBe(0o600);
    await installation.compose(...job, 'import', '--check', '--from', '/backups/a.export');
    await expect(installation.compose(...job, 'export', '--to', '/backups/a.export')).rejects.toThrow(
      'is not overwritten',
    );
  });

  test('down and up again loses nothing', async () => {
    await installation.compose('down');
    await installation.compose('up', '--wait', '--wait-timeout', '120');
    await usedComesTo(api, tenantId, 42);
  });
});
