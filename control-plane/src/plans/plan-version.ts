import { planIdSchema, planSpecSchema, planVersionNumberSchema } from '@tenantry/contracts/commercial/plan';
import { planStatusSchema } from '@tenantry/contracts/commercial/plan-catalogue';
import { z } from 'zod';
import type { AggregateSpec } from '../storage/aggregates.ts';
import { type Head, headsSpec } from '../storage/heads.ts';

/**
 * A version of a plan is an aggregate of its own: who inserts `pro@3` has made version 3, and nobody else can.
 *
 *   draft ──publish──▶ published ──archive──▶ archived
 *     └── replaced as often as one likes        (the spec is that of the publication, for ever)
 */
const planVersionStateSchema = z.object({
  planId: planIdSchema,
  version: planVersionNumberSchema,
  status: planStatusSchema,
  spec: planSpecSchema,
  shipped: z.boolean(),
  /** The id of the request that made it, so that the same request resumed knows its own. */
  origin: z.string(),
  createdAt: z.string(),
  publishedAt: z.string().optional(),
  archivedAt: z.string().optional(),
});
export type PlanVersionState = z.infer<typeof planVersionStateSchema>;

export const planVersionAggregate: AggregateSpec<PlanVersionState> = {
  kind: 'plan_version',
  state: planVersionStateSchema,
};

export function planVersionId(planId: string, version: number): string {
  return `${planId}@${version}`;
}

const headFieldsSchema = z.object({ planId: z.string(), number: z.int() });
type HeadFields = z.infer<typeof headFieldsSchema>;
export type PlanVersionHead = Head<PlanVersionState> & HeadFields;

export const planVersionHeads = headsSpec(planVersionAggregate, headFieldsSchema, {
  plan: ['planId', 'number'],
});

export const headFieldsOf = ({ planId, version }: PlanVersionState): HeadFields => ({
  planId,
  number: version,
});
