import {
  type TenantPlan,
  tenantPlanSchema,
  tenantSummarySchema,
} from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import type { Collection, CollectionSpec } from '../storage/documents.ts';
import type { PlanInForce } from './plan-port.ts';
import { dueAtOf, type TenantRecord, tenantStateSchema } from './tenant.ts';

const summary = tenantSummarySchema.shape;
const { phase } = tenantStateSchema.shape;

/** What lists and look-ups need of a tenant: its last change and its plan, at most a moment behind. */
export const tenantHeadSchema = z.object({
  id: z.string(),
  slug: z.string(),
  displayName: z.string(),
  accountOwner: summary.accountOwner,
  renewalDate: summary.renewalDate,
  contractValue: summary.contractValue,
  crmId: summary.crmId,
  tags: summary.tags,
  cluster: z.string(),
  region: z.string(),
  namespace: z.string().optional(),
  origin: summary.origin,
  phase,
  /** Heads from before it was kept here have no reason. */
  suspensions: z.array(
    z.object({ by: z.string(), reason: z.string().optional(), until: z.string().optional() }),
  ),
  deletion: z.object({ at: z.string() }).optional(),
  plan: tenantPlanSchema,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.int(),
  dueAt: z.string().optional(),
  /** When this was written: those who keep a copy ask for what came since. */
  writtenAt: z.string(),
});
export type TenantHead = z.infer<typeof tenantHeadSchema>;

export const tenantHeadsSpec: CollectionSpec<TenantHead, 'due' | 'written'> = {
  name: 'tenant_heads',
  indexes: { due: ['dueAt'], written: ['writtenAt'] },
  parse: value => tenantHeadSchema.parse(value),
};
export type TenantHeads = Collection<TenantHead, 'due' | 'written'>;

export function headOf(
  tenant: TenantRecord,
  change: { readonly version: number; readonly at: string },
  plan: PlanInForce | undefined,
  writtenAt: string,
): TenantHead {
  const { tenantId, suspensions, deletion, specVersion: _, ...rest } = tenant;
  return tenantHeadSchema.parse({
    ...rest,
    id: tenantId,
    suspensions: suspensions.map(({ by, reason, until }) => ({
      by,
      reason,
      ...(until !== undefined && { until }),
    })),
    ...(deletion && { deletion: { at: deletion.at } }),
    plan: planOnWire(plan),
    updatedAt: change.at,
    version: change.version,
    dueAt: dueAtOf(tenant) ?? leftToEnd(tenant, plan, change.at),
    writtenAt,
  });
}

/** A plan that a deleted tenant still has is ended: one from before that was done, or that came at the last moment. */
function leftToEnd({ phase }: TenantRecord, plan: PlanInForce | undefined, at: string): string | undefined {
  return phase === 'deleted' && plan !== undefined ? at : undefined;
}

export function planOnWire(plan: PlanInForce | undefined): TenantPlan {
  if (plan === undefined) return { status: 'unassigned' };
  return { status: 'assigned', planId: plan.planId, version: plan.version, tier: plan.tier };
}
