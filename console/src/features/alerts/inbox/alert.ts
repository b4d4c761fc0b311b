import type { components } from '@tenantry/contracts/client/schema.generated';

type Schemas = components['schemas'];
export type Alert = Schemas['Alert'];
export type AlertPage = Schemas['AlertPage'];
export type AlertRule = Schemas['AlertRule'];

export const LEVELS = ['alarm', 'warning', 'info', 'ok'] as const;
export const RULES = [
  'allowance',
  'rate',
  'quota',
  'health',
  'onboarding',
  'renewal',
  'ledger_lag',
] as const satisfies readonly AlertRule[];
/** What is listed: all that wants somebody, or those in one state, or everything that there ever was. */
export const SHOWN = ['current', 'open', 'acknowledged', 'snoozed', 'recovered', 'all'] as const;
export type Shown = (typeof SHOWN)[number];
