/**
 * Converged tenants cost no writes: reconciled again, and after a restart, by the API server's audit log.
 *
 *   node operator/bench/steady.ts [--tenants 500] [--sample]
 *
 * The last line of stdout is one JSON object of figures. Forced re-applies, which are spread over hours,
 * are counted apart: by the operator's own metric, since the audit log cannot tell them.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { waitFor } from '../../scripts/dev/processes/wait-for.ts';
import { describeEntry } from '../../tests/drivers/audit-log.ts';
import { type OperatorProcess, RECONCILES, SHIPPED_LEASE } from '../../tests/drivers/operator-process.ts';
import { OPERATOR_IDENTITY, World } from '../../tests/drivers/world.ts';
import { BENCH_TIER } from './measure.ts';
import { createTenants, PlainClient } from './plain-client.ts';
import { benchName } from './recorded-payloads.ts';
import { TenantProgress } from './tenant-progress.ts';

const TIERS = fileURLToPath(new URL('../tiers', import.meta.url));
const ADMIN = { name: 'sample-admin', groups: ['system:masters'] };
const TIMEOUT_MS = 300_000;
/** Longer than a status may be held back. */
const QUIET_MS = 5_000;

const { values } = parseArgs({
  options: { tenants: { type: 'string' }, sample: { type: 'boolean', default: false } },
});
const count = Number(values.tenants ?? (values.sample ? 50 : 500));
process.exitCode = await main();

async function main(): Promise<number> {
  const world = await World.start({ auditLog: true });
  try {
    const operator = await converge(world);
    const again = await writesWhile(world, operator, () => touchAll(world));
    console.log(`${count} tenants reconciled again: ${again.writes.length} writes`);
    await operator.stop();
    const audit = world.audit;
    await audit.mark();
    const next = await world.leader({ env: SHIPPED_LEASE });
    await reconciled(next, 0);
    const writes = (await audit.writesOf(OPERATOR_IDENTITY.name)).map(describeEntry);
    const forced = await forcedOf(next);
    console.log(`restart with ${count} converged tenants: ${writes.length} writes`);
    const unforced = [again.writes.length - again.forced, writes.length - forced];
    console.log(
      JSON.stringify({
        tenants: count,
        reconciledAgain: { writes: unforced[0], forced: again.forced, examples: again.writes.slice(0, 3) },
        restart: { writes: unforced[1], forced, examples: writes.slice(0, 3) },
      }),
    );
    return unforced.every(number => number === 0) ? 0 : 1;
  } finally {
    await world.stop();
  }
}

async function converge(world: World): Promise<OperatorProcess> {
  await world.kubectl('apply', '--server-side', '-k', TIERS);
  const credentials = await world.cluster.credentialsFor(ADMIN);
  const admin = new PlainClient(world.cluster.server, credentials, 8);
  const progress = new TenantProgress(world.cluster.server, credentials);
  try {
    const operator = await world.leader({ env: SHIPPED_LEASE });
    await createTenants(admin, BENCH_TIER, count, 8);
    await progress.reached(count, TIMEOUT_MS);
    await sleep(QUIET_MS);
    return operator;
  } finally {
    progress.stop();
    await admin.close();
  }
}

async function writesWhile(world: World, operator: OperatorProcess, act: () => Promise<void>) {
  const audit = world.audit;
  await audit.mark();
  const [before, forcedBefore] = [await reconcilesOf(operator), await forcedOf(operator)];
  await act();
  await reconciled(operator, before);
  const writes = (await audit.writesOf(OPERATOR_IDENTITY.name)).map(describeEntry);
  return { writes, forced: (await forcedOf(operator)) - forcedBefore };
}

/** A change of each Tenant that changes nothing of what it declares. */
async function touchAll(world: World): Promise<void> {
  for (let number = 1; number <= count; number++) {
    const annotations = { 'sample.invalid/touched': 'yes' };
    await world.api.patch('tenants', '', benchName(number), { metadata: { annotations } });
  }
}

/** Waits until every tenant has been reconciled since, and for what may come late. */
async function reconciled(operator: OperatorProcess, before: number): Promise<void> {
  await waitFor(
    `${count} reconciles`,
    TIMEOUT_MS,
    async () => (await reconcilesOf(operator)) - before >= count,
  );
  await sleep(QUIET_MS);
}

function reconcilesOf(operator: OperatorProcess): Promise<number> {
  return operator.metric(RECONCILES, { controller: 'tenant' });
}

function forcedOf(operator: OperatorProcess): Promise<number> {
  return operator.metric('tenantry_operator_applies_total', { outcome: 'forced' });
}
