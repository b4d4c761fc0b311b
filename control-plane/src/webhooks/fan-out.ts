import { type Clock, isoTime } from '../clock.ts';
import type { OutboxReader, Place, PlacedItem } from '../outbox/outbox-reader.ts';
import { type Collection, StoreUnavailable } from '../storage/documents.ts';
import { type Deliveries, type Delivery, deliveryIdOf, type Places } from './delivery.ts';
import type { Lease } from './lease.ts';
import type { Registry } from './registry.ts';
import type { TenantSequences } from './tenant-sequences.ts';
import type { WebhookState } from './webhook.ts';

const PLACE = 'fan-out';
const PAGE = 200;
const INSERT_AT_ONCE = 500;

export interface FanOutParts {
  readonly clock: Clock;
  readonly reader: OutboxReader;
  readonly places: Places;
  readonly deliveries: Deliveries;
  readonly sequences: TenantSequences;
  readonly lease: Lease;
  /** A registry of what there is now. */
  readonly openRegistry: () => Promise<Registry>;
  /** Called with webhooks that have something new to deliver. */
  readonly waiting: (webhookIds: readonly string[]) => Promise<void>;
}

/**
 * Reads the outbox once for all webhooks, and inserts a delivery for each webhook that takes an event.
 *
 *   place ── read a page ── number events by tenant ── insert webhook/event … ── place moves on
 *     ▲                                                        └── a crash anywhere: the page again, every insert `exists`
 *     └────────────────────────────────────────────────────────┘
 */
export class FanOut {
  readonly #parts: FanOutParts;
  #registry: Registry | undefined;
  #place: Place | undefined;

  constructor(parts: FanOutParts) {
    this.#parts = parts;
  }

  /** Before there is a webhook: from then on nothing that is told goes by unread, whenever the first pass comes. */
  async begin(): Promise<void> {
    await this.#placeReached();
  }

  /** Whatever was told since; nothing when it is another process' turn. Answers how many deliveries were begun. */
  async pass(): Promise<number> {
    if (!(await this.#parts.lease.held())) {
      this.#registry = undefined;
      this.#place = undefined;
      return 0;
    }
    let begun = 0;
    // The place comes first: of a registry that is older, a webhook would be missing whose beginning another process
    // has passed in between.
    this.#place ??= await this.#placeReached();
    this.#registry ??= await this.#parts.openRegistry();
    for (;;) {
      const from = this.#place;
      const { items, next } = await this.#parts.reader.read(from, PAGE);
      if (next.number === from.number && next.position === from.position) return begun;
      begun += await this.#take(items, this.#registry);
      await this.#parts.places.replace({ id: PLACE, ...next });
      this.#place = next;
    }
  }

  async #take(items: readonly PlacedItem[], registry: Registry): Promise<number> {
    const numbers = await this.#parts.sequences.number(items);
    const deliveries: Delivery[] = [];
    const now = isoTime(this.#parts.clock.now());
    for (const placed of items) {
      await registry.note(placed);
      for (const webhook of registry.takers(placed))
        deliveries.push(newDelivery(webhook, placed, now, { number: numbers.get(placed.item.key) }));
    }
    const begun = await beginDeliveries(this.#parts.deliveries, deliveries);
    await this.#parts.waiting([...new Set(deliveries.map(({ webhookId }) => webhookId))]);
    return begun;
  }

  async #placeReached(): Promise<Place> {
    const found = await this.#parts.places.get(PLACE);
    if (found !== undefined) return { number: found.number, position: found.position };
    // The very first time: what was told before there were webhooks is for none. Whoever inserts it decides.
    const end = await this.#parts.reader.end();
    await this.#parts.places.insert([{ id: PLACE, ...end }]);
    return (await this.#parts.places.get(PLACE)) ?? end;
  }
}

export function newDelivery(
  { webhookId }: WebhookState,
  { item, number, position }: PlacedItem,
  now: string,
  of: { readonly number: number | undefined; readonly replayId?: string },
): Delivery {
  const deliveryId = deliveryIdOf(item.key, of.replayId);
  return {
    id: `${webhookId}/${deliveryId}`,
    webhookId,
    deliveryId,
    event: item.key,
    number,
    position,
    type: item.type,
    ...(item.tenantId !== undefined && { tenantId: item.tenantId }),
    ...(of.number !== undefined && { tenantSequence: of.number }),
    state: 'waiting',
    createdAt: now,
    attempts: 0,
    waitingFor: webhookId,
    dueAt: now,
    replay: of.replayId !== undefined,
  };
}

/** Those that are there already stay as they are. Answers how many were not. @throws StoreUnavailable */
export async function beginDeliveries(
  deliveries: Pick<Collection<Delivery, never>, 'insert'>,
  fresh: readonly Delivery[],
): Promise<number> {
  let begun = 0;
  for (let at = 0; at < fresh.length; at += INSERT_AT_ONCE) {
    const outcomes = await deliveries.insert(fresh.slice(at, at + INSERT_AT_ONCE));
    if (outcomes.includes('unknown')) throw new StoreUnavailable('whether a delivery was begun is not known');
    begun += outcomes.filter(outcome => outcome === 'inserted').length;
  }
  return begun;
}
