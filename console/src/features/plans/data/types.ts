import type { components } from '@tenantry/contracts/client/schema.generated';

type Schemas = components['schemas'];
export type Plan = Schemas['Plan'];
export type PlanVersion = Schemas['PlanVersion'];
export type PlanSpec = PlanVersion['spec'];
export type PlanChange = Schemas['PlanChange'];
export type PlanChangeListed = Schemas['PlanChangePage']['items'][number];
export type PlanChangePreview = Schemas['PlanChangePreview'];
export type NewPlanChange = Schemas['NewPlanChange'];
export type PlanChangeTenant = Schemas['PlanChangeTenant'];
export type FindingCode = NonNullable<NewPlanChange['acceptFindings']>[number];
