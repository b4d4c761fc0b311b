import {
  HEALTH_ACTIONS,
  type HealthAction,
  healthActionSchema,
} from '@tenantry/contracts/commercial/health-factors';
import { taskStatusSchema } from '@tenantry/contracts/commercial/task';
import { z } from 'zod';
import type { AggregateSpec } from '../../storage/aggregates.ts';
import type { Collection } from '../../storage/documents.ts';
import { headsSpec } from '../../storage/heads.ts';

/**
 * Something to do about a tenant.
 *
 *   open ──done, dropped──▶ closed ──reopened──▶ open
 */
const taskStateSchema = z.object({
  tenantId: z.string(),
  title: z.string(),
  note: z.string().optional(),
  owner: z.string().optional(),
  due: z.string(),
  action: healthActionSchema.optional(),
  status: taskStatusSchema,
  closingNote: z.string().optional(),
  closedAt: z.string().optional(),
  createdAt: z.string(),
  author: z.string(),
});
export type TaskState = z.infer<typeof taskStateSchema>;

export const taskAggregate: AggregateSpec<TaskState> = { kind: 'task', state: taskStateSchema };

const fieldsSchema = z.object({
  /** Open ones by their day, closed ones by when they were closed: `open` or `closed`, then alone, by tenant, by owner. */
  all: z.string(),
  ofTenant: z.string(),
  ofOwner: z.string().optional(),
  place: z.string(),
});
type Fields = z.infer<typeof fieldsSchema>;

export const taskHeadsSpec = headsSpec<TaskState, Fields, TaskIndex>(taskAggregate, fieldsSchema, {
  all: ['all', 'place'],
  tenant: ['ofTenant', 'place'],
  owner: ['ofOwner', 'place'],
});
export type TaskIndex = 'all' | 'tenant' | 'owner';
export type TaskHead = ReturnType<typeof taskHeadsSpec.parse>;
export type TaskHeads = Collection<TaskHead, TaskIndex>;

export function taskFieldsOf({ status, tenantId, owner, due, closedAt }: TaskState): Fields {
  const shelf = shelfOf(status === 'open' ? 'open' : 'closed');
  return {
    all: shelf(),
    ofTenant: shelf(tenantId),
    ...(owner !== undefined && { ofOwner: shelf(owner) }),
    place: closedAt ?? due,
  };
}

/** The action that a task is called after, when nobody gave it a title of its own: other languages have it, too. */
export function titleOf({
  title,
  action,
}: {
  readonly title: string;
  readonly action?: HealthAction | undefined;
}): {
  readonly titleOf?: HealthAction;
} {
  return action !== undefined && HEALTH_ACTIONS[action].title === title ? { titleOf: action } : {};
}

/** Where tasks stand in an index: all of them, or those of one tenant or owner. */
export function shelfOf(status: 'open' | 'closed'): (of?: string) => string {
  return of => (of === undefined ? status : `${status}/${of}`);
}
