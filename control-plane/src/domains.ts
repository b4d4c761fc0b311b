import type { Access, AccessOptions } from './access/open-access.ts';
import { sessionSpec } from './access/sessions/session.ts';
import type { OpenAlerts } from './alerts/open-alerts.ts';
import type { Clock } from './clock.ts';
import type { Clusters } from './cluster/open-clusters.ts';
import type { Provisioner } from './cluster/provisioner.ts';
import type { Context } from './context.ts';
import type { Enforcement } from './enforcement/open-enforcement.ts';
import type { Entitlements } from './entitlements/open-entitlements.ts';
import type { Health } from './health/open-health.ts';
import type { Route } from './http/route.ts';
import type { Invoices } from './invoices/open-invoices.ts';
import type { OpenMail } from './mail/open-mail.ts';
import type { SmtpSettings } from './mail/smtp.ts';
import type { Onboarding } from './onboarding/open-onboarding.ts';
import { submissionAggregate } from './onboarding/submission.ts';
import type { OutgoingGuard, OutgoingGuardOptions } from './outgoing/guard.ts';
import type { StripeOptions } from './payments/stripe/stripe-provider.ts';
import type { Plans } from './plans/open-plans.ts';
import type { Revenue } from './revenue/open-revenue.ts';
import { roiRoutes } from './roi/http.ts';
import { planChangeRoutes } from './subscriptions/bulk/http.ts';
import type { PlanChanges } from './subscriptions/bulk/plan-changes.ts';
import { changePlanForTenants } from './subscriptions/for-tenants.ts';
import { subscriptionRoutes } from './subscriptions/http.ts';
import type { Subscriptions } from './subscriptions/open-subscriptions.ts';
import { changePreviewRoutes } from './subscriptions/preview/http.ts';
import type { SubscriptionChanges } from './subscriptions/preview/subscription-changes.ts';
import type { ClusterPlace } from './tenants/clusters.ts';
import { tenantRoutes } from './tenants/http.ts';
import type { Tenants } from './tenants/open-tenants.ts';
import type { OpenTenantTable } from './tenants/table/open-tenant-table.ts';
import { tenantAggregate } from './tenants/tenant.ts';
import type { TenantSignal } from './tenants/tenant-signal.ts';
import type { Who } from './tenants/who.ts';
import type { Usage } from './usage/open-usage.ts';
import type { OpenRetention } from './usage/retention/open-retention.ts';
import type { Sealing, SealingOptions } from './usage/sealing/open-sealing.ts';
import type { UsageConfig } from './usage/usage-config.ts';
import type { WebhookOptions, Webhooks } from './webhooks/open-webhooks.ts';

export interface DomainOptions {
  readonly clock: Clock;
  readonly access?: AccessOptions;
  /** Where usage differs from its defaults. */
  readonly usage?: Partial<UsageConfig>;
  /** With which key the ledger is sealed; with one that is thrown away when left out, for tests. */
  readonly sealing?: SealingOptions;
  /** Where tenants live, and how each of these clusters is reached; one that is only recorded when left out. */
  readonly clusters?: {
    readonly places: readonly ClusterPlace[];
    readonly provisioners: ReadonlyMap<string, Provisioner>;
  };
  /** Which networks that are not public webhooks, mail and the like may reach; none when left out. */
  readonly outgoing?: OutgoingGuardOptions;
  /** Who takes payments; nobody when left out. */
  readonly stripe?: StripeOptions | undefined;
  /** Which mail server takes what is sent to people; nothing is sent when left out. */
  readonly smtp?: SmtpSettings | undefined;
  /** With which keys secrets of webhooks are kept; one that is thrown away when left out, for tests. */
  readonly webhooks?: WebhookOptions;
  /** Milliseconds by a clock that nobody sets; the machine's own when left out and `clock` is the machine's. */
  readonly monotonic?: () => number;
}

/** What other processes' parts and tests reach past HTTP. */
export interface Domains {
  readonly plans: Plans;
  readonly subscriptions: Subscriptions;
  /** Changes of plan that are looked at before they are made. */
  readonly changes: SubscriptionChanges;
  readonly planChanges: PlanChanges;
  readonly entitlements: Entitlements;
  readonly enforcement: Enforcement;
  readonly tenants: Tenants;
  /** Says in this process which tenants to look at again. */
  readonly signal: TenantSignal;
  /** Asked before every connection to the outside. */
  readonly outgoing: OutgoingGuard;
  readonly webhooks: Webhooks;
  readonly usage: Usage;
  readonly sealing: Sealing;
  readonly retention: OpenRetention;
  readonly invoices: Invoices;
  readonly revenue: Revenue;
  readonly clusters: Clusters;
  readonly onboarding: Onboarding;
  readonly health: Health;
  readonly alerts: OpenAlerts;
  readonly mail: OpenMail;
  readonly tenantTable: OpenTenantTable;
  /** Routes of who needs somebody today. */
  readonly today: readonly Route[];
}

/** Every route of theirs. */
export function routesOf(context: Context, domains: Domains): readonly Route[] {
  const { plans, subscriptions, changes, planChanges, tenants, usage } = domains;
  const { invoices, revenue, entitlements, enforcement, sealing, retention } = domains;
  const { clusters, onboarding, health, alerts, mail, webhooks } = domains;
  const ofSubscriptions = subscriptionRoutes({
    service: subscriptions.service,
    changes,
    clock: context.clock,
    tenants: tenants.service,
  });
  return [
    ...plans.routes,
    ...ofSubscriptions,
    ...changePreviewRoutes(changes),
    ...planChangeRoutes(planChanges),
    ...invoices.routes,
    ...revenue.routes,
    ...entitlements.routes,
    ...enforcement.routes,
    ...tenantRoutes(
      tenants,
      changePlanForTenants(subscriptions.service, changes, tenants.subscriptions),
      context.clock,
    ),
    ...domains.tenantTable.routes,
    ...usage.routes,
    ...sealing.routes,
    ...retention.routes,
    ...clusters.routes,
    ...onboarding.routes,
    ...health.routes,
    ...alerts.routes,
    ...domains.today,
    ...mail.routes,
    ...roiRoutes({
      clock: context.clock,
      tenants: tenants.service,
      subscriptions: subscriptions.service,
      usage: usage.reader,
      meters: usage.meters,
    }),
    ...webhooks.routes,
  ];
}

/**
 * Forgets who is named in a thing, `<kind>/<id>`, that nobody can change any more: no call but an erasure reaches it. With
 * a tenant go the onboarding forms that it came by, which are answered.
 */
export async function forgetPeopleOf(
  { tenants, onboarding, sessions }: Pick<Domains, 'tenants' | 'onboarding'> & Pick<Access, 'sessions'>,
  target: string,
  reason: string,
  who: Who,
): Promise<readonly string[]> {
  const [kind, id] = target.split('/');
  if (id === undefined) return [];
  if (kind === submissionAggregate.kind) await onboarding.forgetPeople(id, reason, who);
  if (kind === sessionSpec.kind) await sessions.forgetPeople(id, reason, who);
  if (kind !== tenantAggregate.kind) return [];
  await tenants.service.forgetPeople(id, reason, who);
  const forms = await onboarding.submissions.ofTenant(id);
  for (const submissionId of forms) await onboarding.forgetPeople(submissionId, reason, who);
  return forms.map(submissionId => `${submissionAggregate.kind}/${submissionId}`);
}
