import { api, read } from '../../../shared/api/client.ts';

/** Takes a deletion back that has not come yet. @throws ApiProblem */
export function cancelDeletion(tenantId: string, reason: string | undefined) {
  return read(
    api.POST('/v1/tenants/{tenantId}/cancel-deletion', {
      params: { path: { tenantId } },
      body: reason === undefined ? {} : { reason },
    }),
  );
}
