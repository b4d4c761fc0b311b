import { evaluationSchema, healthStateSchema } from '@tenantry/contracts/commercial/health';
import { z } from 'zod';
import type { Collection, CollectionSpec } from '../storage/documents.ts';

/** Stands in an index for a number that is not known: behind all that are. */
export const NO_NUMBER = 1_000;

/**
 * The last evaluation of a tenant, for lists and for who looks at one. Written by whoever evaluates, and a hint: states
 * are decided by the change of the aggregate, and trends by the days.
 */
const healthHeadSchema = z.object({
  id: z.string(),
  /** In every list: only tenants that are there have a head. */
  listed: z.literal('y'),
  state: healthStateSchema,
  rank: z.int(),
  rank7: z.int(),
  rank30: z.int(),
  owner: z.string().optional(),
  /** Version of the aggregate that it goes along with. */
  version: z.int(),
  since: z.string(),
  stateBefore: healthStateSchema.nullable(),
  /** What was recorded 7 and 30 days ago; absent when nothing was. */
  state7: healthStateSchema.optional(),
  state30: healthStateSchema.optional(),
  evaluation: evaluationSchema,
  checkedAt: z.string(),
  /** When it is to be evaluated again, whatever happens. */
  dueAt: z.string(),
});
export type HealthHead = z.infer<typeof healthHeadSchema>;

export type HealthIndex =
  | 'score'
  | 'change7'
  | 'change30'
  | 'stateScore'
  | 'stateChange7'
  | 'stateChange30'
  | 'ownerScore'
  | 'due';

export const healthHeadsSpec: CollectionSpec<HealthHead, HealthIndex> = {
  name: 'health_heads',
  indexes: {
    score: ['listed', 'rank'],
    change7: ['listed', 'rank7'],
    change30: ['listed', 'rank30'],
    stateScore: ['state', 'rank'],
    stateChange7: ['state', 'rank7'],
    stateChange30: ['state', 'rank30'],
    ownerScore: ['owner', 'rank'],
    due: ['dueAt'],
  },
  parse: value => healthHeadSchema.parse(value),
};
export type HealthHeads = Collection<HealthHead, HealthIndex>;

const placeSchema = z.object({
  id: z.string(),
  state: healthStateSchema,
  rank: z.int(),
  dueAt: z.string(),
});
type HealthPlace = z.infer<typeof placeSchema>;

/** Of each head where it stands and no more: for those who go through thousands. */
export const healthPlacesView: CollectionSpec<HealthPlace, 'stateScore' | 'due'> = {
  name: healthHeadsSpec.name,
  indexes: { stateScore: ['state', 'rank'], due: ['dueAt'] },
  only: ['state', 'rank', 'dueAt'],
  parse: value => placeSchema.parse(value),
};
export type HealthPlaces = Collection<HealthPlace, 'stateScore' | 'due'>;

const rowSchema = healthHeadSchema.extend({
  evaluation: z.object({ factors: z.array(z.object({ factor: z.string(), code: z.string() })) }),
});
export type HealthRow = z.infer<typeof rowSchema>;

/** Of each evaluation the codes of its factors and no more: to check all of it takes ten times as long. */
export const healthRowsView: CollectionSpec<HealthRow, HealthIndex> = {
  name: healthHeadsSpec.name,
  indexes: healthHeadsSpec.indexes,
  parse: value => rowSchema.parse(value),
};

export function rankOf(number: number | null): number {
  return number ?? NO_NUMBER;
}

export function numberOf(rank: number): number | null {
  return rank === NO_NUMBER ? null : rank;
}
