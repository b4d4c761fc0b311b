import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { type OperatorProcess, SHIPPED_LEASE } from '../drivers/operator-process.ts';
import { smallTierSpec, statusOf, tenant, tier } from '../drivers/sample-objects.ts';
import { useOperators } from '../drivers/use-operators.ts';
import { useWorld } from '../drivers/use-world.ts';
import { isTenantWrite } from '../fault-proxy/traffic.ts';

const world = useWorld();
const operators = useOperators(world);

beforeAll(async () => {
  await world().apply(tier('sample-small', smallTierSpec()));
});

/** A leader and a warm standby. */
async function pair(env: Record<string, string>, leaderKubeconfig?: string) {
  const through = leaderKubeconfig === undefined ? {} : { kubeconfig: leaderKubeconfig };
  const leader = await operators.lead({ identity: 'one', env, ...through });
  const standby = await operators.start({ identity: 'two', env });
  await standby.ready();
  return { leader, standby };
}

const holder = async () => (await world().lease()).holderIdentity;

async function takesOver(standby: OperatorProcess, timeoutMs: number): Promise<number> {
  const from = performance.now();
  await standby.logged('leading', timeoutMs);
  return performance.now() - from;
}

test('a leader that is asked to stop hands over within 2 s, and the other one works', {
  timeout: 90_000,
}, async () => {
  const { leader, standby } = await pair(SHIPPED_LEASE);
  expect(await holder()).toContain('one');
  leader.signal('SIGTERM');
  expect(await takesOver(standby, 10_000)).toBeLessThan(2_000);
  expect(await leader.exited).toBe(0);
  await world().apply(tenant('sample-after-stop', 'sample-small'));
  await world().ready('sample-after-stop');
});

test('a leader that is killed is followed within lease duration plus retry period', {
  timeout: 90_000,
}, async () => {
  const { leader, standby } = await pair(SHIPPED_LEASE);
  await leader.kill();
  expect(await takesOver(standby, 40_000)).toBeLessThan(17_500);
  await world().apply(tenant('sample-after-kill', 'sample-small'));
  await world().ready('sample-after-kill');
});

test('a leader stopped and continued does not lead on, and what it had under way does no harm', {
  timeout: 90_000,
}, async () => {
  const { proxy, kubeconfig } = await world().proxy();
  const { leader, standby } = await pair({}, kubeconfig);
  const name = 'sample-stopped';
  await world().apply(tenant(name, 'sample-small', { components: { api: { replicas: 1 } } }));
  await world().ready(name);

  // A write of the old leader is held on its way, the old leader freezes, and the world moves on without it.
  let release = (): void => undefined;
  const until = new Promise<void>(resolve => {
    release = resolve;
  });
  const held = proxy.add({
    match: { verb: 'write', resource: 'deployments', namespace: `t-${name}` },
    nth: 1,
    fault: { kind: 'delay', until },
  });
  await world().api.patch('tenants', '', name, { spec: { components: { api: { replicas: 2 } } } });
  await expect.poll(() => held.hits, { timeout: 10_000 }).toBe(1);
  leader.signal('SIGSTOP');
  await takesOver(standby, 20_000);
  await world().api.patch('tenants', '', name, { spec: { components: { api: { replicas: 3 } } } });
  await world().until(
    'the new leader at work',
    name,
    found => statusOf(found).components?.[0]?.desired === 3,
  );

  release();
  await sleep(300);
  const atReturn = proxy.exchanges.length;
  leader.signal('SIGCONT');
  const replicas = async () => {
    const deployment = await world().api.read('deployments', `t-${name}`, 'api');
    return (deployment['spec'] as { replicas: number }).replicas;
  };
  await expect.poll(replicas, { timeout: 10_000 }).toBe(3);
  await sleep(3_000);
  expect(await replicas()).toBe(3);
  expect(await holder()).toContain('two');
  expect(proxy.exchanges.slice(atReturn).filter(isTenantWrite)).toEqual([]);
});
