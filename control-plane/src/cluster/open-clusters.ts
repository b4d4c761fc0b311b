import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import type { Tenants } from '../tenants/open-tenants.ts';
import type { TenantHead } from '../tenants/tenant-heads.ts';
import { Adoption } from './adoption.ts';
import { heldRoutes } from './held-http.ts';
import { clusterRoutes } from './http.ts';
import { isWatching, type Provisioner, type WatchingProvisioner } from './provisioner.ts';
import { RecordingProvisioner } from './recording-provisioner.ts';
import { Workloads } from './workloads.ts';

const SETTLE_EVERY = 5_000;
const LOOK_AGAIN_EVERY = 30_000;

export interface Clusters {
  readonly workloads: Workloads;
  readonly routes: readonly Route[];
  /** Begins to follow what happens in the clusters. */
  start(): void;
  stop(): Promise<void>;
}

/** Every cluster of the list with whoever brings tenants to it: one that records when no other is given. */
export async function openClusters(
  context: Context,
  tenants: Tenants,
  given: ReadonlyMap<string, Provisioner> = new Map(),
): Promise<Clusters> {
  const { service } = tenants;
  const provisioners = new Map<string, Provisioner>();
  for (const { name } of service.places) {
    const recording = () => RecordingProvisioner.open(name, context.store, context.clock);
    provisioners.set(name, given.get(name) ?? (await recording()));
  }
  const workloads = await Workloads.open(context, service, provisioners);
  context.every('do to tenants what time brings', SETTLE_EVERY, () =>
    service.settleDue(
      tenant => workloads.remove(tenant),
      async tenant => (await workloads.heldTenant(tenant)) === undefined,
    ),
  );
  const watched = [...provisioners].flatMap(([name, provisioner]) => {
    if (!isWatching(provisioner)) return [];
    const confirmGone = (tenant: string) => provisioner.confirmGone(tenant);
    return [
      { name, provisioner, adoption: new Adoption(name, { context, tenants, workloads, confirmGone }) },
    ];
  });
  context.every('look again at Tenants that could not be looked at', LOOK_AGAIN_EVERY, async () => {
    for (const { adoption } of watched) adoption.lookAgain();
  });
  return {
    workloads,
    routes: [...clusterRoutes(tenants, workloads, context.clock), ...heldRoutes(tenants, workloads)],
    start: () => {
      for (const { name, provisioner, adoption } of watched) {
        provisioner.start(
          change => adoption.take(change),
          () => {
            const missing = [...missingIn(name, provisioner, tenants)];
            lookAtAdopted(missing, adoption);
            void wakeAll(missing, workloads).catch(error =>
              context.logger.warn(
                { err: error, cluster: name },
                'tenants missing in a cluster wait for their turn',
              ),
            );
          },
        );
      }
    },
    stop: async () => {
      await Promise.all(watched.map(({ provisioner }) => provisioner.stop()));
      await Promise.all(watched.map(({ adoption }) => adoption.settled()));
    },
  };
}

/** Those that live in a cluster, by the records, and were not there when it was first listed. */
function* missingIn(
  cluster: string,
  provisioner: WatchingProvisioner,
  { roll }: Tenants,
): Generator<TenantHead> {
  for (const head of roll.values()) {
    if (head.cluster !== cluster || head.phase !== 'live') continue;
    if (provisioner.seen(head.slug) === undefined) yield head;
  }
}

/** Those whose Tenant went while nobody watched. */
function lookAtAdopted(missing: readonly TenantHead[], adoption: Adoption): void {
  for (const { origin, slug } of missing) {
    if (origin === 'cluster')
      adoption.take({ name: slug, current: undefined, specChanged: false, initial: true });
  }
}

/** A cluster that is new, or was lost, is filled at once and not when each tenant's turn comes. */
async function wakeAll(missing: readonly TenantHead[], workloads: Workloads): Promise<void> {
  for (const { origin, id } of missing) if (origin !== 'cluster') await workloads.wake(id);
}
