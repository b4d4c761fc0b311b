/**
 * The other side of the comparison, in a process of its own: rows that are made already, inserted by one prepared
 * statement into the table of the ledger, with its indexes, in transactions of a given size, each on the disk when it
 * is done. And the quick way to a ledger with millions of entries.
 */
import { z } from 'zod';
import { seededRandom } from '../../scripts/dev/seeded-random.ts';
import { isoTime } from '../src/clock.ts';
import { openForWriting } from '../src/storage/sqlite/connection.ts';
import type { Cell } from '../src/storage/sqlite/protocol.ts';
import { Table } from '../src/storage/sqlite/table.ts';
import { type EventIndex, eventsSpec, type StoredEvent } from '../src/usage/stored-event.ts';
import { ageOf, makeEvent, storedEvent } from './ingest-events.ts';

export const rawOrderSchema = z.object({
  file: z.string(),
  tenants: z.array(z.string()),
  /** Rows of a transaction. */
  group: z.int(),
  /** Rows of one tenant that follow one another. */
  batch: z.int(),
  /** Rows to insert, or for how many seconds. */
  rows: z.int().optional(),
  seconds: z.number().optional(),
  /** When the first row was received, milliseconds, and how far the rows are apart. */
  from: z.number(),
  step: z.number(),
  run: z.string(),
  /** Every transaction waits for the disk. Not when a ledger is only filled. */
  durable: z.boolean(),
});
export type RawOrder = z.infer<typeof rawOrderSchema>;

export const rawReportSchema = z.object({
  rows: z.int(),
  seconds: z.number(),
  /** CPU of the inserts alone, in microseconds of one core a row. */
  cpuPerRow: z.number(),
});
export type RawReport = z.infer<typeof rawReportSchema>;

/** Rows that are made ahead, while nothing is measured. */
const MADE_AHEAD = 20_000;

process.once('message', (message: unknown) => {
  process.send?.(insertRows(rawOrderSchema.parse(message)));
  process.disconnect();
});

function insertRows(order: RawOrder): RawReport {
  const { rows: wanted = Number.POSITIVE_INFINITY, seconds: limit = Number.POSITIVE_INFINITY } = order;
  const database = openForWriting(order.file);
  if (!order.durable) database.exec('PRAGMA synchronous = OFF');
  const table = new Table(eventsSpec);
  const make = rowMaker(order, table);
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const insert = database.prepare(table.insert([]).sql.replace(/ ON CONFLICT.*/, ''));
  let rows = 0;
  let seconds = 0;
  let microseconds = 0;
  while (rows < wanted && seconds < limit) {
    const groups: Cell[][][] = [];
    for (let made = 0; made < MADE_AHEAD; made += order.group) groups.push(make(order.group));
    const started = performance.now();
    const cpu = process.cpuUsage();
    for (const group of groups) {
      begin.run();
      for (const cells of group) insert.run(...cells);
      commit.run();
      rows += group.length;
      if (seconds + (performance.now() - started) / 1_000 >= limit) break;
    }
    seconds += (performance.now() - started) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    microseconds += user + system;
  }
  // The log goes into the file here, and is not left to whoever opens it next.
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  return { rows, seconds, cpuPerRow: microseconds / rows };
}

/** Rows as the store makes them of entries of the ledger: a batch of one tenant, then one of the next. */
function rowMaker({ tenants, batch, from, step, run }: RawOrder, table: Table<StoredEvent, EventIndex>) {
  const random = seededRandom(1);
  let number = 0;
  return (count: number): Cell[][] => {
    const events = Array.from({ length: count }, () => {
      const tenantId = tenants[Math.floor(number / batch) % tenants.length] ?? '';
      const received = Math.floor(from + number * step);
      const time = isoTime(Math.floor(received - ageOf(random)));
      const event = makeEvent(`${run}-${String(number++).padStart(12, '0')}`, time, random);
      return storedEvent(event, tenantId, received);
    });
    const { cells, width } = table.insert(events);
    return Array.from({ length: count }, (_, at) => cells.slice(at * width, (at + 1) * width));
  };
}
