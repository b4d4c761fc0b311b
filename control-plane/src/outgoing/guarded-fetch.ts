import type { OutgoingGuard } from './guard.ts';
import { guardedRequest } from './guarded-request.ts';

interface FetchInit {
  readonly method?: string | undefined;
  readonly headers?: ConstructorParameters<typeof Headers>[0];
  readonly body?: unknown;
  readonly signal?: AbortSignal | null | undefined;
}

const WITHOUT_BODY = new Set([204, 205, 304]);

/** For libraries that take a `fetch` of one's own: each request by the guard; bodies are texts or forms. */
export function guardedFetch(
  guard: OutgoingGuard,
  bounds: { readonly timeoutMs: number; readonly maxBytes: number },
): (url: string, init: FetchInit) => Promise<Response> {
  return async (url, { method = 'GET', headers, body, signal }) => {
    const text = bodyOf(body);
    const { status, truncated, ...answer } = await guardedRequest(guard, {
      url,
      method,
      headers: Object.fromEntries(new Headers(headers)),
      ...(text !== undefined && { body: text }),
      ...(signal && { signal }),
      ...bounds,
    });
    if (truncated) throw new Error(`the answer is longer than ${bounds.maxBytes} bytes`);
    const given = new Headers();
    for (const [name, value] of Object.entries(answer.headers))
      for (const one of [value ?? []].flat()) given.append(name, one);
    return new Response(WITHOUT_BODY.has(status) ? null : new Uint8Array(answer.body), {
      status,
      headers: given,
    });
  };
}

function bodyOf(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('a body that is neither text nor a form');
}
