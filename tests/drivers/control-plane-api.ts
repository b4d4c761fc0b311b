import { z } from 'zod';

/** Calls the control plane's API as a program with a key does. */
export class Api {
  readonly #address: string;
  readonly #key: string;

  constructor(address: string, key: string) {
    this.#address = address;
    this.#key = key;
  }

  /** The answer by its schema. @throws with the problem, when it is none of 2xx */
  async call<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
    const { text } = await this.#fetch(method, path, body);
    return schema.parse(text === '' ? undefined : JSON.parse(text));
  }

  /** Replaces what is there, by the version that it has now. */
  async replace(path: string, body: unknown): Promise<void> {
    const { etag } = await this.#fetch('GET', path);
    await this.#fetch('PUT', path, body, etag);
  }

  /** Changes fields of what is there, whatever version it has. */
  async patch(path: string, body: unknown): Promise<void> {
    await this.#fetch('PATCH', path, body, '*');
  }

  get<T>(schema: z.ZodType<T>, path: string): Promise<T> {
    return this.call(schema, 'GET', path);
  }

  /** A call whose answer says nothing that is wanted. */
  async send(method: string, path: string, body?: unknown): Promise<void> {
    await this.call(z.unknown(), method, path, body);
  }

  async #fetch(method: string, path: string, body?: unknown, etag?: string) {
    const response = await fetch(this.#address + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(etag !== undefined && { 'if-match': etag }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 1_000)}`);
    return { text, etag: response.headers.get('etag') ?? '' };
  }
}
