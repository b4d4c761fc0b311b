import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { KubeObject } from '../../operator/src/runtime/objects.ts';
import { waitFor } from '../../scripts/dev/processes/wait-for.ts';
import { conditionOf, tenant } from '../drivers/sample-objects.ts';
import { World } from '../drivers/world.ts';
import { OWN_AUTOSCALER, OWN_WORKLOADS } from './own-workloads.ts';

/**
 * Suspends and resumes a pro tenant on a real kubelet, with workloads of its own, autoscalers and a loop that
 * keeps asking for three replicas. Prints progress on stderr and one JSON object of figures on stdout;
 * throws when a pod lives that should not, or does not that should.
 *
 *     node tests/real-node/suspension.ts [--hold-seconds 300]
 */

const { values } = parseArgs({ options: { 'hold-seconds': { type: 'string', default: '300' } } });
const holdMs = Number(values['hold-seconds']) * 1000;
assert(holdMs > 0, '--hold-seconds must be a positive number');

const NAME = 'sample-real';
const NAMESPACE = `t-${NAME}`;
/** Pods by their prefix, before suspension and after resuming; the bare pod is not made again. */
const EXPECTED = { api: 2, worker: 1, own: 2, 'own-store': 1, 'own-set': 2 };
const LIMIT_MS = 120_000;

const say = (line: string) => process.stderr.write(`${line}\n`);
async function run(): Promise<Record<string, unknown>> {
  const { api } = world;
  await world.leader();
  await world.kubectl('apply', '-k', 'operator/tiers');
  await world.apply(tenant(NAME, 'pro', { quota: { pods: '30' } }));
  await world.condition(NAME, 'Available', 'True');
  say('the tenant is Available');
  for (const { resource, object } of OWN_WORKLOADS) await api.create(resource, NAMESPACE, object);
  await api.create('horizontalpodautoscalers', NAMESPACE, OWN_AUTOSCALER);
  await waitFor('all pods ready', LIMIT_MS, async () => (await readyPods()).length === 9);
  const startsBefore = await startsOfStore();

  say('suspending');
  const grace = Math.max(...(await pods()).map(graceOf));
  const suspendedAt = performance.now();
  await patchSuspensions([{ by: 'billing', reason: 'PaymentOverdue', message: 'sample' }]);
  await waitFor('all pods terminating', LIMIT_MS, async () => (await livingPods()).length === 0);
  const terminatingMs = performance.now() - suspendedAt;
  await waitFor('all pods gone', LIMIT_MS, async () => (await pods()).length === 0);
  const goneMs = performance.now() - suspendedAt;
  const suspended = await world.condition(NAME, 'Suspended', 'True');
  assert.match(conditionOf(suspended, 'Suspended')?.message ?? '', /own-bare/, 'the bare pod is not named');

  say(`holding for ${holdMs / 1000} s against a loop that asks for 3 replicas`);
  const { attempts, seen } = await hold();
  assert.equal(seen, 0, `${seen} pods were seen while suspended`);

  say('resuming');
  const resumedAt = performance.now();
  await patchSuspensions(null);
  // The loop asked for three, and it is the last to have spoken about the Deployment of the tenant's own.
  const expected = { ...EXPECTED, own: 3 };
  await waitFor('all pods created', LIMIT_MS, async () => sameCounts(await pods(), expected));
  const createdMs = performance.now() - resumedAt;
  await world.condition(NAME, 'Available', 'True');
  await waitFor('all pods ready', LIMIT_MS, async () => sameCounts(await readyPods(), expected));
  await sleep(5_000);
  assert(sameCounts(await pods(), expected), `other pods than expected: ${names(await pods())}`);
  const resumed = await world.condition(NAME, 'Suspended', 'False', 'PodsNotRestored');
  assert.match(conditionOf(resumed, 'Suspended')?.message ?? '', /own-bare/, 'the lost pod is not named');
  const startsAfter = await startsOfStore();
  assert.equal(startsAfter, startsBefore + 1, 'the data of the volume did not survive');
  return {
    ...{ terminatingMs, goneMs, longestGraceMs: grace * 1000, createdMs },
    ...{ heldSeconds: holdMs / 1000, replicaRequestsWhileSuspended: attempts, podsSeenWhileSuspended: seen },
    ...{ podsAfter: expected, storeStartsBefore: startsBefore, storeStartsAfter: startsAfter },
  };
}

/** Asks for three replicas every two seconds, of a managed Deployment as an admin and of the tenant's own. */
async function hold(): Promise<{ attempts: number; seen: number }> {
  let attempts = 0;
  let seen = 0;
  const until = performance.now() + holdMs;
  while (performance.now() < until) {
    for (const name of ['api', 'own']) {
      await world.api.patch('deployments', NAMESPACE, name, { spec: { replicas: 3 } });
      attempts++;
    }
    seen += (await pods()).length;
    await sleep(2_000);
  }
  return { attempts, seen };
}

const pods = () => world.api.list('pods', NAMESPACE);
const livingPods = async () => (await pods()).filter(({ metadata }) => !metadata.deletionTimestamp);
const readyPods = async () => (await livingPods()).filter(isPodReady);
const names = (list: readonly KubeObject[]) => list.map(({ metadata }) => metadata.name).join(' ');
const patchSuspensions = (suspensions: readonly object[] | null) =>
  world.api.patch('tenants', '', NAME, { spec: { suspensions } });

function graceOf(pod: KubeObject): number {
  return (pod['spec'] as { terminationGracePeriodSeconds?: number }).terminationGracePeriodSeconds ?? 30;
}

function isPodReady(pod: KubeObject): boolean {
  const { conditions = [] } = pod['status'] as { conditions?: { type: string; status: string }[] };
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

function sameCounts(list: readonly KubeObject[], expected: Readonly<Record<string, number>>): boolean {
  const living = list.filter(({ metadata }) => !metadata.deletionTimestamp);
  const found = (prefix: string) =>
    living.filter(({ metadata }) => new RegExp(`^${prefix}-([0-9a-f]+-\\w+|[0-9])$`).test(metadata.name))
      .length;
  const total = Object.values(expected).reduce((sum, count) => sum + count, 0);
  return (
    living.length === total && Object.entries(expected).every(([prefix, count]) => found(prefix) === count)
  );
}

/** How often the store was started with the data that it has now, from its log. */
async function startsOfStore(): Promise<number> {
  const { stdout } = await world.kubectl('logs', '-n', NAMESPACE, 'deployment/own-store');
  const starts = /start (\d+), listening/.exec(stdout)?.[1];
  assert(starts !== undefined, `the store does not say how often it started: ${stdout}`);
  return Number(starts);
}

const world = await World.start({ nodes: 'kubelet', log: say });
try {
  const figures = await run();
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await world.stop();
}
process.exit(0);
