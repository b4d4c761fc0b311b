import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from './connection.ts';
import type { ReadAnswer, ReadRequest } from './protocol.ts';
import { jsonOf } from './row-json.ts';
import { failureOf } from './sqlite-fault.ts';

/** A thread that reads. */

const port = parentPort;
if (!port) throw new Error('read-worker.ts runs as a worker thread');

let database: DatabaseSync | undefined;
const statements = new Map<string, StatementSync>();

port.on('message', (request: ReadRequest | 'close') => {
  if (request !== 'close') return port.postMessage([answer(request)]);
  database?.close();
  port.close();
});

function answer({ id, sql, parameters, rows }: ReadRequest): ReadAnswer {
  try {
    return { id, json: jsonOf(prepare(sql).all(...parameters), rows) };
  } catch (error) {
    // The next request begins with a new connection: this one may stand on a file that is no more.
    statements.clear();
    database?.close();
    database = undefined;
    return { id, failure: failureOf(error) };
  }
}

function prepare(sql: string): StatementSync {
  database ??= openForReading(String(workerData));
  const known = statements.get(sql);
  if (known) return known;
  const statement = database.prepare(sql);
  statements.set(sql, statement);
  return statement;
}
