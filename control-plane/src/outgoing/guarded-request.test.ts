import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { afterEach, expect, test } from 'vitest';
import { OutgoingGuard, OutgoingRefused } from './guard.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { guardedRequest, OutgoingFailed } from './guarded-request.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  return address.port;
}

const local = new OutgoingGuard({
  allow: ['127.0.0.1'],
  lookup: async () => [{ address: '127.0.0.1', family: 4 }],
});
const ask = (url: string, more: object = {}) =>
  guardedRequest(local, { url, method: 'POST', body: '{}', timeoutMs: 2_000, maxBytes: 1_000, ...more });

test('it is sent to the address that was checked, under the name that was asked for', async () => {
  let seen: string | undefined;
  const port = await serve((request, response) => {
    seen = request.headers.host;
    response.writeHead(201, { 'x-sample': 'yes' }).end('done');
  });
  const answer = await ask(`http://receiver.example:${port}/hook?a=b`);
  expect({ status: answer.status, body: answer.body.toString(), seen }).toEqual({
    status: 201,
    body: 'done',
    seen: `receiver.example:${port}`,
  });
});

test('a name that resolves otherwise a moment later is not asked again', async () => {
  let asked = 0;
  const port = await serve((_, response) => void response.end('first'));
  const rebinding = new OutgoingGuard({
    allow: ['127.0.0.1'],
    lookup: async () => [{ address: ++asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }],
  });
  const url = `http://rebinding.example:${port}/`;
  const sent = await guardedRequest(rebinding, { url, method: 'GET', timeoutMs: 2_000, maxBytes: 100 });
  expect(sent.body.toString()).toBe('first');
  expect(asked).toBe(1);
  await expect(
    guardedRequest(rebinding, { url, method: 'GET', timeoutMs: 2_000, maxBytes: 100 }),
  ).rejects.toThrow(OutgoingRefused);
});

test('a redirect is an answer, and is followed nowhere', async () => {
  let hits = 0;
  const port = await serve((_, response) => {
    hits++;
    response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
  });
  expect((await ask(`http://receiver.example:${port}/`)).status).toBe(302);
  expect(hits).toBe(1);
});

test('an answer without end is cut off', async () => {
  const port = await serve((_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(600)), 5);
    response.on('close', () => clearInterval(timer));
  });
  const answer = await ask(`http://receiver.example:${port}/`);
  expect(answer.body.length).toBe(1_000);
  expect(answer.truncated).toBe(true);
});

test('an answer that drips is given up when its whole time is over', async () => {
  const port = await serve((_, response) => {
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  });
  const began = performance.now();
  const sent = ask(`http://receiver.example:${port}/`, { timeoutMs: 300 });
  await expect(sent).rejects.toMatchObject({ kind: 'timeout' });
  expect(performance.now() - began).toBeLessThan(1_500);
});

test('a resolver that does not answer is given up, too', async () => {
  let given: AbortSignal | undefined;
  const lookup = (_name: string, signal?: AbortSignal) => {
    given = signal;
    return new Promise<never>(() => undefined);
  };
  const silent = new OutgoingGuard({ allow: [], lookup });
  await expect(
    guardedRequest(silent, { url: 'https://a.example/', method: 'GET', timeoutMs: 100, maxBytes: 1 }),
  ).rejects.toMatchObject({ kind: 'timeout' });
  expect(given?.aborted).toBe(true);
});

test.each(['hang up', 'no HTTP'])(
  'a receiver that does %s is said to have failed, and no more',
  async how => {
    const port = await serve((request, response) => {
      if (how === 'hang up') response.destroy();
      else request.socket.end('SSH-2.0-sample\r\n');
    });
    const sent = ask(`http://receiver.example:${port}/`);
    await expect(sent).rejects.toThrow(OutgoingFailed);
    await expect(sent).rejects.toThrow(/^the connection failed$/);
  },
);

test('a receiver that changes the protocol has failed, and holds nobody up', async () => {
  const answer = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  const port = await serve(request => void request.socket.write(answer));
  const sent = ask(`http://receiver.example:${port}/`, { timeoutMs: 500 });
  await expect(sent).rejects.toThrow(OutgoingFailed);
});

test('a certificate of nobody known is no TLS', async () => {
  const server = createSecure((_, response) => void response.end()).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  await expect(ask(`https://receiver.example:${address.port}/`)).rejects.toThrow(OutgoingFailed);
});

test('as a fetch it sends forms and gives answers, and refuses as everything else does', async () => {
  let sent = '';
  const port = await serve(async (request, response) => {
    for await (const part of request) sent += String(part);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  });
  const fetched = guardedFetch(local, { timeoutMs: 2_000, maxBytes: 100 });
  const body = new URLSearchParams({ grant: 'a b' });
  const answer = await fetched(`http://issuer.example:${port}/token`, { method: 'POST', body });
  expect([sent, answer.status, await answer.json()]).toEqual(['grant=a+b', 200, { ok: true }]);
  await expect(fetched('https://10.0.0.1/keys', {})).rejects.toThrow(OutgoingRefused);
});
