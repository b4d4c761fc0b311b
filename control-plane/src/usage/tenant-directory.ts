/** Who a tenant is; the tenants domain answers. Asked for each request, so it answers from memory where it can. */
export interface UsageTenant {
  readonly tenantId: string;
  readonly slug: string;
  /** `deleted` takes no more usage. */
  readonly state: string;
}

export interface TenantDirectory {
  byId(tenantId: string): Promise<UsageTenant | undefined>;
  bySlug(slug: string): Promise<UsageTenant | undefined>;
}
