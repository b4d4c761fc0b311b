import { DelayHeap } from './delay-heap.ts';
import { Fifo } from './fifo.ts';

/** 'high' is what somebody waits for; 'low' is what must be done in time (resync, periodic tasks). */
export type Priority = 'high' | 'low';

/**
 *   add ──► ready (high | low) ──take──► running ──done──► (gone)
 *    │          ▲                          │ added meanwhile
 *    └─ delayed ┘ when due                 └──────────────► ready
 */
interface Item {
  readonly key: string;
  state: 'ready' | 'running';
  priority: Priority;
  readySince: number;
  /** Added while it ran: to be done once more, at this priority. */
  again: Priority | undefined;
}

/** After so many high ones in a row a low one that waits has its turn, so that neither starves. */
const HIGH_RUN = 16;

/**
 * Keys to be worked on, each at most once in the queue and with at most one worker at a time: however many
 * events arrive while a key is worked on, it is done once more. Time comes from the caller; nothing here waits.
 */
export class WorkQueue {
  readonly #items = new Map<string, Item>();
  readonly #lanes: Record<Priority, Fifo<Item>> = { high: new Fifo(), low: new Fifo() };
  readonly #ready: Record<Priority, number> = { high: 0, low: 0 };
  readonly #delays = new DelayHeap();
  readonly #delayedHigh = new Set<string>();
  #highRun = 0;
  #running = 0;

  /** Makes the key ready; one that waits low is moved up by 'high'. */
  add(key: string, priority: Priority, now: number): void {
    const item = this.#items.get(key);
    if (!item) {
      this.#enqueue({ key, state: 'ready', priority, readySince: now, again: undefined });
    } else if (item.state === 'running') {
      item.again = item.again === 'high' ? 'high' : priority;
    } else if (item.priority === 'low' && priority === 'high') {
      this.#ready.low--;
      item.priority = 'high';
      this.#ready.high++;
      this.#lanes.high.push(item);
    }
  }

  /** Makes the key ready at a time; the earliest of several counts. */
  addAt(key: string, priority: Priority, at: number): void {
    this.#delays.add(key, at);
    if (priority === 'high') this.#delayedHigh.add(key);
  }

  /** Makes ready what is due; answers when the next is, undefined when nothing is delayed. */
  promote(now: number): number | undefined {
    for (let key = this.#delays.takeDue(now); key !== undefined; key = this.#delays.takeDue(now)) {
      this.add(key, this.#delayedHigh.delete(key) ? 'high' : 'low', now);
    }
    return this.#delays.nextAt();
  }

  /** Takes the next key to work on; `done` must follow. `highOnly` passes over those of low priority. */
  take(highOnly = false): { readonly key: string; readonly priority: Priority } | undefined {
    if (highOnly && this.#ready.high === 0) return undefined;
    const lowTurn = !highOnly && this.#ready.low > 0 && (this.#ready.high === 0 || this.#highRun >= HIGH_RUN);
    const priority: Priority = lowTurn ? 'low' : 'high';
    const item = this.#head(priority);
    if (!item) return undefined;
    this.#highRun = lowTurn ? 0 : this.#highRun + 1;
    this.#lanes[priority].shift();
    this.#ready[priority]--;
    this.#running++;
    item.state = 'running';
    return { key: item.key, priority };
  }

  /** The key's worker has ended. */
  done(key: string, now: number): void {
    const item = this.#items.get(key);
    if (item?.state !== 'running') throw new RangeError(`${key} is not being worked on`);
    this.#running--;
    this.#items.delete(key);
    if (item.again)
      this.#enqueue({ key, state: 'ready', priority: item.again, readySince: now, again: undefined });
  }

  depth(): {
    readonly high: number;
    readonly low: number;
    readonly delayed: number;
    readonly running: number;
  } {
    return { ...this.#ready, delayed: this.#delays.size, running: this.#running };
  }

  /** Since when the key that has been ready longest waits. */
  oldestReady(): number | undefined {
    const [high, low] = [this.#head('high')?.readySince, this.#head('low')?.readySince];
    if (high === undefined || low === undefined) return high ?? low;
    return Math.min(high, low);
  }

  #enqueue(item: Item): void {
    this.#items.set(item.key, item);
    this.#ready[item.priority]++;
    this.#lanes[item.priority].push(item);
  }

  /** The first of a lane that is still what it was when it was put there. */
  #head(priority: Priority): Item | undefined {
    const lane = this.#lanes[priority];
    for (let item = lane.peek(); item; item = lane.peek()) {
      if (item.state === 'ready' && item.priority === priority) return item;
      lane.shift();
    }
    return undefined;
  }
}
