import { afterEach, beforeAll, expect, test } from 'vitest';
import { tenant, tier, wideTierSpec } from '../drivers/sample-objects.ts';
import { differences, type Snapshot, takeSnapshot } from '../drivers/snapshot.ts';
import { useWorld } from '../drivers/use-world.ts';
import type { FaultProxy } from '../fault-proxy/fault-proxy.ts';

const world = useWorld();
let proxy: FaultProxy;
let undisturbed: Snapshot;
let made = 0;

beforeAll(async () => {
  const through = await world().proxy();
  proxy = through.proxy;
  await world().leader({ kubeconfig: through.kubeconfig });
  await world().apply(tier('sample-wide', wideTierSpec()));
  undisturbed = await onboard();
  proxy.forget();
}, 60_000);

afterEach(() => {
  proxy.clear();
  proxy.forget();
});

/** Makes one more tenant and gives what it consists of. */
async function onboard(timeoutMs = 60_000): Promise<Snapshot> {
  const name = `sample-faulted-${++made}`;
  await world().apply(tenant(name, 'sample-wide'));
  await world().ready(name, timeoutMs);
  return takeSnapshot(world().api, { tenant: name, namespace: `t-${name}`, tier: 'sample-wide' });
}

test('writes refused with 429 are sent again after the time asked for, and none is lost', async () => {
  const rule = proxy.add({
    match: { verb: 'write', resource: 'configmaps' },
    times: 2,
    fault: { kind: 'answer', status: 429, retryAfterSeconds: 2 },
  });
  expect(differences(undisturbed, await onboard())).toEqual([]);
  expect(rule.hits).toBe(2);
  const tries = proxy.exchanges.filter(({ verb, resource }) => verb === 'patch' && resource === 'configmaps');
  expect(tries.map(({ status }) => status)).toEqual([429, 429, 201]);
  const waits = tries.slice(1).map(({ at }, index) => at - (tries[index]?.at ?? 0));
  for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(2_000);
});

test('writes answered with 500 are tried again until they are made', async () => {
  const rule = proxy.add({
    match: { verb: 'write', namespace: `t-sample-faulted-${made + 1}` },
    times: 6,
    fault: { kind: 'answer', status: 500 },
  });
  expect(differences(undisturbed, await onboard())).toEqual([]);
  expect(rule.hits).toBe(6);
});

test('connections reset before and after the server has committed lose and double nothing', async () => {
  const match = { verb: 'write', namespace: `t-sample-faulted-${made + 1}` } as const;
  const before = proxy.add({ match, nth: 2, fault: { kind: 'reset', when: 'before' } });
  const after = proxy.add({ match, nth: 5, fault: { kind: 'reset', when: 'after' } });
  expect(differences(undisturbed, await onboard())).toEqual([]);
  expect([before.hits, after.hits]).toEqual([1, 1]);
});

test('what is asked for while a status is being written is done, though the answer says it before the watch', async () => {
  await onboard();
  const name = `sample-faulted-${made}`;
  for (const watch of proxy.watches({ resource: 'tenants' })) watch.treat({ delayMs: 1_000 });
  let answer = (): void => undefined;
  const until = new Promise<void>(resolve => {
    answer = resolve;
  });
  const held = proxy.add({
    match: { verb: 'patch', resource: 'tenants', subresource: 'status', name },
    nth: 1,
    fault: { kind: 'delay', until },
  });
  await world().api.patch('tenants', '', name, { spec: { paused: true } });
  await expect.poll(() => held.hits, { timeout: 20_000 }).toBe(1);
  await world().api.patch('tenants', '', name, { spec: { paused: false } });
  answer();
  await world().ready(name, 20_000);
  for (const watch of proxy.watches({ resource: 'tenants' })) watch.treat({ delayMs: 0 });
});

test('a write that is never answered does not hold the tenant up for ever, nor others at all', {
  timeout: 120_000,
}, async () => {
  const held = proxy.add({
    match: { verb: 'write', resource: 'services', namespace: `t-sample-faulted-${made + 1}` },
    nth: 1,
    fault: { kind: 'hold', when: 'before' },
  });
  const stuck = onboard(100_000);
  await expect.poll(() => held.hits, { timeout: 20_000 }).toBe(1);
  await onboard(15_000);
  expect(differences(undisturbed, await stuck)).toEqual([]);
});

test('the API server refusing everything for a while is survived without a restart', {
  timeout: 90_000,
}, async () => {
  const rule = proxy.add({
    match: { where: ({ resource }) => resource !== 'leases' },
    fault: { kind: 'answer', status: 503 },
  });
  for (const watch of proxy.watches()) watch.reset();
  const next = onboard(60_000);
  await expect.poll(() => rule.hits, { timeout: 20_000 }).toBeGreaterThan(20);
  proxy.remove(rule);
  expect(differences(undisturbed, await next)).toEqual([]);
});
