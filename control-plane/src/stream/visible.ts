import type { EventName } from '@tenantry/contracts/commercial/event';
import { decide } from '../access/policy.ts';
import type { Principal } from '../access/principal.ts';

/**
 * By kind of thing, the operation that shows one: whoever may call it may know that the thing is otherwise. What is not
 * named here is for those who may follow all events.
 */
export const SHOWN_BY: Readonly<Record<string, string>> = {
  tenant: 'getTenant',
  subscription: 'getSubscription',
  plan_change: 'getPlanChange',
  plan_version: 'getPlanVersion',
  settings: 'getSettings',
  meter: 'getMeter',
  usage_correction: 'listUsageEvents',
  onboarding: 'getSubmission',
  webhook: 'getWebhook',
  tenant_note: 'listTenantNotes',
  alert: 'getAlert',
  alert_rules: 'listAlertRules',
  alert_recipients: 'getAlertRecipients',
  health: 'getTenantHealth',
  health_record: 'getTenantHealth',
  health_settings: 'getHealthSettings',
  task: 'getTask',
  statement: 'getStatement',
  statement_void: 'getStatement',
  credit: 'listCredits',
  payment: 'listPayments',
  enforcement: 'getTenantEnforcement',
  enforcement_settings: 'getEnforcementSettings',
};
const OTHERWISE = 'listEvents';
/**
 * What the operator weighs about a tenant, and does not tell it: that somebody looks at it would say as much as what
 * is looked at.
 */
const KEPT_FROM_TENANTS: ReadonlySet<string> = new Set<EventName>([
  'enforcement.rehearsed',
  'enforcement.exempted',
  'enforcement.exemption_ended',
  'enforcement.approval_needed',
]);

/** Whether somebody may know that something of a kind, of this tenant or of none, is otherwise. */
export function mayKnow(principal: Principal, kind: string, tenantId: string | undefined): boolean {
  // Whoever is bound to a tenant knows of that tenant's things, and of nothing that is everybody's.
  if (principal.tenantId !== undefined && principal.tenantId !== tenantId) return false;
  const operation = Object.hasOwn(SHOWN_BY, kind) ? SHOWN_BY[kind] : undefined;
  const route = { operation: operation ?? OTHERWISE, tenantParam: 'tenantId' };
  return decide(route, principal, { tenantId: tenantId ?? '' }) === 'allowed';
}

/** Whether somebody may hear of an event. */
export function mayHear(
  principal: Principal,
  {
    type,
    kind,
    tenantId,
  }: { readonly type: string; readonly kind: string; readonly tenantId: string | undefined },
): boolean {
  if (principal.tenantId !== undefined && KEPT_FROM_TENANTS.has(type)) return false;
  return mayKnow(principal, kind, tenantId);
}
