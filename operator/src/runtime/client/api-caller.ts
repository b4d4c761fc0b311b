import { type Clock, sleep } from '../clock.ts';
import type { RuntimeMetrics } from '../metrics.ts';
import type { ResourceType } from '../objects.ts';
import { ApiError, apiErrorOf } from './api-error.ts';
import { describeObject } from './resource-path.ts';
import type { HttpAnswer, HttpRequest, Transport } from './transport.ts';

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'apply' | 'patch' | 'delete' | 'deletecollection';

/** What is done to what: for metrics and for the words of an error. */
export interface ApiCall {
  readonly verb: Verb;
  readonly type: ResourceType;
  readonly key?: { readonly namespace?: string | undefined; readonly name?: string };
}

const THROTTLE_WAITS = 3;
const LONGEST_WAIT_MS = 10_000;

/**
 * Sends requests and counts them. 429, and 503 with Retry-After, are waited out a few times; longer waits
 * are left to the caller in the error's `retryAfterMs`. Every other refusal is an ApiError at once.
 */
export class ApiCaller {
  readonly #transport: Transport;
  readonly #metrics: RuntimeMetrics | undefined;
  readonly #clock: Clock;

  constructor(options: { transport: Transport; metrics: RuntimeMetrics | undefined; clock: Clock }) {
    this.#transport = options.transport;
    this.#metrics = options.metrics;
    this.#clock = options.clock;
  }

  /** The answer, of a status below 300. The gate is asked before each try, and what it throws ends the call. */
  async call(call: ApiCall, request: HttpRequest, gate?: () => void): Promise<HttpAnswer> {
    const { verb, type, key = {} } = call;
    const stopTimer = this.#metrics?.requestSeconds.startTimer({ verb });
    try {
      for (let waits = 0; ; waits++) {
        gate?.();
        const answer = await this.#counted(call, () => this.#transport.send(request));
        if (answer.status < 300) return answer;
        const wait = waitOf(answer);
        if (wait === undefined || waits >= THROTTLE_WAITS) {
          const context = `${verb} ${describeObject(type, key)}`;
          throw apiErrorOf(answer.status, answer.text, context, answer.retryAfterMs);
        }
        this.#metrics?.throttled.inc({ verb });
        await sleep(this.#clock, wait, request.signal);
      }
    } finally {
      stopTimer?.();
    }
  }

  /** The bytes of an endless answer, as they come. */
  async stream(
    call: ApiCall,
    request: HttpRequest & { signal: AbortSignal },
  ): Promise<AsyncIterable<Buffer>> {
    const { body } = await this.#counted(call, async () => ({
      status: 200,
      body: await this.#transport.stream(request),
    }));
    return body;
  }

  async #counted<A extends { readonly status: number }>(call: ApiCall, send: () => Promise<A>): Promise<A> {
    try {
      const answer = await send();
      this.#count(call, answer.status);
      return answer;
    } catch (error) {
      this.#count(call, error instanceof ApiError ? error.status : 0);
      throw error;
    }
  }

  #count({ verb, type }: ApiCall, code: number): void {
    this.#metrics?.requests.inc({ verb, kind: type.kind, code });
  }
}

/** How long to wait before the same request is tried again; undefined when that is not for the client to do. */
function waitOf(answer: HttpAnswer): number | undefined {
  if (answer.status !== 429 && !(answer.status === 503 && answer.retryAfterMs !== undefined))
    return undefined;
  const wait = answer.retryAfterMs ?? 1_000;
  return wait <= LONGEST_WAIT_MS ? wait : undefined;
}
