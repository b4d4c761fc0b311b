import { expect, test, vi } from 'vitest';
import { FakeClock, startTestApp } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { ClusterInMemory } from './cluster-in-memory.test-support.ts';

test('a cluster that is connected late, or lost, is filled at the next start and not by turns', async () => {
  const store = new MemoryStore();
  const clock = new FakeClock();
  const places = [{ name: 'default', region: 'local' }];
  await using recording = await startTestApp({ store, clock });
  const { tenantId } = await registered(recording);
  await recording.as('admin')('POST', `/v1/tenants/${tenantId}/change-plan`, { body: { planId: 'pro' } });
  await recording.app.domains.clusters.workloads.syncDue();

  const cluster = new ClusterInMemory();
  const provisioners = new Map([['default', cluster.asSeen()]]);
  await using connected = await startTestApp({ store, clock, clusters: { places, provisioners } });
  const { clusters } = connected.app.domains;
  // No time passes: its turn, after ten minutes, has not come.
  await clusters.workloads.syncDue();
  expect([...cluster.tenants.keys()]).toEqual([]);
  clusters.start();
  await vi.waitFor(async () => {
    await clusters.workloads.syncDue();
    expect([...cluster.tenants.keys()]).toEqual(['sample-acme']);
  });
});
