import { StoreUnavailable } from '../documents.ts';
import type {
  CheckpointAnswer,
  CheckpointRequest,
  ReadAnswer,
  ReadRequest,
  RowStatement,
  WriteAnswer,
  WriteRequest,
} from './protocol.ts';
import { errorOf } from './sqlite-fault.ts';
import { WorkerEnded, WorkerLink } from './worker-link.ts';

/** Writes that may wait at once; a disk that hangs must not fill the memory. */
const MOST_WAITING = 10_000;
/** Reads of no more documents than this never wait behind one of more. */
const SMALL_READ = 64;

/**
 * A database file behind its threads: one that writes, one that folds the log into the file, and two that read, the
 * second for what takes longer.
 */
export class SqliteFile {
  readonly path: string;
  readonly #writer: WorkerLink<WriteRequest, WriteAnswer>;
  readonly #quick: WorkerLink<ReadRequest, ReadAnswer>;
  readonly #large: WorkerLink<ReadRequest, ReadAnswer>;
  readonly #checkpoints: WorkerLink<CheckpointRequest, CheckpointAnswer>;
  #closed = false;

  constructor(path: string) {
    this.path = path;
    this.#writer = new WorkerLink(new URL('./write-worker.ts', import.meta.url), path);
    this.#checkpoints = new WorkerLink(new URL('./checkpoint-worker.ts', import.meta.url), path);
    this.#quick = new WorkerLink(new URL('./read-worker.ts', import.meta.url), path);
    this.#large = new WorkerLink(new URL('./read-worker.ts', import.meta.url), path);
  }

  /** Whether each row changed anything; `unknown` when the end of the commit was not seen. @throws StoreUnavailable */
  async write(statements: readonly RowStatement[]): Promise<Uint8Array | 'unknown'> {
    this.#refuseWhenClosed();
    if (this.#writer.outstanding >= MOST_WAITING)
      throw new StoreUnavailable(`SQLite store ${this.path}: ${MOST_WAITING} writes wait for the disk`);
    const answer = await this.#writer.ask({ statements }).catch(ended);
    if (answer === 'ended') return 'unknown';
    if ('changes' in answer) {
      this.#checkpoint();
      return answer.changes;
    }
    if (answer.failure.unknown) return 'unknown';
    throw errorOf(answer.failure, this.path);
  }

  /** Like `write`, for those whose callers can only come again. */
  async writeKnown(statements: readonly RowStatement[]): Promise<void> {
    if ((await this.write(statements)) === 'unknown')
      throw new StoreUnavailable(`SQLite store ${this.path}: the outcome of a write is not known`);
  }

  /** What the rows of a statement say; `size` is how many there may be. @throws StoreUnavailable */
  async read(statement: Omit<ReadRequest, 'id'>, size: number): Promise<readonly unknown[]> {
    this.#refuseWhenClosed();
    const answer = await this.#readerFor(size).ask(statement).catch(ended);
    if (answer === 'ended') throw new StoreUnavailable(`SQLite store ${this.path}: a reader ended`);
    if ('failure' in answer) throw errorOf(answer.failure, this.path);
    const values: unknown = JSON.parse(answer.json);
    return Array.isArray(values) ? values : [];
  }

  async close(): Promise<void> {
    this.#closed = true;
    // The last connection to go folds the log into the file, and only the writer may.
    await Promise.all([this.#quick.close(), this.#large.close(), this.#checkpoints.close()]);
    await this.#writer.close();
  }

  #readerFor(size: number): WorkerLink<ReadRequest, ReadAnswer> {
    if (size > SMALL_READ) return this.#large;
    const spare = this.#quick.outstanding > 0 && this.#large.outstanding === 0;
    return spare ? this.#large : this.#quick;
  }

  /** Nobody waits for it, and there is never more than one. */
  #checkpoint(): void {
    if (this.#closed || this.#checkpoints.outstanding > 0) return;
    this.#checkpoints.ask({}).catch(() => undefined);
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new StoreUnavailable(`SQLite store ${this.path}: closed`);
  }
}

function ended(error: unknown): 'ended' {
  if (error instanceof WorkerEnded) return 'ended';
  throw error;
}
