import type { Logger } from '../logger.ts';

/** Nothing when all is well, else what is not, in words that anybody may read. */
export type ReadinessCheck = () => Promise<string | undefined> | string | undefined;

export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly message?: string }[];
}

/** How long a report is given again. Whoever asks thousands of times a second costs the store one look. */
const FRESH_MS = 1_000;
/** A check that has not answered by then has failed. */
const CHECK_TIMEOUT_MS = 2_000;

/** Whether this replica should be given work: every check passes, and it is not about to stop. */
export class Readiness {
  readonly #logger: Logger;
  readonly #timeout: number;
  readonly #checks = new Map<string, ReadinessCheck>();
  #draining = false;
  #last: { readonly at: number; readonly report: Promise<ReadinessReport> } | undefined;

  constructor(logger: Logger, timeout = CHECK_TIMEOUT_MS) {
    this.#logger = logger;
    this.#timeout = timeout;
  }

  add(name: string, check: ReadinessCheck): void {
    this.#checks.set(name, check);
  }

  /** From now on not ready, whatever the checks say: a stop is near. */
  drain(): void {
    this.#draining = true;
  }

  async report(): Promise<ReadinessReport> {
    if (this.#draining) {
      return { ready: false, checks: [{ name: 'stopping', ok: false, message: 'this replica is stopping' }] };
    }
    const now = performance.now();
    if (this.#last === undefined || now - this.#last.at > FRESH_MS) {
      this.#last = { at: now, report: this.#look() };
    }
    return this.#last.report;
  }

  async #look(): Promise<ReadinessReport> {
    const checks = await Promise.all([...this.#checks].map(([name, check]) => this.#run(name, check)));
    return { ready: checks.every(({ ok }) => ok), checks };
  }

  async #run(name: string, check: ReadinessCheck): Promise<ReadinessReport['checks'][number]> {
    const message = await withinTime(check, this.#timeout).catch(error => {
      // What a driver throws names hosts and users: that is for the log, not for whoever probes.
      this.#logger.warn({ err: error, check: name }, 'a readiness check failed');
      return 'the check failed; the log says why';
    });
    return message === undefined ? { name, ok: true } : { name, ok: false, message };
  }
}

async function withinTime(check: ReadinessCheck, milliseconds: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>(resolve => {
    timer = setTimeout(() => resolve(`no answer within ${milliseconds} ms`), milliseconds);
  });
  try {
    return await Promise.race([check(), late]);
  } finally {
    clearTimeout(timer);
  }
}
