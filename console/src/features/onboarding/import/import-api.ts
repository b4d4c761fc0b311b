import { api, read } from '../../../shared/api/client.ts';

const csv = { bodySerializer: (body: string) => body, headers: { 'content-type': 'text/csv' } } as const;

export const previewImport = (body: string, signal?: AbortSignal) =>
  read(api.POST('/v1/onboarding/imports/preview', { body, ...csv, ...(signal && { signal }) }));

/** The key makes a second try of the same file the same import. */
export const applyImport = (body: string, faulty: 'refuse' | 'skip', key: string) =>
  read(
    api.POST('/v1/onboarding/imports', {
      params: { query: { faulty }, header: { 'Idempotency-Key': key } },
      body,
      ...csv,
    }),
  );

/** The columns that a file may have; those with a star must be there. */
export const COLUMNS = [
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
export const REQUIRED: ReadonlySet<string> = new Set(['slug', 'displayName', 'contactName', 'contactEmail']);
export const MOST_BYTES = 4 * 1024 * 1024;
