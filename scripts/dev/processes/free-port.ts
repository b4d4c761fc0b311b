import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A TCP port on 127.0.0.1 that nothing listens on.
 *
 * Taken below the range that the kernel gives to outgoing connections (32768 and up on Linux), so that between
 * this answer and the server's bind only another caller of this function can take it, by a chance of 1 in 20,000.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(10_000, 30_000);
    if (await canListen(port)) return port;
  }
  throw new Error('no free TCP port between 10000 and 30000 was found in 100 tries');
}

function canListen(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
