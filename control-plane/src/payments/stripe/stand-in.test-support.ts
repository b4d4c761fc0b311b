import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

export const STAND_IN_KEY = 'sk_test_stand_in';
export const STAND_IN_WEBHOOK_SECRET = 'whsec_stand_in_secret';

/** What is not as it would be. */
interface PaidMessage {
  readonly type?: string;
  readonly secret?: string;
  readonly at?: number;
  readonly amount?: number;
  readonly object?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface Session {
  readonly id: string;
  readonly form: URLSearchParams;
  status: 'open' | 'complete' | 'expired';
}

/**
 * Answers as Stripe's API does where we call it: one session for one Idempotency-Key, an error for the same key with
 * another order, only an open session expires, JSON errors with type and code; and makes the signed messages that it would send.
 */
export class StripeStandIn implements AsyncDisposable {
  readonly sessions: Session[] = [];
  requests = 0;
  /** Instead of what it would say of a session. */
  answering: Readonly<Record<string, unknown>> = {};
  /** The next so many requests are answered like this, and change nothing that is told. */
  failing: { status: number; times: number; after: 'before' | 'stored' } | undefined;
  /** How every request about a session that there is is answered. */
  ending: number | undefined;
  readonly #byKey = new Map<string, { readonly body: string; readonly session: Session }>();
  readonly #server = createServer((request, response) => {
    this.#answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  readonly #now: () => number;
  url = '';

  private constructor(now: () => number) {
    this.#now = now;
  }

  static async start(now: () => number): Promise<StripeStandIn> {
    const standIn = new StripeStandIn(now);
    standIn.#server.listen(0, '127.0.0.1');
    await once(standIn.#server, 'listening');
    const address = standIn.#server.address();
    if (address === null || typeof address === 'string') throw new Error('listens on no port');
    standIn.url = `http://127.0.0.1:${address.port}`;
    return standIn;
  }

  /** What is sent when a session is paid: body and signature. */
  paid(session: Session, more: PaidMessage = {}) {
    const { type = 'checkout.session.completed', secret = STAND_IN_WEBHOOK_SECRET } = more;
    const seconds = Math.floor((more.at ?? this.#now()) / 1_000);
    const body = JSON.stringify({
      id: `evt_${session.id}`,
      object: 'event',
      type,
      created: seconds,
      data: {
        object: {
          id: session.id,
          object: 'checkout.session',
          payment_status: 'paid',
          amount_total: more.amount ?? Number(session.form.get('line_items[0][price_data][unit_amount]')),
          currency: session.form.get('line_items[0][price_data][currency]'),
          ...more.object,
          metadata: {
            tenantry_tenant: session.form.get('metadata[tenantry_tenant]'),
            tenantry_statement: session.form.get('metadata[tenantry_statement]'),
            tenantry_installation: session.form.get('metadata[tenantry_installation]') ?? undefined,
            ...more.metadata,
          },
        },
      },
    });
    const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    return { body, signature: `t=${seconds},v1=${'0'.repeat(64)},v1=${signature}` };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Read, or expired: only what is open can be. */
  #ofSession(id: string, wanted: string, method: string | undefined): { status: number; body: unknown } {
    const session = this.sessions.find(one => one.id === id);
    const refuse = (status: number, code: string) => ({
      status,
      body: { error: { type: 'invalid_request_error', code } },
    });
    if (session === undefined || method !== wanted) return refuse(404, 'resource_missing');
    if (this.ending !== undefined) return refuse(this.ending, 'down');
    if (wanted === 'POST' && session.status !== 'open') return refuse(400, 'not_open');
    if (wanted === 'POST') session.status = 'expired';
    return { status: 200, body: { id, object: 'checkout.session', status: session.status } };
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    this.requests++;
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { headers, method, url } = request;
    const refuse = (status: number, type: string, code: string) => ({
      status,
      body: { error: { type, code } },
    });
    if (headers.authorization !== `Bearer ${STAND_IN_KEY}`)
      return refuse(401, 'invalid_request_error', 'key');
    const [, id, expire] = /^\/v1\/checkout\/sessions\/(\w+)(\/expire)?$/.exec(url ?? '') ?? [];
    if (id !== undefined) return this.#ofSession(id, expire === undefined ? 'GET' : 'POST', method);
    if (method !== 'POST' || url !== '/v1/checkout/sessions')
      return refuse(404, 'invalid_request_error', 'url');
    if (headers['content-type'] !== 'application/x-www-form-urlencoded')
      return refuse(400, 'api_error', 'form');
    const failing = this.failing !== undefined && this.failing.times-- > 0 ? this.failing : undefined;
    if (failing?.after === 'before') return refuse(failing.status, 'api_error', 'down');
    const key = String(headers['idempotency-key']);
    const known = this.#byKey.get(key);
    if (known !== undefined && known.body !== body) return refuse(400, 'idempotency_error', 'other_order');
    const session = known?.session ?? {
      id: `cs_test_${this.sessions.length + 1}`,
      form: new URLSearchParams(body),
      status: 'open' as const,
    };
    if (known === undefined) {
      this.sessions.push(session);
      this.#byKey.set(key, { body, session });
    }
    if (failing !== undefined) return refuse(failing.status, 'api_error', 'down');
    const expires = Math.floor(this.#now() / 1_000) + 86_400;
    return {
      status: 200,
      body: {
        id: session.id,
        object: 'checkout.session',
        url: `https://pay.example/${session.id}`,
        expires_at: expires,
        ...this.answering,
      },
    };
  }
}
