import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** A body that is no JSON. */
  readonly text?: { readonly type: string; readonly content: string };
  /** Idempotency-Key: the same for every attempt. */
  readonly key?: string;
  readonly ifMatch?: string;
  readonly token?: string;
  readonly cookie?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** How often it was sent: after the first time an earlier one may have taken effect. */
  readonly attempts: number;
}

const WAIT_MS = 150;
const ATTEMPT_MS = 6_000;
const codeSchema = z.object({ code: z.string() });

/**
 * A client as an integration has one: what was not answered is sent again, to whichever replica answers, under the
 * same ids; so is what was answered with "come again". What else goes wrong is a fault of the server's.
 */
export class Client {
  readonly #addresses: () => readonly string[];
  readonly #token: string;
  readonly #patienceMs: number;
  /** Answers that no client should ever see. */
  readonly faults: string[];

  /** `addresses`: those that may answer, the preferred one first. */
  constructor(addresses: () => readonly string[], token: string, patienceMs = 60_000, faults: string[] = []) {
    this.faults = faults;
    this.#addresses = addresses;
    this.#token = token;
    this.#patienceMs = patienceMs;
  }

  /** The same client, signed in by another key; what it meets is in the same faults. */
  as(token: string): Client {
    return new Client(this.#addresses, token, this.#patienceMs, this.faults);
  }

  /** @throws Error when nobody answers for as long as a client waits */
  async send(request: Request): Promise<Reply> {
    const end = performance.now() + this.#patienceMs;
    for (let attempts = 1; ; attempts++) {
      const addresses = this.#addresses();
      const address = addresses[(attempts - 1) % Math.max(1, addresses.length)];
      const reply = address === undefined ? undefined : await this.#try(address, request, attempts);
      if (reply !== undefined && !(await isComeAgain(reply))) {
        if (reply.status >= 500) this.faults.push(`${request.method} ${request.path}: ${reply.status}`);
        return reply;
      }
      if (performance.now() > end) {
        const last = reply === undefined ? 'no answer' : `${reply.status} ${JSON.stringify(reply.body)}`;
        throw new Error(`${request.method} ${request.path}: ${last} for ${this.#patienceMs} ms`);
      }
      await sleep(reply === undefined && attempts < 3 ? 10 : WAIT_MS);
    }
  }

  /** The body of an answer that must be one of success. @throws Error */
  async ask<T>(schema: z.ZodType<T>, request: Request): Promise<T> {
    return schema.parse((await this.sendWell(request)).body);
  }

  /** @throws Error when the answer is a refusal */
  async sendWell(request: Request): Promise<Reply> {
    const reply = await this.send(request);
    if (reply.status < 400) return reply;
    throw new Error(
      `${request.method} ${request.path}: ${reply.status} ${JSON.stringify(reply.body)} at attempt ${reply.attempts}`,
    );
  }

  async #try(address: string, request: Request, attempts: number): Promise<Reply | undefined> {
    const { method, path, body, text, key, ifMatch, cookie, token = this.#token } = request;
    try {
      const response = await fetch(address + path, {
        method,
        signal: AbortSignal.timeout(ATTEMPT_MS),
        headers: {
          ...(cookie === undefined ? { authorization: `Bearer ${token}` } : { cookie, origin: address }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(text && { 'content-type': text.type }),
          ...(key !== undefined && { 'idempotency-key': key }),
          ...(ifMatch !== undefined && { 'if-match': ifMatch }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(text && { body: text.content }),
      });
      const read = await response.text();
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      const parsed: unknown = isJson && read !== '' ? JSON.parse(read) : read;
      return { status: response.status, headers: response.headers, body: parsed, attempts };
    } catch {
      // Refused, reset, cut off in the middle or never answered: nobody knows what became of it.
      return undefined;
    }
  }
}

async function isComeAgain({ status, body }: Reply): Promise<boolean> {
  // 408: the machine was too busy to read it in time, and nothing was done.
  if (status === 503 || status === 408) return true;
  return status === 409 && codeSchema.safeParse(body).data?.code === 'request_in_flight';
}
