import { join } from 'node:path';
import { MONGO_KINDS, type MongoKind, resolveMongo } from '../../scripts/dev/mongo/resolve-mongo.ts';
import { startMongo } from '../../scripts/dev/mongo/start-mongo.ts';
import { Unavailable } from '../../scripts/dev/unavailable.ts';
import { checked, timesOf } from './asking.ts';
import { type Latency, latencyOf } from './latency.ts';
import { probesOf } from './probes/probes.ts';
import { seed } from './seed/seed.ts';
import { startServer } from './server.ts';
import type { Log, SubBench } from './sub-bench.ts';

/** They are slow, or keep everything in half a gigabyte of memory. */
const FULL = { tenants: 500, submissions: 100, events: 20_000, requests: 60 };
const SAMPLE = { tenants: 60, submissions: 20, events: 1_000, requests: 8 };
const CONCURRENCY = 8;

type WireFigures =
  | { readonly unavailable: string }
  | { readonly seedSeconds: number; readonly probes: Readonly<Record<string, Latency>> };

/**
 * The same questions with the store in a server of MongoDB's protocol, at a smaller fill. Told, and never judged by
 * time: of the three only a real mongod says what production is like, and it is the one that most machines lack.
 */
export const benchWireServers: SubBench = async (options, log) => {
  const figures: Record<string, WireFigures> = {};
  const faults: string[] = [];
  for (const kind of MONGO_KINDS) {
    figures[kind] = await measure(
      kind,
      join(options.folder, kind),
      options.sample ? SAMPLE : FULL,
      log,
      faults,
    );
  }
  for (const fault of faults) log(fault);
  const { requests, ...fill } = options.sample ? SAMPLE : FULL;
  return { figures: { fill, requests, servers: figures }, kept: { answers: faults.length === 0 } };
};

async function measure(
  kind: MongoKind,
  folder: string,
  { requests, ...fill }: typeof FULL,
  log: Log,
  faults: string[],
): Promise<WireFigures> {
  const choice = await resolveMongo(kind, log).catch((error: unknown) => {
    if (error instanceof Unavailable) return undefined;
    throw error;
  });
  if (choice === undefined) return { unavailable: 'not to be had on this machine' };
  const mongo = await startMongo(choice);
  try {
    const facts = await seed({ store: mongo.url, facts: `${folder}.json`, ...fill }, log);
    const server = await startServer(mongo.url, folder);
    const api = server.api(CONCURRENCY);
    const probes: Record<string, Latency> = {};
    for (const probe of await probesOf(facts, api)) {
      faults.push(...(await checked(probe, api)).map(fault => `${kind}: ${fault}`));
      probes[probe.name] = latencyOf(await timesOf(api, probe, { requests, concurrency: CONCURRENCY }));
    }
    api.close();
    await server.stop();
    const slowest = Math.max(...Object.values(probes).map(({ p99 }) => p99));
    log(`${kind}: ${Object.keys(probes).length} questions, the slowest p99 ${slowest} ms`);
    return { seedSeconds: facts.seconds, probes };
  } finally {
    await mongo.stop();
  }
}
