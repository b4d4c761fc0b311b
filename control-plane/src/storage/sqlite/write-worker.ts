import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { openForWriting } from './connection.ts';
import { GroupCommit } from './group-commit.ts';
import type { WriteRequest } from './protocol.ts';

/** The thread that writes: takes all that has come, commits it, answers, and takes what has come meanwhile. */

/** Rows that one transaction takes in before it commits, so that the first of them does not wait for ever. */
const MOST_ROWS = 20_000;

const port = parentPort;
if (!port) throw new Error('write-worker.ts runs as a worker thread');
const writer = new GroupCommit(() => openForWriting(String(workerData)));

port.on('message', (first: WriteRequest | 'close') => {
  const requests: WriteRequest[] = [];
  let rows = 0;
  let next: WriteRequest | 'close' | undefined = first;
  while (next !== undefined && next !== 'close') {
    requests.push(next);
    rows += next.statements.reduce((sum, { width, cells }) => sum + cells.length / Math.max(width, 1), 0);
    next = rows < MOST_ROWS ? receiveMessageOnPort(port)?.message : undefined;
  }
  if (requests.length > 0) port.postMessage(writer.commit(requests));
  if (next === 'close') {
    writer.close();
    port.close();
  }
});
