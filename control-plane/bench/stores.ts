import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Log, SubBench } from './sub-bench.ts';
import { benchWireServers } from './wire-servers.ts';

const STORE = fileURLToPath(new URL('./store.ts', import.meta.url));
const STORES = ['sqlite', 'mongo-java-server', 'ferretdb'] as const;
const insertsSchema = z.looseObject({
  rawPerSecond: z.number(),
  oursPerSecond: z.number(),
  ratio: z.number(),
  kept: z.boolean(),
});

/** The store port beside a plain driver, and what the wire servers make of the questions of dashboards and lists. */
export const benchStores: SubBench = async (options, log) => {
  const inserts: Record<string, z.infer<typeof insertsSchema> | { readonly unavailable: true }> = {};
  for (const store of STORES) inserts[store] = await insertsInto(store, options.sample, log);
  const wire = await benchWireServers(options, log);
  const { sqlite } = inserts;
  return {
    figures: { inserts, queries: wire.figures },
    // Where the time goes in a wire server is its own affair: their figures are told.
    kept: { ...wire.kept, inserts: sqlite !== undefined && 'kept' in sqlite && sqlite.kept },
  };
};

/** By a process of its own, since what it measures is a process. */
async function insertsInto(store: string, sample: boolean, log: Log) {
  const args = [STORE, '--store', store, ...(sample ? ['--sample'] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await once(child, 'close');
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) return { unavailable: true } as const;
  const figures = insertsSchema.parse(JSON.parse(last));
  log(`${store}: ${figures.oursPerSecond} documents/s, × ${figures.ratio} of a plain driver`);
  return figures;
}
