import { TENANT_FINALIZER } from '@tenantry/contracts/tenancy/names';
import { Applier } from '../runtime/apply/applier.ts';
import { KubeClient } from '../runtime/client/kube-client.ts';
import { ScriptedServer, type Turn } from '../runtime/client/scripted-server.test-support.ts';
import { FakeClock } from '../runtime/fake-clock.test-support.ts';
import { revisionName } from '../tier/revision-name.ts';
import { Announcer } from './announce.ts';
import { PlanExecutor } from './apply.ts';
import { createCaches } from './caches.ts';
import type { TenantDependencies } from './dependencies.ts';
import { aRevision, aTenant, NOW, UID } from './plan-input.test-support.ts';
import { SlowStart } from './slow-start.ts';
import { StatusWriter } from './status-writer.ts';
import { TenantClient } from './tenant-client.ts';
import type { TenantRecord } from './tenant-record.ts';

/** A Tenant that the operator has had in hand: generation 3, finalizer held, no status. */
export function aRecord(rest: Partial<TenantRecord> = {}): TenantRecord {
  return {
    namespace: '',
    name: 'sample-acme',
    uid: UID,
    resourceVersion: '1',
    generation: 3,
    deletionTimestamp: undefined,
    finalizers: [TENANT_FINALIZER],
    spec: aTenant().spec,
    problem: undefined,
    status: undefined,
    ...rest,
  };
}

/**
 * All that reconciling needs, against a server that answers as told. The caches hold the Tenant and its tier, and no
 * namespace yet; Events are kept back as `<type> <reason>`.
 */
export async function someDependencies(tenant: TenantRecord, ...turns: Turn[]) {
  const server = new ScriptedServer(...turns);
  const clock = new FakeClock(NOW);
  const client = new KubeClient({ connection: await server.start(), fieldManager: 'sample', clock });
  const caches = createCaches();
  const { template } = aRevision();
  const written = {};
  const revision = revisionName('pro', written);
  const object = { namespace: '', uid: 'u', resourceVersion: '1' } as const;
  caches.tenants.store.observe(tenant);
  caches.tiers.store.observe({ ...object, name: 'pro', written, revision, problem: undefined });
  caches.revisions.store.observe({ ...object, name: revision, tier: 'pro', template, createdAt: '' });
  const events: string[] = [];
  const deps: TenantDependencies = {
    client,
    caches,
    clock,
    tenants: new TenantClient({ client, store: caches.tenants.store }),
    executor: new PlanExecutor({ client, applier: new Applier({ client }), caches, clock }),
    statuses: new StatusWriter({ client, store: caches.tenants.store, clock }),
    announcer: new Announcer({ record: ({ type, reason }) => events.push(`${type} ${reason}`) }),
    reapplyIntervalMs: 3_600_000,
    reapplyDue: new Map(),
    tombstoneRetentionMs: 3_600_000,
    slowStart: new SlowStart(15_000),
  };
  const stop = async () => {
    await client.close();
    await server.stop();
  };
  return { deps, server, events, stop };
}
