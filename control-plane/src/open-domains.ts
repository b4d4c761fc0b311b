import { randomBytes } from 'node:crypto';
import { openAlerts } from './alerts/open-alerts.ts';
import type { Audit } from './audit/audit.ts';
import { systemClock } from './clock.ts';
import { openClusters } from './cluster/open-clusters.ts';
import type { Context } from './context.ts';
import { type DomainOptions, type Domains, routesOf } from './domains.ts';
import { openEnforcement } from './enforcement/open-enforcement.ts';
import { EnforcementRecords } from './enforcement/records.ts';
import { openEntitlements } from './entitlements/open-entitlements.ts';
import { openHealth } from './health/open-health.ts';
import type { Route } from './http/route.ts';
import { openInvoices } from './invoices/open-invoices.ts';
import { openMail } from './mail/open-mail.ts';
import { installationOf } from './migrations/installation.ts';
import { openOnboarding } from './onboarding/open-onboarding.ts';
import type { OpenOutbox } from './outbox/open-outbox.ts';
import { OutgoingGuard } from './outgoing/guard.ts';
import { StripeProvider } from './payments/stripe/stripe-provider.ts';
import { openPlans } from './plans/open-plans.ts';
import { openRevenue } from './revenue/open-revenue.ts';
import type { OpenStream } from './stream/open-stream.ts';
import { PlanChanges } from './subscriptions/bulk/plan-changes.ts';
import { subscriptionsForTenants } from './subscriptions/for-tenants.ts';
import { openSubscriptions } from './subscriptions/open-subscriptions.ts';
import { openSubscriptionChanges } from './subscriptions/preview/open-subscription-changes.ts';
import { openTenants } from './tenants/open-tenants.ts';
import { openTenantTable } from './tenants/table/open-tenant-table.ts';
import { TenantSignal } from './tenants/tenant-signal.ts';
import type { LastVisit } from './today/http.ts';
import { openToday } from './today/open-today.ts';
import { usageForEntitlements } from './usage/for-entitlements.ts';
import { openUsage, type Usage } from './usage/open-usage.ts';
import { openRetention } from './usage/retention/open-retention.ts';
import type { TellAudit } from './usage/sealing/http.ts';
import { openSealing } from './usage/sealing/open-sealing.ts';
import { generateSigningKey, signingKeyFrom } from './usage/sealing/signing-key.ts';
import { DEFAULT_USAGE_CONFIG } from './usage/usage-config.ts';
import { openWebhooks } from './webhooks/open-webhooks.ts';

/** What tells of every change. */
interface Records {
  readonly audit: Audit;
  readonly outbox: OpenOutbox;
  readonly stream: OpenStream;
  readonly lastVisit: LastVisit;
}

/**
 * Every domain, opened in phases: each needs those before it, and what one asks of a later one it asks by requests only,
 * when everything is open.
 */
export async function openDomains(
  context: Context,
  options: DomainOptions,
  records: Records,
): Promise<Domains & { readonly routes: readonly Route[] }> {
  const known: { usage?: Usage } = {};
  const customers = await openCustomers(
    context,
    options,
    async meter => (await known.usage?.meters.isDeclared(meter)) ?? false,
  );
  const tellAudit: TellAudit = entry => records.audit.record(entry);
  const ledger = await openLedger(context, options, { ...customers, tellAudit });
  known.usage = ledger.usage;
  const bounds = await openBounds(context, { ...customers, ...ledger });
  const billing = await openBilling(context, options, { ...customers, ...ledger });
  const running = await openRunning(context, options, { ...customers, ...ledger });
  const opened = { ...customers, ...ledger, ...bounds, ...billing, ...running };
  const care = await openCare(context, options, { ...opened, ...records });
  const consequences = await openConsequences(context, options, { ...opened, outbox: records.outbox });
  const overview = await openOverview(context, { ...opened, ...care, ...records });
  const domains = { ...opened, ...care, ...consequences, ...overview };
  return { ...domains, routes: routesOf(context, domains) };
}

/** Who the customers are and what they bought; and what everybody tells and asks of one another. */
async function openCustomers(
  context: Context,
  options: DomainOptions,
  isDeclared: (meter: string) => Promise<boolean>,
) {
  // For every connection that goes to an address somebody gave.
  const outgoing = new OutgoingGuard({ allow: [], logger: context.logger, ...options.outgoing });
  const signal = new TenantSignal();
  context.onProjected(signal.changed);
  // Told apart from decisions, for who shows all tenants at once.
  const [counted, evaluated] = [new TenantSignal(), new TenantSignal()];
  const plans = await openPlans(context, isDeclared);
  const subscriptions = await openSubscriptions(context, plans.service);
  const tenants = await openTenants(context, {
    subscriptions: subscriptionsForTenants(subscriptions.service, context.clock),
    places: options.clusters?.places,
  });
  return { outgoing, signal, counted, evaluated, plans, subscriptions, tenants };
}
type Customers = Awaited<ReturnType<typeof openCustomers>>;

/** What was used: taken in, counted, sealed, and pruned at last. */
async function openLedger(
  context: Context,
  options: DomainOptions,
  { subscriptions, tenants, signal, counted, tellAudit }: Customers & { readonly tellAudit: TellAudit },
) {
  const sealing = await openSealing(
    context,
    options.sealing ?? { key: signingKeyFrom(generateSigningKey()) },
    tellAudit,
  );
  const usage = await openUsage(context, {
    tenants: tenants.directory,
    config: options.usage,
    sealsDue: sealing.due,
    periodAt: (tenantId, at) => subscriptions.service.periodAt(tenantId, at),
    counted: tenantId => {
      signal.tell(tenantId);
      counted.tell(tenantId);
    },
  });
  const retention = await openRetention(context, { sealing, ledger: usage, config: options.usage });
  const usageUntilNow = usageForEntitlements(usage.reader, usage.meters, {
    clock: context.clock,
    futureLimit: options.usage?.futureLimit ?? DEFAULT_USAGE_CONFIG.futureLimit,
  });
  return { sealing, usage, retention, usageUntilNow };
}
type Ledger = Awaited<ReturnType<typeof openLedger>>;

/** What may be used now, by plan, by use and by what is enforced. */
async function openBounds(context: Context, { subscriptions, tenants, usageUntilNow }: Customers & Ledger) {
  const enforcementRecords = await EnforcementRecords.open(context);
  const entitlements = await openEntitlements(context, {
    subscriptions: subscriptions.service,
    usage: usageUntilNow,
    suspensionsOf: tenantId => tenants.service.suspensionsOf(tenantId),
    throttledOf: tenantId => enforcementRecords.throttledOf(tenantId),
  });
  return { enforcementRecords, entitlements };
}
type Bounds = Awaited<ReturnType<typeof openBounds>>;

/** What it comes to, and what is paid of it. */
async function openBilling(
  context: Context,
  options: DomainOptions,
  { subscriptions, plans, tenants, usage, outgoing }: Customers & Ledger,
) {
  const invoices = await openInvoices(context, {
    subscriptions: subscriptions.service,
    plans: plans.service,
    usage,
    roll: tenants.roll,
    grace: options.usage?.grace ?? DEFAULT_USAGE_CONFIG.grace,
    provider:
      options.stripe &&
      new StripeProvider(
        { ...options.stripe, installationId: (await installationOf(context.store))?.installationId },
        outgoing,
        context.clock,
      ),
  });
  const revenue = await openRevenue(context, {
    subscriptions: subscriptions.service,
    plans: plans.service,
    entries: invoices.accounts.entries,
  });
  return { invoices, revenue };
}
type Billing = Awaited<ReturnType<typeof openBilling>>;

/** Where tenants run, and what changes there: by another plan, or as they come. */
async function openRunning(
  context: Context,
  options: DomainOptions,
  { subscriptions, plans, tenants, usage }: Customers & Ledger,
) {
  const clusters = await openClusters(context, tenants, options.clusters?.provisioners);
  const changes = await openSubscriptionChanges(context, {
    subscriptions: subscriptions.service,
    plans: plans.service,
    tenants: tenants.service,
    usage: usage.reader,
    provisionerOf: cluster => clusters.workloads.provisionerOf(cluster),
  });
  const planChanges = await PlanChanges.open(context, {
    subscriptions: subscriptions.service,
    heads: subscriptions.heads,
    plans: plans.service,
    changes,
    factsOf: tenantId => tenants.roll.get(tenantId),
  });
  const onboarding = await openOnboarding(context, {
    tenants,
    workloads: clusters.workloads,
    usage: usage.signups,
    defaultPlan: async () => (await plans.settings.get()).state.defaultPlanId,
  });
  return { clusters, changes, planChanges, onboarding };
}
type Running = Awaited<ReturnType<typeof openRunning>>;

/** How customers do, and who is told. */
async function openCare(
  context: Context,
  options: DomainOptions,
  parts: Customers & Ledger & Bounds & Billing & Running & Records,
) {
  const {
    stream,
    tenants,
    signal,
    evaluated,
    subscriptions,
    entitlements,
    usage,
    onboarding,
    clusters,
    invoices,
    outgoing,
    plans,
  } = parts;
  const health = await openHealth(context, {
    tenants,
    signal,
    stream,
    evaluated: tenantId => evaluated.tell(tenantId),
    subscriptions: subscriptions.service,
    entitlements: entitlements.service,
    usage: usage.reader,
    submissions: onboarding.submissions,
    workloads: clusters.workloads,
    billing: invoices.standingOf,
  });
  const mail = await openMail(context, {
    tenants,
    guard: outgoing,
    smtp: options.smtp,
    publicUrl: options.access?.publicUrl,
  });
  const alerts = await openAlerts(context, {
    tenants,
    plans: plans.service,
    entitlements: entitlements.service,
    usage,
    workloads: clusters.workloads,
    submissions: onboarding.submissions.heads,
    signal,
    healthOf: tenantId => health.service.stateOf(tenantId),
  });
  return { health, mail, alerts };
}
type Care = Awaited<ReturnType<typeof openCare>>;

/** All tenants at once, for who looks over them, and who of them needs somebody today. */
async function openOverview(context: Context, parts: Customers & Ledger & Bounds & Running & Care & Records) {
  const { audit, stream, lastVisit, counted, evaluated, tenants, alerts, subscriptions, plans } = parts;
  const tenantTable = await openTenantTable(context, {
    ...{ audit, stream, counted, evaluated },
    roll: tenants.roll,
    alerts: alerts.alerts.heads,
    subscriptions: subscriptions.heads,
    plans: plans.service,
    entitlements: parts.entitlements.service,
    usage: parts.usage.reader,
  });
  const today = await openToday(context, {
    ...{ stream, lastVisit, table: tenantTable.table, board: parts.health.board, roll: tenants.roll },
    alerts: alerts.alerts.heads,
    submissions: parts.onboarding.submissions.heads,
    enforcement: parts.enforcementRecords.heads,
  });
  return { tenantTable, today };
}

/** What follows: integrations are told, and plans are enforced. */
async function openConsequences(
  context: Context,
  options: DomainOptions,
  parts: Customers & Ledger & Bounds & Billing & Running & { readonly outbox: OpenOutbox },
) {
  const { tenants, signal, subscriptions, usageUntilNow, enforcementRecords, invoices, clusters } = parts;
  const { outbox, outgoing } = parts;
  const hasTenant = async (tenantId: string) => (await tenants.directory.byId(tenantId)) !== undefined;
  const webhooks = await openWebhooks(context, {
    outbox,
    guard: outgoing,
    options: options.webhooks ?? { keys: [randomBytes(32).toString('hex')] },
    hasTenant,
  });
  const enforcement = await openEnforcement(context, {
    records: enforcementRecords,
    tenants: tenants.service,
    roll: tenants.roll,
    signal,
    subscriptions: subscriptions.service,
    usage: usageUntilNow,
    billing: { listed: invoices.standingOf, recorded: invoices.accounts.recordedStandingOf },
    workloads: clusters.workloads,
    monotonic: options.monotonic ?? (options.clock === systemClock ? () => performance.now() : undefined),
  });
  return { webhooks, enforcement };
}
