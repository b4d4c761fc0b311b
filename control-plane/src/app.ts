import type { Express } from 'express';
import { type Access, openAccess } from './access/open-access.ts';
import { policyGaps } from './access/policy.ts';
import { refusalOf } from './access/refusal-of.ts';
import { Audit } from './audit/audit.ts';
import { auditRoutes } from './audit/http.ts';
import { type AuditChain, openAuditChain } from './audit/open-audit-chain.ts';
import { Refusals } from './audit/refusals.ts';
import { openConsole } from './console/open-console.ts';
import { mountConsole } from './console/pages.ts';
import type { Context } from './context.ts';
import { createContext } from './create-context.ts';
import type { DomainOptions, Domains } from './domains.ts';
import { healthRoutes } from './http/health.ts';
import { createExpress, type Kernel, mountEnd, mountRoutes } from './http/mount.ts';
import { openApiRoutes } from './http/openapi/routes.ts';
import type { Route } from './http/route.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { Logger } from './logger.ts';
import { openDomains } from './open-domains.ts';
import { type OpenOutbox, openOutbox } from './outbox/open-outbox.ts';
import type { Store } from './storage/documents.ts';
import { type OpenStream, openStream } from './stream/open-stream.ts';
import { HttpMetrics } from './telemetry/http-metrics.ts';
import { traceRequests } from './telemetry/tracing.ts';

<<<<<<< HEAD

import type { Tenants } from './tenants/open-tenants.ts';

=======

import type { ClusterPlace } from './tenants/clusters.ts';
import { tenantRoutes } from './tenants/http.ts';
import { openTenants, type Tenants } from './tenants/open-tenants.ts';
import { openTenantTable } from './tenants/table/open-tenant-table.ts';
import type { TenantTable } from './tenants/table/tenant-table.ts';
import { TenantSignal } from './tenants/tenant-signal.ts';
import { openToday } from './today/open-today.ts';

>>>>>>> refs/heads/console

import { transferRoutes } from './transfer/http.ts';

export interface AppOptions extends DomainOptions {
  readonly store: Store;
  readonly logger: Logger;
  /** Answers are checked against what their routes say: for tests. */
  readonly checkAnswers?: boolean;
  /** Instead of keys, tokens and sessions: for tests of what comes behind them. */
  readonly authenticate?: Kernel['authenticate'];
  /** Where the built console lies; it is not served when left out. */
  readonly consoleFolder?: string;
  /** Requests are traced: only when somebody receives the traces. */
  readonly traces?: boolean;
  /** Measurements for OTLP name their tenants. */
  readonly telemetryTenantIds?: boolean;
  /** Recurring tasks come so many times as often: for tests whose clock runs as much faster. */
  readonly pace?: number;
  /** In how many milliseconds ten thousand tenants are looked through in the background. */
  readonly sweepMs?: number;
}

export interface App {
  readonly express: Express;
  readonly routes: readonly Route[];
  readonly context: Context;
  readonly access: Access;
  readonly audit: Audit;
  readonly auditChain: AuditChain;
  readonly refusals: Refusals;
  readonly outbox: OpenOutbox;
  readonly stream: OpenStream;
  readonly domains: Domains;
  start(): void;
  stop(): Promise<void>;
  /** Makes every projection anew, of changes and of the ledger: for when one was lost, or is not believed. */
  rebuild(progress: (line: string) => void): Promise<{ readonly changes: number; readonly spans: number }>;
}

/** The whole control plane on a store, not listening yet. */
export async function createApp(options: AppOptions): Promise<App> {
  const context = await createContext(options);
  // First, so that no change is without its entry and its events.
  const audit = await Audit.open(context);
  const outbox = await openOutbox(context);
  const refusals = new Refusals(audit, context.clock, context.logger);
  const known: { tenants?: Tenants } = {};
  const hasTenant = async (tenantId: string) => (await known.tenants?.directory.byId(tenantId)) !== undefined;
  const access = await openAccess(context, options.access ?? {}, hasTenant, options.outgoing);
  const stream = await openStream(context, { outbox, stillIs: access.stillIs });
  const { routes: domainRoutes, ...domains } = await openDomains(context, options, {
    audit,
    outbox,
    stream,
  });
  known.tenants = domains.tenants;
  const console = await openConsole(context);
  const auditChain = await openAuditChain(context, audit, domains.sealing, console.forget);
  const described = [
    ...access.routes,
    ...auditRoutes(audit),
    ...auditChain.routes,
    ...console.routes,
    ...transferRoutes(context, audit),
    ...outbox.routes,
    ...stream.routes,
    ...domainRoutes,
    ...healthRoutes(context.readiness, context.metrics),
  ];
  const routes = [...described, ...openApiRoutes(described)];
  const gaps = policyGaps(routes);
  if (gaps.length > 0) throw new Error(`the policy table and the routes differ: ${gaps.join('; ')}`);
  const byOperation = new Map(routes.map(route => [route.operation, route]));
  const express = createExpress();
  express.set('trust proxy', [...(options.access?.trustedProxies ?? [])]);
  express.use(securityHeaders());
  if (options.traces) express.use(traceRequests());
  const httpMetrics = new HttpMetrics(context.metrics);
  const kernel: Kernel = {
    idempotency: context.idempotency,
    authenticate:
      options.authenticate ?? ((request, response) => access.authenticator.authenticate(request, response)),
    hasTenant,
    observe: (request, outcome) => {
      const { problem, principal, ...fields } = outcome;
      httpMetrics.observe({ method: request.method, ...fields });
      const refusal = refusalOf(request, outcome, byOperation);
      if (refusal) refusals.note(refusal);
      const line = { method: request.method, principal: principal?.id, ...fields };
      if (outcome.status >= 500 && problem !== undefined)
        options.logger.error({ ...line, err: problem }, 'request failed');
      else options.logger.debug(line, 'request');
    },
    checkAnswers: options.checkAnswers ?? false,
  };
  mountRoutes(express, routes, kernel);
  mountConsole(express, options.consoleFolder);
  mountEnd(express, kernel);
  return {
    express,
    routes,
    context,
    access,
    audit,
    auditChain,
    refusals,
    outbox,
    stream,
    domains,
    start: () => {
      context.start();
      domains.clusters.start();
    },
    stop: async () => {
      stream.end();
      domains.mail.stop();
      await domains.clusters.stop();
      await context.stop();
      await domains.webhooks.stop();
      await domains.usage.stop();
      await refusals.settled();
    },
    rebuild: async progress => {
      const changes = await context.rebuild(count => {
        if (count % TOLD_EVERY === 0) progress(`${count} changes so far`);
      });
      progress(`${changes} changes; now the ledger`);
      const spans = (await domains.usage.auditor.rebuild()) + (await domains.retention.restore());
      await domains.usage.settle();
      return { changes, spans };
    },
  };
}

/** Changes between two lines about how far a rebuild has come. */
const TOLD_EVERY = 10_000;
<<<<<<< HEAD
=======

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
  readonly tenantTable: TenantTable;
}

/** Every domain, in the order in which they need one another. */
async function assemble(
  context: Context,
  options: AppOptions,
  tellAudit: TellAudit,
  outbox: OpenOutbox,
  { audit, stream }: { readonly audit: Audit; readonly stream: OpenStream },
): Promise<Domains & { readonly routes: readonly Route[] }> {
  // For every connection that goes to an address somebody gave.
  const outgoing = new OutgoingGuard({ allow: [], logger: context.logger, ...options.outgoing });
  const signal = new TenantSignal();
  context.addProjection(signal.projection);
  const [counted, evaluated] = [new TenantSignal(), new TenantSignal()];
  // Asked by requests only, when everything is open.
  const plans = await openPlans(context, meter => usage.meters.isDeclared(meter));
  const subscriptions = await openSubscriptions(context, plans.service);
  const tenants = await openTenants(context, {
    subscriptions: subscriptionsForTenants(subscriptions.service, context.clock),
    places: options.clusters?.places,
  });
  const hasTenant = async (tenantId: string) => (await tenants.directory.byId(tenantId)) !== undefined;
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
  const enforcementRecords = await EnforcementRecords.open(context);
  const entitlements = await openEntitlements(context, {
    subscriptions: subscriptions.service,
    usage: usageUntilNow,
    suspensionsOf: tenantId => tenants.service.suspensionsOf(tenantId),
    throttledOf: tenantId => enforcementRecords.throttledOf(tenantId),
  });
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
  const ofSubscriptions = subscriptionRoutes({
    service: subscriptions.service,
    changes,
    clock: context.clock,
    hasTenant,
  });
  const onboarding = await openOnboarding(context, {
    tenants,
    workloads: clusters.workloads,
    usage: usage.signups,
    defaultPlan: async () => (await plans.settings.get()).state.defaultPlanId,
  });
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
  const tenantTable = await openTenantTable(context, {
    ...{ audit, stream, counted, evaluated },
    roll: tenants.roll,
    alerts: alerts.alerts.heads,
    subscriptions: subscriptions.heads,
    plans: plans.service,
    entitlements: entitlements.service,
    usage: usage.reader,
  });
  const today = await openToday(context, {
    ...{ stream, table: tenantTable.table, board: health.board, roll: tenants.roll },
    alerts: alerts.alerts.heads,
    submissions: onboarding.submissions.heads,
    enforcement: enforcementRecords.heads,
  });
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
    billing: invoices.standingOf,
    workloads: clusters.workloads,
    monotonic: options.monotonic ?? (options.clock === systemClock ? () => performance.now() : undefined),
  });
  return {
    plans,
    subscriptions,
    changes,
    planChanges,
    entitlements,
    enforcement,
    tenants,
    signal,
    outgoing,
    webhooks,
    usage,
    sealing,
    retention,
    invoices,
    revenue,
    clusters,
    onboarding,
    health,
    alerts,
    mail,
    tenantTable: tenantTable.table,
    routes: [
      ...plans.routes,
      ...ofSubscriptions,
      ...changePreviewRoutes(changes),
      ...planChangeRoutes(planChanges),
      ...invoices.routes,
      ...revenue.routes,
      ...entitlements.routes,
      ...enforcement.routes,
      ...tenantRoutes(tenants, context.clock),
      ...tenantTable.routes,
      ...usage.routes,
      ...sealing.routes,
      ...retention.routes,
      ...clusters.routes,
      ...onboarding.routes,
      ...health.routes,
      ...alerts.routes,
      ...today,
      ...mail.routes,
      ...roiRoutes({
        clock: context.clock,
        tenants: tenants.service,
        subscriptions: subscriptions.service,
        usage: usage.reader,
        meters: usage.meters,
      }),
      ...webhooks.routes,
    ],
  };
}
>>>>>>> refs/heads/console
