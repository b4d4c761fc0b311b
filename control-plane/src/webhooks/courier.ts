import { type Clock, isoTime } from '../clock.ts';
import type { OutboxReader } from '../outbox/outbox-reader.ts';
import { publishedEvent } from '../outbox/published-event.ts';
import type { Aggregates } from '../storage/aggregates.ts';
import { insertOne } from '../storage/documents.ts';
import type { Deliveries, Delivery } from './delivery.ts';
import { ATTEMPT_LEASE, type Attempt, type AttemptResult, type Attempts, attemptId } from './delivery.ts';
import type { LaneOutcome } from './lane.ts';
import { nextAttemptAt } from './schedule.ts';
import { isDelivered, type ReadyMessage, type Sender } from './sender.ts';
import type { WebhookState } from './webhook.ts';

const GONE = 410;

export interface CourierParts {
  readonly clock: Clock;
  readonly webhooks: Aggregates<WebhookState>;
  readonly deliveries: Deliveries;
  readonly attempts: Attempts;
  readonly reader: OutboxReader;
  readonly sender: Sender;
  readonly disable: (webhookId: string, by: 'gone' | 'failing') => Promise<void>;
  /** Told of every attempt whose end is known. */
  readonly observe: (result: AttemptResult) => void;
  readonly chance: () => number;
}

/**
 * Makes one attempt of a delivery.
 *
 *   insert attempt n+1 ──▶ ours ── send ── its result ── what became of the delivery
 *         │ exists                 │            └── a crash here: whoever tries n+1 next finds the result, and goes on
 *         ▼                        └── a crash here: no result; after a while it counts as lost, and n+2 is made
 *   somebody is at it, or died: see what the last attempt says
 */
export class Courier {
  readonly #parts: CourierParts;

  constructor(parts: CourierParts) {
    this.#parts = parts;
  }

  async webhook(webhookId: string): Promise<WebhookState | undefined> {
    return (await this.#parts.webhooks.load(webhookId))?.state;
  }

  async attempt(delivery: Delivery, signal: AbortSignal): Promise<LaneOutcome> {
    const { clock, attempts, sender } = this.#parts;
    // Before the claim: what cannot even be written is no attempt.
    const ready = await this.#prepared(delivery);
    const number = delivery.attempts + 1;
    const attempt: Attempt = { id: attemptId(delivery.id, number), number, at: isoTime(clock.now()) };
    if ((await insertOne(attempts, attempt)) === 'exists') return this.#goOnFrom(delivery);
    const sent = await sender.send(ready, signal);
    // Cut off by a stop: it may have arrived, so nothing is said of it, and another process makes the next one.
    if (signal.aborted && sent.status === undefined)
      return { is: 'elsewhere', until: clock.now() + ATTEMPT_LEASE };
    const { retryAfter, ...result } = sent;
    const done = { ...attempt, result: this.#decided(result, number, retryAfter) };
    await attempts.replace(done);
    await this.#conclude(delivery, done);
    this.#parts.observe(done.result);
    return { is: isDelivered(result) ? 'arrived' : 'failed', milliseconds: result.milliseconds };
  }

  async #prepared(delivery: Delivery): Promise<ReadyMessage> {
    const webhook = await this.webhook(delivery.webhookId);
    const placed = await this.#parts.reader.find(delivery.event, delivery);
    if (webhook === undefined || placed === undefined)
      throw new Error(`the event ${delivery.event} of a delivery is in no outbox`);
    return this.#parts.sender.prepare(webhook, {
      ...publishedEvent(placed),
      ...(delivery.tenantSequence !== undefined && { tenantsequence: delivery.tenantSequence }),
    });
  }

  /** Another process has made the attempt, is making it, or died of it. */
  async #goOnFrom(delivery: Delivery): Promise<LaneOutcome> {
    const { clock, attempts } = this.#parts;
    const now = clock.now();
    const [last] = await attempts.scan({
      from: `${delivery.id}/`,
      before: `${delivery.id}0`,
      descending: true,
      limit: 1,
    });
    if (last === undefined) return { is: 'elsewhere', until: now };
    const until = Date.parse(last.at) + ATTEMPT_LEASE;
    if (last.result === undefined && until > now) return { is: 'elsewhere', until };
    const lost = this.#decided({ fault: 'lost', milliseconds: 0 }, last.number, 0);
    // At once, however long the wait would be: it may have been no fault of the receiver.
    const result = last.result ?? (lost.retryAt === undefined ? lost : { ...lost, retryAt: isoTime(now) });
    await this.#conclude(delivery, { ...last, result });
    return { is: 'elsewhere', until: now };
  }

  #decided(result: AttemptResult, number: number, retryAfter: number): AttemptResult {
    if (isDelivered(result) || result.status === GONE) return result;
    const at = nextAttemptAt(number, this.#parts.clock.now(), this.#parts.chance(), retryAfter);
    return at === undefined ? result : { ...result, retryAt: isoTime(at) };
  }

  /** What follows from the last attempt; done again it is the same. */
  async #conclude(
    delivery: Delivery,
    { number, result }: Attempt & { readonly result: AttemptResult },
  ): Promise<void> {
    const { deliveries, disable, clock } = this.#parts;
    const { waitingFor: _, dueAt: _due, ...rest } = delivery;
    const known = { ...rest, attempts: number, last: result };
    if (result.retryAt !== undefined) {
      await deliveries.replace({ ...delivery, attempts: number, last: result, dueAt: result.retryAt });
      return;
    }
    const endedAt = isoTime(clock.now());
    if (isDelivered(result)) {
      await deliveries.replace({ ...known, state: 'delivered', deliveredTo: delivery.webhookId, endedAt });
      return;
    }
    if (result.status === GONE) await disable(delivery.webhookId, 'gone');
    else if (!(await this.#deliveredSince(delivery))) await disable(delivery.webhookId, 'failing');
    await deliveries.replace({ ...known, state: 'failed', endedAt });
  }

  /** Whether anything of the webhook arrived while this delivery was tried in vain, for days. */
  async #deliveredSince({ webhookId, createdAt }: Delivery): Promise<boolean> {
    const [last] = await this.#parts.deliveries.scan({
      index: 'delivered',
      equals: [webhookId],
      from: createdAt,
      limit: 1,
    });
    return last !== undefined;
  }
}
