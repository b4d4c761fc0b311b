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
import { mountDocs } from './docs-site/mount-docs.ts';
import { type DomainOptions, type Domains, forgetPeopleOf } from './domains.ts';
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
import type { Tenants } from './tenants/open-tenants.ts';
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
  /** Folder of the built documentation; none is served when left out. */
  readonly docsFolder?: string;
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
  const known: { tenants?: Tenants; stream?: OpenStream } = {};
  const hasTenant = async (tenantId: string) => (await known.tenants?.directory.byId(tenantId)) !== undefined;
  const streamPlace = () => known.stream?.hub.place;
  const access = await openAccess(
    context,
    options.access ?? {},
    { hasTenant, streamPlace },
    options.outgoing,
  );
  const stream = await openStream(context, { outbox, stillIs: access.stillIs });
  known.stream = stream;
  const console = await openConsole(context);
  const { routes: domainRoutes, ...domains } = await openDomains(context, options, {
    audit,
    outbox,
    stream,
    lastVisit: console.lastVisit,
  });
  known.tenants = domains.tenants;
  const auditChain = await openAuditChain(context, audit, domains.sealing, {
    person: console.forget,
    closed: (target, reason, who) =>
      forgetPeopleOf({ ...domains, sessions: access.sessions }, target, reason, who),
  });
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
  mountDocs(express, options.docsFolder, kernel);
  mountConsole(express, options.consoleFolder, kernel);
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
