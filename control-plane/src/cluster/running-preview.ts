import { type TenantSpec, tenantSpecSchema } from '@tenantry/contracts/tenancy/tenant';
import { type RunningChange, runningChange } from '@tenantry/operator/plan/running-change';
import type { Clock } from '../clock.ts';
import type { PlanInForce } from '../tenants/plan-port.ts';
import { isInForce, type TenantRecord } from '../tenants/tenant.ts';
import { desiredTenant } from './desired-tenant.ts';
import {
  type ApplyOutcome,
  ClusterUnavailable,
  type DesiredTenant,
  type ObservedTenant,
  type Provisioner,
} from './provisioner.ts';
import type { KnownTier, Tiers } from './tiers.ts';

/** A tenant that is in no cluster yet has no UID; the plan needs one that is nobody's. */
const NO_UID = '00000000-0000-0000-0000-000000000000';

export interface TierSide {
  readonly tier: string;
  readonly found: KnownTier | undefined;
}

export type DryRun =
  | ApplyOutcome
  | { readonly is: 'unavailable'; readonly message: string }
  | { readonly is: 'not_checked' };

export interface RunningPreview {
  /** Undefined: nothing runs. */
  readonly before: TierSide | undefined;
  readonly after: TierSide;
  /** Undefined: a tier is not known, and `message` says which. */
  readonly change: RunningChange | undefined;
  readonly message: string | undefined;
  /** What the namespace holds now of what its quota bounds; undefined when the cluster does not say. */
  readonly used: Readonly<Record<string, string>> | undefined;
  readonly suspended: boolean;
  readonly dryRun: DryRun;
}

export interface RunningPreviewParts {
  readonly tiers: Tiers;
  readonly provisionerOf: (cluster: string) => Provisioner | undefined;
  readonly clock: Clock;
}

/** What another plan would change of what a tenant runs, by the operator's own plan. Changes nothing anywhere. */
export class RunningPreviews {
  readonly #parts: RunningPreviewParts;

  constructor(parts: RunningPreviewParts) {
    this.#parts = parts;
  }

  /** The revisions of the tiers of a change, as far as they are known: what a preview saw. */
  async revisionsOf(tenant: TenantRecord, tiers: readonly string[]): Promise<readonly string[]> {
    const provisioner = this.#parts.provisionerOf(tenant.cluster);
    const found = await Promise.all(
      [...new Set(tiers)].map(name => this.#parts.tiers.find(provisioner, name)),
    );
    return found.flatMap(tier => (tier === undefined ? [] : [tier.revision])).toSorted();
  }

  /** @param dryRun Ask the cluster, too, what it says to the Tenant as it would be. */
  async of(
    tenant: TenantRecord,
    plans: { readonly before: PlanInForce | undefined; readonly after: PlanInForce },
    dryRun: boolean,
  ): Promise<RunningPreview> {
    const { tiers, provisionerOf, clock } = this.#parts;
    const provisioner = provisionerOf(tenant.cluster);
    const now = clock.now();
    const observed = await observedBy(provisioner, tenant);
    const desired = desiredTenant(tenant, plans.after, now);
    const decided = {
      before: { ...desiredTenant(tenant, plans.before, now)?.spec },
      after: { ...desired?.spec },
    };
    const present = presentSpec(tenant, decided.before, provisioner, observed);
    const candidate = parsed(candidateSpec(present, decided));
    const stands = parsed(present);
    const [before, after] = await Promise.all([
      stands && sideOf(tiers, provisioner, stands.tier),
      sideOf(tiers, provisioner, candidate?.tier ?? plans.after.tier),
    ]);
    const unknown = candidate ? [after, before].find(side => side && side.found === undefined) : after;
    return {
      before,
      after,
      change:
        candidate && unknown === undefined
          ? this.#compare(tenant, observed, { spec: stands, side: before }, { spec: candidate, side: after })
          : undefined,
      message: unknown && `Tier ${unknown.tier} could not be read`,
      used: observed?.status.quota?.used,
      suspended: tenant.suspensions.some(suspension => isInForce(suspension, now)),
      dryRun: dryRun && desired ? await tried(provisioner, desired) : { is: 'not_checked' },
    };
  }

  #compare(
    tenant: TenantRecord,
    observed: ObservedTenant | undefined,
    present: { readonly spec: TenantSpec | undefined; readonly side: TierSide | undefined },
    candidate: { readonly spec: TenantSpec; readonly side: TierSide },
  ): RunningChange | undefined {
    const to = runningSide(candidate.spec, candidate.side);
    if (to === undefined) return undefined;
    return runningChange({
      tenant: { name: tenant.slug, uid: observed?.uid || NO_UID },
      present: present.spec && runningSide(present.spec, present.side),
      candidate: to,
      now: this.#parts.clock.now(),
    });
  }
}

function runningSide(spec: TenantSpec, side: TierSide | undefined) {
  const found = side?.found;
  if (found === undefined) return undefined;
  const { revision: name, tier, template } = found;
  return { spec, revision: { name, tier, template } };
}

async function sideOf(tiers: Tiers, provisioner: Provisioner | undefined, tier: string): Promise<TierSide> {
  return { tier, found: await tiers.find(provisioner, tier) };
}

async function observedBy(
  provisioner: Provisioner | undefined,
  tenant: TenantRecord,
): Promise<ObservedTenant | undefined> {
  try {
    return await provisioner?.observe(tenant);
  } catch (error) {
    if (error instanceof ClusterUnavailable) return undefined;
    throw error;
  }
}

type Spec = Readonly<Record<string, unknown>>;

/** As it is in the cluster, whoever wrote it; what we would write where no cluster says. */
function presentSpec(
  { namespace }: TenantRecord,
  decided: Spec,
  provisioner: Provisioner | undefined,
  observed: ObservedTenant | undefined,
): Spec {
  if (provisioner?.kind === 'cluster' && observed !== undefined) return observed.spec;
  return { ...decided, ...(namespace !== undefined && { namespace }) };
}

/** What apply would leave: our fields as they would be, those that we let go taken out, those of others as they are. */
function candidateSpec(present: Spec, decided: { readonly before: Spec; readonly after: Spec }): Spec {
  const candidate: Record<string, unknown> = { ...present };
  for (const [key, value] of Object.entries(decided.before)) {
    if (isRecord(value) && isRecord(candidate[key])) {
      candidate[key] = without(candidate[key], Object.keys(value));
    } else delete candidate[key];
  }
  for (const [key, value] of Object.entries(decided.after)) {
    candidate[key] = isRecord(value) && isRecord(candidate[key]) ? { ...candidate[key], ...value } : value;
  }
  return candidate;
}

function without(record: Spec, keys: readonly string[]): Spec {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

function isRecord(value: unknown): value is Spec {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(spec: Spec): TenantSpec | undefined {
  const result = tenantSpecSchema.safeParse(spec);
  return result.success ? result.data : undefined;
}

async function tried(provisioner: Provisioner | undefined, desired: DesiredTenant): Promise<DryRun> {
  if (provisioner === undefined || provisioner.kind === 'recording') return { is: 'not_checked' };
  try {
    return await provisioner.apply(desired, { dryRun: true });
  } catch (error) {
    if (error instanceof ClusterUnavailable) return { is: 'unavailable', message: error.message };
    throw error;
  }
}
