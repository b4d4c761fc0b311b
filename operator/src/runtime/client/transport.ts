import { type Dispatcher, Pool } from 'undici';
import { ApiError, apiErrorOf, retryAfterOf } from './api-error.ts';
import type { Connection } from './kube-config.ts';
import { ServerClock } from './server-clock.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly accept?: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs?: number | undefined;
}

/**
 * HTTP/1.1 over kept-alive connections. Requests share a bounded pool; watches, which hold a connection
 * each for as long as they last, have a pool of their own, so that they never starve the requests.
 */
export class Transport {
  readonly #connection: Connection;
  readonly #userAgent: string;
  readonly #timeoutMs: number;
  readonly #requests: Pool;
  readonly #streams: Pool;
  readonly #prefix: string;
  readonly #serverClock = new ServerClock();

  constructor(options: {
    connection: Connection;
    userAgent: string;
    maxConnections: number;
    timeoutMs: number;
  }) {
    const { connection, timeoutMs } = options;
    this.#connection = connection;
    this.#userAgent = options.userAgent;
    this.#timeoutMs = timeoutMs;
    this.#prefix = connection.server.pathname.replace(/\/+$/, '');
    const shared: Pool.Options = {
      connect: { ...connection.tls, timeout: Math.min(timeoutMs, 10_000) },
      allowH2: false,
      pipelining: 1,
      keepAliveTimeout: 30_000,
      headersTimeout: timeoutMs,
    };
    this.#requests = new Pool(connection.server.origin, { ...shared, connections: options.maxConnections });
    this.#streams = new Pool(connection.server.origin, { ...shared, bodyTimeout: 0 });
  }

  /** Sends and reads the whole answer, whatever its status. Network faults and time-outs are ApiErrors. */
  async send(request: HttpRequest): Promise<HttpAnswer> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(timedOut(request, this.#timeoutMs)), this.#timeoutMs);
    const forward = () => deadline.abort(aborted(request, request.signal?.reason));
    if (request.signal?.aborted) forward();
    else request.signal?.addEventListener('abort', forward, { once: true });
    try {
      const response = await this.#requests.request(await this.#dispatch(request, deadline.signal));
      this.#serverClock.heard(response.headers['date']);
      const text = await response.body.text();
      return {
        status: response.statusCode,
        text,
        retryAfterMs: retryAfterOf(response.headers['retry-after']),
      };
    } catch (error) {
      throw networkFault(request, error);
    } finally {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', forward);
    }
  }

  /** Opens an endless answer; its bytes come until the server ends it or the signal is aborted. */
  async stream(request: HttpRequest & { signal: AbortSignal }): Promise<AsyncIterable<Buffer>> {
    try {
      const response = await this.#streams.request(await this.#dispatch(request, request.signal));
      if (response.statusCode === 200) return response.body;
      const retryAfterMs = retryAfterOf(response.headers['retry-after']);
      const context = `${request.method} ${request.path}`;
      throw apiErrorOf(response.statusCode, await response.body.text(), context, retryAfterMs);
    } catch (error) {
      throw networkFault(request, error);
    }
  }

  /** See ServerClock. */
  serverNow(): number | undefined {
    return this.#serverClock.now();
  }

  /** Ends every connection; requests under way fail with reason `Network`. */
  async close(): Promise<void> {
    await Promise.all([this.#requests.destroy(), this.#streams.destroy()]);
  }

  async #dispatch(request: HttpRequest, signal: AbortSignal): Promise<Dispatcher.RequestOptions> {
    return {
      method: request.method,
      path: this.#prefix + request.path,
      headers: {
        accept: request.accept ?? 'application/json',
        'user-agent': this.#userAgent,
        ...(request.contentType === undefined ? {} : { 'content-type': request.contentType }),
        ...(await this.#connection.authorize()),
      },
      body: request.body ?? null,
      signal,
    };
  }
}

function timedOut(request: HttpRequest, timeoutMs: number): ApiError {
  return new ApiError({
    status: 0,
    reason: 'Timeout',
    message: `${request.method} ${request.path}: no answer in ${timeoutMs} ms`,
  });
}

function aborted(request: HttpRequest, cause: unknown): ApiError {
  return new ApiError({
    status: 0,
    reason: 'Aborted',
    message: `${request.method} ${request.path}: given up`,
    cause,
  });
}

function networkFault(request: HttpRequest, error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (request.signal?.aborted) return aborted(request, error);
  const text = error instanceof Error ? error.message : String(error);
  const reason = /TIMEOUT/.test(codeOf(error)) ? 'Timeout' : 'Network';
  return new ApiError({
    status: 0,
    reason,
    message: `${request.method} ${request.path}: ${text}`,
    cause: error,
  });
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
