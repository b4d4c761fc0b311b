import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { waitFor } from '../../scripts/dev/processes/wait-for.ts';
import type { OperatorProcess } from '../drivers/operator-process.ts';
import { statusOf, tenant, tier, wideTierSpec } from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';
import type { FaultProxy } from '../fault-proxy/fault-proxy.ts';
import type { ActiveRule } from '../fault-proxy/fault-rule.ts';
import { countWrites } from '../fault-proxy/traffic.ts';

const world = useWorld();
const NAME = 'sample-watched';
const NAMESPACE = `t-${NAME}`;
const STALL_MS = 8_000;
const GOOD_CONNECTION_MS = 6_000;

let proxy: FaultProxy;
let operator: OperatorProcess;

beforeAll(async () => {
  const through = await world().proxy();
  proxy = through.proxy;
  operator = await world().leader({
    kubeconfig: through.kubeconfig,
    env: { TENANTRY_WATCH_STALL_MS: String(STALL_MS) },
  });
  await world().apply(tier('sample-wide', wideTierSpec()));
  await world().apply(tenant(NAME, 'sample-wide'));
  await world().ready(NAME);
}, 60_000);

// Each fault meets connections that were good for a while: after faults in a row the operator waits ever longer.
beforeEach(async () => {
  await sleep(GOOD_CONNECTION_MS);
  await open();
  proxy.forget();
});

afterEach(() => {
  proxy.clear();
  expect(operator.alive).toBe(true);
});

/** Milliseconds until a ConfigMap deleted by hand is there again: the operator sees and acts. */
async function heals(timeout: number): Promise<number> {
  const from = performance.now();
  const read = () => world().api.get('configmaps', NAMESPACE, 'tenantry-settings');
  await world().api.delete('configmaps', NAMESPACE, 'tenantry-settings');
  await expect.poll(read, { timeout, interval: 20 }).toBeDefined();
  return performance.now() - from;
}

const watches = (resource: string) => proxy.watches({ resource });

/** Watches end in good order now and then; a fault must meet one that is there. */
const open = () => waitFor('a watch', 20_000, async () => watches('configmaps').length === 1);

/** The server has compacted its history: a watch from any version known before is too old. */
function compact(): ActiveRule {
  return proxy.add({
    match: { verb: 'watch', resource: 'configmaps', where: ({ resourceVersion }) => resourceVersion !== '' },
    fault: { kind: 'answer', status: 410 },
  });
}

/** How often the operator has read all ConfigMaps, to the last. */
const wholeReads = () => operator.metric('tenantry_operator_relists_total', { kind: 'ConfigMap' });

test('an ERROR event 410 inside the stream is answered by reading everything anew, and nothing is missed', async () => {
  const before = await wholeReads();
  const resumed = compact();
  watches('configmaps')[0]?.expire();
  await heals(20_000);
  expect(resumed.hits).toBe(0);
  expect(await wholeReads()).toBe(before + 1);
});

test('410 as the status of a watch is answered by reading everything anew', async () => {
  const before = await wholeReads();
  const resumed = compact();
  watches('configmaps')[0]?.close();
  await expect.poll(() => resumed.hits, { timeout: 20_000 }).toBeGreaterThan(0);
  await heals(20_000);
  expect(resumed.hits).toBe(1);
  expect(await wholeReads()).toBe(before + 1);
});

test('a reset watch is opened again from where it was', async () => {
  watches('configmaps')[0]?.reset();
  await heals(10_000);
});

test('watches that are refused with 500 for a while are opened again', async () => {
  const rule = proxy.add({
    match: { verb: 'watch', resource: 'configmaps' },
    times: 3,
    fault: { kind: 'answer', status: 500 },
  });
  watches('configmaps')[0]?.reset();
  await heals(30_000);
  expect(rule.hits).toBe(3);
});

test('a half-open watch is given up within the stall time-out, and what it missed is seen', {
  timeout: 60_000,
}, async () => {
  // An event just now: the silence counts from here.
  await heals(5_000);
  for (const watch of watches('configmaps')) watch.stall();
  const took = await heals(STALL_MS * 3);
  // Faster would mean that the watch was not stalled at all.
  expect(took).toBeGreaterThan(STALL_MS / 2);
  expect(took).toBeLessThan(STALL_MS * 1.5);
});

test('every watch broken at once, and every event twice and late from then on: the tenant still comes to rest', {
  timeout: 90_000,
}, async () => {
  proxy.onWatch({}, watch => watch.treat({ copies: 2, delayMs: 700, dropBookmarks: true }));
  for (const watch of proxy.watches()) watch.reset();
  await world().api.patch('tenants', '', NAME, { spec: { components: { worker: { replicas: 4 } } } });
  await world().until(
    'the override in status',
    NAME,
    found =>
      statusOf(found).observedGeneration === found?.metadata.generation &&
      statusOf(found).components?.some(({ name, desired }) => name === 'worker' && desired === 4) === true,
  );
  expect((await world().api.read('deployments', NAMESPACE, 'worker'))['spec']).toMatchObject({ replicas: 4 });
  await heals(20_000);
  // Old events that come late must not be taken for edits, or the operator fights its own shadow.
  await sleep(2_000);
  proxy.forget();
  await sleep(3_000);
  expect(countWrites(proxy.exchanges)).toEqual({});
});
