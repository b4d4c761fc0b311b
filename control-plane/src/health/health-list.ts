import type { HealthState } from '@tenantry/contracts/commercial/health';
import type { HealthListQuery } from '@tenantry/contracts/commercial/health-api';
import { type Clock, isoTime } from '../clock.ts';
import { positionOf, type Scalar, scanAll } from '../storage/documents.ts';
import type { TenantHead } from '../tenants/tenant-heads.ts';
import type { TenantRoll } from '../tenants/tenant-roll.ts';
import {
  type HealthHead,
  type HealthHeads,
  type HealthIndex,
  type HealthPlaces,
  healthHeadsSpec,
  NO_NUMBER,
} from './health-heads.ts';

/** Heads that a request looks through at most for what no index answers. */
const MOST_LOOKED_AT = 1_000;
const COUNTS_KEPT_MS = 10_000;

interface Way {
  readonly index: HealthIndex;
  readonly equals: readonly Scalar[];
  readonly descending: boolean;
}

export interface ListedHealth {
  readonly head: HealthHead;
  readonly tenant: TenantHead;
}

/** Lists of customers by how they do. */
export class HealthList {
  readonly #heads: HealthHeads;
  readonly #places: HealthPlaces;
  readonly #roll: Pick<TenantRoll, 'get'>;
  readonly #clock: Clock;
  #counts: { readonly states: Record<HealthState, number>; readonly at: number } | undefined;

  constructor(heads: HealthHeads, places: HealthPlaces, roll: Pick<TenantRoll, 'get'>, clock: Clock) {
    this.#heads = heads;
    this.#places = places;
    this.#roll = roll;
    this.#clock = clock;
  }

  /** One page in the order asked for; `next` is the place to go on from, while there may be more. */
  async page(
    query: Omit<HealthListQuery, 'cursor'>,
    after: readonly Scalar[] | undefined,
  ): Promise<{ readonly items: readonly ListedHealth[]; readonly next: readonly Scalar[] | undefined }> {
    const way = wayOf(query);
    const items: ListedHealth[] = [];
    let place = after;
    for (let looked = 0; looked < MOST_LOOKED_AT; ) {
      const page = await this.#scan(way, place, query.limit + 1);
      for (const head of page) {
        if (items.length === query.limit) return { items, next: place };
        looked++;
        place = positionOf(head, healthHeadsSpec, way.index, way.equals.length);
        const tenant = this.#roll.get(head.id);
        if (tenant !== undefined && matches(head, tenant, query)) items.push({ head, tenant });
      }
      if (page.length <= query.limit) return { items, next: undefined };
    }
    return { items, next: place };
  }

  /** How many are in which state: at most some seconds old. */
  async counts(): Promise<{ readonly states: Record<HealthState, number>; readonly asOf: string }> {
    const now = this.#clock.now();
    if (this.#counts === undefined || now - this.#counts.at >= COUNTS_KEPT_MS) {
      const states = { unknown: 0, at_risk: 0, watch: 0, healthy: 0 };
      for await (const { state } of scanAll(this.#places, { index: 'stateScore' }, 1_000)) states[state]++;
      this.#counts = { states, at: now };
    }
    return { states: this.#counts.states, asOf: isoTime(this.#counts.at) };
  }

  /** Those without a number stand at the end in either direction: nobody looks for them first. */
  async #scan(
    { index, equals, descending }: Way,
    after: readonly Scalar[] | undefined,
    limit: number,
  ): Promise<readonly HealthHead[]> {
    const place = after && { after };
    if (!descending) return this.#heads.scan({ index, equals, ...place, limit });
    const unknown = { index, equals, from: NO_NUMBER };
    if (after?.[0] === NO_NUMBER) return this.#heads.scan({ ...unknown, ...place, limit });
    const known = await this.#heads.scan({
      index,
      equals,
      before: NO_NUMBER,
      descending: true,
      ...place,
      limit,
    });
    if (known.length === limit) return known;
    return [...known, ...(await this.#heads.scan({ ...unknown, limit: limit - known.length }))];
  }
}

function wayOf({ sort, state, owner }: Pick<HealthListQuery, 'sort' | 'state' | 'owner'>): Way {
  const descending = sort.startsWith('-');
  const by = sort.replace(/^-/, '');
  if (state !== undefined) {
    const index = by === 'change7' ? 'stateChange7' : by === 'change30' ? 'stateChange30' : 'stateScore';
    return { index, equals: [state], descending };
  }
  if (owner !== undefined && by === 'score') return { index: 'ownerScore', equals: [owner], descending };
  const index = by === 'change7' ? 'change7' : by === 'change30' ? 'change30' : 'score';
  return { index, equals: ['y'], descending };
}

function matches(
  head: HealthHead,
  tenant: TenantHead,
  { state, owner, plan, tag }: Pick<HealthListQuery, 'state' | 'owner' | 'plan' | 'tag'>,
): boolean {
  if (tenant.phase !== 'live') return false;
  if (state !== undefined && head.state !== state) return false;
  if (owner !== undefined && tenant.accountOwner !== owner) return false;
  if (tag !== undefined && !tenant.tags.includes(tag)) return false;
  return plan === undefined || (planIdOf(tenant) ?? 'unassigned') === plan;
}

export function planIdOf({ plan }: TenantHead): string | null {
  return plan.status === 'assigned' ? plan.planId : null;
}
