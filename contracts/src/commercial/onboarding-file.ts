/** What a CSV file for onboarding many customers may hold. No zod here: the console carries none. */

export const IMPORT_ROWS_MAX = 5_000;
export const IMPORT_BYTES_MAX = 4 * 1024 * 1024;
export const IMPORT_COLUMNS = [
  'slug',
  'displayName',
  'contactName',
  'contactEmail',
  'planId',
  'planVersion',
  'interval',
  'currency',
  'zone',
  'cluster',
  'region',
  'accountOwner',
  'renewalDate',
  'contractAmountMinor',
  'contractCurrency',
  'crmId',
  'tags',
  'signedUpAt',
] as const;
/** Columns that must be there. */
export const IMPORT_COLUMNS_REQUIRED: readonly string[] = [
  'slug',
  'displayName',
  'contactName',
  'contactEmail',
];
