import { EVENT_SOURCE, EVENT_TYPE_PREFIX, type EventName } from '@tenantry/contracts/commercial/event';
import type { NewWebhook, WebhookUpdate } from '@tenantry/contracts/commercial/webhook';
import {
  WEBHOOK_TEST_EVENT,
  type WebhookMessage,
  type WebhookReplay,
} from '@tenantry/contracts/commercial/webhook';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { requireMatch } from '../http/etag.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { OutgoingGuard } from '../outgoing/guard.ts';
import { type Aggregates, changeId, type Versioned } from '../storage/aggregates.ts';
import type { Who } from '../tenants/who.ts';
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
import { isDelivered, type ReadyMessage, type Sender, secretOf } from './sender.ts';
import { newWebhookSecret } from './signature.ts';
import { secretsInUse, type WebhookSecret, type WebhookState, webhookAggregate } from './webhook.ts';
import type { WorkBook } from './work-book.ts';

const ATTEMPTS = 8;
const MOST_SECRETS = 4;
const SYSTEM: Who = { actor: { id: 'system:webhooks', name: 'webhooks' }, requestId: 'webhooks' };

export interface WebhookServiceParts {
  readonly context: Context;
  readonly webhooks: Aggregates<WebhookState>;
  readonly guard: OutgoingGuard;
  readonly box: SecretBox;
  readonly sender: Sender;
  readonly deliveries: Deliveries;
  readonly attempts: Attempts;
  readonly replays: Replays;
  readonly book: WorkBook;
  readonly hasTenant: (tenantId: string) => Promise<boolean>;
}

export interface ShownWebhook {
  readonly webhook: Versioned<WebhookState>;
  /** Null when it was shown before. */
  readonly secret: string | null;
}

/** What admins do with webhooks. */
export class WebhookService {
  readonly #parts: WebhookServiceParts;

  constructor(parts: WebhookServiceParts) {
    this.#parts = parts;
  }

  /** @throws Problem invalid_request, invalid_state */
  async create(webhookId: string, input: NewWebhook, who: Who): Promise<ShownWebhook> {
    await this.#check(input);
    const now = this.#now();
    const secret = newWebhookSecret();
    const state: WebhookState = {
      webhookId,
      name: input.name,
      url: input.url,
      events: input.events,
      tenantId: input.tenantId,
      phase: 'enabled',
      createdAt: now,
      secrets: [this.#kept(webhookId, webhookId, secret, now)],
      opened: firstEventOf(webhookId, 1),
    };
    const made = await this.#parts.webhooks.create(webhookId, state, {
      ...who,
      action: 'webhook.created',
      events: [{ type: 'webhook.created', data: { webhookId } }],
    });
    if (made !== 'exists') return { webhook: made, secret };
    return { webhook: await this.get(webhookId), secret: null };
  }

  /** @throws Problem not_found */
  async get(webhookId: string): Promise<Versioned<WebhookState>> {
    const found = await this.#parts.webhooks.load(webhookId);
    if (found === undefined || found.state.phase === 'deleted') throw notFound('such webhook');
    return found;
  }

  async update(
    webhookId: string,
    update: WebhookUpdate,
    who: Who,
    ifMatch: string | undefined,
  ): Promise<Versioned<WebhookState>> {
    await this.#check(update);
    const given = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
    const fields = Object.keys(given);
    const changed = await this.#change(webhookId, who, 'webhook.updated', (state, version) => {
      requireMatch(ifMatch, version);
      return { state: { ...state, ...given }, data: { webhookId, fields } };
    });
    return changed;
  }

  /**
   * The same `requestKey` again rotates no second time, and shows no secret. Secrets that were rotated before are signed
   * with until their own time; with no overlap none is but the new one.
   * @throws Problem conflict when too many are in use
   */
  async rotate(
    webhookId: string,
    requestKey: string,
    overlapSeconds: number,
    who: Who,
  ): Promise<ShownWebhook> {
    const secret = newWebhookSecret();
    this.#checkKey();
    const until = isoTime(this.#parts.context.clock.now() + overlapSeconds * 1_000);
    const webhook = await this.#change(webhookId, who, 'webhook.secret_rotated', state => {
      if (state.secrets.some(({ id }) => id === requestKey)) return undefined;
      const now = this.#now();
      const kept = overlapSeconds > 0 ? this.#overlapping(state, now, until) : [];
      if (kept.length >= MOST_SECRETS)
        throw new Problem('conflict', `${MOST_SECRETS} secrets are in use: wait for one, or keep none`);
      const secrets = [this.#kept(webhookId, requestKey, secret, now), ...kept];
      return { state: { ...state, secrets }, data: { webhookId } };
    });
    return { webhook, secret: this.#opens(webhook.state, requestKey, secret) ? secret : null };
  }

  async enable(webhookId: string, who: Who): Promise<Versioned<WebhookState>> {
    const enabled = await this.#change(webhookId, who, 'webhook.enabled', (state, version) => {
      if (state.phase === 'enabled') return undefined;
      const { disabledBy: _, closed: _closed, ...rest } = state;
      const opened = firstEventOf(webhookId, version + 1);
      return { state: { ...rest, phase: 'enabled', opened }, data: { webhookId } };
    });
    await this.#parts.book.settle(webhookId);
    return enabled;
  }

  async disable(
    webhookId: string,
    by: NonNullable<WebhookState['disabledBy']>,
    who: Who = SYSTEM,
  ): Promise<Versioned<WebhookState>> {
    return this.#change(webhookId, who, 'webhook.disabled', (state, version) => {
      if (state.phase === 'disabled') return undefined;
      const closed = firstEventOf(webhookId, version + 1);
      return { state: { ...state, phase: 'disabled', disabledBy: by, closed }, data: { webhookId, by } };
    });
  }

  async remove(webhookId: string, who: Who): Promise<void> {
    await this.#change(webhookId, who, 'webhook.deleted', (state, version) => ({
      // What could sign in its name is gone with it.
      state: { ...state, phase: 'deleted', secrets: [], closed: firstEventOf(webhookId, version + 1) },
      data: { webhookId },
    }));
    await this.#parts.book.close(webhookId);
  }

  /** Sends an event that says nothing, now and once, also while it is disabled; the log has it. */
  async test(webhookId: string, testId: string): Promise<Attempt> {
    const { sender, deliveries, attempts } = this.#parts;
    const { state } = await this.get(webhookId);
    this.#checkKey();
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
    await this.get(webhookId);
    const found = await this.#parts.deliveries.get(`${webhookId}/${deliveryId}`);
    if (found === undefined) throw notFound('such delivery');
    return found;
  }

  attemptsOf({ id }: Delivery): Promise<readonly Attempt[]> {
    return this.#parts.attempts.scan({ from: `${id}/`, before: `${id}0`, limit: 100 });
  }

  /** Another delivery of the same event, under the event's own id. @throws Problem not_found, invalid_state */
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
    const [outcome] = await this.#parts.deliveries.insert([delivery]);
    if (outcome !== 'inserted') return this.delivery(webhookId, again);
    await this.#parts.book.wake([webhookId]);
    return delivery;
  }

  async replayRange(webhookId: string, replayId: string, range: WebhookReplay): Promise<Replay> {
    await this.get(webhookId);
    return this.#parts.replays.ask(webhookId, replayId, range);
  }

  async replayProgress(webhookId: string, replayId: string): Promise<Replay> {
    await this.get(webhookId);
    const found = await this.#parts.replays.find(webhookId, replayId);
    if (found === undefined) throw notFound('such replay');
    return found;
  }

  async #change(
    webhookId: string,
    who: Who,
    type: EventName,
    decide: (
      state: WebhookState,
      version: number,
    ) =>
      | { readonly state: WebhookState; readonly data: Readonly<Record<string, string | readonly string[]>> }
      | undefined,
  ): Promise<Versioned<WebhookState>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const from = await this.get(webhookId);
      const decided = decide(from.state, from.version);
      if (decided === undefined) return from;
      const made = await this.#parts.webhooks.change(webhookId, from, decided.state, {
        ...who,
        action: type,
        events: [{ type, data: decided.data }],
      });
      if (made !== 'exists') return made;
    }
    throw new Problem('conflict', 'others are changing the webhook');
  }

  #kept(webhookId: string, id: string, secret: string, at: string): WebhookSecret {
    this.#checkKey();
    return { id, sealed: this.#parts.box.seal(secret, secretOf(webhookId, id)), at };
  }

  #opens({ webhookId, secrets }: WebhookState, id: string, secret: string): boolean {
    const found = secrets.find(kept => kept.id === id);
    return found !== undefined && this.#parts.box.tryOpen(found.sealed, secretOf(webhookId, id)) === secret;
  }

  /** Those that go on beside a new one; not those whose key was lost, which sign nothing. */
  #overlapping(state: WebhookState, now: string, until: string): readonly WebhookSecret[] {
    return secretsInUse(state, now)
      .filter(
        ({ id, sealed }) => this.#parts.box.tryOpen(sealed, secretOf(state.webhookId, id)) !== undefined,
      )
      .map(kept => ({ ...kept, until: kept.until ?? until }));
  }

  /** @throws Problem invalid_state */
  #signed(state: WebhookState, message: WebhookMessage): ReadyMessage {
    try {
      return this.#parts.sender.prepare(state, message);
    } catch (error) {
      if (!(error instanceof NotOpened)) throw error;
      throw new Problem('invalid_state', 'its secret was kept with another key: rotate it');
    }
  }

  #checkKey(): void {
    if (!this.#parts.box.canSeal)
      throw new Problem('invalid_state', 'TENANTRY_WEBHOOK_KEY is not configured: secrets cannot be kept');
  }

  async #check({ url, tenantId }: WebhookUpdate): Promise<void> {
    const fault = url === undefined ? undefined : this.#parts.guard.faultOf(url);
    if (fault !== undefined)
      throw new Problem('invalid_request', undefined, {
        errors: [{ field: '/url', code: 'not_reachable', message: fault }],
      });
    if (typeof tenantId !== 'string' || (await this.#parts.hasTenant(tenantId))) return;
    const message = 'there is no such tenant';
    throw new Problem('invalid_state', message, {
      errors: [{ field: '/tenantId', code: 'not_found', message }],
    });
  }

  #now(): string {
    return isoTime(this.#parts.context.clock.now());
  }
}

/** The id of the first event of a change of a webhook, which is known before it is made. */
function firstEventOf(webhookId: string, version: number): string {
  return `${changeId(webhookAggregate.kind, webhookId, version)}#0`;
}
