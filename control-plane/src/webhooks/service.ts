import type { EventName } from '@tenantry/contracts/commercial/event';
import type { NewWebhook, WebhookUpdate } from '@tenantry/contracts/commercial/webhook';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { requireMatch } from '../http/etag.ts';
import { changedByOthers, notFound, Problem } from '../http/problem.ts';
import type { OutgoingGuard } from '../outgoing/guard.ts';
import { type Aggregates, changeId, type Versioned } from '../storage/aggregates.ts';
import type { Who } from '../tenants/who.ts';
import type { SecretBox } from './secret-box.ts';
import { secretOf } from './sender.ts';
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
  readonly book: WorkBook;
  readonly hasTenant: (tenantId: string) => Promise<boolean>;
  /** Before there is a webhook. */
  readonly begin: () => Promise<void>;
}

export interface ShownWebhook {
  readonly webhook: Versioned<WebhookState>;
  /** Null when it was shown before. */
  readonly secret: string | null;
}

/** What admins do with webhooks; log.ts is what they do with what was sent. */
export class WebhookService {
  readonly #parts: WebhookServiceParts;

  constructor(parts: WebhookServiceParts) {
    this.#parts = parts;
  }

  /** @throws Problem invalid_request, invalid_state */
  async create(webhookId: string, input: NewWebhook, who: Who): Promise<ShownWebhook> {
    await this.#check(input);
    await this.#parts.begin();
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
    mustKeepSecrets(this.#parts.box);
    const until = isoTime(this.#parts.context.clock.now() + overlapSeconds * 1_000);
    const webhook = await this.#change(webhookId, who, 'webhook.secret_rotated', state => {
      if (state.secrets.some(({ id }) => id === requestKey)) return undefined;
      const now = this.#now();
      const kept = overlapSeconds > 0 ? this.#overlapping(state, now, until) : [];
      if (kept.length >= MOST_SECRETS)
        throw new Problem('conflict', `${MOST_SECRETS} secrets are in use: wait for one, or keep none`, {
          reason: 'too_many_secrets',
          params: { most: MOST_SECRETS },
        });
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
    throw changedByOthers('others are changing the webhook');
  }

  #kept(webhookId: string, id: string, secret: string, at: string): WebhookSecret {
    mustKeepSecrets(this.#parts.box);
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

/** @throws Problem invalid_state */
export function mustKeepSecrets({ canSeal }: SecretBox): void {
  if (!canSeal)
    throw new Problem('invalid_state', 'TENANTRY_WEBHOOK_KEY is not configured: secrets cannot be kept', {
      reason: 'no_webhook_key',
    });
}
