import { EVENT_SOURCE, EVENT_TYPE_PREFIX } from '@tenantry/contracts/commercial/event';
import {
  WEBHOOK_TEST_EVENT,
  type WebhookMessage,
  type WebhookReplay,
} from '@tenantry/contracts/commercial/webhook';
import { type Clock, isoTime } from '../clock.ts';
import { notFound, Problem } from '../http/problem.ts';
import { insertOne } from '../storage/documents.ts';
import {
  type Attempt,
  type Attempts,
  attemptId,
  type Deliveries,
  type Delivery,
  deliveryIdOf,
} from './delivery.ts';
import type { Replay, Replays } from './replay.ts';
import { NotOpened, type SecretBox } from './secret-box.ts';
import { isDelivered, type ReadyMessage, type Sender } from './sender.ts';
import { mustKeepSecrets, type WebhookService } from './service.ts';
import type { WebhookState } from './webhook.ts';
import type { WorkBook } from './work-book.ts';

export interface WebhookLogParts {
  readonly clock: Clock;
  readonly webhooks: Pick<WebhookService, 'get'>;
  readonly box: SecretBox;
  readonly sender: Sender;
  readonly deliveries: Deliveries;
  readonly attempts: Attempts;
  readonly replays: Replays;
  readonly book: WorkBook;
}

/** What was sent to webhooks, and sending it again; and a test, which is in the log like everything else. */
export class WebhookLog {
  readonly #parts: WebhookLogParts;

  constructor(parts: WebhookLogParts) {
    this.#parts = parts;
  }

  /** Sends an event that says nothing, now and once, also while it is disabled; the log has it. */
  async test(webhookId: string, testId: string): Promise<Attempt> {
    const { sender, deliveries, attempts } = this.#parts;
    const { state } = await this.#parts.webhooks.get(webhookId);
    mustKeepSecrets(this.#parts.box);
    const event = `test/${testId}`;
    const now = this.#now();
    const ready = this.#signed(state, {
      specversion: '1.0',
      id: event,
      source: EVENT_SOURCE,
      type: EVENT_TYPE_PREFIX + WEBHOOK_TEST_EVENT,
      subject: `webhook/${webhookId}`,
      subjectversion: 1,
      time: now,
      sequence: '',
      datacontenttype: 'application/json',
      data: { webhookId },
    });
    const { retryAfter: _, ...result } = await sender.send(ready);
    const deliveryId = deliveryIdOf(event);
    const id = `${webhookId}/${deliveryId}`;
    const attempt: Attempt = { id: attemptId(id, 1), number: 1, at: now, result };
    await attempts.insert([attempt]);
    await deliveries.insert([
      {
        id,
        webhookId,
        deliveryId,
        event,
        number: 0,
        position: 0,
        type: WEBHOOK_TEST_EVENT,
        state: isDelivered(result) ? 'delivered' : 'failed',
        createdAt: now,
        attempts: 1,
        endedAt: this.#now(),
        last: result,
        replay: false,
      },
    ]);
    return attempt;
  }

  /** @throws Problem not_found */
  async delivery(webhookId: string, deliveryId: string): Promise<Delivery> {
    await this.#parts.webhooks.get(webhookId);
    const found = await this.#parts.deliveries.get(`${webhookId}/${deliveryId}`);
    if (found === undefined) throw notFound('such delivery');
    return found;
  }

  attemptsOf({ id }: Delivery): Promise<readonly Attempt[]> {
    return this.#parts.attempts.scan({ from: `${id}/`, before: `${id}0`, limit: 100 });
  }

  /**
   * Another delivery of the same event, under the event's own id.
   * @throws Problem not_found, invalid_state; StoreUnavailable
   */
  async replay(webhookId: string, deliveryId: string, replayId: string): Promise<Delivery> {
    const from = await this.delivery(webhookId, deliveryId);
    if (from.type === WEBHOOK_TEST_EVENT)
      throw new Problem('invalid_state', 'a test is not sent again: make another');
    const now = this.#now();
    const { deliveredTo: _, endedAt: _ended, last: _last, ...same } = from;
    const again = deliveryIdOf(from.event, replayId);
    const delivery: Delivery = {
      ...same,
      id: `${webhookId}/${again}`,
      deliveryId: again,
      state: 'waiting',
      createdAt: now,
      attempts: 0,
      waitingFor: webhookId,
      dueAt: now,
      replay: true,
    };
    if ((await insertOne(this.#parts.deliveries, delivery)) === 'exists')
      return this.delivery(webhookId, again);
    await this.#parts.book.wake([webhookId]);
    return delivery;
  }

  async replayRange(webhookId: string, replayId: string, range: WebhookReplay): Promise<Replay> {
    await this.#parts.webhooks.get(webhookId);
    return this.#parts.replays.ask(webhookId, replayId, range);
  }

  async replayProgress(webhookId: string, replayId: string): Promise<Replay> {
    await this.#parts.webhooks.get(webhookId);
    const found = await this.#parts.replays.find(webhookId, replayId);
    if (found === undefined) throw notFound('such replay');
    return found;
  }

  /** @throws Problem invalid_state */
  #signed(state: WebhookState, message: WebhookMessage): ReadyMessage {
    try {
      return this.#parts.sender.prepare(state, message);
    } catch (error) {
      if (!(error instanceof NotOpened)) throw error;
      throw new Problem('invalid_state', 'its secret was kept with another key: rotate it', {
        reason: 'webhook_key_changed',
      });
    }
  }

  #now(): string {
    return isoTime(this.#parts.clock.now());
  }
}
