import { observedStatusSchema } from '@tenantry/contracts/commercial/workload';
import type {
  ApplyOutcome,
  DesiredTenant,
  Hold,
  ObservedTenant,
  RemoveOptions,
  TenantChange,
  TenantKey,
  WatchingProvisioner,
} from './provisioner.ts';

/** A cluster that several control planes may reach, each by `asSeen`. It keeps what was applied, mark included. */
export class ClusterInMemory {
  readonly tenants = new Map<string, ObservedTenant>();
  readonly #ours = new Map<string, ReadonlySet<string>>();

  asSeen(): WatchingProvisioner {
    const { tenants } = this;
    const ours = this.#ours;
    let tell: (change: TenantChange) => void = () => undefined;
    return {
      kind: 'cluster',
      async apply(
        desired: DesiredTenant,
        { dryRun = false, hold }: { readonly dryRun?: boolean; readonly hold?: Hold } = {},
      ): Promise<ApplyOutcome> {
        const known = tenants.get(desired.slug);
        if (desired.onlyIfThere && known === undefined) return { is: 'absent' };
        const held = known && (await hold?.(known));
        if (held !== undefined) return held;
        if (dryRun) return { is: 'applied' };
        tenants.set(desired.slug, observed(desired, known, ours.get(desired.slug) ?? new Set()));
        ours.set(desired.slug, new Set(Object.keys(desired.spec)));
        return { is: 'applied' };
      },
      async remove({ slug, tenantId }: TenantKey, { hold, marked = false }: RemoveOptions = {}) {
        const known = tenants.get(slug);
        if (marked && known?.tenantId !== tenantId) return true;
        if (known !== undefined && (await hold?.(known)) !== undefined) return false;
        tenants.delete(slug);
        return true;
      },
      observe: async ({ slug, tenantId }: TenantKey) => {
        const known = tenants.get(slug);
        return known?.tenantId === tenantId ? known : undefined;
      },
      lastHeard: () => undefined,
      start(onChange, onSynced) {
        tell = onChange;
        for (const current of tenants.values())
          tell({ name: current.name, current, specChanged: true, initial: true });
        onSynced();
      },
      seen: name => tenants.get(name),
      confirmGone: async name => !tenants.has(name),
      stop: () => Promise.resolve(),
    };
  }
}

/** As server-side apply leaves it: what was ours and is not named any more is gone, what is others' stays. */
function observed(
  desired: DesiredTenant,
  known: ObservedTenant | undefined,
  ours: ReadonlySet<string>,
): ObservedTenant {
  const others = Object.fromEntries(Object.entries(known?.spec ?? {}).filter(([name]) => !ours.has(name)));
  return {
    name: desired.slug,
    uid: known?.uid ?? `uid-of-${desired.slug}`,
    generation: (known?.generation ?? 0) + 1,
    tenantId: desired.tenantId,
    record: desired.record,
    deleting: false,
    spec: { ...others, ...desired.spec },
    status: observedStatusSchema.parse({}),
  };
}
