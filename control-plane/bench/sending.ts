import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type LoadOrder, type LoadReport, loadReportSchema } from './ingest-load.ts';
import type { Facts } from './seed/facts.ts';
import type { BenchServer } from './server.ts';

const LOAD = fileURLToPath(new URL('./ingest-load.ts', import.meta.url));
/** Tenants that send. */
const SENDERS = 16;
const keySchema = z.object({ secret: z.string() });

let runs = 0;

/** Sends events by a process of its own, batch after batch, as fast as they are answered; resolves when the time is over. */
export async function send(
  server: BenchServer,
  facts: Facts,
  order: Pick<LoadOrder, 'batch' | 'connections' | 'seconds'>,
): Promise<LoadReport> {
  const { hostname, port } = new URL(server.address);
  const child = fork(LOAD);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the sender ended with ${code} and without a report`);
  });
  ended.catch(() => undefined);
  child.send({
    host: hostname,
    port: Number(port),
    keys: await keysFor(server, facts),
    run: `run${process.pid}${String(runs++).padStart(4, '0')}`,
    ...order,
  } satisfies LoadOrder);
  const [report] = await Promise.race([once(child, 'message'), ended]);
  process.off('exit', kill);
  return loadReportSchema.parse(report);
}

/** Keys of tenants with a plan, made anew. */
async function keysFor(server: BenchServer, { tenants }: Facts): Promise<string[]> {
  const api = server.api(1);
  const keys: string[] = [];
  for (const { tenantId } of tenants.filter(({ plan }) => plan !== undefined).slice(0, SENDERS)) {
    const { text } = await api.post(
      '/v1/keys',
      JSON.stringify({ name: 'sender', roles: ['ingest'], tenantId }),
    );
    keys.push(keySchema.parse(JSON.parse(text)).secret);
  }
  api.close();
  return keys;
}
