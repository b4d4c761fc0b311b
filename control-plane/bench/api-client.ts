import { Agent, request } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly text: string;
  /** From before it was sent until its last byte was here. */
  readonly milliseconds: number;
}

/** Asks a control plane over connections that are kept. */
export class Api {
  readonly #address: URL;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #agent: Agent;

  constructor(address: string, key: string, sockets: number) {
    this.#address = new URL(address);
    this.#headers = { authorization: `Bearer ${key}` };
    this.#agent = new Agent({ keepAlive: true, maxSockets: sockets });
  }

  get(path: string): Promise<Reply> {
    return this.#send('GET', path, undefined);
  }

  post(path: string, body: string): Promise<Reply> {
    return this.#send('POST', path, body);
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, body: string | undefined): Promise<Reply> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: this.#address.hostname,
          port: this.#address.port,
          method,
          path,
          agent: this.#agent,
          headers: {
            ...this.#headers,
            ...(body !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(body),
            }),
          },
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => {
            const milliseconds = performance.now() - began;
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({ status: response.statusCode ?? 0, text, milliseconds });
          });
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  }
}
