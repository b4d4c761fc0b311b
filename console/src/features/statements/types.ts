import type { components } from '@tenantry/contracts/client/schema.generated';

type Schemas = components['schemas'];
export type Statement = Schemas['Statement'];
export type StatementLine = Statement['lines'][number];
export type Credit = Schemas['Credit'];
export type Payment = Schemas['Payment'];
