import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Connection } from './kube-config.ts';

export interface ScriptedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers one request, on a real socket; what it leaves open stays open. */
export type Turn = (response: ServerResponse, request: ScriptedRequest) => void;

/** An API server that does exactly what a test tells it, request by request; the last turn repeats. */
export class ScriptedServer {
  readonly requests: ScriptedRequest[] = [];
  readonly #server: Server;
  #turns: Turn[];

  constructor(...turns: Turn[]) {
    this.#turns = turns;
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  async start(): Promise<Connection> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return { server: new URL(`http://127.0.0.1:${port}`), tls: {}, authorize: async () => ({}) };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const url = new URL(request.url ?? '/', 'http://server');
    const seen = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body,
    };
    this.requests.push(seen);
    const turn = this.#turns.length > 1 ? this.#turns.shift() : this.#turns[0];
    turn?.(response, seen);
  }
}

/** A whole JSON answer. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Turn {
  return response => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** A `Status` that refuses. */
export function refusal(code: number, reason: string, headers: Readonly<Record<string, string>> = {}): Turn {
  return json(
    code,
    { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message: `refused: ${reason}` },
    headers,
  );
}

/** Breaks the connection without an answer. */
export const reset: Turn = response => {
  response.socket?.resetAndDestroy();
};

/** Never answers. */
export const silence: Turn = () => undefined;
