import type { Command } from 'commander';
import type { App } from '../app.ts';
import { ConfigError } from '../config.ts';
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
      const heads = options.heads === undefined ? new Map<string, Head>() : await keptHeads(options.heads);
      const found = await world.withApp(app => verifyAll(app, heads, options.tenant, world));
      world.out(JSON.stringify({ ...summaryOf(found), heads: heads.size }));
      if (found.some(({ findings }) => findings.length > 0)) {
        throw new Error('the ledger is not what was sealed');
      }
    });
}

/** Who names a file of heads relies on them: one that has none is no proof of anything. */
async function keptHeads(path: string): Promise<ReadonlyMap<string, Head>> {
  const heads = await readHeads(path).catch((error: Error) => {
    throw new ConfigError(`--heads: ${error.message}`, { cause: error });
  });
  if (heads.size === 0) throw new ConfigError(`--heads: there is no head in ${path}`);
  return heads;
}

async function verifyAll(
  app: App,
  heads: ReadonlyMap<string, Head>,
  only: string | undefined,
  world: CliWorld,
): Promise<Verification[]> {
  const { sealing } = app.domains;
  const tenants = await tenantsOf(app, heads);
  if (only !== undefined && !tenants.includes(only))
    throw new ConfigError(`--tenant: there is no tenant ${only}`);
  const found: Verification[] = [];
  for (const tenantId of only === undefined ? tenants : [only]) {
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

/**
 * Everybody who may have usage: whoever is on record, sealed or not, and whoever a seal or a kept head names. A tenant
 * whose whole chain was removed is known from the kept heads only.
 */
async function tenantsOf(
  { domains: { sealing, tenants } }: App,
  heads: ReadonlyMap<string, Head>,
): Promise<readonly string[]> {
  const found = new Set([...heads.values()].flatMap(head => (head.chain === 'usage' ? [head.tenantId] : [])));
  for await (const tenantId of sealing.tenants()) found.add(tenantId);
  for (const { id } of tenants.roll.values()) found.add(id);
  return [...found].sort();
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
