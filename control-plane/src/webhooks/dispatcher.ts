import { isoTime } from '../clock.ts';
import { scanAll } from '../storage/documents.ts';
import type { Courier } from './courier.ts';
import type { Delivery } from './delivery.ts';
import { Lane } from './lane.ts';
import type { WorkBook } from './work-book.ts';

type Attempting = Pick<Courier, 'attempt' | 'webhook'>;

interface DispatcherLimits {
  /** Attempts under way in this process. */
  readonly inAll: number;
  /** Of these, for webhooks that fail or are slow: the others always find room. */
  readonly troubled: number;
  /** Attempts under way for one webhook. */
  readonly each: number;
}

const DISPATCHER_LIMITS: DispatcherLimits = { inAll: 64, troubled: 32, each: 4 };

/** Of a webhook in trouble, while others in trouble have taken the room there is for such: it stands in nobody's way. */
const NO_ROOM = 5_000;
/** Webhooks with something due that are looked at in one pass. */
const WORKS_AT_ONCE = 200;
const LANES_KEPT = 10_000;

/**
 * Makes the attempts that are due. Each webhook has a lane of its own: a few attempts at a time, one while it is slow,
 * and after failures in a row a rest, in which nothing of it is tried. So a receiver that is down costs one attempt now
 * and then, however much waits for it, and holds nobody up.
 */
export class Dispatcher {
  readonly #courier: Attempting;
  readonly #book: WorkBook;
  readonly #limits: DispatcherLimits;
  readonly #lanes = new Map<string, Lane>();
  readonly #flights = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  #stopped = false;
  #running = 0;
  #troubled = 0;

  constructor(courier: Attempting, book: WorkBook, limits: DispatcherLimits = DISPATCHER_LIMITS) {
    this.#courier = courier;
    this.#book = book;
    this.#limits = limits;
  }

  get inFlight(): number {
    return this.#running;
  }

  /** Begins what is due and finds room; waits for none of it. */
  async pump(): Promise<void> {
    const before = isoTime(this.#book.clock.now() + 1);
    let looked = 0;
    for await (const { id } of scanAll(this.#book.works, { index: 'due', before }, WORKS_AT_ONCE)) {
      if (this.#stopped || this.#running >= this.#limits.inAll) return;
      await this.#feed(id);
      if (++looked === WORKS_AT_ONCE) return;
    }
  }

  /** Until nothing is under way that this process has begun. */
  async settled(): Promise<void> {
    while (this.#flights.size > 0) await Promise.all(this.#flights);
  }

  /** Begins nothing more; attempts that have not ended after a while are cut off, and made again by others. */
  async stop(patience: number): Promise<void> {
    const timer = setTimeout(() => this.#stopping.abort(), patience);
    this.#stopped = true;
    await this.settled().finally(() => clearTimeout(timer));
  }

  async #feed(webhookId: string): Promise<void> {
    const lane = this.#laneOf(webhookId);
    const now = this.#book.clock.now();
    if (this.#stopped) return;
    if (lane.restsUntil > now) return this.#book.putOff(webhookId, lane.restsUntil);
    const room = this.#roomFor(lane);
    if (room <= 0) {
      if (this.#isCrowdedOut(lane)) await this.#book.putOff(webhookId, now + NO_ROOM);
      return;
    }
    const due = await this.#book.due(webhookId, now, room + lane.running.size + lane.elsewhere(now));
    const fresh = due.filter(({ id }) => lane.mayBegin(id, now)).slice(0, room);
    if (fresh.length === 0) {
      if (lane.running.size === 0) await this.#book.settle(webhookId, lane.nextElsewhere(now));
      return;
    }
    const webhook = await this.#courier.webhook(webhookId);
    if (webhook?.phase !== 'enabled') return this.#book.close(webhookId);
    for (const delivery of fresh) this.#begin(lane, delivery);
  }

  #roomFor(lane: Lane): number {
    const { inAll, troubled, each } = this.#limits;
    const own = (lane.isTroubled ? 1 : each) - lane.running.size;
    const all = inAll - this.#running;
    return Math.min(own, lane.isTroubled ? Math.min(all, troubled - this.#troubled) : all);
  }

  #isCrowdedOut(lane: Lane): boolean {
    return lane.isTroubled && lane.running.size === 0 && this.#troubled >= this.#limits.troubled;
  }

  #begin(lane: Lane, delivery: Delivery): void {
    const isTroubled = lane.isTroubled;
    lane.running.add(delivery.id);
    this.#running++;
    if (isTroubled) this.#troubled++;
    const flight = this.#courier
      .attempt(delivery, this.#stopping.signal)
      .then(outcome => lane.ended(delivery.id, outcome, this.#book.clock.now()))
      .catch(error => {
        lane.ended(delivery.id, { is: 'failed', milliseconds: 0 }, this.#book.clock.now());
        this.#book.logger.warn(
          { err: error, delivery: delivery.id },
          'an attempt was not brought to its end',
        );
      })
      .finally(() => {
        this.#running--;
        if (isTroubled) this.#troubled--;
      })
      .then(() => this.#feed(delivery.webhookId))
      .catch(error => this.#book.logger.warn({ err: error }, 'a webhook was not gone on with'))
      .finally(() => this.#flights.delete(flight));
    this.#flights.add(flight);
  }

  #laneOf(webhookId: string): Lane {
    const found = this.#lanes.get(webhookId);
    if (found) return found;
    const lane = new Lane();
    this.#lanes.set(webhookId, lane);
    for (const [id, { running }] of this.#lanes) {
      if (this.#lanes.size <= LANES_KEPT) break;
      if (running.size === 0) this.#lanes.delete(id);
    }
    return lane;
  }
}
