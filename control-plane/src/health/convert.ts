import type {
  HealthChangeBody,
  HealthPointBody,
  HealthSummaryBody,
  TenantHealthBody,
} from '@tenantry/contracts/commercial/health-api';
import { reasonOf } from './board/board-row.ts';
import type { HealthDay } from './health-days.ts';
import { type HealthHead, numberOf } from './health-heads.ts';
import { type ListedHealth, planIdOf } from './health-list.ts';
import type { HealthRecord } from './health-record.ts';
import { changeSince } from './scorer.ts';

export function toSummary({ head, tenant }: ListedHealth): HealthSummaryBody {
  const { evaluation, rank7, rank30 } = head;
  const { slug, displayName, accountOwner } = tenant;
  return {
    tenantId: head.id,
    slug,
    displayName,
    ...(accountOwner !== undefined && { accountOwner }),
    planId: planIdOf(tenant),
    state: evaluation.state,
    cause: evaluation.cause,
    score: evaluation.score,
    coverage: evaluation.coverage,
    stateSince: head.since,
    change7: numberOf(rank7),
    change30: numberOf(rank30),
    reason: reasonOf(evaluation),
    suggestedAction: evaluation.suggestedAction,
    overridden: evaluation.override !== null,
    checkedAt: head.checkedAt,
  };
}

/** `before`: what was recorded 7 and 30 days ago, by those numbers. */
export function toTenantHealth(
  head: HealthHead,
  record: HealthRecord,
  before: ReadonlyMap<number, HealthDay>,
  { suggestedTaskId, dayAgo }: { suggestedTaskId: string | null; dayAgo: (days: number) => string },
): TenantHealthBody {
  const changes = [7, 30].map((days): HealthChangeBody => {
    const then = before.get(days);
    return {
      days,
      day: then?.day ?? dayAgo(days),
      score: then?.score ?? null,
      state: then?.state ?? null,
      change: changeSince(head.evaluation.score, then?.score),
    };
  });
  return {
    tenantId: head.id,
    ...head.evaluation,
    stateSince: head.since,
    stateBefore: head.stateBefore,
    changes,
    moved: [7, 30].flatMap(days => movedSince(head, days, before.get(days))),
    suggestedTaskId,
    sentiment: record.sentiment ?? null,
    support: record.support ?? null,
    checkedAt: head.checkedAt,
  };
}

function movedSince(
  { evaluation }: HealthHead,
  days: number,
  then: HealthDay | undefined,
): TenantHealthBody['moved'] {
  if (then === undefined) return [];
  return evaluation.factors
    .flatMap(({ factor, value }) => {
      const was = then.factors.find(one => one.factor === factor);
      const before = was?.value ?? null;
      if (before === value) return [];
      return [{ factor, days, before, now: value, codeBefore: was?.code ?? null }];
    })
    .toSorted((a, b) => distance(b) - distance(a));
}

/** One that came or went moved as far as it can. */
function distance({ before, now }: { readonly before: number | null; readonly now: number | null }): number {
  return before === null || now === null ? 100 : Math.abs(now - before);
}

export function toPoint({ id: _, tenantId: _tenant, band: _band, ...point }: HealthDay): HealthPointBody {
  return point;
}
