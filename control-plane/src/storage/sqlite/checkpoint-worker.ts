import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openForCheckpoints } from './connection.ts';
import type { CheckpointAnswer, CheckpointRequest } from './protocol.ts';

/**
 * The thread that folds the log into the file, so that the one that writes need not. It takes what is committed and
 * not in use by a reader; the log begins anew once the writer finds all of it in the file.
 */

/** Pages of the log, 4 KB each, that are worth the trouble. */
const PAGES = 1_000;

const port = parentPort;
if (!port) throw new Error('checkpoint-worker.ts runs as a worker thread');

const state = z.object({ log: z.number(), checkpointed: z.number() });
let database: DatabaseSync | undefined;

port.on('message', (request: CheckpointRequest | 'close') => {
  if (request !== 'close') {
    fold();
    return port.postMessage([{ id: request.id } satisfies CheckpointAnswer]);
  }
  database?.close();
  port.close();
});

function fold(): void {
  try {
    database ??= openForCheckpoints(String(workerData));
    const { log, checkpointed } = state.parse(database.prepare('PRAGMA wal_checkpoint(NOOP)').get());
    if (log - checkpointed >= PAGES) database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
  } catch {
    // What it cannot do the writer does, later and more slowly; and what is wrong with the file the writer tells.
    database?.close();
    database = undefined;
  }
}
