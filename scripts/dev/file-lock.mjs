// A lock between processes of one machine, in plain JavaScript because the bootstrap runs on Node 20.
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 250;
/** A lock that cannot be read for so long is left from a full disk: one that is being made is whole at once. */
const UNREADABLE_MS = 10_000;
const NOBODY = -1;

/**
 * Runs `work` while holding the lock file at `path`; others wait. A lock whose holder has died is taken over.
 *
 * The file holds the holder's pid and a token of its own, and comes to be whole or not at all. Taking over is claimed by
 * creating `<path>.<token>`, which only one waiter can: so a waiter that looked too early never removes the lock of the one
 * that came after. A claim whose waiter died is claimed in its turn, by a name that holds both.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {(holder: number) => void} [onWait] called once, with the pid of the holder, when there is a wait
 * @param {AbortSignal} [signal] ends the wait; what runs already is for `work` to end
 * @returns {Promise<T>}
 */
export async function withFileLock(path, work, onWait, signal) {
  const token = randomUUID();
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!create(path, `${process.pid} ${token}`)) {
    const holder = read(path) ?? leftUnreadable(path);
    if (holder !== undefined && !isAlive(holder.pid) && takeOver(path, holder.token)) continue;
    if (holder !== undefined && !told) {
      told = true;
      onWait?.(holder.pid);
    }
    await sleep(POLL_MS, undefined, signal && { signal });
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/**
 * @param {string} path
 * @param {string} content
 * @returns {boolean} whether it is made now, and was not there before
 */
function create(path, content) {
  // Written elsewhere and linked: nobody sees half of it, and a full disk leaves nothing at `path`.
  const whole = `${path}.${randomUUID()}.new`;
  try {
    writeFileSync(whole, content, { flag: 'wx' });
    linkSync(whole, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}

/** @param {string} path @returns {{ pid: number, token: string } | undefined} nothing when it has just gone, or cannot be read */
function read(path) {
  try {
    const [pid, token] = readFileSync(path, 'utf8').split(' ');
    return Number(pid) > 0 && token ? { pid: Number(pid), token } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A lock without a holder: nobody is alive who could take it away.
 *
 * @param {string} path
 * @returns {{ pid: number, token: string } | undefined}
 */
function leftUnreadable(path) {
  try {
    const { mtimeMs, ino } = statSync(path);
    return Date.now() - mtimeMs > UNREADABLE_MS ? { pid: NOBODY, token: `unreadable-${ino}` } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (pid === NOBODY) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * @param {string} path
 * @param {string} token of the dead holder
 * @returns {boolean} whether the dead lock is gone by this call
 */
function takeOver(path, token) {
  const claims = [`${path}.${token}`];
  for (
    let claim = claims[0];
    claim !== undefined && !create(claim, `${process.pid} claim`);
    claim = claims.at(-1)
  ) {
    const claimant = read(claim);
    if (claimant === undefined || isAlive(claimant.pid)) return false;
    claims.push(`${claim}.${claimant.pid}`);
  }
  const now = read(path) ?? leftUnreadable(path);
  if (now?.token === token) rmSync(path, { force: true });
  for (const claim of claims) rmSync(claim, { force: true });
  return true;
}
