import { lookup as systemLookup } from 'node:dns/promises';
import { type Address, addressIn } from './networks.ts';

/** Of one look-up, and of whoever waits for one, in milliseconds. */
const LOOKUP_TIMEOUT = 10_000;
/** The system's resolver blocks a thread each, of four that files and cryptography need, too. */
const LOOKUPS_AT_ONCE = 2;
/** Who asks again so soon after a failure is answered from memory: a name that hangs costs a thread now and then. */
const FAILED_FOR = 30_000;
const MOST_FAILURES = 1_000;

interface Flight {
  readonly name: string;
  readonly found: PromiseWithResolvers<readonly Address[]>;
  askers: number;
}

/**
 * Looks names up by the system's resolver, hosts file and all: a few at once, each only once however many ask, and none
 * that nobody waits for any longer.
 */
export class NameLookups {
  readonly #ask: (name: string) => Promise<readonly Address[]>;
  readonly #now: () => number;
  readonly #atOnce: number;
  readonly #flights = new Map<string, Flight>();
  readonly #waiting = new Set<Flight>();
  readonly #failures = new Map<string, { readonly until: number; readonly error: unknown }>();
  #running = 0;

  constructor({ ask = askSystem, now = () => performance.now(), atOnce = LOOKUPS_AT_ONCE } = {}) {
    this.#ask = ask;
    this.#now = now;
    this.#atOnce = atOnce;
  }

  /** Every address of a name. `signal`: the caller waits no longer. */
  async find(name: string, signal?: AbortSignal): Promise<readonly Address[]> {
    const failed = this.#failures.get(name);
    if (failed !== undefined && failed.until > this.#now()) throw failed.error;
    const flight = this.#flights.get(name) ?? this.#line(name);
    flight.askers++;
    try {
      return await withinTime(flight.found.promise, signal);
    } finally {
      flight.askers--;
      if (flight.askers === 0 && this.#waiting.delete(flight)) this.#flights.delete(name);
    }
  }

  #line(name: string): Flight {
    const flight = { name, found: Promise.withResolvers<readonly Address[]>(), askers: 0 };
    // All who asked may have gone when it fails.
    flight.found.promise.catch(() => undefined);
    this.#flights.set(name, flight);
    this.#waiting.add(flight);
    this.#goOn();
    return flight;
  }

  #goOn(): void {
    for (const flight of this.#waiting) {
      if (this.#running >= this.#atOnce) return;
      this.#waiting.delete(flight);
      this.#running++;
      void this.#run(flight);
    }
  }

  async #run({ name, found }: Flight): Promise<void> {
    // Its thread is free when the system says so, however long anybody waits.
    const asked = this.#ask(name).finally(() => {
      this.#running--;
      this.#goOn();
    });
    try {
      const addresses = await withinTime(asked);
      this.#failures.delete(name);
      found.resolve(addresses);
    } catch (error) {
      this.#remember(name, error);
      found.reject(error);
    } finally {
      this.#flights.delete(name);
    }
  }

  #remember(name: string, error: unknown): void {
    this.#failures.delete(name);
    this.#failures.set(name, { until: this.#now() + FAILED_FOR, error });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > MOST_FAILURES && oldest !== undefined) this.#failures.delete(oldest);
  }
}

async function askSystem(name: string): Promise<readonly Address[]> {
  const found = await systemLookup(name, { all: true, order: 'verbatim' });
  return found.flatMap(({ address }) => addressIn(address) ?? []);
}

async function withinTime<T>(asked: Promise<T>, signal?: AbortSignal): Promise<T> {
  const late = Promise.withResolvers<never>();
  const givenUp = () => late.reject(new Error('nobody waits for it any longer'));
  const timer = setTimeout(() => late.reject(new Error('the resolver does not answer')), LOOKUP_TIMEOUT);
  signal?.addEventListener('abort', givenUp);
  if (signal?.aborted) givenUp();
  return Promise.race([asked, late.promise]).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', givenUp);
  });
}
