import {
  componentOverridesSchema,
  contactSchema,
  contractValueSchema,
  DELETION_POLICIES,
  flagOverridesSchema,
  kubernetesOwnerSchema,
  quotaOverridesSchema,
  type TenantLifecycle,
  tenantSuspensionSchema,
} from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import type { AggregateSpec } from '../storage/aggregates.ts';

/**
 * What the control plane knows of a customer.
 *
 *   registering ──slug claimed──▶ live ──deletion comes──▶ deleting ──workload gone──▶ deleted
 *        └──────slug taken──────▶ refused
 *
 * `refused` and `deleted` are for ever; only behind them may another tenant claim the slug.
 */
export const tenantStateSchema = z.object({
  tenantId: z.string(),
  slug: z.string(),
  phase: z.enum(['registering', 'live', 'deleting', 'deleted', 'refused']),
  origin: z.enum(['api', 'onboarding', 'import', 'cluster']),
  displayName: z.string(),
  accountOwner: z.string().optional(),
  contacts: z.array(contactSchema),
  renewalDate: z.string().optional(),
  contractValue: contractValueSchema.optional(),
  crmId: z.string().optional(),
  tags: z.array(z.string()),
  cluster: z.string(),
  region: z.string(),
  /** Only when it is another than `t-<slug>`: of a Tenant that was found in the cluster. */
  namespace: z.string().optional(),
  quota: quotaOverridesSchema,
  featureFlags: flagOverridesSchema,
  components: componentOverridesSchema,
  owners: z.array(kubernetesOwnerSchema),
  suspensions: z.array(tenantSuspensionSchema),
  deletion: z
    .object({
      at: z.string(),
      policy: z.enum(DELETION_POLICIES),
      reason: z.string().optional(),
      requestedAt: z.string(),
      requestedBy: z.string(),
    })
    .optional(),
  /** The day of its sign-up (YYYY-MM-DD), when that was before it was registered here. */
  signedUpAt: z.string().optional(),
  /** A mark of other records, found on its Tenant, from which a person let these go on; see cluster/record-line.ts. */
  follows: z.string().optional(),
  /** Counts what PATCH changes: the version that If-Match is about. */
  specVersion: z.int().min(1),
  createdAt: z.string(),
});
export type TenantRecord = z.infer<typeof tenantStateSchema>;

export const tenantAggregate: AggregateSpec<TenantRecord> = { kind: 'tenant', state: tenantStateSchema };

/** What decides a tenant's state at a time; a head carries no more of it. */
export interface LifecycleFacts {
  readonly phase: TenantRecord['phase'];
  readonly suspensions: readonly { readonly until?: string | undefined }[];
  readonly deletion?: unknown;
}

/** The state that people see. A suspension past its time counts no more, whether it is cleared away yet or not. */
export function lifecycleOf(tenant: LifecycleFacts, now: number): TenantLifecycle {
  switch (tenant.phase) {
    case 'registering':
      return 'registering';
    case 'deleting':
      return 'deleting';
    case 'deleted':
    case 'refused':
      return 'deleted';
    case 'live':
      if (tenant.deletion !== undefined) return 'deletion_scheduled';
      return tenant.suspensions.some(suspension => isInForce(suspension, now)) ? 'suspended' : 'active';
  }
}

export function isInForce(suspension: { readonly until?: string | undefined }, now: number): boolean {
  return suspension.until === undefined || Date.parse(suspension.until) > now;
}

/**
 * When the clock next changes something of the tenant: a suspension ends, a deletion comes, or what was begun is to
 * be finished. RFC 3339 in UTC; undefined when only people change it.
 */
export function dueAtOf(tenant: TenantRecord): string | undefined {
  switch (tenant.phase) {
    case 'registering':
    case 'deleting':
      return tenant.createdAt;
    case 'live':
      return [tenant.deletion?.at, ...tenant.suspensions.map(({ until }) => until)]
        .filter(time => time !== undefined)
        .sort()[0];
    case 'deleted':
    case 'refused':
      return undefined;
  }
}

/**
 * From when a tenant is none any more: from when its deletion came, however late somebody saw to it. RFC 3339 in UTC;
 * undefined of one that lives, and of one that never was.
 *
 * @param changedAt When it was changed last
 */
export function endOf({ phase, deletion }: TenantRecord, changedAt: string): string | undefined {
  if (phase !== 'deleting' && phase !== 'deleted') return undefined;
  return deletion !== undefined && deletion.at < changedAt ? deletion.at : changedAt;
}

/** @throws Problem invalid_state when it is none any more: nothing can be sold to it */
export function demandLiving({ phase }: Pick<TenantRecord, 'phase'>): void {
  if (phase === 'live' || phase === 'registering') return;
  throw new Problem('invalid_state', 'the tenant is being, or was, deleted', {
    reason: 'tenant_deleted',
    errors: [{ field: '', code: 'tenant_deleted', message: 'it has no plan any more, and gets none' }],
  });
}

export function isGone(tenant: Pick<TenantRecord, 'phase'>): boolean {
  return tenant.phase === 'deleted' || tenant.phase === 'refused';
}
