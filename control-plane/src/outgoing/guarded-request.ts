import {
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { OutgoingGuard, Target } from './guard.ts';

export interface GuardedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** For all of it: the look-up, connecting, sending and the answer. */
  readonly timeoutMs: number;
  /** Of the answer's body as it comes; what is beyond is not read. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

export interface GuardedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  /** There was more than `maxBytes`. */
  readonly truncated: boolean;
}

/** `timeout`: no whole answer in time. `failed`: no connection, no TLS, no HTTP, or cut off; `cause` for the log. */
export class OutgoingFailed extends Error {
  override readonly name = 'OutgoingFailed';
  readonly kind: 'timeout' | 'failed';
  constructor(kind: 'timeout' | 'failed', cause: unknown) {
    super(kind === 'timeout' ? 'there was no answer in time' : 'the connection failed', { cause });
    this.kind = kind;
  }
}

const MAX_HEADER_BYTES = 16 * 1024;

/**
 * One request to the outside, by the guard: to an address that was checked, with the name in Host and TLS. Redirects
 * are answers like others, never followed; an answer is cut at `maxBytes`; nothing of it is unpacked.
 * @throws OutgoingRefused, OutgoingFailed
 */
export async function guardedRequest(guard: OutgoingGuard, ask: GuardedRequest): Promise<GuardedAnswer> {
  const late = AbortSignal.timeout(ask.timeoutMs);
  const signal = ask.signal ? AbortSignal.any([late, ask.signal]) : late;
  const target = await untilAborted(guard.target(ask.url, signal), signal);
  try {
    return await exchange(target, ask, signal);
  } catch (error) {
    throw new OutgoingFailed(late.aborted ? 'timeout' : 'failed', error);
  }
}

/** The look-up of a name cannot be called off once it has begun; nobody waits for it any longer. */
async function untilAborted<T>(pending: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    const given = () => reject(new OutgoingFailed('timeout', signal.reason));
    if (signal.aborted) given();
    signal.addEventListener('abort', given);
    stop = () => {
      signal.removeEventListener('abort', given);
      return undefined;
    };
  });
  return Promise.race([pending, aborted]).finally(stop);
}

function exchange(target: Target, ask: GuardedRequest, signal: AbortSignal): Promise<GuardedAnswer> {
  return new Promise((resolve, reject) => {
    const request = open(target, ask, signal);
    let isAnswered = false;
    request.on('response', response => {
      isAnswered = true;
      readBounded(response, ask.maxBytes)
        .then(resolve, reject)
        .finally(() => request.destroy());
    });
    request.on('error', reject);
    // Nobody asked for another protocol; unheard, the socket would be cut off with no error.
    request.on('upgrade', (_, socket) => {
      socket.destroy();
      reject(new Error('the receiver changes the protocol'));
    });
    request.on('close', () => {
      if (!isAnswered) reject(new Error('the connection was closed with no answer'));
    });
    request.end(ask.body);
  });
}

function open({ url, hostname, addresses }: Target, ask: GuardedRequest, signal: AbortSignal): ClientRequest {
  const length = ask.body === undefined ? undefined : Buffer.byteLength(ask.body);
  const options: RequestOptions = {
    hostname,
    path: url.pathname + url.search,
    method: ask.method,
    headers: {
      ...ask.headers,
      host: url.host,
      ...(length !== undefined && { 'content-length': length }),
    },
    ...(url.port !== '' && { port: url.port }),
    lookup: pinned(addresses),
    // A connection of its own: none is kept that was checked for another time.
    agent: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    signal,
  };
  return url.protocol === 'https:' ? httpsRequest(options) : httpRequest(options);
}

/** Instead of asking the resolver again: the addresses that were checked, and no others. */
function pinned(addresses: Target['addresses']): LookupFunction {
  return (_host, options, callback) => {
    if (options.all) callback(null, [...addresses]);
    else callback(null, addresses[0].address, addresses[0].family);
  };
}

async function readBounded(response: IncomingMessage, maxBytes: number): Promise<GuardedAnswer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    if (!Buffer.isBuffer(part)) throw new TypeError('the answer is no bytes');
    parts.push(part);
    size += part.length;
    if (size > maxBytes) break;
  }
  const body = Buffer.concat(parts);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: body.subarray(0, maxBytes),
    truncated: body.length > maxBytes,
  };
}
