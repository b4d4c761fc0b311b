import { OBJECT_NAME } from '@tenantry/contracts/tenancy/names';
import { SERVICE_ACCOUNT } from '../kinds.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { type Desired, managed } from './meta.ts';

/** Workloads run as this account, which holds no token: a tenant's pod has no business with the API server. */
export function serviceAccount(effective: EffectiveSpec): Desired {
  return managed(effective, SERVICE_ACCOUNT, OBJECT_NAME.serviceAccount, {
    automountServiceAccountToken: false,
    ...(effective.imagePullSecrets.length > 0 && {
      imagePullSecrets: effective.imagePullSecrets.map(({ name }) => ({ name })),
    }),
  });
}
