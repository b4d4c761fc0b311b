import {
  CONTROL_PLANE_FIELD_MANAGER,
  RECORD_ANNOTATION,
  TENANT_ID_ANNOTATION,
} from '@tenantry/contracts/commercial/tenant';
import { observedStatusSchema } from '@tenantry/contracts/commercial/workload';
import { API_GROUP, API_GROUP_VERSION, API_VERSION } from '@tenantry/contracts/tenancy/names';
import type { Cached } from '@tenantry/operator/runtime/cache/object-store';
import type { Intent, KubeObject, ResourceType } from '@tenantry/operator/runtime/objects';
import { z } from 'zod';
import type { DecidedSpec, DesiredTenant, ObservedTenant } from './provisioner.ts';

export const FIELD_MANAGER = CONTROL_PLANE_FIELD_MANAGER;

export const TENANTS: ResourceType = {
  group: API_GROUP,
  version: API_VERSION,
  kind: 'Tenant',
  plural: 'tenants',
  namespaced: false,
};

export const TIERS: ResourceType = { ...TENANTS, kind: 'Tier', plural: 'tiers' };

export type CachedTenant = ObservedTenant & Cached;

const specSchema = z.record(z.string(), z.unknown()).catch({});

/** What is kept of a Tenant: 2 to 4 KB each; managed fields and annotations of others are left out. */
export function observeTenant(object: KubeObject): CachedTenant {
  const {
    name,
    uid = '',
    resourceVersion = '0',
    generation = 0,
    annotations,
    deletionTimestamp,
  } = object.metadata;
  return {
    namespace: '',
    name,
    uid,
    resourceVersion,
    generation,
    tenantId: annotations?.[TENANT_ID_ANNOTATION],
    record: annotations?.[RECORD_ANNOTATION],
    deleting: deletionTimestamp !== undefined,
    spec: specSchema.parse(object['spec'] ?? {}),
    status: observedStatusSchema.parse(object['status'] ?? {}),
  };
}

/** Exactly the fields that we decide. With a uid, it is for that object and no other, and makes none. */
export function intentOf(desired: DesiredTenant, spec: DecidedSpec, uid: string | undefined): Intent {
  return {
    apiVersion: API_GROUP_VERSION,
    kind: TENANTS.kind,
    metadata: {
      name: desired.slug,
      ...(uid !== undefined && { uid }),
      annotations: {
        [TENANT_ID_ANNOTATION]: desired.tenantId,
        ...(desired.record !== undefined && { [RECORD_ANNOTATION]: desired.record }),
      },
    },
    ...(Object.keys(spec).length > 0 && { spec }),
  };
}
