import type { Principal } from '../access/principal.ts';
import type { EventFault, IncomingEvent } from './incoming-event.ts';
import type { TenantDirectory, UsageTenant } from './tenant-directory.ts';

/** Says whose each event of one request is; each name is looked up once. */
export class TenantLookup {
  readonly #directory: TenantDirectory;
  readonly #principal: Principal;
  readonly #known = new Map<string, Promise<UsageTenant | undefined>>();

  constructor(directory: TenantDirectory, principal: Principal) {
    this.#directory = directory;
    this.#principal = principal;
  }

  /** The tenant's id. A key that is bound has its own, and no other exists for it. */
  async of({ tenantId, tenant: slug }: IncomingEvent): Promise<string | EventFault> {
    const own = this.#principal.tenantId;
    const id = tenantId ?? (slug === undefined ? own : undefined);
    if (id === undefined && slug === undefined) return { reason: 'tenant_required', field: '/tenantId' };
    const byId = id === undefined ? undefined : await this.#visible('id', id);
    if (id !== undefined && byId === undefined) return { reason: 'tenant_not_found', field: '/tenantId' };
    const bySlug = slug === undefined ? undefined : await this.#visible('slug', slug);
    if (slug !== undefined && bySlug === undefined) return { reason: 'tenant_not_found', field: '/tenant' };
    if (byId && bySlug && byId.tenantId !== bySlug.tenantId) {
      return { reason: 'tenant_ambiguous', field: '/tenant' };
    }
    const tenant = byId ?? bySlug;
    if (tenant === undefined || tenant.state === 'deleted')
      return { reason: 'tenant_gone', field: '/tenantId' };
    return tenant.tenantId;
  }

  async #visible(by: 'id' | 'slug', name: string): Promise<UsageTenant | undefined> {
    const tenant = await this.#find(by, name);
    const own = this.#principal.tenantId;
    return own === undefined || tenant?.tenantId === own ? tenant : undefined;
  }

  #find(by: 'id' | 'slug', name: string): Promise<UsageTenant | undefined> {
    const key = `${by} ${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = by === 'id' ? this.#directory.byId(name) : this.#directory.bySlug(name);
    this.#known.set(key, found);
    return found;
  }
}
