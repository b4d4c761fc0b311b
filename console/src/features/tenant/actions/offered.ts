import type { IconName } from '../../../shared/ui/icons.ts';
import { isOver } from '../data/is-over.ts';
import type { Tenant } from '../data/types.ts';
import type { Action } from './action.ts';

export interface Offer {
  readonly action: Action;
  readonly icon: IconName;
  readonly danger?: boolean;
}

interface Standing {
  readonly state: Tenant['state'];
  readonly suspensions: readonly Tenant['suspensions'][number][];
}

type May = (operation: string) => boolean;

/** What of a tenant in this state this person may do; the rest is left out. */
export function offered(tenant: Standing, may: May): Offer[] {
  const living = !isOver(tenant.state);
  const offers: readonly (Offer & { readonly when: boolean })[] = [
    { action: 'note', icon: 'edit', when: may('addTenantNote') },
    { action: 'task', icon: 'tasks', when: living && may('createTask') },
    { action: 'hand-off', icon: 'user', when: living && may('updateTenant') },
    { action: 'change-plan', icon: 'plans', when: living && may('previewSubscriptionChange') },
    { action: 'resume', icon: 'play', when: living && tenant.suspensions.length > 0 && may('resumeTenant') },
    { action: 'suspend', icon: 'pause', danger: true, when: living && may('suspendTenant') },
    {
      action: 'cancel-deletion',
      icon: 'undo',
      when: tenant.state === 'deletion_scheduled' && may('cancelTenantDeletion'),
    },
    {
      action: 'schedule-deletion',
      icon: 'trash',
      danger: true,
      when: living && tenant.state !== 'deletion_scheduled' && may('scheduleTenantDeletion'),
    },
  ];
  return offers.filter(({ when }) => when).map(({ when: _, ...offer }) => offer);
}
