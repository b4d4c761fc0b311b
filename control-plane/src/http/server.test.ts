import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createExpress } from './mount.ts';
import { createHttpServer, type ServerLimits } from './server.ts';

async function start(limits: Partial<ServerLimits>) {
  const app = createExpress();
  app.get('/', (_request, response) => void response.send('hello'));
  app.post('/', (request, response) => {
    request.resume().on('end', () => response.send('read'));
  });
  app.get('/endless', (_request, response) => {
    const write = (): void => {
      while (response.write('x'.repeat(65_536)));
      response.once('drain', write);
    };
    write();
  });
  const server = createHttpServer(app, limits).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return {
    port,
    server,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Everything that a server says to what it is sent, until it hangs up; and how long that took. */
async function talk(port: number, text: string): Promise<{ said: string; seconds: number }> {
  const started = performance.now();
  const socket = connect(port, '127.0.0.1');
  let said = '';
  socket.on('data', data => {
    said += data.toString();
  });
  socket.on('error', () => undefined);
  socket.write(text);
  await new Promise(resolve => socket.on('close', resolve));
  return { said, seconds: (performance.now() - started) / 1_000 };
}

const problem = (said: string): unknown => JSON.parse(said.slice(said.indexOf('\r\n\r\n')));

test('headers that do not come to an end are answered 408, and the connection ends', async () => {
  await using server = await start({ headersTimeout: 300, requestTimeout: 10_000 });
  const { said, seconds } = await talk(server.port, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ');
  expect(said).toMatch(/^HTTP\/1\.1 408 /);
  expect(problem(said)).toMatchObject({ code: 'request_timeout', status: 408 });
  expect(seconds).toBeLessThan(3);
});

test('a body that does not come to an end is answered 408, and the connection ends', async () => {
  await using server = await start({ headersTimeout: 200, requestTimeout: 400 });
  const { said, seconds } = await talk(
    server.port,
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc',
  );
  expect(said).toMatch(/^HTTP\/1\.1 408 /);
  expect(seconds).toBeLessThan(3);
});

test('a connection that asks nothing more is closed', async () => {
  await using server = await start({ keepAliveTimeout: 200 });
  const { said, seconds } = await talk(server.port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  expect(said).toContain('hello');
  expect(seconds).toBeLessThan(4);
});

test('a reader that never reads is hung up on', async () => {
  await using server = await start({ idleTimeout: 300 });
  const socket: Socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.pause();
  socket.write('GET /endless HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(server.server, 'connection');
  const connections = () =>
    new Promise<number>((resolve, reject) =>
      server.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  for (let waited = 0; waited < 5_000 && (await connections()) > 0; waited += 50) await sleep(50);
  expect(await connections()).toBe(0);
  socket.destroy();
});

test.each([
  [
    'headers of 20 kB',
    `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`,
    431,
    'headers_too_large',
  ],
  ['an address of 20 kB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431, 'headers_too_large'],
  ['what is no HTTP', 'hello there\r\n\r\n', 400, 'invalid_request'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    400,
    'invalid_request',
  ],
  [
    'a length and chunks, as smugglers send',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
    'invalid_request',
  ],
])('%s is refused as a problem', async (_what, text, status, code) => {
  await using server = await start({});
  const { said } = await talk(server.port, text);
  expect(said.startsWith(`HTTP/1.1 ${status} `)).toBe(true);
  expect(said).toContain('Content-Type: application/problem+json');
  expect(problem(said)).toMatchObject({ status, code });
});

test('a request without a Host is refused', async () => {
  await using server = await start({});
  expect((await talk(server.port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).said).toMatch(
    /^HTTP\/1\.1 400 /,
  );
});

test('one connection more than the bound is hung up on, and the others go on', async () => {
  await using server = await start({ maxConnections: 2 });
  const held = [1, 2].map(() => connect(server.port, '127.0.0.1'));
  await Promise.all(held.map(socket => once(socket, 'connect')));
  const { said } = await talk(server.port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  expect(said).toBe('');
  held[0]?.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  const [data] = await once(held[0] ?? server.server, 'data');
  expect(String(data)).toContain('hello');
  for (const socket of held) socket.destroy();
});
