import { FIELD_MANAGER, OPERATOR_LEASE } from '@tenantry/contracts/tenancy/names';
import { Registry } from 'prom-client';
import { METRICS_PREFIX, type OperatorConfig } from './config.ts';
import { Applier } from './runtime/apply/applier.ts';
import type { Cached } from './runtime/cache/object-store.ts';
import { KubeClient } from './runtime/client/kube-client.ts';
import type { Connection } from './runtime/client/kube-config.ts';
import { type Clock, systemClock } from './runtime/clock.ts';
import { Controller } from './runtime/controller.ts';
import { EventRecorder } from './runtime/events/event-recorder.ts';
import { ProbeServer } from './runtime/health/probe-server.ts';
import { LeaderElection } from './runtime/lease/leader-election.ts';
import type { Logger } from './runtime/logger.ts';
import { RuntimeMetrics } from './runtime/metrics.ts';
import { Reflector } from './runtime/watch/reflector.ts';
import { Announcer } from './tenant/announce.ts';
import { PlanExecutor } from './tenant/apply.ts';
import { type CacheEntry, createCaches, type TenantCaches } from './tenant/caches.ts';
import type { TenantDependencies } from './tenant/dependencies.ts';
import { reconcileTenant } from './tenant/reconcile.ts';
import { ChangeRouter, type Seen } from './tenant/routing.ts';
import { SlowStart } from './tenant/slow-start.ts';
import { StatusWriter } from './tenant/status-writer.ts';
import { TenantClient } from './tenant/tenant-client.ts';
import { reconcileTombstone } from './tenant/tombstones.ts';
import { reconcileTier } from './tier/reconcile-tier.ts';

export interface Operator {
  /** Begins to watch and to stand for the lease; resolves once probes are served, with their port. */
  start(): Promise<number>;
  /** Ends reconciles, gives the lease back, closes every connection. */
  stop(): Promise<void>;
}

/** What is left of the two seconds within which a standby is to take over from a leader that is stopped. */
const DRAIN_MS = 1_000;
const EVENTS_DRAIN_MS = 250;

/** One worker in so many takes what people change, and nothing else. */
const RESERVED_SHARE = 3;

/** What every part is given. */
interface Common {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly metrics: RuntimeMetrics;
}

/** Puts the parts together: caches feed the router, the router feeds the queues, the lease opens the workers. */
export function createOperator(options: {
  readonly config: OperatorConfig;
  readonly connection: Connection;
  readonly logger: Logger;
  readonly clock?: Clock;
}): Operator {
  const { config, connection, logger, clock = systemClock } = options;
  const registry = new Registry();
  const metrics = new RuntimeMetrics({ prefix: METRICS_PREFIX, registry });
  const common: Common = { logger, clock, metrics };
  const client = new KubeClient({
    connection,
    fieldManager: FIELD_MANAGER,
    userAgent: FIELD_MANAGER,
    metrics,
    clock,
    gate: () => {
      if (!election.isLeader()) throw new Error('this process does not hold the lease and writes nothing');
    },
    maxConnections: config.MAX_CONNECTIONS,
    requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
  });
  const recorder = new EventRecorder({
    ...common,
    client,
    controller: 'tenantry.dev/operator',
    instance: config.IDENTITY,
  });
  const deps = tenantDependencies({ config, client, recorder, common });
  const { caches } = deps;
  const controllers = createControllers(deps, config.CONCURRENCY, common);
  const router = new ChangeRouter(caches, {
    tenant: (name, priority) => controllers.tenants.enqueue(name, priority),
    tier: name => controllers.tiers.enqueue(name),
    tombstone: namespace => controllers.tombstones.enqueue(namespace),
  });
  // However a Tenant went, by its finalizer or past it, nothing of it is kept.
  const forget = (uid: string) => {
    deps.statuses.forget(uid);
    deps.slowStart.forget(uid);
    deps.reapplyDue.delete(uid);
  };
  const reflectors = createReflectors(caches, router, forget, {
    ...common,
    client,
    stallTimeoutMs: config.WATCH_STALL_MS,
  });
  const workers = Object.values(controllers);

  let synced = false;
  let leading = false;
  let stopping = false;
  const lead = () => {
    if (!synced || !leading || stopping) return;
    router.all();
    for (const worker of workers) worker.start();
    logger.info({ tenants: caches.tenants.store.size }, 'reconciling');
  };
  const election = new LeaderElection({
    ...common,
    client,
    key: { namespace: config.NAMESPACE, name: OPERATOR_LEASE },
    identity: config.IDENTITY,
    leaseDurationMs: config.LEASE_DURATION_MS,
    renewDeadlineMs: config.RENEW_DEADLINE_MS,
    retryPeriodMs: config.RETRY_PERIOD_MS,
    onAcquired: () => {
      leading = true;
      lead();
    },
    onLost: () => {
      leading = false;
      for (const worker of workers) void worker.stop();
    },
  });
  const probes = new ProbeServer({
    address: config.PROBE_ADDRESS,
    registry,
    ready: () => (synced ? undefined : 'caches are not synced'),
    live: () => (workers.every(worker => worker.healthy()) ? undefined : 'a queue does not move'),
  });

  return {
    async start() {
      const port = await probes.start();
      logger.info({ probe: `${config.PROBE_ADDRESS.host}:${port}`, identity: config.IDENTITY }, 'listening');
      for (const reflector of reflectors) reflector.start();
      election.start();
      void Promise.all(reflectors.map(reflector => reflector.synced)).then(() => {
        synced = true;
        logger.info({ tenants: caches.tenants.store.size }, 'synced');
        lead();
      });
      return port;
    },
    async stop() {
      stopping = true;
      await Promise.all(workers.map(worker => worker.stop(DRAIN_MS)));
      await recorder.stop(EVENTS_DRAIN_MS);
      await election.stop();
      await Promise.all(reflectors.map(reflector => reflector.stop()));
      await probes.stop();
      await client.close();
    },
  };
}

function tenantDependencies(given: {
  readonly config: OperatorConfig;
  readonly client: KubeClient;
  readonly recorder: EventRecorder;
  readonly common: Common;
}): TenantDependencies {
  const { config, client } = given;
  const { clock, metrics } = given.common;
  const caches = createCaches();
  const store = caches.tenants.store;
  return {
    client,
    caches,
    tenants: new TenantClient({ client, store }),
    executor: new PlanExecutor({ client, applier: new Applier({ client, metrics }), caches, clock }),
    statuses: new StatusWriter({ client, store, clock }),
    announcer: new Announcer(given.recorder),
    clock,
    reapplyIntervalMs: config.REAPPLY_INTERVAL_MS,
    reapplyDue: new Map(),
    tombstoneRetentionMs: config.TOMBSTONE_RETENTION_MS,
    slowStart: new SlowStart(config.DIAGNOSE_AFTER_MS),
  };
}

function createControllers(deps: TenantDependencies, concurrency: number, common: Common) {
  const { client, caches, clock } = deps;
  const tenants = new Controller({
    ...common,
    name: 'tenant',
    concurrency,
    reserved: Math.floor(concurrency / RESERVED_SHARE),
    reconcile: (key, context) => reconcileTenant(key, context, deps),
  });
  const tiers = new Controller({
    ...common,
    name: 'tier',
    concurrency: 2,
    reconcile: key =>
      reconcileTier(key, {
        client,
        tiers: caches.tiers.store,
        revisions: caches.revisions.store,
        namespaces: caches.namespaces.store,
      }),
  });
  const tombstones = new Controller({
    ...common,
    name: 'tombstone',
    concurrency: 2,
    reconcile: key => reconcileTombstone(key, { client, caches, clock }),
  });
  return { tenants, tiers, tombstones };
}

/** A watch for every cache; what it shows goes to the router. */
function createReflectors(
  caches: TenantCaches,
  router: ChangeRouter,
  forget: (tenantUid: string) => void,
  shared: Common & { readonly client: KubeClient; readonly stallTimeoutMs: number },
) {
  const reflect = <P extends Cached>(entry: CacheEntry<P>, onChange: (seen: Seen<P>) => void) =>
    new Reflector<P>({ ...shared, ...entry, onChange });
  return [
    reflect(caches.tenants, seen => {
      router.tenant(seen);
      if (seen.previous && seen.previous.uid !== seen.current?.uid) forget(seen.previous.uid);
    }),
    reflect(caches.tiers, seen => router.tier(seen)),
    reflect(caches.revisions, seen => router.revision(seen)),
    reflect(caches.namespaces, seen => router.namespace(seen)),
    reflect(caches.deployments, seen => router.managed(seen)),
    reflect(caches.quotas, seen => router.managed(seen)),
    reflect(caches.claims, seen => router.managed(seen)),
    reflect(caches.ingresses, seen => router.ingress(seen)),
    ...caches.others.map(entry => reflect(entry, seen => router.managed(seen))),
  ];
}
