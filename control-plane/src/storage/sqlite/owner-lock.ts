import { DatabaseSync } from 'node:sqlite';
import { errorOf, failureOf } from './sqlite-fault.ts';

const SQLITE_BUSY = 5;

/** Another process has the file. */
export class StoreInUse extends Error {
  override readonly name = 'StoreInUse';
}

/**
 * Makes this process the one owner of a SQLite store, until the returned function is called or the process ends,
 * however it ends: the lock is the system's own, taken by a transaction that stays open in a small database beside the
 * store, so that kill -9 leaves nothing behind. Readers of that database see who the owner is.
 *
 * @throws StoreInUse, StoreUnavailable
 */
export function takeOwnership(path: string): () => void {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(`${path}.owner`, { timeout: 0 });
    lock.exec('BEGIN IMMEDIATE');
    lock.exec('CREATE TABLE IF NOT EXISTS owner (pid INTEGER NOT NULL, since TEXT NOT NULL) STRICT');
    lock.exec('DELETE FROM owner');
    lock.prepare('INSERT INTO owner VALUES (?, ?)').run(process.pid, new Date().toISOString());
    lock.exec('COMMIT');
    lock.exec('BEGIN IMMEDIATE');
    return lock.close.bind(lock);
  } catch (error) {
    const failure = failureOf(error);
    const owner = lock && failure.code === SQLITE_BUSY ? ownerIn(lock) : undefined;
    lock?.close();
    if (owner === undefined) throw errorOf(failure, path);
    throw new StoreInUse(
      `the SQLite store ${path} is in use by ${owner}; one process owns the file: stop the other one, or give this one a file of its own`,
    );
  }
}

function ownerIn(lock: DatabaseSync): string {
  try {
    const owner = lock.prepare('SELECT pid, since FROM owner').get();
    return owner ? `process ${owner['pid']} since ${owner['since']}` : 'another process';
  } catch {
    // It is just being written.
    return 'another process';
  }
}
