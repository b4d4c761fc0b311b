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
}

/** The version of the API that this is written for: answers keep its shape whatever the account has. */
const API_VERSION = '2024-06-20';
const TIMEOUT_MS = 20_000;
const MAX_BYTES = 256 * 1024;
/** Come again: what is taken is not known, too many, or a fault over there. */
const AGAIN = new Set([408, 409, 425, 429]);

const sessionSchema = z.object({ id: z.string(), url: z.string(), expires_at: z.int() });
const eventSchema = z.object({
  type: z.string(),
  created: z.int(),
  data: z.object({ object: z.looseObject({ object: z.string().optional() }) }),
});
const paidSessionSchema = z.object({
  id: z.string().max(255),
  payment_status: z.string(),
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
    const { url, key } = this.#options;
    const answer = await guardedRequest(this.#guard, {
      url: `${url}/v1/checkout/sessions`,
      method: 'POST',
      headers: {
        authorization: `Bearer ${key.reveal()}`,
        'content-type': 'application/x-www-form-urlencoded',
        'idempotency-key': order.key,
        'stripe-version': API_VERSION,
      },
      body: this.#form(order).toString(),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    });
    const { status, body } = answer;
    if (status >= 400 && status < 500 && !AGAIN.has(status)) {
      throw new PaymentRefused(`it answered ${status}: ${errorCodeOf(body)}`);
    }
    if (status !== 200) throw new Error(`the payment provider answered ${status}`);
    const session = sessionSchema.parse(jsonOf(body));
    return { url: session.url, expiresAt: isoTime(session.expires_at * 1_000) };
  }

  received({ bytes, header }: ProviderMessage): ReceivedPayment | undefined {
    const secret = this.#options.webhookSecret.reveal();
    verifyStripeSignature(header('stripe-signature'), bytes, secret, this.#clock.now());
    const event = eventSchema.safeParse(jsonOf(bytes));
    if (!event.success) throw new BadReceipt('it is no event');
    const { type, created, data } = event.data;
    // What is not ours, or not paid yet, is well received and nothing to us.
    if (!PAID.has(type)) return undefined;
    const session = paidSessionSchema.safeParse(data.object);
    if (!session.success || session.data.payment_status !== 'paid') return undefined;
    const { id, amount_total: amount, currency, metadata } = session.data;
    return {
      reference: id,
      tenantId: metadata.tenantry_tenant,
      statement: metadata.tenantry_statement,
      amountMinor: fromStripeAmount(amount, currency),
      currency,
      at: isoTime(created * 1_000),
    };
  }

  #form({ tenantId, statement, amountMinor, currency }: PaymentOrder): URLSearchParams {
    const { returnUrl } = this.#options;
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
    });
  }
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
