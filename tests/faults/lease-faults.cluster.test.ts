import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import type { OperatorProcess } from '../drivers/operator-process.ts';
import { smallTierSpec, statusOf, tenant, tier } from '../drivers/sample-objects.ts';
import { useOperators } from '../drivers/use-operators.ts';
import { useWorld } from '../drivers/use-world.ts';

const world = useWorld();
const HOUR = 3_600_000;
const operators = useOperators(world);

beforeAll(async () => {
  await world().apply(tier('sample-small', smallTierSpec()));
});

/** An operator whose clock, as far as leases show it, is wrong by so much. */
async function skewed(identity: string, skewMs: number): Promise<OperatorProcess> {
  const { proxy, kubeconfig } = await world().proxy();
  proxy.leaseSkewMs = skewMs;
  return operators.start({ identity, kubeconfig });
}

const leads = (operator: OperatorProcess) => operator.lines.some(({ msg }) => msg === 'leading');

test.each([
  ['behind', -5 * HOUR],
  ['ahead', 5 * HOUR],
])(
  'a holder whose clock is hours %s keeps its lease, and is followed as fast as any other when it dies',
  async (_, skew) => {
    const holder = await skewed('wrong-clock', skew);
    await holder.logged('leading');
    const written = Date.parse((await world().lease()).renewTime) - Date.now();
    expect(Math.abs(written - skew)).toBeLessThan(60_000);

    const other = await operators.start({ identity: 'right-clock' });
    await other.ready();
    await sleep(4_000);
    expect(leads(other)).toBe(false);
    expect((await world().lease()).holderIdentity).toContain('wrong-clock');

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
  const holder = await operators.start({ identity: 'right-clock' });
  await holder.logged('leading');
  const candidate = await skewed('wrong-clock', skew);
  await candidate.ready();
  await sleep(4_000);
  expect(leads(candidate)).toBe(false);
  await world().apply(tenant(`sample-clock-${skew < 0 ? 'behind' : 'ahead'}`, 'sample-small'));
  await world().ready(`sample-clock-${skew < 0 ? 'behind' : 'ahead'}`);
  expect((await world().lease()).holderIdentity).toContain('right-clock');
});

test('a leader that cannot renew stops writing before another may lead', { timeout: 60_000 }, async () => {
  const { proxy, kubeconfig } = await world().proxy();
  await operators.lead({ identity: 'cut-off', kubeconfig });
  const other = await operators.start({ identity: 'follower' });
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
  const leader = await operators.lead({ identity: 'wavering', kubeconfig });
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
