import { Worker } from 'node:worker_threads';

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** The thread ended before it answered; what it was asked may have been done. */
export class WorkerEnded extends Error {
  override readonly name = 'WorkerEnded';
}

/**
 * The main thread's end of a worker that answers requests by their number. A worker that dies fails what it was asked
 * and is started anew for what comes next.
 */
export class WorkerLink<Request extends { readonly id: number }, Answer extends { readonly id: number }> {
  readonly #program: URL;
  readonly #data: string;
  readonly #waiting = new Map<number, Waiting<Answer>>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(program: URL, data: string) {
    this.#program = program;
    this.#data = data;
  }

  /** Requests without an answer yet. */
  get outstanding(): number {
    return this.#waiting.size;
  }

  ask(request: Omit<Request, 'id'>): Promise<Answer> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#running().postMessage({ ...request, id });
    });
  }

  /** Answers what was asked before, then ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    const gone = new Promise(resolve => worker.once('exit', resolve));
    worker.postMessage('close');
    await gone;
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    // Flags of the process (loaders, inspectors) are not the thread's.
    const worker = new Worker(this.#program, { workerData: this.#data, execArgv: [] });
    this.#worker = worker;
    let cause: unknown;
    worker.on('message', (answers: readonly Answer[]) => {
      for (const answer of answers) this.#settle(answer);
    });
    worker.on('error', error => {
      cause = error;
    });
    worker.on('exit', () => {
      this.#worker = undefined;
      const ended = new WorkerEnded('the thread ended', { cause });
      for (const { reject } of this.#waiting.values()) reject(ended);
      this.#waiting.clear();
    });
    return worker;
  }

  #settle(answer: Answer): void {
    this.#waiting.get(answer.id)?.resolve(answer);
    this.#waiting.delete(answer.id);
  }
}
