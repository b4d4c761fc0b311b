import type { TenantLifecycle } from '@tenantry/contracts/commercial/tenant';
import type { Clock } from '../clock.ts';
import type { Aggregates } from '../storage/aggregates.ts';
import type { SlugClaims } from './slug-claims.ts';
import { lifecycleOf, type TenantRecord } from './tenant.ts';
import type { TenantHead } from './tenant-heads.ts';
import type { TenantRoll } from './tenant-roll.ts';

export interface TenantEntry {
  readonly tenantId: string;
  readonly slug: string;
  readonly cluster: string;
  readonly region: string;
  readonly state: TenantLifecycle;
}

/**
 * Who a tenant is, for those who ask often. Answers from memory; what is not there is asked of the store, so a tenant
 * that another replica registered is found at once. Ids and slugs never change hands; `state` may be as old as the
 * roll's refresh. Deleted tenants are found by id, and by slug while nobody else has it.
 */
export interface TenantDirectory {
  byId(tenantId: string): Promise<TenantEntry | undefined>;
  bySlug(slug: string): Promise<TenantEntry | undefined>;
}

export class RollDirectory implements TenantDirectory {
  readonly #roll: TenantRoll;
  readonly #tenants: Aggregates<TenantRecord>;
  readonly #claims: SlugClaims;
  readonly #clock: Clock;

  constructor(parts: {
    readonly roll: TenantRoll;
    readonly tenants: Aggregates<TenantRecord>;
    readonly claims: SlugClaims;
    readonly clock: Clock;
  }) {
    this.#roll = parts.roll;
    this.#tenants = parts.tenants;
    this.#claims = parts.claims;
    this.#clock = parts.clock;
  }

  async byId(tenantId: string): Promise<TenantEntry | undefined> {
    const known = this.#roll.get(tenantId);
    if (known) return this.#entry(tenantId, known);
    const tenant = await this.#tenants.load(tenantId);
    return tenant && this.#entry(tenantId, tenant.state);
  }

  async bySlug(slug: string): Promise<TenantEntry | undefined> {
    const known = this.#roll.bySlug(slug);
    // One that is gone may have a successor that is not in memory yet.
    if (known && known.phase !== 'deleted') return this.#entry(known.id, known);
    const holder = await this.#claims.holder(slug);
    return holder === undefined ? undefined : this.byId(holder);
  }

  #entry(tenantId: string, tenant: TenantRecord | TenantHead): TenantEntry | undefined {
    if (tenant.phase === 'refused') return undefined;
    const { slug, cluster, region } = tenant;
    return { tenantId, slug, cluster, region, state: lifecycleOf(tenant, this.#clock.now()) };
  }
}
