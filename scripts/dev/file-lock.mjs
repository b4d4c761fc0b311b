// A lock between processes of one machine, in plain JavaScript because the bootstrap runs on Node 20.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 250;

/**
 * Runs `work` while holding the lock file at `path`; others wait. A lock whose holder has died is taken over.
 *
 * The file holds the holder's pid and a token of its own. Taking over is claimed by creating `<path>.<token>`,
 * which only one waiter can: so a waiter that looked too early never removes the lock of the one that came after.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {(holder: number) => void} [onWait] called once, with the pid of the holder, when there is a wait
 * @returns {Promise<T>}
 */
export async function withFileLock(path, work, onWait) {
  const token = randomUUID();
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!create(path, `${process.pid} ${token}`)) {
    const holder = read(path);
    if (holder !== undefined && !isAlive(holder.pid)) {
      takeOver(path, holder.token);
      continue;
    }
    if (holder !== undefined && !told) {
      told = true;
      onWait?.(holder.pid);
    }
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** @param {string} path @param {string} content */
function create(path, content) {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} path @returns {{ pid: number, token: string } | undefined} nothing when it has just gone, or is being written */
function read(path) {
  try {
    const [pid, token] = readFileSync(path, 'utf8').split(' ');
    return pid && token ? { pid: Number(pid), token } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {string} path @param {string} token */
function takeOver(path, token) {
  const claim = `${path}.${token}`;
  if (!create(claim, String(process.pid))) return;
  if (read(path)?.token === token) rmSync(path, { force: true });
  rmSync(claim, { force: true });
}
