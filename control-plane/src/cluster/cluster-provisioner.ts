import { ObjectStore } from '@tenantry/operator/runtime/cache/object-store';
import { ApiError, isApiError } from '@tenantry/operator/runtime/client/api-error';
import type { Connection } from '@tenantry/operator/runtime/client/kube-config';
import { Reflector } from '@tenantry/operator/runtime/watch/reflector';
import type { Logger } from '../logger.ts';
import { canonicalJson, digestOf } from '../storage/canonical.ts';
import { conflictsOf, withoutField } from './field-conflicts.ts';
import { ListeningClient } from './listening-client.ts';
import {
  type ApplyOutcome,
  ClusterUnavailable,
  type DecidedSpec,
  type DesiredTenant,
  type Hold,
  type LastHeard,
  type ObservedTenant,
  type OwnedField,
  type RemoveOptions,
  type TenantChange,
  type TenantKey,
  type WatchingProvisioner,
} from './provisioner.ts';
import {
  type CachedTenant,
  FIELD_MANAGER,
  intentOf,
  observeTenant,
  TENANTS,
  TIERS,
} from './tenant-resource.ts';

/** A refusal that names fields names all of them; more rounds than this say that somebody races us. */
const ROUNDS = 4;

/** What our last write left: while the Tenant is still so, the same again would change nothing. */
interface Applied {
  readonly digest: string;
  readonly uid: string;
  readonly generation: number;
}

/**
 * Brings tenants to a cluster by server-side apply, and follows what is there. It writes only the fields that it is
 * given, never by force; what others own is told and left alone.
 */
export class ClusterProvisioner implements WatchingProvisioner {
  readonly kind = 'cluster';
  readonly #client: ListeningClient;
  readonly #store = new ObjectStore<CachedTenant>();
  readonly #logger: Logger;
  readonly #applied = new Map<string, Applied>();
  #reflector: Reflector<CachedTenant> | undefined;

  constructor(options: { readonly connection: Connection; readonly logger: Logger }) {
    this.#client = new ListeningClient({ connection: options.connection, fieldManager: FIELD_MANAGER });
    this.#logger = options.logger;
  }

  start(onChange: (change: TenantChange) => void, onSynced: () => void): void {
    this.#reflector = new Reflector({
      client: this.#client,
      type: TENANTS,
      project: observeTenant,
      store: this.#store,
      logger: this.#logger,
      onChange: ({ previous, current, written, initial }) => {
        const name = current?.name ?? previous?.name ?? '';
        const same = previous?.uid === current?.uid && previous?.generation === current?.generation;
        const others = !same || previous?.tenantId !== current?.tenantId;
        onChange({ name, current, initial, specChanged: others && !written });
      },
    });
    this.#reflector.start();
    void this.#reflector.synced.then(onSynced);
  }

  async stop(): Promise<void> {
    await this.#reflector?.stop();
    await this.#client.close();
  }

  lastHeard(): LastHeard {
    return this.#client.lastHeard();
  }

  async apply(
    desired: DesiredTenant,
    { dryRun = false, hold }: { readonly dryRun?: boolean; readonly hold?: Hold } = {},
  ): Promise<ApplyOutcome> {
    const digest = digestOf(canonicalJson([desired.tenantId, desired.spec]));
    if (!dryRun && this.#isApplied(desired, digest)) return { is: 'applied' };
    const known = await this.#read(desired.slug);
    // By what is there now, and not by what was seen last: it may have been deleted since.
    if (desired.onlyIfThere && known === undefined) return { is: 'absent' };
    const fault = misfitOf(desired, known);
    if (fault !== undefined) return fault;
    const held = known && (await hold?.(known));
    if (held !== undefined) return held;
    const owned: OwnedField[] = [];
    let spec = desired.spec;
    for (let round = 0; round < ROUNDS; round++) {
      const answer = await this.#write(desired, spec, known?.uid, dryRun);
      if ('is' in answer) return answer;
      if ('written' in answer) {
        if (owned.length > 0) return { is: 'conflict', fields: owned };
        const { uid, generation } = answer.written;
        if (!dryRun) this.#applied.set(desired.slug, { digest, uid, generation });
        return { is: 'applied' };
      }
      owned.push(...answer.owned);
      spec = answer.owned.reduce(withoutField, spec);
    }
    throw new ClusterUnavailable(`others keep changing Tenant ${desired.slug}`);
  }

  async remove(tenant: TenantKey, { hold, marked = false }: RemoveOptions = {}): Promise<boolean> {
    const known = await this.#read(tenant.slug);
    this.#applied.delete(tenant.slug);
    // Another record's Tenant is not ours to delete, and ours is gone if that has its name.
    const owner = known?.tenantId ?? (marked ? undefined : tenant.tenantId);
    if (known === undefined || owner !== tenant.tenantId) return true;
    if (known.deleting || (await hold?.(known)) !== undefined) return false;
    await this.#call(() => this.#client.delete(TENANTS, { name: tenant.slug }, { uid: known.uid }));
    return (await this.#read(tenant.slug)) === undefined;
  }

  async observe({ slug, tenantId }: TenantKey): Promise<ObservedTenant | undefined> {
    if (!this.#store.synced) throw new ClusterUnavailable('the cluster has not been read yet');
    const known = this.#store.get('', slug);
    return known?.tenantId === undefined || known.tenantId === tenantId ? known : undefined;
  }

  seen(name: string): ObservedTenant | undefined {
    return this.#store.get('', name);
  }

  async confirmGone(name: string): Promise<boolean> {
    // Without its definition no Tenant is found either; that is no end of anybody.
    const known = await this.#call(() => this.#client.page(TENANTS, { pageLimit: 1 }));
    return known !== undefined && (await this.#read(name)) === undefined;
  }

  async tier(name: string): Promise<unknown> {
    return (await this.#call(() => this.#client.get(TIERS, { name })))?.['spec'];
  }

  #isApplied({ slug, tenantId }: TenantKey, digest: string): boolean {
    const applied = this.#applied.get(slug);
    const known = this.#store.get('', slug);
    return (
      applied?.digest === digest &&
      known?.uid === applied.uid &&
      known.generation === applied.generation &&
      known.tenantId === tenantId &&
      !known.deleting
    );
  }

  async #write(
    desired: DesiredTenant,
    spec: DecidedSpec,
    uid: string | undefined,
    dryRun: boolean,
  ): Promise<{ written: CachedTenant } | { owned: readonly OwnedField[] } | ApplyOutcome> {
    try {
      const { object } = await this.#client.apply(TENANTS, intentOf(desired, spec, uid), {
        force: false,
        dryRun,
      });
      const written = observeTenant(object);
      if (!dryRun) this.#store.recordWrite(written);
      return { written };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const owned = conflictsOf(error.causes);
      if (owned.length > 0) return { owned };
      if ([400, 403, 413, 422].includes(error.status)) {
        return { is: 'refused', code: 'refused_by_cluster', message: error.message.slice(0, 1_000) };
      }
      throw new ClusterUnavailable(error.message, { cause: error });
    }
  }

  async #read(name: string): Promise<CachedTenant | undefined> {
    const object = await this.#call(() => this.#client.get(TENANTS, { name }));
    return object && observeTenant(object);
  }

  async #call<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      if (isApiError(error, 404)) return undefined;
      if (error instanceof ApiError) throw new ClusterUnavailable(error.message, { cause: error });
      throw error;
    }
  }
}

/** Why a desired Tenant cannot be applied onto what has its name. @throws ClusterUnavailable while that is going */
function misfitOf(desired: DesiredTenant, known: ObservedTenant | undefined): ApplyOutcome | undefined {
  const { slug, tenantId, spec } = desired;
  if (known === undefined) {
    if (spec.tier !== undefined) return undefined;
    return {
      is: 'refused',
      code: 'not_in_cluster',
      message: `there is no Tenant ${slug}, and no plan to make it by`,
    };
  }
  if (known.deleting) throw new ClusterUnavailable(`Tenant ${slug} is being deleted`);
  if (known.tenantId === undefined || known.tenantId === tenantId) return undefined;
  return {
    is: 'refused',
    code: 'name_taken',
    message: `Tenant ${slug} belongs to the record ${known.tenantId}`,
  };
}
