import type { OutboxReader, Place, PlacedItem } from '../outbox/outbox-reader.ts';

const PAGE = 500;
/** Groups that are read again at the start, so that a restart is no reason to read everything again. */
const BEFORE_START = 500;
/** Events that are kept for those who come back. */
const KEPT = 10_000;

/** What is kept of an event: which thing it is about. */
export interface Told extends Place {
  /** Of the event. */
  readonly type: string;
  readonly kind: string;
  readonly id: string;
  readonly tenantId: string | undefined;
  readonly version: number;
}

/**
 * Follows the outbox, once for everybody in this process, and keeps the last events. What is behind a place of the kept
 * ones is whole; what is before them is not known here any more.
 */
export class OutboxTail {
  readonly #reader: Pick<OutboxReader, 'read' | 'end'>;
  readonly #kept: number;
  #told: Told[] = [];
  /** Everything behind this place is in `#told`. */
  #since: Place | undefined;
  #place: Place | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  readonly #listeners: ((fresh: readonly Told[]) => void)[] = [];

  constructor(reader: Pick<OutboxReader, 'read' | 'end'>, kept = KEPT) {
    this.#reader = reader;
    this.#kept = kept;
  }

  /** Where it has read to. */
  get place(): Place | undefined {
    return this.#place;
  }

  follow(listener: (fresh: readonly Told[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Reads what came since; asked for while it reads, it reads once more. */
  async read(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  /** What came behind a place; nothing when that is not known here. */
  behind(place: Place): readonly Told[] | undefined {
    if (this.#since === undefined || isBefore(place, this.#since)) return undefined;
    return this.#told.filter(told => isBefore(place, told));
  }

  async #run(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        this.#place ??= await this.#start();
        for (;;) {
          const { items, next } = await this.#reader.read(this.#place, PAGE);
          if (!isBefore(this.#place, next)) break;
          this.#place = next;
          this.#keep(items.map(toldOf));
        }
      }
    } finally {
      // With the last look at whether to go on: who asks a moment later would be given what was read before.
      this.#running = undefined;
    }
  }

  async #start(): Promise<Place> {
    const { number } = await this.#reader.end();
    const start = { number: Math.max(0, number - BEFORE_START), position: 0 };
    this.#since = start.number === 0 ? { number: 0, position: -1 } : start;
    return this.#since;
  }

  #keep(fresh: readonly Told[]): void {
    this.#told.push(...fresh);
    const over = this.#told.length - this.#kept;
    if (over > 0) {
      this.#since = this.#told[over - 1];
      this.#told = this.#told.slice(over);
    }
    for (const listener of this.#listeners) listener(fresh);
  }
}

function isBefore(a: Place, b: Place): boolean {
  return a.number < b.number || (a.number === b.number && a.position < b.position);
}

function toldOf({ item, number, position }: PlacedItem): Told {
  const slash = item.subject.indexOf('/');
  return {
    number,
    position,
    type: item.type,
    kind: item.subject.slice(0, slash),
    id: item.subject.slice(slash + 1),
    tenantId: item.tenantId,
    version: item.version,
  };
}
