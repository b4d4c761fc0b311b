import type { AlertLevel } from '@tenantry/contracts/commercial/alert';
import { NEEDS, type Need, type TodayQuery } from '@tenantry/contracts/commercial/today';
import type { BoardRow } from '../health/board/board-row.ts';

/** An alert that has not recovered, as far as the order needs it. */
export interface AlertPlace {
  readonly alertId: string;
  readonly level: AlertLevel;
  readonly since: string;
  readonly state: 'open' | 'acknowledged' | 'snoozed';
}

export interface Wanting {
  readonly tenantId: string;
  readonly name: string;
  readonly row: BoardRow | undefined;
  readonly alerts: readonly AlertPlace[];
}

export interface Placed extends Wanting {
  readonly show: TodayQuery['show'] | 'quiet';
  readonly need: Need | null;
  readonly changedAt: string;
  readonly fresh: boolean;
}

/** Where a customer belongs, and since when. */
export function placeOf(wanting: Wanting, since: string, createdAt: string): Placed {
  const { row } = wanting;
  const needs = needsOf(wanting);
  const [worst] = needs.toSorted((a, b) => NEEDS.indexOf(a.need) - NEEDS.indexOf(b.need));
  const changedAt = needs.reduce((last, { at }) => (at > last ? at : last), '');
  return {
    ...wanting,
    show: showOf(wanting, worst !== undefined),
    need: worst?.need ?? null,
    changedAt: changedAt === '' ? (row?.since ?? createdAt) : changedAt,
    fresh: changedAt > since,
  };
}

function needsOf({ row, alerts }: Wanting): { readonly need: Need; readonly at: string }[] {
  const needs: { readonly need: Need; readonly at: string }[] = [];
  if (row?.state === 'at_risk' || row?.state === 'watch') needs.push({ need: row.state, at: row.since });
  for (const { level, state, since } of alerts) {
    if (state === 'open' && (level === 'alarm' || level === 'warning'))
      needs.push({ need: level, at: since });
  }
  return needs;
}

/** Being put off goes before all: what was put off is no need meanwhile, and would else be found nowhere. */
function showOf({ row, alerts }: Wanting, needed: boolean): Placed['show'] {
  if (alerts.length > 0 && alerts.every(({ state }) => state === 'snoozed')) return 'snoozed';
  if (needed) return 'needs';
  return row === undefined || row.state === 'unknown' ? 'unknown' : 'quiet';
}

/** Where a customer stands in the list: by need, fresh first, then by score, those without one last. */
export type Place = readonly [need: number, known: number, score: number, name: string, tenantId: string];

const LAST = 1_000;

export function orderOf({ need, fresh, row, name, tenantId }: Placed): Place {
  return [
    need === null ? NEEDS.length : NEEDS.indexOf(need),
    fresh ? 0 : 1,
    row?.score ?? LAST,
    name.slice(0, 120),
    tenantId,
  ];
}

export function comparePlaces(a: Place, b: Place): number {
  for (const [at, one] of a.entries()) {
    const other = b[at];
    if (one === other || other === undefined) continue;
    return one < other ? -1 : 1;
  }
  return 0;
}
