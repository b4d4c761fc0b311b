import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import { FakeClock } from '../app.test-support.ts';
import { createApp } from '../app.ts';
import { createContext } from '../create-context.ts';
import { createHttpServer } from '../http/server.ts';
import { silentLogger } from '../logger.ts';
import { openOutbox } from '../outbox/open-outbox.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import type { StillIs, StreamLimits } from './hub.ts';
import { openStream } from './open-stream.ts';

const WHO = { actor: { id: 'user:test', name: 'test' }, requestId: 'r-1', action: 'sample' };

async function opened(stillIs: StillIs, limits: Partial<StreamLimits> = {}) {
  const context = await createContext({
    store: new MemoryStore(),
    clock: new FakeClock(),
    logger: silentLogger,
  });
  const { hub, look } = await openStream(context, { outbox: await openOutbox(context), stillIs, limits });
  return { context, hub, look };
}

/** A client whose network never says that it has ended. */
function silentClient() {
  const client = {
    ended: false,
    buffered: 0,
    write: () => undefined,
    end: () => {
      client.ended = true;
    },
    drop: () => undefined,
    onClose: () => undefined,
  };
  return client;
}

const caller = (id: string, more: Partial<Principal> = {}): Principal => ({
  id,
  name: id,
  roles: ['viewer'],
  ...more,
});

test('whoever is told at once of what this process changed can read what follows from it', async () => {
  const { context, hub, look } = await opened(async principal => principal);
  await look();
  const heard: string[] = [];
  hub.join(caller('user:one'), { ...silentClient(), write: text => void heard.push(text) }, undefined);
  const [reached, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  context.addProjection(async () => {
    reached.resolve();
    await held.promise;
  });
  const tenants = context.aggregates({ kind: 'tenant', state: z.object({}) });
  const [tenantId, slug] = ['0198f000-0000-7000-8000-000000000001', 'sample'];
  const events = [{ type: 'tenant.deleted', data: { tenantId, slug } }] as const;
  const made = tenants.create(tenantId, {}, { ...WHO, tenantId, events });
  await reached.promise;
  await new Promise(resolve => setTimeout(resolve, 50));
  expect(heard.join('')).not.toContain('invalidate');
  held.resolve();
  await made;
  await expect.poll(() => heard.join('')).toContain('invalidate');
});

test('a stream that begins when all were ended ends, too', async () => {
  const { hub } = await opened(async principal => principal);
  const client = silentClient();
  hub.checkRoom(caller('user:one'));
  hub.end();
  hub.join(caller('user:one'), client, undefined);
  expect([client.ended, hub.size]).toEqual([true, 0]);
});

test('clients that are gone before their stream begins hold no place', async () => {
  let arrived = 0;
  const app = await createApp({
    store: new MemoryStore(),
    clock: new FakeClock(),
    logger: silentLogger,
    authenticate: async () => {
      arrived++;
      await new Promise(resolve => setTimeout(resolve, 50));
      return caller('user:one');
    },
  });
  const server = createHttpServer(app.express).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  for (let client = 1; client <= 20; client++) {
    const socket = connect(address.port, '127.0.0.1');
    // The second one waits for the first, on one connection.
    socket.write('GET /v1/stream HTTP/1.1\r\nHost: sample\r\n\r\n'.repeat(2));
    while (arrived < client) await new Promise(resolve => setTimeout(resolve, 1));
    socket.destroy();
  }
  await new Promise(resolve => setTimeout(resolve, 150));
  expect(app.stream.hub.size).toBe(0);
  const both = connect(address.port, '127.0.0.1');
  both.write('GET /v1/stream HTTP/1.1\r\nHost: sample\r\n\r\n'.repeat(2));
  while (app.stream.hub.size < 2) await new Promise(resolve => setTimeout(resolve, 5));
  both.destroy();
  while (app.stream.hub.size > 0) await new Promise(resolve => setTimeout(resolve, 5));
  server.closeAllConnections();
  server.close();
  await app.stop();
});

test('whoever is ended or dropped holds no place, even when the network says nothing of it', async () => {
  const { hub } = await opened(async () => undefined, { buffered: 100 });
  hub.join(caller('user:ended'), silentClient(), undefined);
  await hub.recheck();
  expect(hub.size).toBe(0);
  hub.join(caller('user:slow'), { ...silentClient(), buffered: 101 }, undefined);
  expect([hub.size, hub.dropped]).toEqual([0, 1]);
  hub.join(caller('user:ended'), silentClient(), undefined);
  hub.end();
  expect(hub.size).toBe(0);
});

test('the keys of one tenant have no more streams together than one of them', async () => {
  const { hub } = await opened(async principal => principal, { each: 2 });
  const key = (name: string, tenantId?: string) => caller(`key:${name}`, tenantId ? { tenantId } : {});
  for (const name of ['a', 'b']) hub.join(key(name, 'acme'), silentClient(), undefined);
  expect(() => hub.checkRoom(key('c', 'acme'))).toThrow('2 streams of one caller are enough');
  hub.checkRoom(key('c', 'globex'));
  hub.checkRoom(key('a'));
});

test('only those whom a change of a key or session may mean are looked at again, and none when it begins', async () => {
  const looked: string[] = [];
  const { hub, context } = await opened(async principal => {
    looked.push(`${principal.id} ${principal.sessionId ?? ''}`.trim());
    return principal;
  });
  const some = [
    caller('key:k-1', { by: 'key' }),
    caller('key:k-1', { by: 'session', sessionId: 's-1' }),
    caller('key:k-2', { by: 'key' }),
    caller('user:https://issuer.example|a', { by: 'token' }),
    caller('user:https://issuer.example|b', { by: 'session', sessionId: 's-2' }),
  ];
  for (const principal of some) hub.join(principal, silentClient(), undefined);
  const expected = {
    api_key: { id: 'k-1', looked: ['key:k-1', 'key:k-1 s-1'] },
    session: { id: 's-2', looked: ['user:https://issuer.example|b s-2'] },
  };
  for (const [kind, { id, looked: those }] of Object.entries(expected)) {
    const things = context.aggregates({ kind, state: z.object({ at: z.int() }) });
    const made = await things.create(id, { at: 1 }, WHO);
    expect(looked).toEqual([]);
    if (made === 'exists') throw new Error('it was there before');
    await things.change(id, made, { at: 2 }, WHO);
    expect(looked.splice(0)).toEqual(those);
  }
  const users = context.aggregates({ kind: 'user', state: z.object({ at: z.int() }) });
  // The first change of a user is that it was signed out.
  await users.create('digest', { at: 1 }, WHO);
  expect(looked).toContain('user:https://issuer.example|a');
  expect(looked).toContain('user:https://issuer.example|b s-2');
});

test('a look at one listener that fails leaves out no other', async () => {
  const { hub } = await opened(async principal => {
    if (principal.id === 'key:broken') throw new Error('cannot be read');
    return undefined;
  });
  const [broken, gone] = [silentClient(), silentClient()];
  hub.join(caller('key:broken'), broken, undefined);
  hub.join(caller('key:gone'), gone, undefined);
  await expect(hub.recheck()).rejects.toThrow('cannot be read');
  expect([broken.ended, gone.ended]).toEqual([false, true]);
});

test('what a tenant is not told hides nothing that it is told of the same thing', async () => {
  const { hub, context, look } = await opened(async principal => principal);
  const own = caller('key:own', { roles: ['tenant'], tenantId: 'acme' });
  const heardFrom = (lastEventId?: string) => {
    const heard: string[] = [];
    hub.join(own, { ...silentClient(), write: text => void heard.push(text) }, lastEventId);
    return heard.join('');
  };
  await look();
  const [, place] = /^id: (.+)$/m.exec(heardFrom()) ?? [];
  const records = context.aggregates({ kind: 'enforcement', state: z.object({ at: z.int() }) });
  const tell = (type: 'enforcement.approved' | 'enforcement.exemption_ended') => ({
    ...WHO,
    tenantId: 'acme',
    events: [{ type, data: { tenantId: 'acme' } }],
  });
  const first = await records.create('acme', { at: 1 }, tell('enforcement.approved'));
  if (first === 'exists') throw new Error('it was there before');
  await records.change('acme', first, { at: 2 }, tell('enforcement.exemption_ended'));
  await look();
  const heard = heardFrom(place);
  expect(heard).toContain('"version":1');
  expect(heard).not.toContain('"version":2');
});
