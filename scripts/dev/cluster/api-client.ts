import { Agent, request } from 'node:https';
import type { Credentials } from './local-cluster.ts';

export interface ApiResponse {
  readonly status: number;
  readonly body: string;
}

/** The few calls that setting a cluster up takes; no more of a Kubernetes client than that. */
export interface ApiClient {
  /** Rejects only when no answer came: a refusal is an answer. */
  call(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<ApiResponse>;
  /** Creates an object that may be there already. Rejects with the server's message otherwise. */
  ensure(path: string, object: unknown): Promise<void>;
  close(): void;
}

export function createApiClient(server: string, credentials: Credentials): ApiClient {
  const agent = new Agent({ keepAlive: true, ...credentials });

  function call(method: string, path: string, body?: unknown): Promise<ApiResponse> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        new URL(path, server),
        { method, agent, timeout: 10_000, headers: { 'content-type': 'application/json' } },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
          );
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer to ${method} ${path} within 10 s`)));
      outgoing.on('error', reject);
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  return {
    call,
    async ensure(path, object) {
      const { status, body } = await call('POST', path, object);
      if (status !== 409 && status >= 300) throw new Error(`POST ${path} was answered ${status}: ${body}`);
    },
    close: () => agent.destroy(),
  };
}
