import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import type { OutboxReader, PlacedItem } from '../outbox/outbox-reader.ts';
import type { Aggregates } from '../storage/aggregates.ts';
import { type Collection, type CollectionSpec, insertOne, scanAll } from '../storage/documents.ts';
import { type Deliveries, type Delivery, deliveryIdOf } from './delivery.ts';
import { beginDeliveries, newDelivery } from './fan-out.ts';
import { wants } from './registry.ts';
import type { TenantSequences } from './tenant-sequences.ts';
import type { WebhookState } from './webhook.ts';

const replaySchema = z.object({
  /** `<webhookId>/<replayId>` */
  id: z.string(),
  webhookId: z.string(),
  replayId: z.string(),
  from: z.string(),
  until: z.string(),
  only: z.enum(['undelivered', 'all']),
  /** How far the outbox has been read. */
  number: z.int(),
  position: z.int(),
  /** Where it ended when this was asked for. */
  end: z.int(),
  events: z.int(),
  at: z.string(),
  /** `at`, until it is done. */
  open: z.string().optional(),
});
export type Replay = z.infer<typeof replaySchema>;

export const webhookReplaysSpec: CollectionSpec<Replay, 'open' | 'age'> = {
  name: 'webhook_replays',
  indexes: { open: ['open'], age: ['at'] },
  parse: value => replaySchema.parse(value),
};
export type ReplayBook = Collection<Replay, 'open' | 'age'>;

const PAGE = 500;
/** Pages of one replay in a pass: others have their turn. */
const PAGES = 20;
/** How much later than it was decided an event may come to be told, so that the reading begins early enough. */
const TOLD_LATE = 15 * 60_000;

export interface ReplayParts {
  readonly replays: ReplayBook;
  readonly reader: OutboxReader;
  readonly webhooks: Aggregates<WebhookState>;
  readonly deliveries: Deliveries;
  readonly sequences: TenantSequences;
  readonly clock: Clock;
  readonly waiting: (webhookIds: readonly string[]) => Promise<void>;
}

/** Gives events of a time to a webhook again: deliveries of their own, under the events' own ids. */
export class Replays {
  readonly #parts: ReplayParts;

  constructor(parts: ReplayParts) {
    this.#parts = parts;
  }

  /** Asked for again under the same id, it is the same. @throws StoreUnavailable */
  async ask(
    webhookId: string,
    replayId: string,
    range: Pick<Replay, 'from' | 'until' | 'only'>,
  ): Promise<Replay> {
    const { reader, replays, clock } = this.#parts;
    const begin = await reader.numberAt(isoTime(Date.parse(range.from) - TOLD_LATE));
    const at = isoTime(clock.now());
    const replay: Replay = {
      id: `${webhookId}/${replayId}`,
      webhookId,
      replayId,
      from: isoTime(Date.parse(range.from)),
      until: isoTime(Date.parse(range.until)),
      only: range.only,
      number: begin,
      position: -1,
      end: (await reader.end()).number,
      events: 0,
      at,
      open: at,
    };
    await insertOne(replays, replay);
    return (await replays.get(replay.id)) ?? replay;
  }

  find(webhookId: string, replayId: string): Promise<Replay | undefined> {
    return this.#parts.replays.get(`${webhookId}/${replayId}`);
  }

  /** Goes on with each that is not done. A crash anywhere: its last page again, and every insert `exists`. */
  async pass(): Promise<void> {
    for await (const replay of scanAll(this.#parts.replays, { index: 'open' }, 50)) await this.#goOn(replay);
  }

  async #goOn(begun: Replay): Promise<void> {
    const { replays, reader, webhooks } = this.#parts;
    let replay = begun;
    const webhook = (await webhooks.load(replay.webhookId))?.state;
    for (let pages = 0; pages < PAGES; pages++) {
      const { items, next } = await reader.read(replay, PAGE);
      const stands = next.number === replay.number && next.position === replay.position;
      const over = stands || next.number > replay.end || webhook === undefined || webhook.phase === 'deleted';
      const wanted =
        webhook === undefined ? [] : items.filter(placed => this.#isMeant(placed, replay, webhook));
      const events = webhook === undefined ? 0 : await this.#begin(replay, webhook, wanted);
      const { open, ...rest } = { ...replay, ...next, events: replay.events + events };
      replay = over ? rest : { ...rest, open };
      await replays.replace(replay);
      if (over) return;
    }
  }

  #isMeant(placed: PlacedItem, { from, until, end }: Replay, webhook: WebhookState): boolean {
    const { time } = placed.item;
    return placed.number <= end && time >= from && time < until && wants(webhook, placed);
  }

  async #begin(
    { only, replayId }: Replay,
    webhook: WebhookState,
    items: readonly PlacedItem[],
  ): Promise<number> {
    const { deliveries, sequences, clock, waiting } = this.#parts;
    const idOf = (event: string) => `${webhook.webhookId}/${deliveryIdOf(event)}`;
    const first = only === 'all' ? [] : await deliveries.find(items.map(({ item }) => idOf(item.key)));
    // One that waits will come by itself.
    const left = new Set(first.filter(({ state }) => state !== 'failed').map(({ id }) => id));
    const now = isoTime(clock.now());
    const fresh: Delivery[] = [];
    for (const placed of items) {
      if (left.has(idOf(placed.item.key))) continue;
      const { tenantId } = placed.item;
      const number = tenantId === undefined ? undefined : await sequences.numberOf(tenantId, placed);
      fresh.push(newDelivery(webhook, placed, now, { number, replayId }));
    }
    await beginDeliveries(deliveries, fresh);
    if (fresh.length > 0) await waiting([webhook.webhookId]);
    return fresh.length;
  }
}
