import { DatabaseSync } from 'node:sqlite';

/** Milliseconds to wait for a lock that some other program, a shell or a backup, holds for a moment. */
const BUSY_TIMEOUT = 2_000;

/** The connection that writes. Every commit is on the disk when it returns. */
export function openForWriting(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  // 64 MB of pages, 64 MB of log before this connection folds it into the file by itself (see checkpoint-worker.ts), and
  // no log that stays huge after a burst.
  database.exec('PRAGMA cache_size = -65536');
  database.exec('PRAGMA wal_autocheckpoint = 16000');
  database.exec('PRAGMA journal_size_limit = 67108864');
  return database;
}

/** A connection that sees every commit made before the statement began, and cannot write. */
export function openForReading(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT });
  database.exec('PRAGMA cache_size = -16384');
  return database;
}

/** A connection that folds the log into the file, and writes nothing else. */
export function openForCheckpoints(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 0 });
  database.exec('PRAGMA synchronous = FULL');
  return database;
}
