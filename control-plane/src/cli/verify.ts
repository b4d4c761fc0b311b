import type { Command } from 'commander';
import type { App } from '../app.ts';
import { ConfigError } from '../config.ts';
import type { Verification } from '../usage/sealing/findings.ts';
import { type ChainName, type Head, headKey } from '../usage/sealing/head.ts';
import { readHeads } from '../usage/sealing/sealing-files.ts';
import type { CliWorld } from './world.ts';

const PROGRESS_EVERY = 100_000;

/** `tenantry verify`: its last line on stdout is one JSON object, and its exit code is 1 when something was found. */
export function addVerify(program: Command, world: CliWorld): void {
  program
    .command('verify')
    .description('holds the usage ledger and the audit record against their seals, entry by entry')
    .option('--tenant <id>', 'one tenant; all when left out')
    .option('--heads <file>', 'heads that were kept outside the store, one JSON object a line')
    .action(async (options: { tenant?: string; heads?: string }) => {
      const heads = options.heads === undefined ? new Map<string, Head>() : await keptHeads(options.heads);
      const { usage, audit } = await world.withApp(async app => ({
        usage: await verifyAll(app, heads, options.tenant, world),
        audit: await verifyRecord(app, heads, options.tenant, world),
      }));
      world.out(JSON.stringify({ ...summaryOf(usage), audit: summaryOfRecord(audit), heads: heads.size }));
      if ([...usage, ...audit].some(({ findings }) => findings.length > 0)) {
        throw new Error('the ledger or the record is not what was sealed');
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
    tell(verification, world);
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
  const found = new Set(await ownersOf('usage', sealing.tenants(), heads));
  for (const { id } of tenants.roll.values()) found.add(id);
  return [...found].sort();
}

/** The record of who did what, of every tenant and of what belongs to none. */
async function verifyRecord(
  { auditChain }: App,
  heads: ReadonlyMap<string, Head>,
  only: string | undefined,
  world: CliWorld,
): Promise<Verification[]> {
  const found: Verification[] = [];
  for (const tenantId of only === undefined ? await ownersOf('audit', auditChain.owners(), heads) : [only]) {
    const verification = await auditChain.verify(tenantId, heads.get(headKey({ chain: 'audit', tenantId })));
    tell(verification, world);
    found.push(verification);
  }
  return found;
}

function tell({ tenantId, findings }: Verification, world: CliWorld): void {
  for (const { code, subject, message } of findings) {
    world.note(`${tenantId}: ${code}: ${subject}: ${message}`);
  }
}

/** A tenant whose whole chain was removed is known from the kept heads only. */
async function ownersOf(
  chain: ChainName,
  known: AsyncIterable<string>,
  heads: ReadonlyMap<string, Head>,
): Promise<readonly string[]> {
  const owners = new Set<string>();
  for (const head of heads.values()) if (head.chain === chain) owners.add(head.tenantId);
  for await (const owner of known) owners.add(owner);
  return [...owners].sort();
}

function summaryOfRecord(found: readonly Verification[]) {
  const { tenants: chains, blocks, entries, unsealed, findings } = summaryOf(found);
  return { chains, blocks, entries, unsealed, findings };
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
