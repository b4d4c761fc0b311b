import { beforeAll, expect, test } from 'vitest';
import { type OperatorProcess, RECONCILES } from '../drivers/operator-process.ts';
import { smallTierSpec, tenant, tier } from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';

const world = useWorld();
const EVENTS = 1000;
const AT_ONCE = 16;

beforeAll(async () => {
  await world().apply(tier('sample-small', smallTierSpec()));
});

test('1,000 events on a tenant while it is being reconciled cause at most 2 reconciles more', {
  timeout: 240_000,
}, async () => {
  const { proxy, kubeconfig } = await world().proxy();
  // On a busy machine the storm lasts longer than a request or a renewal of the lease may: what timed out, or was
  // given up with the lease, would no longer be held.
  const env = {
    TENANTRY_REAPPLY_INTERVAL_MS: '86400000',
    TENANTRY_REQUEST_TIMEOUT_MS: '300000',
    TENANTRY_LEASE_DURATION_MS: '300000',
    TENANTRY_RENEW_DEADLINE_MS: '240000',
  };
  const operator = await world().leader({ kubeconfig, env });
  await world().apply(tenant('sample-storm', 'sample-small'));
  await world().ready('sample-storm');
  await settled(operator);

  let release = (): void => undefined;
  const until = new Promise<void>(resolve => {
    release = resolve;
  });
  const held = proxy.add({
    match: { verb: 'write', resource: 'deployments' },
    nth: 1,
    fault: { kind: 'delay', until },
  });
  await world().api.patch('tenants', '', 'sample-storm', { spec: { components: { api: { replicas: 3 } } } });
  await expect.poll(() => held.hits, { timeout: 10_000 }).toBe(1);

  const before = await reconciles(operator);
  const eventsBefore = await operator.metric('tenantry_operator_watch_events_total', { kind: 'ConfigMap' });
  await storm();
  await expect
    .poll(
      async () =>
        (await operator.metric('tenantry_operator_watch_events_total', { kind: 'ConfigMap' })) - eventsBefore,
      {
        timeout: 60_000,
      },
    )
    .toBeGreaterThanOrEqual(EVENTS);
  expect(await reconciles(operator)).toBe(before);
  release();
  await settled(operator);
  // The one that was under way, and at most 2 more.
  expect((await reconciles(operator)) - before).toBeLessThanOrEqual(3);
  const deployment = await world().api.read('deployments', 't-sample-storm', 'api');
  expect(deployment['spec']).toMatchObject({ replicas: 3 });
});

/** Edits a managed object from many sides at once, in a field that is nobody's. */
async function storm(): Promise<void> {
  let sent = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (sent < EVENTS) {
        const annotations = { 'sample.invalid/count': String(sent++) };
        await world().api.patch('configmaps', 't-sample-storm', 'tenantry-settings', {
          metadata: { annotations },
        });
      }
    }),
  );
}

const reconciles = (operator: OperatorProcess) => operator.metric(RECONCILES, { controller: 'tenant' });

/** Waits until no reconcile has ended for a second. */
async function settled(operator: OperatorProcess): Promise<void> {
  let last = -1;
  await expect
    .poll(
      async () => {
        const now = await reconciles(operator);
        const same = now === last;
        last = now;
        return same;
      },
      { timeout: 30_000, interval: 1_000 },
    )
    .toBe(true);
}
