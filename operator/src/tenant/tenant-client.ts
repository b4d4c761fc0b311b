import { API_GROUP_VERSION, TENANT_FINALIZER } from '@tenantry/contracts/tenancy/names';
import type { ObjectStore } from '../runtime/cache/object-store.ts';
import { isApiError } from '../runtime/client/api-error.ts';
import type { KubeClient } from '../runtime/client/kube-client.ts';
import { CUSTOM_RESOURCE_DEFINITION, TENANT } from './kinds.ts';
import { type TenantRecord, tenantRecord } from './tenant-record.ts';

/** The operator's own writes to a Tenant outside its status: the finalizer, and nothing else. */
export class TenantClient {
  readonly #client: KubeClient;
  readonly #store: ObjectStore<TenantRecord>;

  constructor(options: { readonly client: KubeClient; readonly store: ObjectStore<TenantRecord> }) {
    this.#client = options.client;
    this.#store = options.store;
  }

  /** Before anything is made, so that nothing made is ever orphaned without a word. */
  async holdFinalizer(tenant: TenantRecord, signal: AbortSignal): Promise<void> {
    if (tenant.finalizers.includes(TENANT_FINALIZER)) return;
    await this.#apply(tenant, [TENANT_FINALIZER], signal);
  }

  async releaseFinalizer(tenant: TenantRecord, signal: AbortSignal): Promise<void> {
    if (!tenant.finalizers.includes(TENANT_FINALIZER)) return;
    try {
      await this.#apply(tenant, [], signal);
    } catch (error) {
      if (!isApiError(error, 404) && !isApiError(error, 409) && !isApiError(error, 422)) throw error;
      // Gone, or another under the name: either way this one is released. If it is there, it was a refusal.
      const there = await this.#client.get(TENANT, { name: tenant.name }, { metadataOnly: true, signal });
      if (there?.metadata.uid === tenant.uid) throw error;
    }
  }

  /**
   * Whether the CRD itself is being deleted. It takes every Tenant with it, past all policies; that is an
   * accident or an uninstallation, and neither is a reason to touch what runs.
   */
  async isDefinitionGoing(): Promise<boolean> {
    const name = `${TENANT.plural}.${TENANT.group}`;
    const definition = await this.#client.get(CUSTOM_RESOURCE_DEFINITION, { name }, { metadataOnly: true });
    return definition === undefined || definition.metadata.deletionTimestamp !== undefined;
  }

  async #apply(tenant: TenantRecord, finalizers: readonly string[], signal: AbortSignal): Promise<void> {
    const intent = {
      apiVersion: API_GROUP_VERSION,
      kind: TENANT.kind,
      // Without the UID, an apply after the Tenant's end would try to make it again.
      metadata: { name: tenant.name, uid: tenant.uid, ...(finalizers.length > 0 && { finalizers }) },
    };
    const { object } = await this.#client.apply(TENANT, intent, { signal });
    if (object.metadata.deletionTimestamp === undefined) this.#store.recordWrite(tenantRecord(object));
  }
}
