import { Agent, type Dispatcher, request } from 'undici';
import { z } from 'zod';
import type { Identity, LocalCluster } from '../../../scripts/dev/cluster/local-cluster.ts';

/** What the API server said. A refusal is an answer: tests assert it. */
export interface Answer {
  readonly status: number;
  /** The message of a refusal, '' otherwise. */
  readonly message: string;
  readonly object: Readonly<Record<string, unknown>>;
}

const answerSchema = z.looseObject({ message: z.string().optional() });

/** One user of the API server, known to it by a client certificate, as real users are. */
export class ApiUser {
  readonly #server: string;
  readonly #agent: Agent;

  private constructor(server: string, agent: Agent) {
    this.#server = server;
    this.#agent = agent;
  }

  static async of(cluster: LocalCluster, identity: Identity): Promise<ApiUser> {
    const credentials = await cluster.credentialsFor(identity);
    return new ApiUser(cluster.server, new Agent({ connect: { ...credentials } }));
  }

  get(path: string): Promise<Answer> {
    return this.#call('GET', path);
  }

  create(path: string, object: object): Promise<Answer> {
    return this.#call('POST', path, object);
  }

  update(path: string, object: object): Promise<Answer> {
    return this.#call('PUT', path, object);
  }

  merge(path: string, patch: object): Promise<Answer> {
    return this.#call('PATCH', path, patch, 'application/merge-patch+json');
  }

  apply(path: string, object: object, fieldManager = 'tests'): Promise<Answer> {
    const query = `fieldManager=${fieldManager}&force=true&fieldValidation=Strict`;
    return this.#call('PATCH', `${path}?${query}`, object, 'application/apply-patch+yaml');
  }

  delete(path: string): Promise<Answer> {
    return this.#call('DELETE', path);
  }

  close(): Promise<void> {
    return this.#agent.close();
  }

  async #call(
    method: Dispatcher.HttpMethod,
    path: string,
    body?: object,
    type = 'application/json',
  ): Promise<Answer> {
    const response = await request(new URL(path, this.#server), {
      method,
      dispatcher: this.#agent,
      headers: { 'content-type': type, accept: 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const object = answerSchema.parse(await response.body.json());
    const refused = response.statusCode >= 400;
    return { status: response.statusCode, message: refused ? (object.message ?? '') : '', object };
  }
}

export const ADMIN: Identity = { name: 'sample-admin', groups: ['system:masters'] };
