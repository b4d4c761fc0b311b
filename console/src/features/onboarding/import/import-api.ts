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
