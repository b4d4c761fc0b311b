import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { askReadiness } from './ask-readiness.ts';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise(resolve => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

async function serve(listener: RequestListener, host = '127.0.0.1'): Promise<number> {
  server = createServer(listener);
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('a service that says it is ready is ready, also where it listens on every address', async () => {
  const asked: unknown[] = [];
  const port = await serve((request, response) => {
    asked.push(request.url);
    response.end();
  }, '0.0.0.0');
  expect(await askReadiness({ host: '0.0.0.0', port })).toBeUndefined();
  expect(asked).toEqual(['/readyz']);
});

test('one that answers that it is not ready is not', async () => {
  const port = await serve((_request, response) => response.writeHead(503).end());
  expect(await askReadiness({ host: '127.0.0.1', port })).toBe(`127.0.0.1:${port} is not ready: 503`);
});

test('silence is not waited for without end', async () => {
  const port = await serve(() => undefined);
  expect(await askReadiness({ host: '127.0.0.1', port }, 50)).toContain('no answer within 50 ms');
});

test('nobody listening is a fault in words', async () => {
  const port = await serve(() => undefined);
  server?.close();
  expect(await askReadiness({ host: '127.0.0.1', port })).toContain('does not answer');
});
