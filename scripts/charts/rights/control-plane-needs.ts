import { TENANTS, TIERS } from '../../../control-plane/src/cluster/tenant-resource.ts';
import type { RoleNeeds } from './need.ts';

export const CONTROL_PLANE_SERVICE_ACCOUNT = 'tenantry-control-plane';

/** Tenants, and to read the tiers that they name: nothing else is the control plane's in a cluster. */
export function controlPlaneNeeds(): RoleNeeds {
  return {
    kind: 'ClusterRole',
    name: CONTROL_PLANE_SERVICE_ACCOUNT,
    comment:
      'What the control plane may do in a cluster that tenants live in: Tenants, and to read the tiers that they name. Apply it there, and give the control plane the service account, or bind the role to whoever its kubeconfig names.',
    needs: [
      {
        why: 'Tenants are followed: what runs, what others changed, what became of it.',
        types: [TENANTS],
        verbs: ['get', 'list', 'watch'],
      },
      {
        why: 'A customer that is onboarded, changed or let go. Server-side apply is a patch, and a create where there is nothing yet.',
        types: [TENANTS],
        verbs: ['create', 'patch', 'delete'],
      },
      {
        why: 'For the preview of a change of plan: what another tier would run.',
        types: [TIERS],
        verbs: ['get'],
      },
    ],
  };
}
