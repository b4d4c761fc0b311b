import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Supervisor } from './supervisor.ts';
import { waitFor } from './wait-for.ts';

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tenantry-supervisor-'));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A program that starts a supervisor with two sleeping children, the second deaf to SIGTERM, and writes all pids. */
function owner(dir: string): string {
  const child = (name: string, script: string) =>
    `supervisor.run({ name: '${name}', command: 'sh', args: ['-c', '${script}'], log: ${JSON.stringify(join(dir, name))}, grace: 200 });`;
  return `
    import { Supervisor } from ${JSON.stringify(new URL('./supervisor.ts', import.meta.url).href)};
    const supervisor = new Supervisor();
    supervisor.removeAtEnd(${JSON.stringify(dir)});
    ${child('polite', 'echo $$ ; exec sleep 600')}
    ${child('deaf', 'trap "" TERM; echo $$ ; while :; do sleep 1; done')}
    console.log(supervisor.pid);
    setInterval(() => {}, 1000);
  `;
}

async function startOwner(dir: string) {
  const process_ = spawn(process.execPath, ['--input-type=module', '-e', owner(dir)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [supervisor] = await once(process_.stdout.setEncoding('utf8'), 'data');
  const logs = [join(dir, 'polite'), join(dir, 'deaf')];
  const pidIn = (log: string) => (existsSync(log) ? Number(readFileSync(log, 'utf8').trim()) : 0);
  await waitFor('both children', 10_000, async () => logs.every(log => pidIn(log) > 0));
  return { process: process_, pids: [Number(supervisor), ...logs.map(pidIn)] };
}

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
  'when the owner ends by %s, no child, no supervisor and no file is left',
  async signal => {
    const dir = temporaryFolder();
    const { process: ownerProcess, pids } = await startOwner(dir);
    expect(pids.every(isAlive)).toBe(true);
    ownerProcess.kill(signal);
    await waitFor('the end of all', 10_000, async () => !pids.some(isAlive));
    expect(existsSync(dir)).toBe(false);
  },
);

test.skipIf(!existsSync('/usr/bin/setpriv'))(
  'when the supervisor itself is killed, its children do not outlive it',
  async () => {
    const dir = temporaryFolder();
    const { process: ownerProcess, pids } = await startOwner(dir);
    const [supervisor, ...children] = pids;
    if (supervisor === undefined) throw new Error('no supervisor');
    process.kill(supervisor, 'SIGKILL');
    await waitFor('the end of the children', 10_000, async () => !children.some(isAlive));
    ownerProcess.kill('SIGKILL');
    rmSync(dir, { recursive: true });
  },
);

test('a child that exits is reported with the end of its log', async () => {
  const dir = temporaryFolder();
  const supervisor = new Supervisor();
  supervisor.removeAtEnd(dir);
  const exit = supervisor.run({
    name: 'failing',
    command: 'sh',
    args: ['-c', 'echo the reason; exit 7'],
    log: join(dir, 'failing.log'),
    grace: 0,
  });
  await expect(exit).rejects.toThrow(/^failing exited \(code 7\); the end of .*failing\.log:\nthe reason$/);
  await supervisor.stop();
  expect(existsSync(dir)).toBe(false);
});

test('a program that is not there is reported as an exit', async () => {
  const dir = temporaryFolder();
  const supervisor = new Supervisor();
  supervisor.removeAtEnd(dir);
  const log = join(dir, 'missing.log');
  writeFileSync(log, '');
  const exit = supervisor.run({
    name: 'missing',
    command: join(dir, 'no-such-program'),
    args: [],
    log,
    grace: 0,
  });
  await expect(exit).rejects.toThrow(/^missing exited/);
  await supervisor.stop();
});

test('what a child started itself ends with it', async () => {
  const dir = temporaryFolder();
  const supervisor = new Supervisor();
  supervisor.removeAtEnd(dir);
  const log = join(dir, 'parent.log');
  void supervisor.run({
    name: 'parent',
    command: 'sh',
    args: ['-c', 'sleep 600 & echo $!; wait'],
    log,
    grace: 0,
  });
  const grandchild = () => (existsSync(log) ? Number(readFileSync(log, 'utf8')) : 0);
  await waitFor('the grandchild', 10_000, async () => grandchild() > 0);
  const pid = grandchild();
  await supervisor.stop();
  await waitFor('the end of the grandchild', 5_000, async () => !isAlive(pid));
});

test('a command run to its end is no failure when it exits with code 0', async () => {
  const dir = temporaryFolder();
  const supervisor = new Supervisor();
  supervisor.removeAtEnd(dir);
  const log = join(dir, 'done.log');
  await supervisor.complete({ name: 'done', command: 'true', args: [], log, grace: 0 });
  await supervisor.stop();
});
