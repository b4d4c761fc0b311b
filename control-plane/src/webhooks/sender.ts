import type { WebhookMessage } from '@tenantry/contracts/commercial/webhook';
import { type Clock, isoTime } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { type OutgoingGuard, OutgoingRefused } from '../outgoing/guard.ts';
import { type GuardedAnswer, guardedRequest, OutgoingFailed } from '../outgoing/guarded-request.ts';
import type { AttemptResult } from './delivery.ts';
import { retryAfterOf } from './schedule.ts';
import { NotOpened, type SecretBox } from './secret-box.ts';
import { signatureHeaders } from './signature.ts';
import { secretsInUse, type WebhookState } from './webhook.ts';

/** Of the receiver, for all of it. */
const ANSWER_TIMEOUT = 15_000;
/** Of an answer nothing is read beyond. */
const READ_BYTES = 4_096;
const EXCERPT_LETTERS = 200;

export type Sent = Omit<AttemptResult, 'retryAt'> & {
  /** What the receiver asked for, in milliseconds. */
  readonly retryAfter: number;
};

/** A message with its signatures, which are good for some minutes. */
export interface ReadyMessage {
  readonly webhookId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one message to a webhook: signed, by the guard, once. */
export class Sender {
  readonly #guard: OutgoingGuard;
  readonly #box: SecretBox;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(parts: {
    readonly guard: OutgoingGuard;
    readonly box: SecretBox;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.#guard = parts.guard;
    this.#box = parts.box;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
  }

  /**
   * Signed now, with each of its secrets that can be opened here.
   * @throws NotOpened when it has none, as when the key that they are kept by is not configured
   */
  prepare(webhook: WebhookState, message: WebhookMessage): ReadyMessage {
    const now = this.#clock.now();
    const body = JSON.stringify(message);
    const secrets = secretsInUse(webhook, isoTime(now)).flatMap(
      secret => this.#box.tryOpen(secret.sealed, secretOf(webhook.webhookId, secret.id)) ?? [],
    );
    if (secrets.length === 0) throw new NotOpened('no secret of the webhook can be opened');
    const headers = signatureHeaders({ id: message.id, timestamp: Math.floor(now / 1_000), body }, secrets);
    return { webhookId: webhook.webhookId, url: webhook.url, headers, body };
  }

  async send({ webhookId, url, headers, body }: ReadyMessage, signal?: AbortSignal): Promise<Sent> {
    const began = performance.now();
    const end = () => Math.round(performance.now() - began);
    try {
      const answer = await guardedRequest(this.#guard, {
        url,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'Tenantry-Webhooks', ...headers },
        body,
        timeoutMs: ANSWER_TIMEOUT,
        maxBytes: READ_BYTES,
        ...(signal && { signal }),
      });
      return { ...ofAnswer(answer), milliseconds: end() };
    } catch (error) {
      if (error instanceof OutgoingRefused) return { fault: 'refused', milliseconds: end(), retryAfter: 0 };
      if (!(error instanceof OutgoingFailed)) throw error;
      this.#logger.debug({ err: error, webhook: webhookId }, 'a webhook was not reached');
      const fault = error.kind === 'timeout' ? 'timeout' : 'connection';
      return { fault, milliseconds: end(), retryAfter: 0 };
    }
  }
}

/** What a secret is bound to where it is kept. */
export function secretOf(webhookId: string, secretId: string): string {
  return `webhook/${webhookId}/${secretId}`;
}

export function isDelivered({ status }: Pick<AttemptResult, 'status'>): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

function ofAnswer({ status, headers, body }: GuardedAnswer): Omit<Sent, 'milliseconds'> {
  const asked = headers['retry-after'];
  const excerpt = excerptOf(body);
  return {
    status,
    retryAfter: retryAfterOf(typeof asked === 'string' ? asked : undefined),
    ...(!isDelivered({ status }) && excerpt !== '' && { excerpt }),
  };
}

/** The beginning of an answer, for whoever looks for the fault: printable, and short. */
function excerptOf(body: Buffer): string {
  return body
    .toString('utf8')
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, EXCERPT_LETTERS);
}
