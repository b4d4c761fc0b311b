import type { Change } from '../storage/aggregates.ts';
import { insertOne, StoreUnavailable } from '../storage/documents.ts';
import { type Claims, type Groups, groupId, itemsOf, type OutboxItem } from './entry.ts';

/** Most events of one number. */
const MAX_ITEMS = 100;

interface Waiting {
  readonly items: readonly OutboxItem[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes events into one sequence without gaps, so that whoever remembers a number has missed nothing before it.
 *
 *   last number n is read ──insert n+1──▶ the number is ours ──insert claim of each key──▶ told
 *        ▲                      │                      └── a crash here: the change is still `pending`, and its events
 *        └──── taken by another ┘                          come again under a later number; the claim decides
 *
 * No gap: n+1 is inserted only by somebody who has seen n. Not twice: an item is an event only where the claim of its
 * key points, and a claim is an insert like every other. Readers who meet an item that nobody has claimed claim it
 * themselves, so that they never wait for a process that died.
 */
export class Outbox {
  readonly #groups: Groups;
  readonly #claims: Claims;
  /** The last number that this process has seen; others may have gone on. */
  #last: number | undefined;
  #waiting: Waiting[] = [];
  #numbering = false;

  constructor(groups: Groups, claims: Claims) {
    this.#groups = groups;
    this.#claims = claims;
  }

  /** The projection of a change: when it resolves, each of its events is in the outbox once. @throws StoreUnavailable */
  async append(change: Change<unknown>): Promise<void> {
    const items = itemsOf(change);
    if (items.length === 0) return;
    const claimed = new Set((await this.#claims.find(items.map(({ key }) => key))).map(({ id }) => id));
    const fresh = items.filter(({ key }) => !claimed.has(key));
    for (let at = 0; at < fresh.length; at += MAX_ITEMS) {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push({ items: fresh.slice(at, at + MAX_ITEMS), resolve, reject });
        if (!this.#numbering) void this.#number();
      });
    }
  }

  /** Gives numbers one after the other; what comes meanwhile shares the next one. */
  async #number(): Promise<void> {
    this.#numbering = true;
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch();
      const items = batch.flatMap(waiting => waiting.items);
      try {
        const number = await this.#insert(items);
        // The next number need not wait for the claims of this one.
        void settle(batch, this.#claim(number, items));
      } catch (error) {
        this.#last = undefined;
        void settle(batch, Promise.reject(error));
      }
    }
    this.#numbering = false;
  }

  #nextBatch(): readonly Waiting[] {
    let size = 0;
    const fits = this.#waiting.findIndex(({ items }) => {
      size += items.length;
      return size > MAX_ITEMS;
    });
    return this.#waiting.splice(0, fits < 0 ? this.#waiting.length : fits);
  }

  async #insert(items: readonly OutboxItem[]): Promise<number> {
    for (;;) {
      const number = (this.#last ?? (await lastNumber(this.#groups))) + 1;
      const made = await insertOne(this.#groups, { id: groupId(number), number, items });
      this.#last = made === 'inserted' ? number : undefined;
      if (made === 'inserted') return number;
    }
  }

  async #claim(number: number, items: readonly OutboxItem[]): Promise<void> {
    const outcomes = await this.#claims.insert(
      items.map(({ key }, position) => ({ id: key, number, position })),
    );
    if (outcomes.includes('unknown')) throw new StoreUnavailable('whether an event is told is not known');
  }
}

/** 0 when nothing was told yet. */
async function lastNumber(groups: Groups): Promise<number> {
  const [last] = await groups.scan({ descending: true, limit: 1 });
  return last?.number ?? 0;
}

async function settle(batch: readonly Waiting[], done: Promise<void>): Promise<void> {
  try {
    await done;
    for (const { resolve } of batch) resolve();
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
