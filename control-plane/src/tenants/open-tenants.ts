import type { Context } from '../context.ts';
import { type ClusterPlace, LOCAL_CLUSTER } from './clusters.ts';
import { Notes } from './notes.ts';
import { SUBSCRIPTION_KIND, type Subscriptions } from './plan-port.ts';
import { SlugClaims } from './slug-claims.ts';
import { tenantAggregate } from './tenant.ts';
import { RollDirectory, type TenantDirectory } from './tenant-directory.ts';
import { tenantHeadsSpec } from './tenant-heads.ts';
import { TenantRoll } from './tenant-roll.ts';
import { TenantService, writeHead } from './tenant-service.ts';

const REFRESH_EVERY = 2_000;
const RELOAD_EVERY = 300_000;

export interface Tenants {
  readonly service: TenantService;
  readonly directory: TenantDirectory;
  readonly roll: TenantRoll;
  readonly notes: Notes;
  readonly subscriptions: Subscriptions;
}

export async function openTenants(
  context: Context,
  options: { readonly subscriptions: Subscriptions; readonly places?: readonly ClusterPlace[] | undefined },
): Promise<Tenants> {
  const { subscriptions, places = [LOCAL_CLUSTER] } = options;
  const { store, clock } = context;
  const heads = await store.collection(tenantHeadsSpec);
  const claims = await SlugClaims.open(store);
  const tenants = context.aggregates(tenantAggregate);
  const roll = new TenantRoll(heads, clock);
  const parts = { context, tenants, claims, heads, roll, subscriptions, places };
  context.addProjection(async change => {
    if (change.kind === tenantAggregate.kind) await writeHead(parts, change.aggregateId);
    else if (change.kind === SUBSCRIPTION_KIND && change.tenantId !== undefined) {
      await writeHead(parts, change.tenantId);
    }
  });
  await roll.load();
  context.every('follow the tenants of other replicas', REFRESH_EVERY, () => roll.refresh());
  const service = new TenantService(parts);
  context.every('read all tenants again', RELOAD_EVERY, async () => {
    await roll.load();
    await service.endLeftPlans();
  });
  return {
    service,
    directory: new RollDirectory({ roll, tenants, claims, clock }),
    roll,
    notes: await Notes.open(context),
    subscriptions,
  };
}
