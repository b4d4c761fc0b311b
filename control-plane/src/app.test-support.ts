import { once } from 'node:events';
import { createServer } from 'node:http';
import { ROLES, type Role } from '@tenantry/contracts/api/roles';
import type { Principal } from './access/principal.ts';
import { type App, type AppOptions, createApp } from './app.ts';
import type { Clock } from './clock.ts';
import { silentLogger } from './logger.ts';
import type { Store } from './storage/documents.ts';
import { MemoryStore } from './storage/memory-store.test-support.ts';

/** A clock that tests move. */
export class FakeClock implements Clock {
  #now: number;
  constructor(at = '2026-03-01T12:00:00Z') {
    this.#now = Date.parse(at);
  }
  now(): number {
    return this.#now;
  }
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
  set(at: string): void {
    this.#now = Date.parse(at);
  }
}

/** That of the machine, where a test takes the other one: beside servers that have no other. */
export class RealClock extends FakeClock {
  override now(): number {
    return Date.now();
  }
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or text when it is none. */
  readonly body: unknown;
}

export interface TestApp extends AsyncDisposable {
  readonly app: App;
  readonly store: Store;
  readonly clock: FakeClock;
  readonly url: string;
  /** Calls as somebody with these roles; `tenantId` binds them. */
  as(
    who: Role | { readonly roles: readonly Role[]; readonly tenantId?: string; readonly id?: string },
  ): Caller;
}

export type Caller = (
  method: string,
  path: string,
  options?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
) => Promise<Reply>;

/** The whole control plane on loopback, with principals that tests invent in place of keys. */
export async function startTestApp(
  options: {
    store?: Store;
    clock?: FakeClock;
    traces?: boolean;
    clusters?: NonNullable<AppOptions['clusters']>;
    sealing?: NonNullable<AppOptions['sealing']>;
    usage?: NonNullable<AppOptions['usage']>;
    outgoing?: NonNullable<AppOptions['outgoing']>;
    stripe?: NonNullable<AppOptions['stripe']>;
    smtp?: NonNullable<AppOptions['smtp']>;
    consoleFolder?: string;
    docsFolder?: string;
  } = {},
): Promise<TestApp> {
  const { store = new MemoryStore(), clock = new FakeClock(), traces = false } = options;
  const app = await createApp({
    store,
    clock,
    logger: silentLogger,
    checkAnswers: true,
    traces,
    ...(options.clusters && { clusters: options.clusters }),
    ...(options.sealing && { sealing: options.sealing }),
    ...(options.usage && { usage: options.usage }),
    ...(options.outgoing && { outgoing: options.outgoing }),
    ...(options.stripe && { stripe: options.stripe }),
    ...(options.smtp && { smtp: options.smtp }),
    ...(options.docsFolder && { docsFolder: options.docsFolder }),
    ...(options.consoleFolder && { consoleFolder: options.consoleFolder }),
    authenticate: request => Promise.resolve(invented(request.get('x-test-principal'))),
  });
  const server = createServer(app.express).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    app,
    store,
    clock,
    url,
    as: who => (method, path, init) => send(url, principalHeader(who), method, path, init),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await app.stop();
    },
  };
}

function principalHeader(who: Parameters<TestApp['as']>[0]): string {
  const { roles, tenantId = '', id = 'user:test' } = typeof who === 'string' ? { roles: [who] } : who;
  return [id, roles.join(','), tenantId].join(';');
}

function invented(header: string | undefined): Principal | undefined {
  if (header === undefined) return undefined;
  const [id = '', roles = '', tenantId = ''] = header.split(';');
  return {
    id,
    name: id,
    roles: ROLES.filter(role => roles.split(',').includes(role)),
    ...(tenantId !== '' && { tenantId }),
  };
}

async function send(
  url: string,
  principal: string,
  method: string,
  path: string,
  init: Parameters<Caller>[2] = {},
): Promise<Reply> {
  const response = await fetch(url + path, {
    method,
    headers: {
      'x-test-principal': principal,
      ...(init.body !== undefined && { 'content-type': 'application/json' }),
      ...init.headers,
    },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  });
  const text = await wholeText(response);
  const json = (response.headers.get('content-type') ?? '').includes('json');
  const body: unknown = json && text !== '' ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body };
}

/** What was answered; of a stream, which has no end, what it begins with. */
export async function wholeText(response: Response): Promise<string> {
  if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream')) return response.text();
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (reader && !/event: (ready|reset)/.test(text)) text += (await reader.read()).value ?? '';
  await reader?.cancel();
  return text;
}
