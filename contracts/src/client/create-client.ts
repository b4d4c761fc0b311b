import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema.generated.ts';

/** Every operation of the control plane by path and method, with the types of the OpenAPI document. */
export type TenantryClient = Client<paths>;

export interface ClientOptions {
  /** Where the control plane is: `https://tenantry.example`, without `/v1`. */
  readonly baseUrl: string;
  /** An API key or access token, or what gives one for each request. Left out by pages that have a session. */
  readonly token?: string | (() => string | Promise<string>);
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * A client of the control plane. `GET`, `POST` and so on answer `{data, error, response}`: one of `data` and `error`
 * is there, the problem being `error`. They reject only when there is no answer at all.
 */
export function createClient(options: ClientOptions): TenantryClient {
  const { baseUrl, token, fetch } = options;
  const client = createFetchClient<paths>({ baseUrl, ...(fetch && { fetch }) });
  if (token !== undefined) {
    client.use({
      async onRequest({ request }) {
        request.headers.set('authorization', `Bearer ${typeof token === 'string' ? token : await token()}`);
        return request;
      },
    });
  }
  return client;
}
