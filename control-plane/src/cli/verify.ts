import type { Command } from 'commander';
import type { App } from '../app.ts';
import type { Verification } from '../usage/sealing/findings.ts';
import type { Head } from '../usage/sealing/head.ts';
import { readHeads } from '../usage/sealing/sealing-files.ts';
import type { CliWorld } from './world.ts';

const PROGRESS_EVERY = 100_000;

/** `tenantry verify`: its last line on stdout is one JSON object, and its exit code is 1 when something was found. */
export function addVerify(program: Command, world: CliWorld): void {
  program
    .command('verify')
    .description('holds the usage ledger against its seals, entry by entry')
    .option('--tenant <id>', 'one tenant; all when left out')
    .option('--heads <file>', 'heads that were kept outside the store, one JSON object a line')
    .action(async (options: { tenant?: string; heads?: string }) => {
      const heads = options.heads === undefined ? new Map<string, Head>() : await readHeads(options.heads);
      const found = await world.withApp(app => verifyAll(app, heads, options.tenant, world));
      world.out(JSON.stringify(summaryOf(found)));
      if (found.some(({ findings }) => findings.length > 0)) {
        throw new Error('the ledger is not what was sealed');
      }
    });
}

async function verifyAll(
  { domains: { sealing } }: App,
  heads: ReadonlyMap<string, Head>,
  only: string | undefined,
  world: CliWorld,
): Promise<Verification[]> {
  const found: Verification[] = [];
  for (const tenantId of only === undefined ? await tenantsOf(sealing.tenants(), heads) : [only]) {
    let told = 0;
    const head = heads.get(tenantId);
    const verification = await sealing.verify(tenantId, {
      ...(head && { head }),
      progress: entries => {
        if (entries - told < PROGRESS_EVERY) return;
        told = entries;
        world.note(`${tenantId}: ${entries} entries so far`);
      },
    });
    for (const { code, subject, message } of verification.findings) {
      world.note(`${tenantId}: ${code}: ${subject}: ${message}`);
    }
    found.push(verification);
  }
  return found;
}

/** A tenant whose whole chain was removed is known from the kept heads only. */
async function tenantsOf(
  known: AsyncIterable<string>,
  heads: ReadonlyMap<string, Head>,
): Promise<readonly string[]> {
  const tenants = new Set(heads.keys());
  for await (const tenantId of known) tenants.add(tenantId);
  return [...tenants].sort();
}

function summaryOf(found: readonly Verification[]) {
  const sum = (count: (verification: Verification) => number) =>
    found.reduce((total, verification) => total + count(verification), 0);
  return {
    tenants: found.length,
    blocks: sum(({ blocks }) => blocks),
    entries: sum(({ entries }) => entries),
    unsealed: sum(({ unsealed }) => unsealed),
    pruned: sum(({ pruned }) => pruned),
    findings: sum(({ findings }) => findings.length),
  };
}
