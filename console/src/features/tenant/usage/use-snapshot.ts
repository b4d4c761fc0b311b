import { api, read } from '../../../shared/api/client.ts';
import type { Span } from './span.ts';
import { useSpanReading } from './use-span-reading.ts';

/** What was used of every meter in a stretch of time, with where it begins and ends. */
export function useSnapshot(tenantId: string, span: () => Span) {
  return useSpanReading(
    () => ['usage', tenantId, 'snapshot', span()],
    signal =>
      read(
        api.GET('/v1/tenants/{tenantId}/usage/snapshot', {
          params: { path: { tenantId }, query: span() },
          signal,
        }),
      ),
    tenantId,
  );
}
