/**
 * How long a person waits for an edit while the operator is busy with everybody: a Tier edit sends all
 * tenants to a new revision, and meanwhile tenants are edited one by one.
 *
 *   node operator/bench/resync.ts [--tenants 1000] [--edits 500] [--sample]
 *
 * An edit has taken effect when the Deployment has the replicas that it asks for. The last line of stdout
 * is one JSON object of figures.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type OperatorProcess, SHIPPED_LEASE } from '../../tests/drivers/operator-process.ts';
import type { World } from '../../tests/drivers/world.ts';
import { EditEffects } from './edit-effects.ts';
import { BENCH_TIER, freshWorld } from './measure.ts';
import { percentile } from './percentile.ts';
import { createTenants, PlainClient } from './plain-client.ts';
import { benchName } from './recorded-payloads.ts';
import { TenantProgress } from './tenant-progress.ts';

const ADMIN = { name: 'sample-admin', groups: ['system:masters'] };
const TIMEOUT_MS = 600_000;
const AIM_MS = 1_000;
const EDITED_REPLICAS = 3;

const { values } = parseArgs({
  options: {
    tenants: { type: 'string' },
    edits: { type: 'string' },
    sample: { type: 'boolean', default: false },
  },
});
const tenants = Number(values.tenants ?? (values.sample ? 100 : 1000));
const edits = Number(values.edits ?? (values.sample ? 20 : 500));
process.exitCode = await main();

async function main(): Promise<number> {
  const world = await freshWorld();
  const credentials = await world.cluster.credentialsFor(ADMIN);
  const admin = new PlainClient(world.cluster.server, credentials, 8);
  const progress = new TenantProgress(world.cluster.server, credentials);
  const effects = new EditEffects(world.cluster.server, credentials, EDITED_REPLICAS);
  try {
    const operator = await world.leader({ env: SHIPPED_LEASE });
    await createTenants(admin, BENCH_TIER, tenants, 8);
    await progress.reached(tenants, TIMEOUT_MS);
    console.log(`${tenants} tenants are Ready; now their Tier changes`);
    const from = performance.now();
    await editTier(world);
    const latencies = await editTenants(world, operator, effects, from);
    return report(latencies);
  } finally {
    progress.stop();
    effects.stop();
    await admin.close();
    await world.stop();
  }
}

async function editTier(world: World): Promise<void> {
  await world.api.patch('tiers', '', BENCH_TIER, { spec: { settings: { LOG_LEVEL: 'debug' } } });
}

/** Edits spread evenly over the tenants, one after the other while the roll-out lasts. */
async function editTenants(world: World, operator: OperatorProcess, effects: EditEffects, from: number) {
  const pending: Promise<number>[] = [];
  let during = 0;
  for (let edit = 0; edit < edits; edit++) {
    const name = benchName(1 + Math.floor((edit * tenants) / edits));
    if ((await backlogOf(operator)) > 0) during += 1;
    const effect = effects.of(`t-${name}`);
    const sent = performance.now();
    const components = { api: { replicas: EDITED_REPLICAS } };
    await world.api.patch('tenants', '', name, { spec: { components } });
    pending.push(effect.then(at => at - sent));
    await sleep(10);
  }
  const latencies = await Promise.all(pending);
  console.log(`${edits} edits, ${during} of them with others in the queue`);
  return { latencies, during, seconds: (performance.now() - from) / 1000 };
}

/** Tenants that wait for a worker. */
function backlogOf(operator: OperatorProcess): Promise<number> {
  return operator.metric('tenantry_operator_queue_depth', { controller: 'tenant', state: 'low' });
}

function report({
  latencies,
  during,
  seconds,
}: {
  latencies: number[];
  during: number;
  seconds: number;
}): number {
  const p50Ms = Math.round(percentile(latencies, 0.5));
  const p99Ms = Math.round(percentile(latencies, 0.99));
  const figures = { tenants, edits, editsWithBacklog: during, p50Ms, p99Ms, aimMs: AIM_MS };
  console.log(JSON.stringify({ ...figures, seconds: Math.round(seconds) }));
  return p99Ms <= AIM_MS ? 0 : 1;
}
