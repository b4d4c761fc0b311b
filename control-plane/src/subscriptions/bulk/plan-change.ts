import { PLAN_CHANGE_STATES } from '@tenantry/contracts/commercial/plan-change';
import { z } from 'zod';
import type { AggregateSpec } from '../../storage/aggregates.ts';
import type { Collection, CollectionSpec } from '../../storage/documents.ts';
import { headsSpec } from '../../storage/heads.ts';

const versionSchema = z.object({ planId: z.string(), version: z.int() });

/**
 * An order to give every tenant on one version of a plan another.
 *
 *   running ──nobody is left──▶ completed
 *      └──cancel──▶ cancelling ──those that were begun are settled──▶ cancelled
 */
const planChangeStateSchema = z.object({
  planChangeId: z.string(),
  from: versionSchema,
  to: versionSchema,
  when: z.enum(['now', 'periodEnd']),
  reason: z.string(),
  phase: z.enum(PLAN_CHANGE_STATES),
  by: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.string(),
  endedAt: z.string().optional(),
});
export type PlanChange = z.infer<typeof planChangeStateSchema>;

export const planChangeAggregate: AggregateSpec<PlanChange> = {
  kind: 'plan_change',
  state: planChangeStateSchema,
};

/** `openSince`: there is something left to do. */
const fieldsSchema = z.object({ createdAt: z.string(), openSince: z.string().optional() });
type Fields = z.infer<typeof fieldsSchema>;

export const planChangeHeadsSpec = headsSpec<PlanChange, Fields, 'created' | 'open'>(
  planChangeAggregate,
  fieldsSchema,
  { created: ['createdAt'], open: ['openSince'] },
);
export type PlanChangeHead = ReturnType<typeof planChangeHeadsSpec.parse>;
export type PlanChangeHeads = Collection<PlanChangeHead, 'created' | 'open'>;

export function headFieldsOf({ createdAt, phase }: PlanChange): Fields {
  const open = phase === 'running' || phase === 'cancelling';
  return { createdAt, ...(open && { openSince: createdAt }) };
}

const itemSchema = z.object({
  /** `<planChangeId>/<tenantId>`: the insert claims the tenant for this order, once. */
  id: z.string(),
  planChangeId: z.string(),
  tenantId: z.string(),
  outcome: z.enum(['begun', 'changed', 'refused']),
  at: z.string(),
  code: z.string().optional(),
  message: z.string().optional(),
});
/** What became of one tenant; `begun` until that is known, so that whoever resumes finds it. */
export type PlanChangeItem = z.infer<typeof itemSchema>;

export const planChangeItemsSpec: CollectionSpec<PlanChangeItem, 'outcome'> = {
  name: 'plan_change_tenants',
  indexes: { outcome: ['planChangeId', 'outcome', 'tenantId'] },
  parse: value => itemSchema.parse(value),
};
export type PlanChangeItems = Collection<PlanChangeItem, 'outcome'>;

export function itemId(planChangeId: string, tenantId: string): string {
  return `${planChangeId}/${tenantId}`;
}
