import type {
  EnforcementBody,
  EnforcementSummaryBody,
  TenantEnforcementBody,
} from '@tenantry/contracts/commercial/enforcement-api';
import { type Decision, endOfNotice, type Look } from '@tenantry/contracts/commercial/enforcement-look';
import {
  type EnforcementRecord,
  type Ground,
  OVERDUE,
  stageOf,
} from '@tenantry/contracts/commercial/enforcement-record';
import { isoTime } from '../clock.ts';

type GroundBody = EnforcementBody['grounds'][number];

/** By which clock, and what of it was not watched. */
export interface Times {
  readonly now: number;
  readonly unwatched: Look['unwatched'];
}

export function toShared(record: EnforcementRecord, at: string, times: Times): Omit<EnforcementBody, 'next'> {
  const { tenantId, rehearsal, suspension, exemption } = record;
  return {
    tenantId,
    stage: stageOf(record),
    rehearsal,
    grounds: record.grounds.map(ground => toGround(ground, times)),
    suspension: suspension
      ? {
          phase: suspension.phase,
          reason: suspension.reason,
          until: suspension.until ?? null,
          since: suspension.since,
          slot: suspension.slot ?? null,
          approved: suspension.approved === true,
          why: suspension.why ?? null,
        }
      : null,
    exemption: exemption ? { until: exemption.until, reason: exemption.note } : null,
    updatedAt: at === '' ? null : at,
  };
}

function toGround(
  { key, stage, level, since, period, notice, usage, overdue }: Ground,
  times: Times,
): GroundBody {
  const end = notice && endOfNotice(notice, times.unwatched);
  return {
    ground: key,
    stage,
    level,
    since,
    periodEndsAt: period?.to ?? null,
    noticeGivenAt: notice?.givenAt ?? null,
    noticeEndsAt: end === undefined ? null : isoTime(end),
    secondsLeft: end === undefined ? null : Math.max(0, Math.ceil((end - times.now) / 1_000)),
    usage: usage ?? null,
    overdue: overdue ?? null,
  };
}

export function toHeld(decision: Decision | undefined): EnforcementSummaryBody['held'] {
  return decision?.step === 'held' ? { reason: decision.reason, step: decision.wanted } : null;
}

/** Nothing of a rehearsal: the tenant was not told, and is not. */
export function toTenantView(record: EnforcementRecord, times: Times): TenantEnforcementBody {
  const shown = record.rehearsal ? { ...record, grounds: [], suspension: undefined } : record;
  const { grounds, suspension } = shown;
  const ofUsage = grounds.some(({ key }) => key !== OVERDUE);
  return {
    stage: record.rehearsal ? 'clear' : stageOf(record),
    grounds: grounds.map(ground => toGround(ground, times)),
    suspendedUntil: suspension?.until ?? null,
    ends: [
      ...(grounds.some(({ key }) => key === OVERDUE) ? (['pay'] as const) : []),
      ...(ofUsage ? (['upgrade', 'next_period'] as const) : []),
    ],
  };
}
