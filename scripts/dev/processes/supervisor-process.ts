/**
 * Owns the processes of one local cluster, and outlives whoever started it by just long enough to end them.
 *
 * It reads requests from stdin. When stdin closes (the owner stopped it, crashed or was killed with -9, which no
 * handler in the owner could notice) it ends the children in reverse order, cleans up and exits. Should this
 * process itself be killed, the kernel kills the children (PR_SET_PDEATHSIG, where setpriv is installed).
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { SupervisedCommand, SupervisorEvent, SupervisorRequest } from './supervisor-protocol.ts';

interface Running {
  readonly command: SupervisedCommand;
  readonly child: ChildProcess;
  readonly gone: Promise<void>;
}

const SETPRIV = '/usr/bin/setpriv';
const running: Running[] = [];
const endings: Pick<SupervisedCommand, 'command' | 'args'>[] = [];
const removals: string[] = [];
let ending = false;

function run(command: SupervisedCommand): void {
  const output = openSync(command.log, 'a');
  const tied = existsSync(SETPRIV);
  const child = spawn(
    tied ? SETPRIV : command.command,
    tied ? ['--pdeathsig', 'KILL', '--', command.command, ...command.args] : [...command.args],
    {
      stdio: ['ignore', output, output],
      env: { ...process.env, ...command.env },
      detached: true,
      ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    },
  );
  const gone = new Promise<void>(resolve => {
    const settle = (code: number | null, signal: string | null): void => {
      answer({ exited: command.name, code, signal });
      resolve();
    };
    child.once('exit', settle);
    child.once('error', () => settle(127, null));
  });
  closeSync(output);
  running.push({ command, child, gone });
  answer({ started: command.name, pid: child.pid ?? 0 });
}

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  for (const { command, child, gone } of running.reverse()) {
    signalGroup(child, command.grace > 0 ? 'SIGTERM' : 'SIGKILL');
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), command.grace);
    await gone;
    clearTimeout(timer);
    // What it started itself and did not end.
    signalGroup(child, 'SIGKILL');
  }
  for (const { command, args } of endings) spawnSync(command, args, { stdio: 'ignore' });
  for (const path of removals) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group has gone already.
  }
}

function answer(event: SupervisorEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

// The owner may be gone while an answer is on its way: what matters is the end of stdin, not a broken stdout.
process.stdout.on('error', () => undefined);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end());

const lines = createInterface({ input: process.stdin });
lines.on('close', () => void end());
lines.on('line', line => {
  if (ending) return;
  const request = JSON.parse(line) as SupervisorRequest;
  if ('run' in request) run(request.run);
  else if ('atEnd' in request) endings.push(request.atEnd);
  else removals.push(request.remove);
});
