import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { waitFor } from './processes/wait-for.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const PARTS = [
  'bootstrap.mjs',
  'file-lock.mjs',
  'installed-packages.mjs',
  'end-with-parent.mjs',
  'say-usage.mjs',
];

let root: string;
const started: ChildProcess[] = [];

/** A project with one dependency (a local folder: no registry is asked), the bootstrap, and a script. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tenantry-bootstrap-'));
  mkdirSync(join(root, 'scripts', 'dev'), { recursive: true });
  for (const part of PARTS) cpSync(join(REPOSITORY, 'scripts/dev', part), join(root, 'scripts/dev', part));
  mkdirSync(join(root, 'sample'));
  writeFileSync(join(root, 'sample', 'package.json'), JSON.stringify({ name: 'sample', version: '1.0.0' }));
  const manifest = { name: 'project', version: '1.0.0', dependencies: { sample: 'file:sample' } };
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ ...manifest, scripts: { go: 'node scripts/dev/bootstrap.mjs script.ts' } }),
  );
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({
      name: 'project',
      version: '1.0.0',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': manifest,
        'node_modules/sample': { resolved: 'sample', link: true },
        sample: { version: '1.0.0' },
      },
    }),
  );
  script('console.log(process.argv.slice(2).join());');
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

function script(text: string): void {
  writeFileSync(join(root, 'script.ts'), text);
}

function start(command: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  started.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = once(child, 'close').then(([code]) => ({ code: Number(code), ...output }));
  return { child, output, ended };
}

function bootstrap(args: string[] = [], env: Record<string, string> = {}) {
  return start(process.execPath, [join(root, 'scripts/dev/bootstrap.mjs'), 'script.ts', ...args], env);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('the first run installs, says how long it took and runs the script; the second only runs it', async () => {
  const first = await bootstrap(['a', 'b']).ended;
  expect(first).toMatchObject({ code: 0, stdout: 'a,b\n' });
  expect(first.stderr).toMatch(
    /installing dependencies \(nothing is installed yet\)\n(.*\n)*installed dependencies in [\d.]+ s/,
  );
  expect(existsSync(join(root, 'node_modules', 'sample'))).toBe(true);
  expect((await bootstrap(['c']).ended).stderr).toBe('');
});

test('two first runs at once install once', async () => {
  const [one, two] = await Promise.all([bootstrap(['1']).ended, bootstrap(['2']).ended]);
  expect([one.stdout, two.stdout]).toEqual(['1\n', '2\n']);
  expect((one.stderr + two.stderr).match(/installed dependencies in/g)).toHaveLength(1);
});

test('a lock file that has changed since is installed anew', async () => {
  await bootstrap().ended;
  const record = join(root, 'node_modules', '.package-lock.json');
  const installed = JSON.parse(readFileSync(record, 'utf8'));
  delete installed.packages['node_modules/sample'];
  writeFileSync(record, JSON.stringify(installed));
  expect((await bootstrap().ended).stderr).toContain(
    'installing dependencies (node_modules/sample is not installed)',
  );
});

test('the exit code of the script is that of the bootstrap', async () => {
  script('process.exit(42);');
  expect((await bootstrap().ended).code).toBe(42);
});

test('an installation that fails is not followed by the script', async () => {
  rmSync(join(root, 'package.json'));
  const { code, stdout, stderr } = await bootstrap(['never']).ended;
  expect(code).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/npm ci failed with code \d+/);
});

test('a signal to the bootstrap reaches the script, which ends as it likes', async () => {
  script("process.on('SIGTERM', () => process.exit(7)); console.log('up'); setInterval(() => {}, 1000);");
  const { child, output, ended } = bootstrap();
  await waitFor('the script', 20_000, async () => output.stdout.includes('up'));
  child.kill('SIGTERM');
  expect((await ended).code).toBe(7);
});

test.each(['the bootstrap', 'npm'])('the script ends when %s is killed with -9', async who => {
  script('console.log(process.pid); setInterval(() => {}, 1000);');
  const { child, output } = who === 'npm' ? start('npm', ['run', '--silent', 'go']) : bootstrap();
  await waitFor('the script', 20_000, async () => /^\d+\n/.test(output.stdout));
  const pid = Number(output.stdout);
  child.kill('SIGKILL');
  await waitFor('the end of the script', 10_000, async () => !isAlive(pid));
});

test.skipIf(!existsSync('/usr/bin/setpriv'))(
  'an installation ends with the bootstrap that is killed',
  async () => {
    writeFileSync(join(root, 'npm'), `#!/bin/sh\necho $$ > ${join(root, 'pid')}\nexec sleep 600\n`, {
      mode: 0o755,
    });
    const { child } = bootstrap([], { PATH: `${root}:${process.env['PATH']}` });
    const pid = () => (existsSync(join(root, 'pid')) ? Number(readFileSync(join(root, 'pid'), 'utf8')) : 0);
    await waitFor('the installation', 10_000, async () => pid() > 0);
    child.kill('SIGKILL');
    await waitFor('its end', 5_000, async () => !isAlive(pid()));
  },
);
