import type { components } from '@tenantry/contracts/client/schema.generated';

type Schemas = components['schemas'];
export type Overrides = Schemas['AlertOverrides'];
export type RuleName = Schemas['AlertRule'];
export type Part = Schemas['AlertSettingsPart'];
/** Quantities of an hour by meter. */
export type Bounds = Schemas['RateAlertSettings']['perHour'];
export const SCOPES = ['everybody', 'plan', 'tenant'] as const;
export type Scope = (typeof SCOPES)[number];
export const LEVELS = ['info', 'warning', 'alarm'] as const;
export const FIELDS = ['enabled', ...LEVELS, 'margin', 'holdSeconds'] as const;
export type Field = (typeof FIELDS)[number];

/** Where a value comes from: the nearest scope that says something about it. */
export type Origin = Scope | 'shipped';

/** `said`: what each scope says, the nearest first. */
export function originOf(
  said: readonly { readonly scope: Scope; readonly overrides: Overrides | undefined }[],
  rule: RuleName,
  field: Field,
): Origin {
  const found = said.find(({ overrides }) => overrides?.[rule]?.[field] !== undefined);
  return found?.scope ?? 'shipped';
}

/** Says something of a rule, or (undefined) nothing of its own any more; a rule that says nothing is left out. */
export function withField(
  overrides: Overrides,
  rule: RuleName,
  field: Field,
  value: Part[Field] | undefined,
): Overrides {
  const { [field]: _, ...rest } = overrides[rule] ?? {};
  const part = value === undefined ? rest : { ...rest, [field]: value };
  const { [rule]: __, ...others } = overrides;
  return Object.keys(part).length === 0 ? others : { ...others, [rule]: part };
}

/** Says all bounds of the usage of an hour, or (undefined) none of its own any more. */
export function withBounds(overrides: Overrides, bounds: Bounds | undefined): Overrides {
  const { perHour: _, ...rest } = overrides.rate ?? {};
  const rate = bounds === undefined ? rest : { ...rest, perHour: bounds };
  const { rate: __, ...others } = overrides;
  return Object.keys(rate).length === 0 ? others : { ...others, rate };
}
