import type { components } from '@tenantry/contracts/client/schema.generated';

type Schemas = components['schemas'];
export type Tenant = Schemas['Tenant'];
export type TenantHealth = Schemas['TenantHealth'];
export type Workload = Schemas['Workload'];
export type Subscription = Schemas['Subscription'];
export type EffectivePlan = Schemas['EffectivePlan'];
export type Entitlement = Schemas['Entitlement'];
export type Enforcement = Schemas['Enforcement'];
export type Preview = Schemas['SubscriptionChangePreview'];
export type MeterState = Schemas['MeterState'];
export type StatementLine = Schemas['StatementLine'];
