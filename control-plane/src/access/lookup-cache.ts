import type { Clock } from '../clock.ts';

interface Entry<V> {
  readonly value: Promise<V | undefined>;
  readonly at: number;
}

/**
 * Keeps what was looked up for a moment. What exists and what does not are kept apart, each in bounds, so that
 * somebody who asks for a million made-up ids pushes out no id that is real.
 */
export class LookupCache<V> {
  readonly #load: (id: string) => Promise<V | undefined>;
  readonly #clock: Clock;
  readonly #ttl: number;
  readonly #found: Map<string, Entry<V>>;
  readonly #missing: Map<string, Entry<V>>;
  readonly #maxFound: number;
  readonly #maxMissing: number;

  constructor(
    load: (id: string) => Promise<V | undefined>,
    options: {
      readonly clock: Clock;
      /** Milliseconds. */
      readonly ttl: number;
      readonly maxFound: number;
      readonly maxMissing: number;
    },
  ) {
    this.#load = load;
    this.#clock = options.clock;
    this.#ttl = options.ttl;
    this.#maxFound = options.maxFound;
    this.#maxMissing = options.maxMissing;
    this.#found = new Map();
    this.#missing = new Map();
  }

  /** At most `ttl` old. Those who ask for the same id at once wait for one look. */
  get(id: string): Promise<V | undefined> {
    const kept = this.#found.get(id) ?? this.#missing.get(id);
    if (kept !== undefined && this.#clock.now() - kept.at < this.#ttl) return kept.value;
    const entry = { value: this.#load(id), at: this.#clock.now() };
    // Until it is known to exist it counts as missing, unless it existed a moment ago.
    const home = this.#found.has(id) ? this.#found : this.#missing;
    this.#put(home, id, entry);
    entry.value.then(
      value => this.#settle(home, id, entry, value),
      () => this.#drop(home, id, entry),
    );
    return entry.value;
  }

  /** Whether the last look found it, however long ago. */
  wasFound(id: string): boolean {
    return this.#found.has(id);
  }

  /** The next look asks again: for whoever has just changed it. */
  forget(id: string): void {
    this.#found.delete(id);
    this.#missing.delete(id);
  }

  clear(): void {
    this.#found.clear();
    this.#missing.clear();
  }

  get size(): number {
    return this.#found.size + this.#missing.size;
  }

  #settle(home: Map<string, Entry<V>>, id: string, entry: Entry<V>, value: V | undefined): void {
    const right = value === undefined ? this.#missing : this.#found;
    // Forgotten or replaced in the meantime: what was read then is no answer for later.
    if (right === home || home.get(id) !== entry) return;
    home.delete(id);
    this.#put(right, id, entry);
  }

  #drop(home: Map<string, Entry<V>>, id: string, entry: Entry<V>): void {
    if (home.get(id) === entry) home.delete(id);
  }

  #put(home: Map<string, Entry<V>>, id: string, entry: Entry<V>): void {
    home.delete(id);
    home.set(id, entry);
    const max = home === this.#found ? this.#maxFound : this.#maxMissing;
    for (const oldest of home.keys()) {
      if (home.size <= max) return;
      home.delete(oldest);
    }
  }
}
