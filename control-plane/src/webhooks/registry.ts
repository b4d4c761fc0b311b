import { takesEvent } from '@tenantry/contracts/commercial/webhook';
import type { Claims } from '../outbox/entry.ts';
import type { PlacedItem } from '../outbox/outbox-reader.ts';
import { placeText } from '../outbox/place-text.ts';
import type { Aggregates, ChangeCollection } from '../storage/aggregates.ts';
import { scanAll } from '../storage/documents.ts';
import { type WebhookState, webhookAggregate } from './webhook.ts';

const FIND_AT_ONCE = 500;
const KIND = webhookAggregate.kind;

interface Entry {
  readonly state: WebhookState;
  /** It takes events behind this place; missing while what opened it is not told yet. */
  readonly from: string | undefined;
  /** And none behind this one. */
  readonly until: string | undefined;
}

/**
 * Which webhooks take an event, by its place in the outbox: from behind the event that told of the webhook's creation
 * until the one that told of its end. So it does not matter when the outbox is read, or how often.
 */
export class Registry {
  readonly #webhooks: Aggregates<WebhookState>;
  readonly #claims: Claims;
  readonly #entries = new Map<string, Entry>();

  constructor(webhooks: Aggregates<WebhookState>, claims: Claims) {
    this.#webhooks = webhooks;
    this.#claims = claims;
  }

  /** From the changes themselves: a head may be a moment behind. */
  async load(changes: ChangeCollection): Promise<void> {
    const states = new Map<string, WebhookState>();
    // `0` is the character after `/`.
    for await (const { aggregateId, after } of scanAll(changes, { from: `${KIND}/`, before: `${KIND}0` }))
      states.set(aggregateId, webhookAggregate.state.parse(after));
    const all = [...states.values()];
    for (let at = 0; at < all.length; at += FIND_AT_ONCE) await this.#place(all.slice(at, at + FIND_AT_ONCE));
  }

  /** When an event is about a webhook, it is looked at again. */
  async note({ item }: PlacedItem): Promise<void> {
    if (!item.subject.startsWith(`${KIND}/`)) return;
    const found = await this.#webhooks.load(item.subject.slice(KIND.length + 1));
    if (found) await this.#place([found.state]);
  }

  takers(placed: PlacedItem): WebhookState[] {
    const place = placeText(placed);
    const takers: WebhookState[] = [];
    for (const { state, from, until } of this.#entries.values()) {
      const open = from !== undefined && place > from && (until === undefined || place <= until);
      if (open && wants(state, placed)) takers.push(state);
    }
    return takers;
  }

  async #place(states: readonly WebhookState[]): Promise<void> {
    const keys = states.flatMap(({ opened, closed }) => (closed === undefined ? [opened] : [opened, closed]));
    const places = new Map((await this.#claims.find(keys)).map(claim => [claim.id, placeText(claim)]));
    for (const state of states) {
      const from = places.get(state.opened);
      const until = state.closed === undefined ? undefined : places.get(state.closed);
      if (state.phase === 'deleted') this.#entries.delete(state.webhookId);
      else this.#entries.set(state.webhookId, { state, from, until });
    }
  }
}

export function wants({ events, tenantId }: WebhookState, { item }: PlacedItem): boolean {
  return takesEvent(events, item.type) && (tenantId === null || item.tenantId === tenantId);
}
