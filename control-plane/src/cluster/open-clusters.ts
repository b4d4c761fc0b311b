import type { Context } from '../context.ts';
import type { TenantService } from '../tenants/tenant-service.ts';
import type { Provisioner } from './provisioner.ts';
import { RecordingProvisioner } from './recording-provisioner.ts';
import { Workloads } from './workloads.ts';

const SETTLE_EVERY = 5_000;

export interface Clusters {
  readonly workloads: Workloads;
}

/** Every cluster of the list with whoever brings tenants to it: one that records when nothing else is given. */
export async function openClusters(
  context: Context,
  tenants: TenantService,
  given: ReadonlyMap<string, Provisioner> = new Map(),
): Promise<Clusters> {
  const provisioners = new Map<string, Provisioner>();
  for (const { name } of tenants.places) {
    const recording = () => RecordingProvisioner.open(name, context.store, context.clock);
    provisioners.set(name, given.get(name) ?? (await recording()));
  }
  const workloads = await Workloads.open(context, tenants, provisioners);
  context.every('do to tenants what time brings', SETTLE_EVERY, () =>
    tenants.settleDue(tenant => workloads.remove(tenant)),
  );
  return { workloads };
}
