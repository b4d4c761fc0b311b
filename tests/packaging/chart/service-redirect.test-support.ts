import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { execa } from 'execa';

export interface Target {
  readonly host: string;
  readonly port: number;
}

/**
 * What kube-proxy does on a real node, for the two Services that the chart's pods call: a packet that a pod sends to the
 * address of the Service comes to a port of ours, and goes on to where the Service is. Its rules name the bridge of the one
 * node, so no other traffic of the machine meets them.
 */
export class ServiceRedirect {
  readonly #bridge: string;
  readonly #servers: Server[] = [];
  readonly #rules: string[][] = [];

  constructor(bridge: string) {
    this.#bridge = bridge;
  }

  async add(service: Target, target: () => Promise<Target>): Promise<void> {
    const server = createServer(async inner => {
      inner.on('error', () => inner.destroy());
      try {
        const outer = connect(await target());
        outer.on('error', () => inner.destroy());
        inner.pipe(outer).pipe(inner);
      } catch {
        inner.destroy();
      }
    });
    server.listen(0);
    await once(server, 'listening');
    this.#servers.push(server);
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const rule = [
      'PREROUTING',
      '-i',
      this.#bridge,
      '-d',
      service.host,
      '-p',
      'tcp',
      '--dport',
      String(service.port),
    ];
    const redirected = [...rule, '-j', 'REDIRECT', '--to-ports', String(address.port)];
    await execa('iptables', ['-w', '-t', 'nat', '-I', ...redirected]);
    this.#rules.push(redirected);
  }

  async close(): Promise<void> {
    for (const rule of this.#rules) await execa('iptables', ['-w', '-t', 'nat', '-D', ...rule]);
    for (const server of this.#servers) server.close();
  }
}
