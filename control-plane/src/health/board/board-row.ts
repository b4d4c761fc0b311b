import {
  type HealthEvaluation,
  healthCauseSchema,
  healthStateSchema,
  suggestedActionSchema,
} from '@tenantry/contracts/commercial/health';
import {
  HARD_FACTS,
  type HardFactCode,
  HEALTH_REASONS,
  type HealthReason,
  hardFactCodeSchema,
  healthFactorSchema,
  healthReasonSchema,
} from '@tenantry/contracts/commercial/health-factors';
import type { HealthReasonOfState } from '@tenantry/contracts/commercial/health-overview';
import { z } from 'zod';
import type { CollectionSpec } from '../../storage/documents.ts';
import { healthHeadsSpec, numberOf } from '../health-heads.ts';

const storedSchema = z.object({
  id: z.string(),
  state: healthStateSchema,
  rank: z.int(),
  rank7: z.int(),
  rank30: z.int(),
  since: z.string(),
  stateBefore: healthStateSchema.nullable(),
  /** Heads from before they were kept have none. */
  state7: healthStateSchema.nullish(),
  state30: healthStateSchema.nullish(),
  evaluation: z.object({
    cause: healthCauseSchema,
    coverage: z.int(),
    factors: z.array(
      z.object({
        factor: healthFactorSchema,
        weight: z.int(),
        value: z.int().nullable(),
        lost: z.number().nullable(),
        code: healthReasonSchema,
      }),
    ),
    hardFacts: z.array(z.object({ code: hardFactCodeSchema })),
    override: z.object({ reason: z.string() }).nullable(),
    suggestedAction: suggestedActionSchema.nullable(),
  }),
});
type Stored = z.output<typeof storedSchema>;

/** Of each head what counting and sorting needs: to check all of an evaluation takes several times as long. */
export const boardView: CollectionSpec<Stored> = {
  name: healthHeadsSpec.name,
  indexes: {},
  parse: value => storedSchema.parse(value),
};

export type BoardRow = Pick<Stored, 'state' | 'since' | 'stateBefore'> & {
  readonly score: number | null;
  readonly change7: number | null;
  readonly change30: number | null;
  readonly state7: Stored['state'] | null;
  readonly state30: Stored['state'] | null;
  readonly coverage: number;
  readonly cause: Stored['evaluation']['cause'];
  readonly reason: HealthReasonOfState | null;
  readonly suggestedAction: Stored['evaluation']['suggestedAction'];
  /** Why the heaviest of the factors that have no data has none. */
  readonly missing: HealthReason | null;
};

export function boardRowOf(stored: Stored): BoardRow {
  const {
    state,
    since,
    stateBefore,
    state7 = null,
    state30 = null,
    rank,
    rank7,
    rank30,
    evaluation,
  } = stored;
  const missing = evaluation.factors
    .filter(({ value }) => value === null)
    .reduce<(typeof evaluation.factors)[number] | undefined>(
      (most, one) => (most === undefined || one.weight > most.weight ? one : most),
      undefined,
    );
  return {
    ...{ state, since, stateBefore, state7, state30 },
    score: numberOf(rank),
    change7: numberOf(rank7),
    change30: numberOf(rank30),
    coverage: evaluation.coverage,
    cause: evaluation.cause,
    reason: reasonOf({ ...evaluation, state }),
    suggestedAction: evaluation.suggestedAction,
    missing: missing?.code ?? null,
  };
}

/** What says most of why a customer is in its state; nothing for one that is simply well. */
export function reasonOf({
  state,
  cause,
  coverage,
  factors,
  hardFacts,
  override,
}: Pick<HealthEvaluation, 'state' | 'cause' | 'coverage'> & {
  readonly factors: readonly Pick<HealthEvaluation['factors'][number], 'factor' | 'lost' | 'code'>[];
  readonly hardFacts: readonly { readonly code: HardFactCode }[];
  readonly override: { readonly reason: string } | null;
}): HealthReasonOfState | null {
  const nothing = { fact: null, factor: null, code: null };
  const [fact] = hardFacts;
  if (cause === 'hard_fact' && fact !== undefined) {
    return { ...nothing, kind: 'hard_fact', fact: fact.code, text: HARD_FACTS[fact.code].meaning };
  }
  if (cause === 'override') return { ...nothing, kind: 'override', text: override?.reason ?? '' };
  if (cause === 'coverage') {
    return { ...nothing, kind: 'coverage', text: `Only ${coverage} % of the weight has data` };
  }
  if (cause === 'no_data_on_use')
    return { ...nothing, kind: 'no_data_on_use', text: 'There is no data on use' };
  if (state === 'healthy') return null;
  const worst = factors.reduce<(typeof factors)[number] | undefined>(
    (most, one) => ((one.lost ?? 0) > (most?.lost ?? 0) ? one : most),
    undefined,
  );
  if (worst === undefined) return null;
  const { factor, code } = worst;
  return { ...nothing, kind: 'factor', factor, code, text: HEALTH_REASONS[code].meaning };
}
