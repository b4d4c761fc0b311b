import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { Client, Reply, Request } from '../client.ts';

const WAIT_MS = 90_000;
const LOOK_EVERY_MS = 80;

/**
 * Changes a version that was read. When the answer to an earlier attempt was lost, the version may be ours by now: then
 * what stands there is the answer.
 */
export async function edit(client: Client, request: Request, path: string): Promise<Reply> {
  const reply = await client.send(request);
  if (reply.status < 400) return reply;
  if (reply.attempts > 1 && (reply.status === 412 || reply.status === 409)) return client.sendWell(get(path));
  throw new Error(`${request.method} ${request.path}: ${reply.status} ${JSON.stringify(reply.body)}`);
}

export const get = (path: string): Request => ({ method: 'GET', path });

export const post = (path: string, key: string, body?: unknown): Request => ({
  method: 'POST',
  path,
  key,
  ...(body !== undefined && { body }),
});

export const etag = (reply: Reply): string => reply.headers.get('etag') ?? '';

export const cookieOf = (reply: Reply): string | undefined =>
  reply.headers
    .getSetCookie()
    .find(cookie => !/=;/.test(cookie))
    ?.split(';')[0];

/** Removes a thing, which may be gone when the answer to an earlier attempt was lost. */
export async function gone(client: Client, path: string): Promise<void> {
  const reply = await client.send({ method: 'DELETE', path });
  if (reply.status >= 400 && reply.attempts === 1)
    throw new Error(`DELETE ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
}

/** Asks again and again until an answer holds what is waited for. @throws Error when it takes too long */
export async function until<T, F>(
  client: Client,
  schema: z.ZodType<T>,
  path: string,
  found: (body: T) => F | undefined,
): Promise<F> {
  for (const end = performance.now() + WAIT_MS; ; await sleep(LOOK_EVERY_MS)) {
    const result = found(await client.ask(schema, get(path)));
    if (result !== undefined) return result;
    if (performance.now() > end)
      throw new Error(`${path}: what was waited for has not come in ${WAIT_MS} ms`);
  }
}
