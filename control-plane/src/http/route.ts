import type { z } from 'zod';
import type { Principal } from '../access/principal.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A page of a list, as every list answers it. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Give it back as `cursor`; absent on the last page. */
  readonly next?: string;
}

export interface RawBody {
  /** Media types that are taken. */
  readonly types: readonly string[];
  /** Bytes, after unpacking. */
  readonly limit: number;
  readonly example: unknown;
  /** By type, what the document says of it; text or any JSON when left out. The handler parses for itself. */
  readonly schemas?: Readonly<Record<string, z.ZodType>>;
}

export interface Call<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly principal: Principal;
  /** On the log, in audit and in problems. */
  readonly requestId: string;
  /** Where the request came from, as far as trusted proxies say; for limits, not for who it is. */
  readonly address: string | undefined;
  readonly ifMatch: string | undefined;
  /** The preallocated id of what a POST with an Idempotency-Key creates: the same again when the key comes again. */
  readonly newId: string;
  header(name: string): string | undefined;
  /** Of a raw route, what was sent. */
  readonly bytes: Buffer;
}

/** Somebody who listens: what is written goes out at once, and nothing waits for whoever is slow. */
export interface LiveClient {
  write(text: string): void;
  /** Bytes that were written and that the network has not taken. */
  readonly buffered: number;
  /** Ends it in order, after what was written. */
  end(): void;
  /** Cuts it off. */
  drop(): void;
  onClose(closed: () => void): void;
}

export interface Answer<R> {
  readonly status: number;
  readonly body?: R;
  /** Set instead of `body` for what is no JSON: CSV, HTML, an encrypted file. */
  readonly text?: { readonly type: string; readonly content: string | AsyncIterable<string | Uint8Array> };
  /** Set instead of `body` for a stream of server-sent events: called once it has begun. */
  readonly live?: (client: LiveClient) => void;
  readonly headers?: Readonly<Record<string, string>>;
  /** `Set-Cookie`, one each; never kept for a replay. */
  readonly cookies?: readonly string[];
  /** Parts of `body` that are shown once and never kept for a replay: JSON pointers. */
  readonly secrets?: readonly string[];
}

export interface RouteSpec<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends Readonly<Record<number, z.ZodType>>,
> {
  readonly method: Method;
  /** With parameters as OpenAPI writes them: `/v1/plans/{planId}`. */
  readonly path: string;
  /** Unique; the policy table has a row for it, and the generated client a method. */
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** By status: the JSON bodies of success. Problems are added to every route. */
  readonly responses: R;
  /** Content type of success when it is no JSON. */
  readonly produces?: string;
  /** The body comes to the handler as bytes, unpacked; the handler reads the Content-Type itself. */
  readonly raw?: RawBody;
  /** A creating POST: takes an Idempotency-Key. */
  readonly idempotent?: boolean;
  /** Answers with an ETag, and takes If-Match; `required` refuses a call without. */
  readonly precondition?: 'required' | 'optional';
  /** The path parameter that names the tenant a tenant-bound principal must be bound to. */
  readonly tenantParam?: string;
  /** Anyone may call it: only health and the like. */
  readonly open?: boolean;
  /** A person comes here with a browser: refusals are a page, where the browser asks for one. Where to try again. */
  readonly tryAgainAt?: string;
  handle(
    call: Call<z.output<P>, z.output<Q>, z.output<B>>,
  ): Promise<Answer<R[keyof R] extends z.ZodType ? z.input<R[keyof R]> : never>>;
}

/** A route whose types are forgotten: what the server mounts and the OpenAPI document lists. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly operation: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  readonly responses: Readonly<Record<number, z.ZodType>>;
  readonly produces?: string;
  readonly raw?: RawBody;
  readonly idempotent: boolean;
  readonly precondition?: 'required' | 'optional';
  readonly tenantParam?: string;
  readonly open: boolean;
  readonly tryAgainAt?: string;
  /** Takes what `params`, `query` and `body` have parsed. */
  handle(call: Call<unknown, unknown, unknown>): Promise<Answer<unknown>>;
}

/** Ties handler and schemas together, and then forgets the types: parsing gives them back at the door. */
export function defineRoute<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  R extends Readonly<Record<number, z.ZodType>> = Readonly<Record<number, z.ZodType>>,
>(spec: RouteSpec<P, Q, B, R>): Route {
  const { handle, params, query, body, idempotent = false, open = false, ...rest } = spec;
  return {
    ...rest,
    params,
    query,
    body,
    idempotent,
    open,
    // The one place where types are put back: the kernel calls with exactly what these schemas parsed.
    handle: call => handle(call as Call<z.output<P>, z.output<Q>, z.output<B>>),
  };
}
