import { api, read } from '../../../shared/api/client.ts';

/** Lifts a suspension: that of an author, or one's own. @throws ApiProblem */
export function resume(tenantId: string, body: { readonly by?: string; readonly reason?: string }) {
  return read(api.POST('/v1/tenants/{tenantId}/resume', { params: { path: { tenantId } }, body }));
}
