import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock.ts';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly status: number | 'none';
  /** By the receiver's clock. */
  readonly at: number;
}

/** What a receiver does with a request: a status, or nothing at all for so many milliseconds and then a status. */
export type Answering = (
  request: Pick<Received, 'headers' | 'body'>,
) => number | { readonly after: number; readonly status: number } | 'hang up' | 'upgrade';

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  /** How it answers from now on. */
  answer: Answering;
  /** The most requests that were open at once. */
  readonly mostAtOnce: () => number;
}

/** A real receiver on loopback that remembers what came. */
export async function startReceiver(clock: Clock, answer: Answering = () => 200): Promise<Receiver> {
  const received: Received[] = [];
  let open = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    most = Math.max(most, ++open);
    response.on('close', () => open--);
    const parts: Buffer[] = [];
    for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part);
    const body = Buffer.concat(parts).toString('utf8');
    const what = receiver.answer({ headers: request.headers, body });
    received.push({
      headers: request.headers,
      body,
      at: clock.now(),
      status: typeof what === 'string' ? 'none' : typeof what === 'number' ? what : what.status,
    });
    if (what === 'upgrade') {
      request.socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
      return;
    }
    if (what === 'hang up') {
      response.destroy();
      return;
    }
    if (typeof what === 'object') await new Promise(resolve => setTimeout(resolve, what.after));
    response.writeHead(typeof what === 'number' ? what : what.status).end('answered');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${address.port}/hook?token=of-the-receiver`,
    received,
    answer,
    mostAtOnce: () => most,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
}
