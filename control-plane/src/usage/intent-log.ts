import { v7 as uuidv7 } from 'uuid';
import { type Clock, isoTime } from '../clock.ts';
import { insertOne } from '../storage/documents.ts';
import { doneId, type Intent, type IntentCollection, type Touch, touchKey } from './intent.ts';

/**
 * The writers' side of intents. Before a batch is inserted, an intent that names the windows it touches is in the
 * store; when the outcome of every event is known, a second document says that it is done.
 *
 *   open ──insert events──▶ outcomes known ──▶ done inserted ──▶ open removed ──▶ (the projector counts, removes done)
 *
 * Batches that come within a moment and touch the same windows share an intent, so that ten thousand requests a
 * second are a few intents. A process that dies leaves `open` behind: the projector counts it all the same.
 */
export class IntentLog {
  readonly #intents: IntentCollection;
  readonly #clock: Clock;
  readonly #options: { readonly shared: number; readonly longestOperation: number };
  readonly #whenDone: () => void;
  readonly #sharing = new Map<string, Held>();
  readonly #held = new Set<Held>();

  constructor(
    intents: IntentCollection,
    clock: Clock,
    options: { readonly shared: number; readonly longestOperation: number },
    whenDone: () => void = () => undefined,
  ) {
    this.#intents = intents;
    this.#clock = clock;
    this.#options = options;
    this.#whenDone = whenDone;
  }

  /** Resolves when the store holds intents that name all these windows. */
  async open(touches: readonly Touch[]): Promise<Hold> {
    const hold = this.begin(touches);
    try {
      await hold.stored();
      return hold;
    } catch (error) {
      await hold.release(new Map(), 'unknown');
      throw error;
    }
  }

  /** Asks for intents that name all these windows, and does not wait until the store holds them. */
  begin(touches: readonly Touch[]): Hold {
    const now = this.#clock.now();
    const joined = new Set<Held>();
    const missing: Touch[] = [];
    for (const touch of touches) {
      const shared = this.#sharing.get(touchKey(touch));
      if (shared !== undefined && now - shared.at < this.#options.shared) joined.add(shared);
      else missing.push(touch);
    }
    for (const held of joined) held.holders++;
    const held = missing.length > 0 ? [...joined, this.#begin(missing, now)] : [...joined];
    return new Hold(held, this);
  }

  /** How many events this process had accepted under intents that it has not yet marked done. */
  get unmarked(): number {
    let events = 0;
    for (const held of this.#held) events += held.events;
    return events;
  }

  /** Marks done what nobody holds. For the end of the process. */
  async flush(): Promise<void> {
    for (const held of this.#held) if (held.holders === 0) await this.#finish(held);
  }

  #begin(touches: readonly Touch[], now: number): Held {
    const intent: Intent = {
      id: uuidv7(),
      at: isoTime(now),
      state: 'open',
      touches: [...touches],
      events: 0,
    };
    const held: Held = {
      intent,
      at: now,
      stored: insertOne(this.#intents, intent),
      holders: 1,
      marks: 0,
      events: 0,
      touched: new Map(),
      unknown: false,
    };
    held.stored.catch(() => this.#unshare(held));
    this.#held.add(held);
    for (const touch of touches) this.#sharing.set(touchKey(touch), held);
    return held;
  }

  /**
   * Called when a batch is through with an intent. The projector keeps an open intent for the longest operation at
   * least; a batch that took half of that must not rely on it any more, and is marked before anybody is told.
   */
  async released(held: Held): Promise<void> {
    held.holders--;
    const age = this.#clock.now() - held.at;
    const old = age >= this.#options.longestOperation / 2;
    if (held.holders > 0) {
      if (old) await this.#mark(held);
    } else if (!old && age < this.#options.shared) {
      this.#later(held, this.#options.shared - age);
    } else {
      await this.#finish(held).catch(error => {
        // A young intent is still open in the store, and counted all the same, only a little later.
        if (old) throw error;
      });
    }
  }

  #later(held: Held, milliseconds: number): void {
    held.timer ??= setTimeout(() => {
      held.timer = undefined;
      // A store that is away now leaves the intent open, which is only counted a little later.
      if (held.holders === 0) this.#finish(held).catch(() => undefined);
    }, milliseconds);
    held.timer.unref();
  }

  async #finish(held: Held): Promise<void> {
    clearTimeout(held.timer);
    this.#held.delete(held);
    this.#unshare(held);
    await this.#mark(held);
    if (!held.unknown) await this.#intents.remove([held.intent.id]);
    this.#whenDone();
  }

  #unshare(held: Held): void {
    for (const touch of held.intent.touches) {
      const key = touchKey(touch);
      if (this.#sharing.get(key) === held) this.#sharing.delete(key);
    }
  }

  async #mark(held: Held): Promise<void> {
    if (held.touched.size === 0) return;
    const { id, at } = held.intent;
    // Each mark is a document of its own: whoever removes one that is counted removes none that came since.
    await insertOne(this.#intents, {
      id: doneId(id, ++held.marks),
      at,
      state: 'done',
      touches: [...held.touched.values()],
      events: held.events,
    });
    held.touched.clear();
    held.events = 0;
  }
}

interface Held {
  readonly intent: Intent;
  readonly at: number;
  readonly stored: Promise<unknown>;
  holders: number;
  marks: number;
  events: number;
  /** Windows in which something was accepted since the last mark. */
  readonly touched: Map<string, Touch>;
  /** Some insert has no known outcome: the open intent stays, to be counted again later. */
  unknown: boolean;
  timer?: NodeJS.Timeout | undefined;
}

/** What a batch has stored under one touch. */
export interface StoredHere {
  readonly accepted: number;
  /** Of some events it was found that they are there already. */
  readonly duplicates: boolean;
}

/** What a batch has of its intents. */
export class Hold {
  readonly held: readonly Held[];
  readonly #log: IntentLog;

  constructor(held: readonly Held[], log: IntentLog) {
    this.held = held;
    this.#log = log;
  }

  /** Resolves when the store holds its intents. @throws StoreUnavailable when that is not sure */
  async stored(): Promise<void> {
    await Promise.all(this.held.map(({ stored }) => stored));
  }

  /**
   * The batch is through: where events were accepted, and how many each, and where duplicates were met. @throws
   * StoreUnavailable when they cannot be made sure to be counted: then nothing of the batch may be called accepted.
   */
  async release(stored: ReadonlyMap<string, StoredHere>, outcomes: 'known' | 'unknown'): Promise<void> {
    for (const held of this.held) {
      if (outcomes === 'unknown') held.unknown = true;
      for (const touch of held.intent.touches) {
        const { accepted = 0, duplicates = false } = stored.get(touchKey(touch)) ?? {};
        // The one that was there first is in a slot of its own.
        const { slot: _, ...anywhere } = touch;
        if (duplicates) held.touched.set(touchKey(anywhere), anywhere);
        if (accepted > 0) held.touched.set(touchKey(touch), touch);
        held.events += accepted;
      }
    }
    await Promise.all(this.held.map(held => this.#log.released(held)));
  }
}
