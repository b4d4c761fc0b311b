import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

/** undefined when all is well, else what is not. */
export type Probe = () => string | undefined;

/** `/healthz` (live), `/readyz` (ready) and `/metrics`, on an address of the caller's choice. */
export class ProbeServer {
  readonly #server: Server;
  readonly #address: { readonly host: string; readonly port: number };

  constructor(options: {
    readonly address: { readonly host: string; readonly port: number };
    readonly live: Probe;
    readonly ready: Probe;
    readonly registry: Registry;
  }) {
    this.#address = options.address;
    this.#server = createServer((request, response) => {
      const path = request.url?.split('?')[0];
      if (request.method !== 'GET' && request.method !== 'HEAD') answer(response, 405, 'method not allowed');
      else if (path === '/healthz') probe(response, options.live);
      else if (path === '/readyz') probe(response, options.ready);
      else if (path === '/metrics') void metrics(response, options.registry);
      else answer(response, 404, 'not found');
    });
  }

  /** Binds; answers the port, which is of the system's choice when 0 was asked for. */
  start(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#address.port, this.#address.host, () => {
        this.#server.off('error', reject);
        resolve(portOf(this.#server.address()));
      });
    });
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

function probe(response: ServerResponse, check: Probe): void {
  const fault = check();
  answer(response, fault === undefined ? 200 : 503, fault ?? 'ok');
}

async function metrics(response: ServerResponse, registry: Registry): Promise<void> {
  try {
    answer(response, 200, await registry.metrics(), registry.contentType);
  } catch {
    answer(response, 500, 'metrics cannot be collected');
  }
}

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type });
  response.end(`${text}\n`);
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}
