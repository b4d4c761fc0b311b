import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Facts, readFacts } from './seed/facts.ts';
import { seed } from './seed/seed.ts';
import type { BenchOptions, Log } from './sub-bench.ts';

const FULL = { tenants: 10_000, submissions: 2_000, events: 1_000_000 };
const SAMPLE = { tenants: 300, submissions: 60, events: 4_000 };
/** The large store has so many times the events, of the eight months before. */
export const GROWTH = 5;

/** A SQLite file that was filled, and what is in it. */
export interface SeededStore {
  readonly file: string;
  readonly facts: Facts;
}

/** The store that every part of a run begins with; filled by the first that asks. */
export async function smallStore({ sample, folder }: BenchOptions, log: Log): Promise<SeededStore> {
  const [file, facts] = filesOf(folder, 'small');
  if (!existsSync(facts)) await seed({ store: `sqlite:${file}`, facts, ...(sample ? SAMPLE : FULL) }, log);
  return { file, facts: readFacts(facts) };
}

/** The same with a history before it: the same answers about the last two months. */
export async function largeStore(options: BenchOptions, log: Log): Promise<SeededStore> {
  const small = await smallStore(options, log);
  const [file, facts] = filesOf(options.folder, 'large');
  if (!existsSync(facts)) {
    const [, smallFacts] = filesOf(options.folder, 'small');
    copyFileSync(small.file, file);
    copyFileSync(smallFacts, facts);
    await seed({ store: `sqlite:${file}`, facts, events: small.facts.events * (GROWTH - 1) }, log);
  }
  return { file, facts: readFacts(facts) };
}

/** A copy of the small store for whoever writes into it. */
export async function ownStore(name: string, options: BenchOptions, log: Log): Promise<SeededStore> {
  const { file, facts } = await smallStore(options, log);
  const [own] = filesOf(options.folder, name);
  copyFileSync(file, own);
  return { file: own, facts };
}

/** Stored events by the file itself, past everything that could be wrong. */
export function countEvents(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare('SELECT count(*) AS events FROM usage_events').get();
  database.close();
  return Number(row?.['events']);
}

function filesOf(folder: string, name: string): readonly [file: string, facts: string] {
  return [join(folder, `${name}.db`), join(folder, `${name}.json`)];
}
