import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Log } from '../sub-bench.ts';
import { type Facts, readFacts } from './facts.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

export interface SeedOrder {
  readonly store: string;
  /** A file: what it tells is added to, when it is there. */
  readonly facts: string;
  readonly events: number;
  readonly tenants?: number;
  readonly submissions?: number;
}

/** Fills a store by a process of its own, so that none of its garbage is in the way of what is measured. */
export async function seed(order: SeedOrder, log: Log): Promise<Facts> {
  const { store, facts, events, tenants = 0, submissions = 0 } = order;
  const given = { store, facts, events, tenants, submissions };
  const args = Object.entries(given).map(([name, value]) => `--${name}=${value}`);
  const child = spawn(process.execPath, ['--max-old-space-size=6000', MAIN, ...args], { stdio: 'inherit' });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const [code] = await once(child, 'exit');
  process.off('exit', kill);
  if (code !== 0) throw new Error(`seeding ended with ${code}`);
  const made = readFacts(facts);
  log(
    `seeded ${made.tenants.length} tenants, ${made.events.toLocaleString('en')} events in ${made.seconds} s`,
  );
  return made;
}
