// Preloaded into what the bootstrap runs: ends this process when the one that started it is gone. Between a
// terminal and here stand npm, a shell and the bootstrap; any of them may be killed with -9, which none can pass on.
import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const POLL_MS = 500;
/** How long a process may take to end in order. */
const GRACE_MS = 20_000;
const RUN_BY_NPM = process.env['npm_lifecycle_event'] !== undefined;
const SHELLS = new Set(['sh', 'bash', 'dash', 'zsh', 'busybox']);

/** @param {number} pid @returns {{ name: string, parent: number } | undefined} nothing where there is no /proc */
function look(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets, and may itself hold spaces and brackets.
    const [open, close] = [stat.indexOf('('), stat.lastIndexOf(')')];
    return { name: stat.slice(open + 1, close), parent: Number(stat.slice(close + 2).split(' ')[1]) };
  } catch {
    return undefined;
  }
}

/** The bootstrap; when npm ran it also the shell between and npm itself, but not who called npm. */
function ancestors() {
  const line = [process.ppid];
  let next = RUN_BY_NPM ? look(process.ppid)?.parent : undefined;
  while (next !== undefined && next > 1) {
    line.push(next);
    const ancestor = look(next);
    next = ancestor && SHELLS.has(ancestor.name) && line.length < 4 ? ancestor.parent : undefined;
  }
  return line.join(' ');
}

if (isMainThread) {
  const born = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === born) return;
    clearInterval(timer);
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  }, POLL_MS);
  timer.unref();
}
