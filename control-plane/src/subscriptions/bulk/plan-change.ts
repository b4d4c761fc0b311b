import { intervalSchema } from '@tenantry/contracts/commercial/plan';
import { PLAN_CHANGE_STATES, UNDO_HOURS } from '@tenantry/contracts/commercial/plan-change';
import { z } from 'zod';
import type { AggregateSpec } from '../../storage/aggregates.ts';
import type { Collection, CollectionSpec } from '../../storage/documents.ts';
import { headsSpec } from '../../storage/heads.ts';

const versionSchema = z.object({ planId: z.string(), version: z.int() });
const bySchema = z.object({ id: z.string(), name: z.string() });

/**
 * An order to give tenants on one version of a plan another.
 *
 *   running ◀──resume── paused
 *      │  └────pause─────▶ │
 *      ├──nobody is left──▶ completed ──undo, in time──▶ an order of its own, the other way
 *      │                        └──retry, of those that failed──▶ running
 *      └──cancel (also when paused)──▶ cancelling ──those that were begun are settled──▶ cancelled ──undo──▶ …
 */
const planChangeStateSchema = z.object({
  planChangeId: z.string(),
  from: versionSchema,
  to: versionSchema,
  when: z.enum(['now', 'periodEnd']),
  reason: z.string(),
  phase: z.enum(PLAN_CHANGE_STATES),
  by: bySchema,
  createdAt: z.string(),
  endedAt: z.string().optional(),
  // What orders of an earlier version do not say.
  selection: z
    .object({
      tenantIds: z.array(z.string()).optional(),
      tag: z.string().optional(),
      cluster: z.string().optional(),
      interval: intervalSchema.optional(),
      currency: z.string().optional(),
    })
    .default({}),
  batches: z.object({ size: z.int(), pauseSeconds: z.int() }).default({ size: 100, pauseSeconds: 0 }),
  acceptFindings: z.array(z.string()).default([]),
  undoHours: z.int().default(UNDO_HOURS.usual),
  total: z.int().optional(),
  /** Who is in the batch under way: one change of the order decides it, so that two replicas run the same one. */
  batch: z.object({ number: z.int(), tenantIds: z.array(z.string()), beganAt: z.string() }).optional(),
  undoes: z.string().optional(),
  /** How often those that failed were to be tried again. */
  retries: z.int().optional(),
  /** It had ended, and goes on for those that failed alone: nobody else is begun. */
  onlyFailed: z.literal(true).optional(),
  /** The order that takes this one back: said here first, and made then, by whoever comes by. */
  undo: z
    .object({
      planChangeId: z.string(),
      when: z.enum(['now', 'periodEnd']),
      reason: z.string(),
      by: bySchema,
      at: z.string(),
      made: z.boolean(),
    })
    .optional(),
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

export function headFieldsOf({ createdAt, phase, undo }: PlanChange): Fields {
  const open = !isOver(phase) || undo?.made === false;
  return { createdAt, ...(open && { openSince: createdAt }) };
}

export function isOver(phase: PlanChange['phase']): boolean {
  return phase === 'completed' || phase === 'cancelled';
}

/** Until when it can be undone; undefined while it has not ended. */
export function undoUntil({
  endedAt,
  undoHours,
}: Pick<PlanChange, 'endedAt' | 'undoHours'>): string | undefined {
  return endedAt && new Date(Date.parse(endedAt) + undoHours * 3_600_000).toISOString();
}

const itemSchema = z.object({
  /** `<planChangeId>/<tenantId>`: the insert claims the tenant for this order, once. */
  id: z.string(),
  planChangeId: z.string(),
  tenantId: z.string(),
  outcome: z.enum(['begun', 'changed', 'refused', 'failed']),
  at: z.string(),
  code: z.string().optional(),
  message: z.string().optional(),
  /** Of one that is begun or has failed: how often it was tried in vain, with the code and message of the last time. */
  tries: z.int().optional(),
  /** Of one that is begun: when it is tried again. */
  againAt: z.string().optional(),
  /** Which retry of the order it was tried by: a later one tries it once more. */
  retry: z.int().optional(),
});
/**
 * What became of one tenant.
 *
 *   begun ──▶ changed | refused
 *     └── tried in vain, at growing distances, so many times ──▶ failed ──retry──▶ begun
 *
 * `begun` until it is known, so that whoever resumes finds it; one that fails does not hold up the others for ever.
 */
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

const REQUEST = 'plan-change-';

/** As what requests of an order change is told from the rest. */
export function requestOf(planChangeId: string): string {
  return REQUEST + planChangeId;
}

/** The order that a request was of, if any. */
export function planChangeOf(requestId: string): string | undefined {
  const id = requestId.startsWith(REQUEST) ? requestId.slice(REQUEST.length) : undefined;
  return id !== undefined && z.uuidv7().safeParse(id).success ? id : undefined;
}
