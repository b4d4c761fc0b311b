import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { describeEntry } from '../drivers/audit-log.ts';
import { smallTierSpec, tenant, tier } from '../drivers/sample-objects.ts';
import { useWorld } from '../drivers/use-world.ts';
import { OPERATOR_IDENTITY } from '../drivers/world.ts';

const world = useWorld({ auditLog: true, controllerManager: true });

beforeAll(async () => {
  await world().leader();
  await world().apply(tier('sample-small', smallTierSpec()));
}, 60_000);

test('while paused the operator writes nothing but status, and takes all of it up afterwards', async () => {
  const name = 'sample-paused';
  await world().apply(tenant(name, 'sample-small', { components: { api: { replicas: 1 } } }));
  await world().ready(name);
  const audit = world().audit;
  await audit.mark();
  await world().api.patch('tenants', '', name, {
    spec: { paused: true, components: { api: { replicas: 4 } } },
  });
  await world().condition(name, 'Paused', 'True');
  await world().api.delete('configmaps', `t-${name}`, 'tenantry-settings');
  await world().apply(tier('sample-small', smallTierSpec({ settings: { CHANGED: 'yes' } })));
  await sleep(2_000);

  const writes = await audit.writesOf(OPERATOR_IDENTITY.name);
  const others = writes.filter(
    ({ objectRef }) =>
      objectRef?.subresource !== 'status' &&
      objectRef?.resource !== 'events' &&
      objectRef?.resource !== 'tierrevisions',
  );
  expect(others.map(describeEntry)).toEqual([]);
  expect(await world().api.get('configmaps', `t-${name}`, 'tenantry-settings')).toBeUndefined();

  await world().api.patch('tenants', '', name, { spec: { paused: false } });
  await world().ready(name);
  const settings = await world().api.read('configmaps', `t-${name}`, 'tenantry-settings');
  expect(settings['data']).toMatchObject({ CHANGED: 'yes' });
  expect((await world().api.read('deployments', `t-${name}`, 'api'))['spec']).toMatchObject({ replicas: 4 });
});

test('a paused tenant that is deleted with Delete keeps its namespace and says that the deletion waits', async () => {
  const name = 'sample-paused-end';
  await world().apply(tenant(name, 'sample-small', { deletionPolicy: 'Delete' }));
  await world().ready(name);
  await world().api.patch('tenants', '', name, { spec: { paused: true } });
  await world().condition(name, 'Paused', 'True');
  await world().api.delete('tenants', '', name);
  await world().condition(name, 'Ready', 'False', 'Paused');
  const due = { 'tenantry.dev/delete-after': new Date(Date.now() - 1_000).toISOString() };
  await world().api.patch('namespaces', '', `t-${name}`, { metadata: { annotations: due } });
  await sleep(2_000);
  const kept = await world().api.read('namespaces', '', `t-${name}`);
  expect(kept.metadata.deletionTimestamp).toBeUndefined();
  await world().api.patch('tenants', '', name, { spec: { paused: false } });
  await expect.poll(() => world().tenant(name), { timeout: 30_000 }).toBeUndefined();
  expect(await world().api.get('namespaces', '', `t-${name}`)).toBeUndefined();
});
