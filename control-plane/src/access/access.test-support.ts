import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ROLES } from '@tenantry/contracts/api/roles';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { FakeClock, type Reply } from '../app.test-support.ts';
import { type App, type AppOptions, createApp } from '../app.ts';
import { createHttpServer } from '../http/server.ts';
import { silentLogger } from '../logger.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { makeAdminKey } from './bootstrap.ts';
import type { KeyState } from './key.ts';
import { newSecret } from './key-token.ts';

export interface SecuredApp extends AsyncDisposable {
  readonly app: App;
  readonly clock: FakeClock;
  readonly url: string;
  /** A key of the first admin. */
  readonly admin: string;
  /** Makes a key in the store itself, past every rule. */
  key(scope: Partial<KeyState>): Promise<string>;
  call(method: string, path: string, init?: CallInit): Promise<Reply>;
  /** Registers a tenant under an id of the test's own. */
  tenant(tenantId: string): Promise<void>;
}

export interface CallInit {
  /** Sent as `Authorization: Bearer`. */
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The whole control plane on loopback as it is in production: nobody is let in without a key, token or session. */
export async function startSecuredApp(
  options: Partial<AppOptions> & { readonly clock?: FakeClock } = {},
): Promise<SecuredApp> {
  const clock = options.clock ?? new FakeClock();
  const app = await createApp({
    store: new MemoryStore(),
    logger: silentLogger,
    checkAnswers: true,
    ...options,
    clock,
  });
  const server = createHttpServer(app.express).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressSchema.parse(server.address());
  const url = `http://127.0.0.1:${port}`;
  const key: SecuredApp['key'] = async scope => {
    const made = await app.access.keys.insert(
      { id: 'system:test', name: 'test' },
      'test',
      { keyId: uuidv7(), secret: newSecret() },
      { name: 'test', roles: [...ROLES], ...scope },
    );
    return made.token ?? '';
  };
  const admin = await makeAdminKey(app.access.keys, { id: uuidv7(), requestId: 'test', name: 'first' });
  return {
    app,
    clock,
    url,
    admin: admin.token ?? '',
    key,
    call: (method, path, init) => send(url + path, method, init),
    tenant: async tenantId => {
      const slug = `sample-${tenantId.slice(-4)}`;
      const who = { actor: { id: 'system:test', name: 'test' }, requestId: 'test' };
      const record = { slug, displayName: slug, contacts: [], tags: [], origin: 'api' as const };
      await app.domains.tenants.service.register(tenantId, record, who);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await app.stop();
    },
  };
}

const addressSchema: z.ZodType<Pick<AddressInfo, 'port'>> = z.object({ port: z.int() });

async function send(url: string, method: string, init: CallInit = {}): Promise<Reply> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(init.token !== undefined && { authorization: `Bearer ${init.token}` }),
      ...(init.body !== undefined && { 'content-type': 'application/json' }),
      ...init.headers,
    },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: json && text !== '' ? JSON.parse(text) : text,
  };
}
