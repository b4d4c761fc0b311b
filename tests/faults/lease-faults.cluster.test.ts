import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { OperatorProcess } from '../drivers/operator-process.ts';
import { smallTierSpec, statusOf, tenant, tier } from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';

const world = useWorld();
const HOUR = 3_600_000;
let running: OperatorProcess[] = [];

beforeAll(async () => {
  await world().apply(tier('sample-small', smallTierSpec()));
});

afterEach(async () => {
  await Promise.all(running.map(operator => operator.kill()));
  running = [];
  await world().api.delete('leases', 'tenantry-system', 'tenantry-operator');
});

/** An operator whose clock, as far as leases show it, is wrong by so much. */
async function skewed(identity: string, skewMs: number): Promise<OperatorProcess> {
  const { proxy, kubeconfig } = await world().proxy();
  proxy.leaseSkewMs = skewMs;
  const operator = await world().operator({ identity, kubeconfig });
  running.push(operator);
  return operator;
}

async function straight(identity: string): Promise<OperatorProcess> {
  const operator = await world().operator({ identity });
  running.push(operator);
  return operator;
}

const lease = async () => {
  const { spec } = (await world().api.read('leases', 'tenantry-system', 'tenantry-operator')) as unknown as {
    spec: { holderIdentity: string; renewTime: string };
  };
  return spec;
};

const leads = (operator: OperatorProcess) => operator.lines.some(({ msg }) => msg === 'leading');

test.each([
  ['behind', -5 * HOUR],
  ['ahead', 5 * HOUR],
])(
  'a holder whose clock is hours %s keeps its lease, and is followed as fast as any other when it dies',
  async (_, skew) => {
    const holder = await skewed('wrong-clock', skew);
    await holder.logged('leading');
    const written = Date.parse((await lease()).renewTime) - Date.now();
    expect(Math.abs(written - skew)).toBeLessThan(60_000);

    const other = await straight('right-clock');
    await other.ready();
    await sleep(4_000);
    expect(leads(other)).toBe(false);
    expect((await lease()).holderIdentity).toContain('wrong-clock');

    await holder.kill();
    const from = performance.now();
    await other.logged('leading', 10_000);
    // Lease duration 1.5 s and retry 0.2 s, with room for a loaded machine.
    expect(performance.now() - from).toBeLessThan(3_500);
  },
);

test.each([
  ['behind', -5 * HOUR],
  ['ahead', 5 * HOUR],
])('a candidate whose clock is hours %s does not steal a lease that is renewed', async (_, skew) => {
  const holder = await straight('right-clock');
  await holder.logged('leading');
  const candidate = await skewed('wrong-clock', skew);
  await candidate.ready();
  await sleep(4_000);
  expect(leads(candidate)).toBe(false);
  await world().apply(tenant(`sample-clock-${skew < 0 ? 'behind' : 'ahead'}`, 'sample-small'));
  await world().ready(`sample-clock-${skew < 0 ? 'behind' : 'ahead'}`);
  expect((await lease()).holderIdentity).toContain('right-clock');
});

test('a leader that cannot renew stops writing before another may lead', { timeout: 60_000 }, async () => {
  const { proxy, kubeconfig } = await world().proxy();
  const leader = await world().leader({ identity: 'cut-off', kubeconfig });
  running.push(leader);
  const other = await straight('follower');
  await other.ready();
  proxy.add({ match: { resource: 'leases' }, fault: { kind: 'hold', when: 'before' } });
  await other.logged('leading', 20_000);
  const followed = performance.now();
  await world().apply(tenant('sample-cut-off', 'sample-small'));
  await world().ready('sample-cut-off');
  const late = proxy.exchanges.filter(
    ({ verb, resource, at }) => at > followed && verb === 'patch' && resource !== 'leases',
  );
  expect(late.map(({ path }) => path)).toEqual([]);
});

test('a leader that loses its lease for a while and gets it back works on, each time', {
  timeout: 90_000,
}, async () => {
  const { proxy, kubeconfig } = await world().proxy();
  const leader = await world().leader({ identity: 'wavering', kubeconfig });
  running.push(leader);
  for (const round of [1, 2, 3]) {
    const acquired = () => leader.lines.filter(({ msg }) => msg === 'leading').length;
    const lost = () => leader.lines.filter(({ msg }) => msg === 'leading no more').length;
    const refusal = proxy.add({ match: { resource: 'leases' }, fault: { kind: 'answer', status: 500 } });
    await expect.poll(lost, { timeout: 10_000 }).toBe(round);
    const name = `sample-wavering-${round}`;
    await world().apply(tenant(name, 'sample-small'));
    await sleep(500);
    expect(statusOf(await world().tenant(name)).observedGeneration).toBe(-1);
    proxy.remove(refusal);
    await expect.poll(acquired, { timeout: 10_000 }).toBe(round + 1);
    await world().ready(name, 15_000);
  }
});
