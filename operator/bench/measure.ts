import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type OperatorProcess, SHIPPED_LEASE } from '../../tests/drivers/operator-process.ts';
import { OPERATOR_IDENTITY, World } from '../../tests/drivers/world.ts';
import { createTenants, PlainClient, type PlainRun, writeTenants } from './plain-client.ts';
import type { RecordedPayloads } from './recorded-payloads.ts';
import { TenantProgress } from './tenant-progress.ts';

const TIERS = fileURLToPath(new URL('../tiers', import.meta.url));
const ADMIN = { name: 'sample-admin', groups: ['system:masters'] };
const CREATE_CONCURRENCY = 8;
const TIMEOUT_MS = 600_000;

/** The shipped tier that benchmarks measure. */
export const BENCH_TIER = 'pro';

export interface OperatorRun {
  /** From the first Tenant's creation until every status is current and Ready. */
  readonly seconds: number;
  readonly writesPerTenant: number;
  readonly peakMemoryBytes: number;
  readonly cpuSeconds: number;
}

/** An API server and an etcd with nothing in them but the manifests and the shipped tiers. */
export async function freshWorld(): Promise<World> {
  const world = await World.start();
  await world.kubectl('apply', '--server-side', '-k', TIERS);
  return world;
}

/** Writes so many tenants by the plain client into a cluster of its own. */
export async function measurePlain(
  payloads: RecordedPayloads,
  count: number,
  concurrency: number,
): Promise<PlainRun> {
  const world = await freshWorld();
  const { server } = world.cluster;
  const admin = new PlainClient(server, await world.cluster.credentialsFor(ADMIN), concurrency);
  const operator = new PlainClient(
    server,
    await world.cluster.credentialsFor(OPERATOR_IDENTITY),
    concurrency,
  );
  try {
    return await writeTenants({ admin, operator, payloads, tier: BENCH_TIER, count, concurrency });
  } finally {
    await Promise.all([admin.close(), operator.close()]);
    await world.stop();
  }
}

/** Has the operator make so many tenants in a cluster of its own. */
export async function measureOperator(objects: number, count: number): Promise<OperatorRun> {
  const world = await freshWorld();
  const credentials = await world.cluster.credentialsFor(ADMIN);
  const admin = new PlainClient(world.cluster.server, credentials, CREATE_CONCURRENCY);
  const progress = new TenantProgress(world.cluster.server, credentials);
  try {
    const operator = await world.leader({ env: SHIPPED_LEASE });
    const [before, cpuBefore] = [await writesOf(operator), await operator.cpuSeconds()];
    const from = performance.now();
    await createTenants(admin, BENCH_TIER, count, CREATE_CONCURRENCY);
    await progress.reached(count, TIMEOUT_MS);
    const seconds = (performance.now() - from) / 1000;
    const cpuSeconds = (await operator.cpuSeconds()) - cpuBefore;
    await assertComplete(world, objects, count);
    return {
      seconds,
      writesPerTenant: ((await writesOf(operator)) - before) / count,
      peakMemoryBytes: await operator.peakMemory(),
      cpuSeconds,
    };
  } finally {
    progress.stop();
    await admin.close();
    await world.stop();
  }
}

/** Writes that the operator counts itself, leases and Events apart. */
async function writesOf(operator: OperatorProcess): Promise<number> {
  const samples = await operator.metrics();
  return samples
    .filter(({ name, labels }) => {
      if (name !== 'tenantry_operator_api_requests_total') return false;
      const { verb = '', kind = '' } = labels;
      return !['get', 'list', 'watch'].includes(verb) && kind !== 'Lease' && kind !== 'Event';
    })
    .reduce((sum, { value }) => sum + value, 0);
}

const COUNTED = [
  'namespaces',
  'resourcequotas',
  'limitranges',
  'networkpolicies',
  'serviceaccounts',
  'rolebindings',
  'configmaps',
  'persistentvolumeclaims',
  'services',
  'deployments',
  'horizontalpodautoscalers',
  'poddisruptionbudgets',
  'ingresses',
];

/** Ready is taken at its word by nobody: every managed object must be there. */
async function assertComplete(world: World, objects: number, count: number): Promise<void> {
  const lists = await Promise.all(
    COUNTED.map(resource => world.api.list(resource, '', 'app.kubernetes.io/managed-by=tenantry')),
  );
  const found = lists.reduce((sum, list) => sum + list.length, 0);
  if (found !== objects * count) {
    throw new Error(`all ${count} Tenants were Ready with ${found} objects, not ${objects * count}`);
  }
}

/** Peak resident memory of a process that imports what the operator imports, in bytes. */
export async function importBaseline(): Promise<number> {
  const script = fileURLToPath(new URL('./import-baseline.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  return Number(stdout);
}
