import type { HealthState } from '@tenantry/contracts/commercial/health';
import {
  HEALTH_MOVE_DAYS,
  type HealthMoveBody,
  type HealthMovesQuery,
  type HealthOverviewBody,
  type HealthOverviewQuery,
  type HealthStatesBody,
  SCORE_BUCKET,
} from '@tenantry/contracts/commercial/health-overview';
import type { TenantHead } from '../../tenants/tenant-heads.ts';
import { planIdOf } from '../health-list.ts';
import type { BoardRow } from './board-row.ts';

/** A customer that is there, with how it does; nothing is known of one that was never looked at. */
export interface Standing {
  readonly tenant: TenantHead;
  readonly row: BoardRow | undefined;
}

/** From bad to good; unknown is neither. */
const ORDER: Readonly<Record<HealthState, number | undefined>> = {
  at_risk: 0,
  watch: 1,
  healthy: 2,
  unknown: undefined,
};

export function standingsOf(
  tenants: Iterable<TenantHead>,
  rows: ReadonlyMap<string, BoardRow>,
  { owner, plan }: HealthOverviewQuery,
): Standing[] {
  const found: Standing[] = [];
  for (const tenant of tenants) {
    if (tenant.phase !== 'live') continue;
    if (owner !== undefined && tenant.accountOwner !== owner) continue;
    if (plan !== undefined && (planIdOf(tenant) ?? 'unassigned') !== plan) continue;
    found.push({ tenant, row: rows.get(tenant.id) });
  }
  return found;
}

export function overviewOf(standings: readonly Standing[], at: string): HealthOverviewBody {
  const scores = standings.flatMap(({ row }) => row?.score ?? []);
  return {
    at,
    total: standings.length,
    states: statesOf(standings),
    notEvaluated: standings.filter(({ row }) => row === undefined).length,
    averageScore: averageOf(scores),
    averageCoverage: averageOf(standings.flatMap(({ row }) => row?.coverage ?? [])),
    overridden: standings.filter(({ row }) => row?.cause === 'override').length,
    scores: bucketsOf(scores),
    plans: [...groupedBy(standings, ({ tenant }) => planIdOf(tenant))]
      .map(([planId, group]) => ({ planId, group }))
      .toSorted((a, b) => b.group.length - a.group.length || (a.planId ?? '~').localeCompare(b.planId ?? '~'))
      .map(({ planId, group }) => ({ planId, ...statesOf(group) })),
    cohorts: [...groupedBy(standings, ({ tenant }) => tenant.createdAt.slice(0, 7))]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([month, group]) => ({ month, ...statesOf(group) })),
    movement: HEALTH_MOVE_DAYS.map(days => movementOf(standings, Number(days))),
    unknown: whyUnknown(standings),
  };
}

/** Who moved, the steepest fall first. */
export function movesOf(
  standings: readonly Standing[],
  { days, direction, from, to }: Pick<HealthMovesQuery, 'days' | 'direction' | 'from' | 'to'>,
): HealthMoveBody[] {
  return standings
    .flatMap(({ tenant, row }): HealthMoveBody[] => {
      const before = row && stateThen(row, Number(days));
      if (row === undefined || before == null || before === row.state) return [];
      const way = wayOf(before, row.state);
      if (direction !== 'any' && way !== direction) return [];
      if ((from !== undefined && before !== from) || (to !== undefined && row.state !== to)) return [];
      return [
        {
          tenantId: tenant.id,
          displayName: tenant.displayName,
          owner: tenant.accountOwner ?? null,
          planId: planIdOf(tenant),
          from: before,
          to: row.state,
          score: row.score,
          change: days === '7' ? row.change7 : row.change30,
          since: row.since,
          reason: row.reason,
        },
      ];
    })
    .toSorted((a, b) => steepness(a) - steepness(b) || (a.tenantId < b.tenantId ? -1 : 1));
}

function steepness({ from, to, change }: HealthMoveBody): number {
  return ((ORDER[to] ?? 1.5) - (ORDER[from] ?? 1.5)) * 1_000 + (change ?? 0);
}

function statesOf(standings: readonly Standing[]): HealthStatesBody {
  const states = { at_risk: 0, watch: 0, healthy: 0, unknown: 0 };
  for (const { row } of standings) states[row?.state ?? 'unknown']++;
  return states;
}

function averageOf(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  return Math.round(numbers.reduce((sum, one) => sum + one, 0) / numbers.length);
}

function bucketsOf(scores: readonly number[]): HealthOverviewBody['scores'] {
  const buckets = Array.from({ length: 100 / SCORE_BUCKET }, (_, nth) => ({
    from: nth * SCORE_BUCKET,
    to: nth === 100 / SCORE_BUCKET - 1 ? 100 : (nth + 1) * SCORE_BUCKET - 1,
    tenants: 0,
  }));
  for (const score of scores) {
    const bucket = buckets[Math.min(buckets.length - 1, Math.floor(score / SCORE_BUCKET))];
    if (bucket !== undefined) bucket.tenants++;
  }
  return buckets;
}

function movementOf(standings: readonly Standing[], days: number): HealthOverviewBody['movement'][number] {
  const counted = new Map<string, HealthOverviewBody['movement'][number]['moves'][number]>();
  let [better, worse, notKnown] = [0, 0, 0];
  for (const { row } of standings) {
    const from = row && stateThen(row, days);
    if (row === undefined || from == null) {
      notKnown++;
      continue;
    }
    const key = `${from} ${row.state}`;
    counted.set(key, { from, to: row.state, tenants: (counted.get(key)?.tenants ?? 0) + 1 });
    const way = wayOf(from, row.state);
    if (way === 'better') better++;
    if (way === 'worse') worse++;
  }
  const moves = [...counted.values()].toSorted((a, b) => b.tenants - a.tenants);
  return { days, better, worse, moves, notKnown };
}

function stateThen(row: BoardRow, days: number): HealthState | null {
  return days === 7 ? row.state7 : row.state30;
}

function wayOf(from: HealthState, to: HealthState): 'better' | 'worse' | 'neither' {
  const [before, now] = [ORDER[from], ORDER[to]];
  if (before === undefined || now === undefined || before === now) return 'neither';
  return now > before ? 'better' : 'worse';
}

function whyUnknown(standings: readonly Standing[]): HealthOverviewBody['unknown'] {
  const counted = new Map<string, HealthOverviewBody['unknown'][number]>();
  for (const { row } of standings) {
    if (row !== undefined && row.state !== 'unknown') continue;
    const cause = row?.cause;
    const kind =
      row === undefined
        ? 'not_evaluated'
        : cause === 'coverage' || cause === 'no_data_on_use'
          ? cause
          : 'other';
    const code = row?.missing ?? null;
    const key = `${kind} ${code}`;
    counted.set(key, { kind, code, tenants: (counted.get(key)?.tenants ?? 0) + 1 });
  }
  return [...counted.values()].toSorted((a, b) => b.tenants - a.tenants);
}

function groupedBy<Key>(standings: readonly Standing[], keyOf: (one: Standing) => Key): Map<Key, Standing[]> {
  const groups = new Map<Key, Standing[]>();
  for (const one of standings) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
