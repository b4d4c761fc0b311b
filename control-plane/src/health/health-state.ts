import {
  type HealthEvaluation,
  type HealthState,
  healthBandSchema,
  healthCauseSchema,
  healthStateSchema,
} from '@tenantry/contracts/commercial/health';
import { type HealthCode, healthCodeSchema } from '@tenantry/contracts/commercial/health-factors';
import { z } from 'zod';
import type { AggregateSpec, DomainEvent } from '../storage/aggregates.ts';

/**
 * The state that a tenant's health is in, as it was recorded. It changes when state, band or cause do, and not with
 * every point of the score: those are in the days and the head.
 */
const healthStateRecordSchema = z.object({
  tenantId: z.string(),
  state: healthStateSchema,
  /** What the score alone says: the next score is held against bounds that are moved by it. */
  band: healthBandSchema.nullable(),
  cause: healthCauseSchema,
  score: z.int().nullable(),
  coverage: z.int(),
  settingsVersion: z.int(),
  /** Why it is in this state, in a sentence; nothing for one that is simply well. */
  because: z.string().nullable(),
  /** What that says, for other languages; records of before have none. */
  code: healthCodeSchema.nullable().optional(),
  /** Since when it is in this state. */
  since: z.string(),
  stateBefore: healthStateSchema.nullable(),
});
export type HealthStateRecord = z.infer<typeof healthStateRecordSchema>;

/** One for each tenant, under the tenant's id. */
export const healthAggregate: AggregateSpec<HealthStateRecord> = {
  kind: 'health',
  state: healthStateRecordSchema,
};

/** What is recorded of an evaluation; undefined when nothing of it is new. */
export function recordOf(
  tenantId: string,
  before: HealthStateRecord | undefined,
  evaluation: HealthEvaluation,
  now: string,
): HealthStateRecord | undefined {
  const { state, band, cause, score, coverage, settingsVersion } = evaluation;
  if (before?.state === state && before.band === band && before.cause === cause) return undefined;
  const stays = before?.state === state;
  return {
    tenantId,
    state,
    band,
    cause,
    score,
    coverage,
    settingsVersion,
    because: becauseOf(evaluation),
    code: codeOf(evaluation),
    since: stays ? before.since : now,
    stateBefore: stays ? before.stateBefore : (before?.state ?? null),
  };
}

/** That a tenant is not known yet when it is first looked at is no news. */
export function eventsOf(before: HealthState | undefined, after: HealthStateRecord): readonly DomainEvent[] {
  const { tenantId, state, cause, score, coverage } = after;
  if (before === state || (before === undefined && state === 'unknown')) return [];
  const data = { tenantId, from: before ?? null, to: state, cause, score, coverage };
  return [{ type: 'health.state_changed', data }];
}

function becauseOf(evaluation: HealthEvaluation): string | null {
  switch (evaluation.cause) {
    case 'override':
      return 'somebody said so for a time';
    case 'hard_fact':
      return evaluation.hardFacts[0]?.reason ?? null;
    case 'coverage':
      return `only ${evaluation.coverage} % of the weight has data`;
    case 'no_data_on_use':
      return 'there is no data on use';
    case 'score':
      return worstOf(evaluation)?.reason ?? null;
  }
}

function codeOf(evaluation: HealthEvaluation): HealthCode | null {
  if (evaluation.cause === 'hard_fact') return evaluation.hardFacts[0]?.code ?? null;
  return evaluation.cause === 'score' ? (worstOf(evaluation)?.code ?? null) : null;
}

/** What costs the score most, of one that is not well. */
function worstOf({ state, factors }: HealthEvaluation) {
  const [worst] = factors.toSorted((a, b) => (b.lost ?? 0) - (a.lost ?? 0));
  return state === 'healthy' ? undefined : worst;
}
