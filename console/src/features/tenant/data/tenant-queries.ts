import { api, read, readVersioned } from '../../../shared/api/client.ts';
import type { Reading } from '../../../shared/api/query-reading.ts';
import { useReading } from './reading.ts';
import type { Enforcement, Subscription, Tenant, TenantHealth, Workload } from './types.ts';

/** What the head of the page and more than one of its parts read; each is fetched once, whoever asks. */

export interface Versioned<Value> {
  readonly value: Value;
  readonly etag: string;
}

const path = (tenantId: string) => ({ path: { tenantId } });

export function useTenant(tenantId: string): Reading<Versioned<Tenant>> {
  return useReading({
    key: ['tenant', tenantId],
    read: signal => readVersioned(api.GET('/v1/tenants/{tenantId}', { params: path(tenantId), signal })),
    tenantId,
    heeds: ['tenant', 'subscription'],
  });
}

export function useHealth(tenantId: string): Reading<TenantHealth> {
  return useReading({
    key: ['health', tenantId],
    read: signal => read(api.GET('/v1/tenants/{tenantId}/health', { params: path(tenantId), signal })),
    tenantId,
    heeds: ['health', 'health_record', 'task'],
  });
}

export function useSubscription(tenantId: string): Reading<Versioned<Subscription>> {
  return useReading({
    key: ['subscription', tenantId],
    read: signal =>
      readVersioned(api.GET('/v1/tenants/{tenantId}/subscription', { params: path(tenantId), signal })),
    tenantId,
    heeds: ['subscription'],
  });
}

export function useWorkload(tenantId: string): Reading<Workload> {
  return useReading({
    key: ['workload', tenantId],
    read: signal => read(api.GET('/v1/tenants/{tenantId}/workload', { params: path(tenantId), signal })),
    tenantId,
    heeds: ['tenant', 'onboarding'],
    // The cluster tells the control plane, and the stream does not tell of that.
    everyMs: 15_000,
  });
}

export function useEnforcement(tenantId: string, allowed: boolean): Reading<Enforcement> {
  return useReading({
    allowed,
    key: ['enforcement', tenantId],
    read: signal => read(api.GET('/v1/enforcement/{tenantId}', { params: path(tenantId), signal })),
    tenantId,
    heeds: ['enforcement', 'tenant'],
  });
}
