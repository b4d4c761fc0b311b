/**
 * How fast a store takes documents, compared with a raw bulk insert of the same rows into the same indexes with the
 * same durability, through the plain driver.
 *
 *   node bench/store.ts [--store sqlite | mongo-java-server | ferretdb | mongodb://…] [--documents 200000]
 *                       [--batch 1000] [--callers 4] [--rounds 5] [--sample]
 *
 * The raw side is handed rows that are made already; ours starts from documents. The two take turns, each round into a
 * collection of its own that is empty at its start, and the medians are compared. The last line of stdout is one JSON
 * object; the exit code says whether the bound was kept. A sample is told and not judged.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { MONGO_KINDS, resolveMongo } from '../../scripts/dev/mongo/resolve-mongo.ts';
import { type LocalMongo, startMongo } from '../../scripts/dev/mongo/start-mongo.ts';
import type { CollectionSpec } from '../src/storage/documents.ts';
import { MongoStore } from '../src/storage/mongodb/mongo-store.ts';
import { openForWriting } from '../src/storage/sqlite/connection.ts';
import { SqliteStore } from '../src/storage/sqlite/sqlite-store.ts';
import { Table } from '../src/storage/sqlite/table.ts';
import { median } from './median.ts';

const RATIO_FLOOR = 0.75;

const event = z.object({
  id: z.string(),
  tenantId: z.string(),
  meter: z.string(),
  time: z.string(),
  receivedAt: z.string(),
  source: z.string(),
  subject: z.string(),
  quantity: z.string(),
  digest: z.string(),
  data: z.record(z.string(), z.json()),
});
type Event = z.infer<typeof event>;
type EventIndex = 'window' | 'received';

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    documents: { type: 'string' },
    batch: { type: 'string', default: '1000' },
    callers: { type: 'string', default: '4' },
    rounds: { type: 'string' },
    sample: { type: 'boolean', default: false },
  },
});
/** The wire servers are slow, or hold everything in half a gigabyte of memory. */
const fill = values.store === 'sqlite' || values.store.startsWith('mongodb') ? 200_000 : 30_000;
const documents = Number(values.documents ?? (values.sample ? 10_000 : fill));
const rounds = Number(values.rounds ?? (values.sample ? 1 : 5));
const batch = Number(values.batch);
const callers = Number(values.callers);
if (![documents, rounds, batch, callers].every(count => Number.isInteger(count) && count > 0)) {
  process.stderr.write('--documents, --batch, --callers and --rounds take whole numbers above 0\n');
  process.exit(2);
}
process.exitCode = await main();

async function main(): Promise<number> {
  const raw: number[] = [];
  const ours: number[] = [];
  const side = await sideOf(values.store);
  for (let round = 0; round < rounds; round++) {
    const batches = makeBatches();
    const rawRun = async () => raw.push(documents / (await side.raw(specOf(`raw_${round}`), batches)));
    const ourRun = async () => ours.push(documents / (await side.ours(specOf(`ours_${round}`), batches)));
    // Whoever comes second meets a warmer server, a fuller disk.
    for (const run of round % 2 === 0 ? [rawRun, ourRun] : [ourRun, rawRun]) await run();
    console.log(`round ${round + 1}: raw ${perSecond(raw.at(-1))}, ours ${perSecond(ours.at(-1))}`);
  }
  await side.close();
  const ratio = median(ours) / median(raw);
  const kept = values.sample || ratio >= RATIO_FLOOR;
  console.log(
    JSON.stringify({
      bench: 'store',
      store: side.kind,
      documents,
      batch,
      callers,
      rounds,
      rawPerSecond: Math.round(median(raw)),
      oursPerSecond: Math.round(median(ours)),
      ratio: Number(ratio.toFixed(3)),
      floor: RATIO_FLOOR,
      sample: values.sample,
      kept,
      cores: cpus().length,
      cpu: cpus()[0]?.model,
      node: process.version,
    }),
  );
  return kept ? 0 : 1;
}

interface Side {
  readonly kind: string;
  /** Seconds that it took. */
  raw(spec: CollectionSpec<Event, EventIndex>, batches: readonly Event[][]): Promise<number>;
  ours(spec: CollectionSpec<Event, EventIndex>, batches: readonly Event[][]): Promise<number>;
  close(): Promise<void>;
}

async function sideOf(store: string): Promise<Side> {
  if (store === 'sqlite') return sqliteSide();
  const kind = MONGO_KINDS.find(name => name === store);
  if (kind === undefined && !store.startsWith('mongodb')) throw new Error(`no store is called ${store}`);
  const choice = await resolveMongo(kind ?? 'real', console.error);
  return mongoSide(await startMongo(kind ? choice : { source: 'told', url: store, reason: 'told' }));
}

/** The plain driver against ours, on one server, with the same write concern. */
async function mongoSide(mongo: LocalMongo): Promise<Side> {
  const client = new MongoClient(mongo.url, { maxPoolSize: 32 });
  const store = await MongoStore.open(mongo.url);
  return {
    kind: mongo.choice.source,
    async raw(spec, batches) {
      const rows = client.db().collection<{ _id: string }>(spec.name, {
        writeConcern: { w: 'majority', j: true },
      });
      for (const fields of Object.values(spec.indexes))
        await rows.createIndex(Object.fromEntries([...fields, '_id'].map(field => [field, 1])));
      const made = batches.map(each => each.map(({ id, ...fields }) => ({ _id: id, ...fields })));
      const seconds = await timed(() =>
        eachByCallers(made, each => rows.insertMany(each, { ordered: false })),
      );
      await rows.drop();
      return seconds;
    },
    async ours(spec, batches) {
      const collection = await store.collection(spec);
      const seconds = await timed(() => eachByCallers(batches, each => collection.insert(each)));
      await client.db().collection(spec.name).drop();
      return seconds;
    },
    async close() {
      await client.db().dropDatabase();
      await client.close();
      await store.close();
      await mongo.stop();
    },
  };
}

function sqliteSide(): Side {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  return {
    kind: 'sqlite',
    async raw(spec, batches) {
      const database = openForWriting(join(folder, `${spec.name}.db`));
      const table = new Table(spec);
      for (const { sql } of table.definition([])) database.exec(sql);
      const rows = batches.map(each => table.insert(each));
      const insert = database.prepare((rows[0]?.sql ?? '').replace(/ ON CONFLICT.*/, ''));
      const begin = database.prepare('BEGIN IMMEDIATE');
      const commit = database.prepare('COMMIT');
      const cells = rows.map(({ cells: flat, width }) =>
        Array.from({ length: flat.length / width }, (_, at) => flat.slice(at * width, (at + 1) * width)),
      );
      const seconds = await timed(async () => {
        for (const rowsOfBatch of cells) {
          begin.run();
          for (const row of rowsOfBatch) insert.run(...row);
          commit.run();
        }
      });
      database.close();
      return seconds;
    },
    async ours(spec, batches) {
      const store = await SqliteStore.open(join(folder, `${spec.name}.db`));
      const collection = await store.collection(spec);
      const seconds = await timed(() => eachByCallers(batches, each => collection.insert(each)));
      await store.close();
      return seconds;
    },
    close: async () => rmSync(folder, { recursive: true }),
  };
}

/** Several callers, each with one batch under way. */
async function eachByCallers<Row>(batches: readonly Row[][], insert: (each: Row[]) => Promise<unknown>) {
  const queue = batches.values();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (const each of queue) await insert(each);
    }),
  );
}

function specOf(name: string): CollectionSpec<Event, EventIndex> {
  return {
    name,
    indexes: { window: ['tenantId', 'meter', 'time'], received: ['receivedAt'] },
    parse: value => event.parse(value),
  };
}

/** Events of 100 tenants and 4 meters as they come: times rise, ids are hashes. */
function makeBatches(): Event[][] {
  const tenants = Array.from({ length: 100 }, () => randomUUID());
  const meters = ['ingestion', 'query', 'timeline', 'signup'];
  const start = Date.parse('2026-03-01T00:00:00Z');
  const made = Array.from({ length: documents }, (_, at): Event => {
    const hash = createHash('sha256').update(randomUUID()).digest('hex');
    const tenantId = tenants[at % tenants.length] ?? '';
    return {
      id: `${tenantId}/${hash}`,
      tenantId,
      meter: meters[(at % 7) & 3] ?? '',
      time: new Date(start + at * 20).toISOString(),
      receivedAt: new Date(start + at * 20 + 350).toISOString(),
      source: '/regions/eu-1/api',
      subject: `user-${at % 5_000}`,
      quantity: String(1 + (at % 40)),
      digest: hash,
      data: { route: '/v1/records', bytes: 100 + (at % 900), status: 'ok', region: 'eu-1' },
    };
  });
  return Array.from({ length: Math.ceil(documents / batch) }, (_, at) =>
    made.slice(at * batch, (at + 1) * batch),
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

function perSecond(figure: number | undefined): string {
  return `${Math.round(figure ?? 0).toLocaleString('en')} documents/s`;
}
