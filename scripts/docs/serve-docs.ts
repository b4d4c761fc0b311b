import { join } from 'node:path';
import { createServer } from 'vitepress';
import { endSignal } from '../dev/start/end-signal.ts';
import { ROOT } from '../root.ts';

/** Shows the site as the sources are, until this process is asked to end. */
export async function serveDocs(port: number): Promise<void> {
  const started = performance.now();
  const server = await createServer(join(ROOT, 'docs'), { port, host: '127.0.0.1' });
  await server.listen();
  const [address] = server.resolvedUrls?.local ?? [];
  const seconds = (performance.now() - started) / 1_000;
  console.log(`${address ?? 'served'}   ready in ${seconds.toFixed(1)} s; Ctrl-C ends it`);
  await endSignal();
  await server.close();
}
