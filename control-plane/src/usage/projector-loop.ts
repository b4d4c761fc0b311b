import type { Logger } from '../logger.ts';
import type { Projector } from './projector.ts';

/** After a wake, for others that come with it. */
const GATHER_MS = 20;

/** Runs the projector, never twice at once in a process: by the clock, and soon after something was marked done. */
export class ProjectorLoop {
  readonly #projector: Pick<Projector, 'pass'>;
  readonly #logger: Logger;
  #started = false;
  #stopped = false;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(projector: Pick<Projector, 'pass'>, logger: Logger) {
    this.#projector = projector;
    this.#logger = logger;
  }

  /** The clock's turn. A pass that a wake has begun will do. */
  async run(): Promise<void> {
    this.#started = true;
    await (this.#running ?? this.#begin());
  }

  /** There is something to count. Nothing happens before the first turn of the clock: a test counts when it likes. */
  wake(): void {
    if (!this.#started || this.#stopped) return;
    if (this.#running !== undefined) {
      this.#again = true;
      return;
    }
    this.#begin(GATHER_MS).catch(error => {
      this.#logger.warn({ err: error }, 'counting usage failed, and will come again');
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => undefined);
  }

  #begin(after = 0): Promise<void> {
    this.#running = this.#passes(after);
    return this.#running;
  }

  async #passes(after: number): Promise<void> {
    try {
      if (after > 0) await new Promise(resolve => setTimeout(resolve, after));
      do {
        this.#again = false;
        await this.#projector.pass();
      } while (this.#again && !this.#stopped);
    } finally {
      // With the last look at whether to go on: who wakes it a moment later would be noted by nobody.
      this.#running = undefined;
    }
  }
}
