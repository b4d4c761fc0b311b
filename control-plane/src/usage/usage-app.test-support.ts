import { startTestApp, type TestApp } from '../app.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';

export interface UsageApp extends TestApp {
  readonly acme: string;
  readonly beta: string;
  /** Sends bytes as they are, as somebody with the role `ingest`; `tenantId` binds them. */
  send(
    body: string | Buffer,
    headers: Readonly<Record<string, string>>,
    tenantId?: string,
  ): Promise<{ status: number; body: unknown }>;
}

/** The whole control plane with two tenants. */
export async function startUsageApp(): Promise<UsageApp> {
  const app = await startTestApp();
  const acme = (await registered(app, { slug: 'sample-acme' })).tenantId;
  const beta = (await registered(app, { slug: 'sample-beta' })).tenantId;
  return {
    ...app,
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
    acme,
    beta,
    send: async (body, headers, tenantId = '') => {
      const response = await fetch(`${app.url}/v1/usage/events`, {
        method: 'POST',
        headers: { 'x-test-principal': `key:1;ingest;${tenantId}`, ...headers },
        body: typeof body === 'string' ? body : new Uint8Array(body),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}
