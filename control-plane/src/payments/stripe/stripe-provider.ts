import { currencySchema } from '@tenantry/contracts/commercial/money';
import { z } from 'zod';
import { type Clock, isoTime } from '../../clock.ts';
import type { OutgoingGuard } from '../../outgoing/guard.ts';
import { guardedRequest } from '../../outgoing/guarded-request.ts';
import type { Secret } from '../../secret.ts';
import {
  BadReceipt,
  type PaymentOffer,
  type PaymentOrder,
  type PaymentProvider,
  PaymentRefused,
  type ProviderMessage,
  type ReceivedPayment,
  UnusableReceipt,
} from '../provider.ts';
import { fromStripeAmount, toStripeAmount } from './amounts.ts';
import { verifyStripeSignature } from './signature.ts';

export interface StripeOptions {
  /** Without a slash at the end. */
  readonly url: string;
  readonly key: Secret;
  readonly webhookSecret: Secret;
  /** Where the customer's browser goes afterwards. */
  readonly returnUrl: string;
  /** Several installations may have one account: each minds its own sessions. */
  readonly installationId?: string | undefined;
}

/** The version of the API that this is written for: answers keep its shape whatever the account has. */
const API_VERSION = '2024-06-20';
const TIMEOUT_MS = 20_000;
const MAX_BYTES = 256 * 1024;
/** Come again: what is taken is not known, too many, or a fault over there. */
const AGAIN = new Set([408, 409, 425, 429]);

/** Theirs last a day: what is beyond this is no time. */
const LONGEST_SECONDS = 31 * 86_400;
const LAST_SECOND = 253_402_300_799;

const sessionSchema = z.object({
  id: z.string().regex(/^\w{1,255}$/),
  url: z.url({ protocol: /^https$/ }).max(4_096),
  expires_at: z.int(),
});
const statusSchema = z.object({ status: z.enum(['open', 'complete', 'expired']) });
const eventSchema = z.object({
  type: z.string(),
  created: z.int().min(0).max(LAST_SECOND),
  data: z.object({ object: z.looseObject({ object: z.string().optional() }) }),
});
/** Enough of a session to see whether it is about us. */
const sightedSchema = z.object({
  id: z
    .string()
    .regex(/^\w{1,255}$/)
    .catch('unknown'),
  payment_status: z.string().optional().catch(undefined),
  metadata: z.object({
    tenantry_tenant: z.unknown().refine(value => value !== undefined),
    tenantry_installation: z.unknown().optional(),
  }),
});
const paidSessionSchema = z.object({
  id: z.string().max(255),
  payment_status: z.literal('paid'),
  amount_total: z.int().min(1),
  currency: z
    .string()
    .transform(code => code.toUpperCase())
    .pipe(currencySchema),
  metadata: z.object({
    tenantry_tenant: z.uuid(),
    tenantry_statement: z
      .string()
      .regex(/^[1-9]\d{0,4}$/)
      .transform(Number),
  }),
});

/** A later method of payment, such as a debit, is told by the second one. */
const PAID: ReadonlySet<string> = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
]);

/** Speaks the HTTP API of Stripe (docs.stripe.com/api/checkout/sessions): forms out, JSON back, signed messages in. */
export class StripeProvider implements PaymentProvider {
  readonly #options: StripeOptions;
  readonly #guard: OutgoingGuard;
  readonly #clock: Clock;

  constructor(options: StripeOptions, guard: OutgoingGuard, clock: Clock) {
    this.#options = options;
    this.#guard = guard;
    this.#clock = clock;
  }

  async offer(order: PaymentOrder): Promise<PaymentOffer> {
    const form = this.#form(order).toString();
    return this.#offerIn(await this.#ask('POST', '', form, { 'idempotency-key': order.key }));
  }

  /** Only a session that is open can be expired: of any other, what it is says whether money comes. */
  async end(pageId: string): Promise<'ended' | 'paid'> {
    const path = `/${encodeURIComponent(pageId)}`;
    try {
      await this.#ask('POST', `${path}/expire`, '');
      return 'ended';
    } catch (error) {
      if (!(error instanceof PaymentRefused)) throw error;
      const session = statusSchema.parse(jsonOf(await this.#ask('GET', path)));
      if (session.status === 'open') throw error;
      return session.status === 'complete' ? 'paid' : 'ended';
    }
  }

  async #ask(
    method: 'GET' | 'POST',
    path: string,
    form?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Uint8Array> {
    const { url, key } = this.#options;
    const { status, body } = await guardedRequest(this.#guard, {
      url: `${url}/v1/checkout/sessions${path}`,
      method,
      headers: {
        authorization: `Bearer ${key.reveal()}`,
        'stripe-version': API_VERSION,
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(form !== undefined && { body: form }),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    });
    if (status >= 400 && status < 500 && !AGAIN.has(status)) {
      throw new PaymentRefused(`it answered ${status}: ${errorCodeOf(body)}`);
    }
    if (status !== 200) throw new Error(`the payment provider answered ${status}`);
    return body;
  }

  received({ bytes, header }: ProviderMessage): ReceivedPayment | undefined {
    const secret = this.#options.webhookSecret.reveal();
    verifyStripeSignature(header('stripe-signature'), bytes, secret, this.#clock.now());
    const event = eventSchema.safeParse(jsonOf(bytes));
    if (!event.success) throw new BadReceipt('it is no event');
    const { type, created, data } = event.data;
    // What is not ours, or not paid yet, is well received and nothing to us.
    if (!PAID.has(type)) return undefined;
    const sighted = sightedSchema.safeParse(data.object);
    if (!sighted.success || !this.#isOfHere(sighted.data.metadata.tenantry_installation)) return undefined;
    const { id, payment_status: status } = sighted.data;
    if (status !== undefined && status !== 'paid') return undefined;
    return paymentIn(data.object, id, isoTime(created * 1_000));
  }

  /** Sessions without it are older than the field. */
  #isOfHere(installationId: unknown): boolean {
    return installationId === undefined || installationId === this.#options.installationId;
  }

  /** The same key gets the same answer: one that makes no sense is a refusal, and the next attempt has another key. */
  #offerIn(body: Uint8Array): PaymentOffer {
    const answer = jsonOf(body);
    // Cut off, or of something on the way: it may be another one next time.
    if (answer === undefined) throw new Error('the payment provider answered no JSON');
    const session = sessionSchema.safeParse(answer);
    if (!session.success)
      throw new PaymentRefused(`its answer is no session: wrong at ${pathsOf(session.error)}`);
    const { id: pageId, url, expires_at: expiresAt } = session.data;
    const seconds = expiresAt - Math.floor(this.#clock.now() / 1_000);
    if (seconds <= 0 || seconds > LONGEST_SECONDS)
      throw new PaymentRefused(`its page ends in ${seconds} seconds`);
    return { pageId, url, expiresAt: isoTime(expiresAt * 1_000) };
  }

  #form({ tenantId, statement, amountMinor, currency }: PaymentOrder): URLSearchParams {
    const { returnUrl, installationId } = this.#options;
    return new URLSearchParams({
      mode: 'payment',
      client_reference_id: tenantId,
      success_url: returnUrl,
      cancel_url: returnUrl,
      'line_items[0][quantity]': '1',
      'line_items[0][price_data][currency]': currency.toLowerCase(),
      'line_items[0][price_data][unit_amount]': toStripeAmount(amountMinor, currency),
      'line_items[0][price_data][product_data][name]': `Statement ${statement}`,
      'metadata[tenantry_tenant]': tenantId,
      'metadata[tenantry_statement]': String(statement),
      ...(installationId !== undefined && { 'metadata[tenantry_installation]': installationId }),
    });
  }
}

/** @throws UnusableReceipt */
function paymentIn(session: unknown, reference: string, at: string): ReceivedPayment {
  const paid = paidSessionSchema.safeParse(session);
  if (!paid.success) throw new UnusableReceipt(reference, `it does not fit: ${pathsOf(paid.error)}`);
  const { id, amount_total: amount, currency, metadata } = paid.data;
  return {
    reference: id,
    tenantId: metadata.tenantry_tenant,
    statement: metadata.tenantry_statement,
    amountMinor: amountIn(reference, amount, currency),
    currency,
    at,
  };
}

function amountIn(reference: string, amount: number, currency: string): bigint {
  try {
    return fromStripeAmount(amount, currency);
  } catch (error) {
    if (error instanceof BadReceipt) throw new UnusableReceipt(reference, error.message);
    throw error;
  }
}

/** Where it is wrong, without what stands there. */
function pathsOf({ issues }: z.ZodError): string {
  return issues.map(({ path }) => path.join('.')).join(', ');
}

/** A word of theirs that is made for programs, for the log; never their text, which may tell of the customer. */
function errorCodeOf(body: Uint8Array): string {
  const word = z
    .string()
    .regex(/^\w{1,64}$/)
    .optional()
    .catch(undefined);
  const parsed = z.object({ error: z.object({ type: word, code: word }) }).safeParse(jsonOf(body));
  return parsed.success
    ? [parsed.data.error.type, parsed.data.error.code].filter(Boolean).join(' ')
    : 'no reason';
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
