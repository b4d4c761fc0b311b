import { type NewTenant, type TenantBody, tenantSchema } from '@tenantry/contracts/commercial/tenant';
import type { TestApp } from '../app.test-support.ts';

export function newTenant(slug = 'sample-acme', rest: Partial<NewTenant> = {}): NewTenant {
  return { slug, displayName: `${slug} (sample)`, contacts: [], tags: [], ...rest };
}

/** Registers a tenant through the API, without a plan. */
export async function registered(app: TestApp, rest: Partial<NewTenant> = {}): Promise<TenantBody> {
  const reply = await app.as('admin')('POST', '/v1/tenants', { body: newTenant(rest.slug, rest) });
  return tenantSchema.parse(reply.body);
}
