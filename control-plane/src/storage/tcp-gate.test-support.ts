import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy on loopback that a test shuts, opens, and lets lose what the server answers. */
export class TcpGate {
  readonly port: number;
  readonly #to: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #losesAnswers = false;

  private constructor(server: Server, to: { host: string; port: number }) {
    const address: AddressInfo | string | null = server.address();
    if (address === null || typeof address === 'string') throw new Error('the gate listens on no port');
    this.port = address.port;
    this.#to = to;
    this.#serve(server);
  }

  static async to(host: string, port: number): Promise<TcpGate> {
    return new TcpGate(await listen(0), { host, port });
  }

  /** Every connection ends, and no new one is taken. */
  async shut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (!server) return;
    server.close();
    await once(server, 'close');
  }

  async open(): Promise<void> {
    this.#losesAnswers = false;
    if (!this.#server) this.#serve(await listen(this.port));
  }

  /** From here on requests arrive, and answers do not. */
  loseAnswers(): void {
    this.#losesAnswers = true;
  }

  #serve(server: Server): void {
    this.#server = server;
    server.on('connection', client => {
      const upstream = connect(this.#to);
      client.on('data', data => upstream.write(data));
      upstream.on('data', data => {
        if (!this.#losesAnswers) client.write(data);
      });
      this.#tie(client, upstream);
      this.#tie(upstream, client);
    });
  }

  #tie(socket: Socket, other: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      other.destroy();
    });
  }
}

async function listen(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
