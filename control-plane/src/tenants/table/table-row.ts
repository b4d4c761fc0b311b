import type { AlertLevel } from '@tenantry/contracts/commercial/alert';
import type { HealthState } from '@tenantry/contracts/commercial/health';
import type { Availability, TenantTableRow, TouchKind } from '@tenantry/contracts/commercial/tenant-table';
import { isInForce, lifecycleOf } from '../tenant.ts';
import type { TenantHead } from '../tenant-heads.ts';

export interface HealthPart {
  readonly state: HealthState;
  readonly score: number | null;
  readonly change7: number | null;
  readonly change30: number | null;
  readonly availability: Availability;
}

export interface AlertsPart {
  readonly level: Exclude<AlertLevel, 'ok'> | null;
  readonly count: number;
}

export interface ValuePart {
  readonly monthlyMinor: string;
  readonly currency: string;
}

export interface UsePart {
  readonly allowance:
    | { readonly meter: string; readonly percent: number; readonly resetsAt: string | null }
    | undefined;
  readonly main: { readonly meter: string; readonly spark: string; readonly total: string } | undefined;
}

export interface TouchPart {
  readonly at: string;
  readonly kind: TouchKind;
  readonly by: string;
}

/** What is known of a tenant; a part that is missing was not read yet, or there is none. */
export interface TableFacts {
  head: TenantHead;
  health?: HealthPart | undefined;
  alerts?: AlertsPart | undefined;
  value?: ValuePart | undefined;
  use?: UsePart | undefined;
  touch?: TouchPart | undefined;
}

/** Those that are being refused or are gone are in no table. */
export function isShown({ phase }: TenantHead): boolean {
  return phase !== 'refused' && phase !== 'deleted';
}

export function rowOf(facts: TableFacts, now: number): TenantTableRow {
  const { head, alerts, touch } = facts;
  return {
    ...recordOf(head, now),
    ...suspensionOf(head, now),
    ...healthOf(facts.health),
    monthlyMinor: facts.value?.monthlyMinor ?? null,
    currency: facts.value?.currency ?? null,
    ...useOf(facts.use),
    alertLevel: alerts?.level ?? null,
    alerts: alerts?.count ?? 0,
    touchedAt: touch?.at ?? null,
    touchKind: touch?.kind ?? null,
    touchedBy: touch?.by ?? null,
  };
}

function recordOf(head: TenantHead, now: number) {
  const plan = head.plan.status === 'assigned' ? head.plan : undefined;
  return {
    tenantId: head.id,
    slug: head.slug,
    displayName: head.displayName,
    state: lifecycleOf(head, now),
    planId: plan?.planId ?? null,
    planVersion: plan?.version ?? null,
    owner: head.accountOwner ?? null,
    cluster: head.cluster,
    region: head.region,
    renewal: head.renewalDate ?? null,
    createdAt: head.createdAt,
  };
}

function suspensionOf(head: TenantHead, now: number) {
  const inForce = head.suspensions.filter(suspension => isInForce(suspension, now));
  return {
    suspendedUntil: lastEnd(inForce),
    suspendedBy: joined(inForce.map(({ by }) => by)),
    suspendedWhy: joined(inForce.flatMap(({ reason }) => (reason === undefined ? [] : [reason]))),
  };
}

function healthOf(health: HealthPart | undefined) {
  return {
    healthState: health?.state ?? null,
    healthScore: health?.score ?? null,
    healthChange7: health?.change7 ?? null,
    healthChange30: health?.change30 ?? null,
    availability: health?.availability ?? 'unknown',
  };
}

function useOf(use: UsePart | undefined) {
  return {
    allowanceMeter: use?.allowance?.meter ?? null,
    allowancePercent: use?.allowance?.percent ?? null,
    allowanceResetsAt: use?.allowance?.resetsAt ?? null,
    sparkMeter: use?.main?.meter ?? null,
    spark: use?.main?.spark ?? null,
    sparkTotal: use?.main?.total ?? null,
  };
}

/** When time alone changes a row next, milliseconds of the epoch. */
export function rowHoldsUntil({ head, use }: TableFacts, now: number): number {
  const resets = use?.allowance?.resetsAt;
  const ends = head.suspensions.flatMap(({ until }) => (until === undefined ? [] : [Date.parse(until)]));
  if (resets) ends.push(Date.parse(resets));
  return Math.min(...ends.filter(end => end > now), Number.POSITIVE_INFINITY);
}

function lastEnd(suspensions: TenantHead['suspensions']): string | null {
  const ends = suspensions.flatMap(({ until }) => (until === undefined ? [] : [until]));
  // One without an end holds until somebody lifts it, whenever the others end.
  return ends.length < suspensions.length ? null : (ends.toSorted().at(-1) ?? null);
}

function joined(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join(', ');
}
