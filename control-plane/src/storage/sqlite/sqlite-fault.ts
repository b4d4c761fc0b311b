import { StoreUnavailable } from '../documents.ts';
import type { Failure } from './protocol.ts';

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html) that name a state of the machine. */
export const SQLITE_FULL = 13;
const UNAVAILABLE = new Map([
  [5, 'locked by another process'],
  [6, 'locked'],
  [7, 'out of memory'],
  [8, 'read-only'],
  [10, 'the disk reports an error'],
  [11, 'the file is damaged'],
  [SQLITE_FULL, 'the disk is full'],
  [14, 'the file cannot be opened'],
  [15, 'the locking protocol failed'],
  [26, 'the file is no database'],
]);

/** What a worker says of an error, in a form that crosses between threads. */
export function failureOf(error: unknown, unknown = false): Failure {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
  return { code, message: error instanceof Error ? error.message : String(error), unknown };
}

/** Whether the machine is at fault, and not the statement: then nobody else's would fare better. */
export function isOfTheMachine(failure: Failure): boolean {
  return failure.code !== undefined && UNAVAILABLE.has(failure.code);
}

/** StoreUnavailable where coming again may help; an error of the program otherwise. */
export function errorOf(failure: Failure, path: string): Error {
  const state = failure.code === undefined ? undefined : UNAVAILABLE.get(failure.code);
  if (state === undefined) return new Error(`SQLite store ${path}: ${failure.message}`);
  return new StoreUnavailable(`SQLite store ${path}: ${state} (${failure.message})`);
}
