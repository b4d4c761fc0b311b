import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';

const bodySchema = z.object({
  type: z.string(),
  data: z.unknown(),
});
export type Received = z.infer<typeof bodySchema> & { readonly id: string };

/** Takes webhooks as a customer's program would: verifies each by the public library, and keeps one of each id. */
export class WebhookReceiver {
  readonly url: string;
  readonly #server: Server;
  readonly #received = new Map<string, Received>();
  #secret: string | undefined;
  #rejected = 0;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
    const receiver = new WebhookReceiver(server, `http://127.0.0.1:${address.port}/hooks`);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const taken = receiver.#take(request.headers, Buffer.concat(chunks).toString('utf8'));
        response.writeHead(taken ? 204 : 401).end();
      });
    });
    return receiver;
  }

  set secret(secret: string) {
    this.#secret = secret;
  }

  get received(): readonly Received[] {
    return [...this.#received.values()];
  }

  get rejected(): number {
    return this.#rejected;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close').catch(() => undefined);
  }

  #take(headers: NodeJS.Dict<string | string[]>, text: string): boolean {
    const header = (name: string) => String(headers[name] ?? '');
    const signed = {
      'webhook-id': header('webhook-id'),
      'webhook-timestamp': header('webhook-timestamp'),
      'webhook-signature': header('webhook-signature'),
    };
    try {
      if (this.#secret === undefined) throw new Error('no secret yet');
      verify(new Webhook(this.#secret), text, signed);
      this.#received.set(signed['webhook-id'], {
        ...bodySchema.parse(JSON.parse(text)),
        id: signed['webhook-id'],
      });
      return true;
    } catch {
      this.#rejected++;
      return false;
    }
  }
}

/** The library holds the time against the machine's clock, and the sender's is moved: the signature is what counts. */
function verify(webhook: Webhook, text: string, headers: Record<string, string>): void {
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
  const signature = webhook.sign(headers['webhook-id'] ?? '', at, text);
  if (!(headers['webhook-signature'] ?? '').split(' ').includes(signature))
    throw new Error('not signed by us');
}
