import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { ActiveRule, type Fault, type FaultRule, matches, type RequestMatch } from './fault-rule.ts';
import { shiftLeaseTimes } from './lease-skew.ts';
import { LiveWatch } from './live-watch.ts';
import { parseRequest } from './request-info.ts';
import type { Exchange } from './traffic.ts';

export interface Upstream {
  /** `https://127.0.0.1:6443`; plain http is for the proxy's own tests. */
  readonly server: string;
  /** PEM texts: the identity with which every request is forwarded. */
  readonly credentials?: { readonly ca: string; readonly cert: string; readonly key: string };
}

/**
 * A proxy between one client and an API server that knows Kubernetes requests and watches, so that a
 * test can say "crash after the 7th write of this tenant" or "expire its watch of deployments".
 * It listens in plain http on 127.0.0.1 and forwards with the client certificate it is given.
 */
export class FaultProxy {
  /** Everything that came through, in order of arrival; cut it with `forget()`. */
  exchanges: Exchange[] = [];
  /** Wrong clock of the client, in its leases (see shiftLeaseTimes). */
  leaseSkewMs = 0;
  readonly #upstream: Upstream;
  readonly #agent: HttpsAgent | undefined;
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #rules = new Set<ActiveRule>();
  readonly #watches = new Set<LiveWatch>();
  readonly #watchListeners = new Set<{ match: RequestMatch; prepare: (watch: LiveWatch) => void }>();

  private constructor(upstream: Upstream) {
    this.#upstream = upstream;
    this.#agent = upstream.credentials && new HttpsAgent({ ...upstream.credentials, keepAlive: true });
    // An idle connection is the client's to close: a proxy that hangs up first would inject faults unasked.
    this.#server.keepAliveTimeout = 0;
    this.#server.requestTimeout = 0;
    this.#server.on('clientError', (_, socket) => socket.destroy());
  }

  static async start(upstream: Upstream): Promise<FaultProxy> {
    const proxy = new FaultProxy(upstream);
    await new Promise<void>((resolve, reject) => {
      proxy.#server.once('error', reject);
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get url(): string {
    const address = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${address.port}`;
  }

  add(rule: FaultRule): ActiveRule {
    const active = new ActiveRule(rule);
    this.#rules.add(active);
    return active;
  }

  remove(rule: ActiveRule): void {
    this.#rules.delete(rule);
  }

  /** Back to a proxy that only passes on; open watches keep the treatment they have. */
  clear(): void {
    this.#rules.clear();
    this.#watchListeners.clear();
    this.leaseSkewMs = 0;
  }

  forget(): void {
    this.exchanges = [];
  }

  /** Watches that are open now. */
  watches(match: RequestMatch = {}): LiveWatch[] {
    return [...this.#watches].filter(watch => watch.open && matches(match, watch.request));
  }

  /** Prepares every matching watch opened from now on, before its first event. */
  onWatch(match: RequestMatch, prepare: (watch: LiveWatch) => void): void {
    this.#watchListeners.add({ match, prepare });
  }

  /** Cuts every connection of the client, as the kernel does when a process is killed. */
  cutClients(): void {
    this.#server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.cutClients();
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
    this.#agent?.destroy();
  }

  async #serve(incoming: IncomingMessage, client: ServerResponse): Promise<void> {
    try {
      const body = await readBody(incoming);
      const exchange: Exchange = {
        ...parseRequest(incoming.method ?? 'GET', incoming.url ?? '/'),
        target: incoming.url ?? '/',
        at: performance.now(),
        body,
        status: undefined,
        forwarded: false,
      };
      this.exchanges.push(exchange);
      const fault = this.#faultFor(exchange);
      if (fault === undefined || !(await this.#interfereBefore(fault, client))) {
        await this.#forward(incoming, exchange, client, fault);
      }
      if (fault?.kind === 'answer') exchange.status = fault.status;
    } catch {
      // The client went away, or the API server did: either way the other side sees a broken connection.
      client.destroy();
    }
  }

  /** All rules count every request; the first that strikes decides. */
  #faultFor(exchange: Exchange): Fault | undefined {
    let fault: Fault | undefined;
    for (const active of this.#rules) {
      const strikes = active.strikes(exchange);
      if (strikes) fault ??= active.rule.fault;
    }
    return fault;
  }

  /** Returns true when the request must not reach the API server. */
  async #interfereBefore(fault: Fault, client: ServerResponse): Promise<boolean> {
    if (fault.kind === 'delay') {
      await fault.until;
      return false;
    }
    if (fault.kind === 'answer') {
      answer(client, fault);
      return true;
    }
    if (fault.when === 'after') return false;
    this.#breakOff(fault, client);
    return true;
  }

  #breakOff(fault: Extract<Fault, { when: unknown }>, client: ServerResponse): void {
    if (fault.kind === 'hold') return;
    if (fault.kind === 'reset') {
      client.socket?.resetAndDestroy();
      return;
    }
    fault.run();
    this.cutClients();
  }

  async #forward(
    incoming: IncomingMessage,
    exchange: Exchange,
    client: ServerResponse,
    fault: Fault | undefined,
  ): Promise<void> {
    const lease = exchange.resource === 'leases' && this.leaseSkewMs !== 0;
    const body = lease ? shiftLeaseTimes(exchange.body, this.leaseSkewMs) : exchange.body;
    exchange.forwarded = true;
    const answerOf = this.#send(incoming, body);
    if (exchange.verb === 'watch') {
      await this.#relayWatch(await answerOf, exchange, client);
      return;
    }
    const upstream = await answerOf;
    const text = await readBody(upstream);
    if (fault !== undefined && 'when' in fault) {
      this.#breakOff(fault, client);
      return;
    }
    exchange.status = upstream.statusCode ?? 0;
    const payload = Buffer.from(lease ? shiftLeaseTimes(text, -this.leaseSkewMs) : text);
    const headers = { ...upstream.headers, 'content-length': payload.length };
    delete headers['transfer-encoding'];
    client.writeHead(exchange.status, headers).end(payload);
  }

  #send(incoming: IncomingMessage, body: string): Promise<IncomingMessage> {
    const { server, credentials } = this.#upstream;
    const url = new URL(incoming.url ?? '/', server);
    // Answers must come uncompressed, since watches and leases are read and changed on the way.
    const headers = {
      ...incoming.headers,
      host: url.host,
      'content-length': String(Buffer.byteLength(body)),
    };
    delete headers['accept-encoding'];
    delete headers['transfer-encoding'];
    return new Promise((resolve, reject) => {
      const send = credentials ? httpsRequest : httpRequest;
      const outgoing = send(url, { method: incoming.method, headers, agent: this.#agent }, resolve);
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  async #relayWatch(upstream: IncomingMessage, exchange: Exchange, client: ServerResponse): Promise<void> {
    exchange.status = upstream.statusCode ?? 0;
    if (exchange.status !== 200) {
      client.writeHead(exchange.status, { 'content-type': 'application/json' }).end(await readBody(upstream));
      return;
    }
    const watch = new LiveWatch(exchange, client, () => upstream.destroy());
    this.#watches.add(watch);
    client.on('close', () => {
      this.#watches.delete(watch);
      upstream.destroy();
    });
    for (const { match, prepare } of this.#watchListeners) {
      if (matches(match, exchange)) prepare(watch);
    }
    client.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    if (exchange.resource === 'leases') {
      watch.treat({ rewrite: line => shiftLeaseTimes(line, -this.leaseSkewMs) });
    }
    upstream.setEncoding('utf8');
    upstream.on('data', (chunk: string) => watch.feed(chunk));
    upstream.on('end', () => watch.end());
    upstream.on('error', () => client.destroy());
  }
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A Status, as the API server's own refusals are. */
function answer(client: ServerResponse, fault: Extract<Fault, { kind: 'answer' }>): void {
  const body = JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'injected by the fault proxy',
    reason: fault.reason ?? STATUS_REASONS[fault.status] ?? '',
    code: fault.status,
    ...(fault.retryAfterSeconds === undefined
      ? {}
      : { details: { retryAfterSeconds: fault.retryAfterSeconds } }),
  });
  const retryAfter =
    fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
  client.writeHead(fault.status, { 'content-type': 'application/json', ...retryAfter }).end(body);
}

const STATUS_REASONS: Readonly<Record<number, string>> = {
  409: 'Conflict',
  410: 'Expired',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
};
