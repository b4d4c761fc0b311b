import { type Clock, isoTime } from '../clock.ts';
import type { Clusters } from '../cluster/open-clusters.ts';
import { ClusterUnavailable, type ObservedTenant } from '../cluster/provisioner.ts';
import { isUpToDate } from '../cluster/readiness.ts';
import type { EntitlementService } from '../entitlements/service.ts';
import { Problem } from '../http/problem.ts';
import type { BillingStandingOf } from '../invoices/billing-standing.ts';
import { statusOf } from '../onboarding/submission.ts';
import type { Submissions } from '../onboarding/submissions.ts';
import { periodEnd } from '../subscriptions/decide.ts';
import type { SubscriptionService } from '../subscriptions/service.ts';
import { isInForce } from '../tenants/tenant.ts';
import type { TenantService } from '../tenants/tenant-service.ts';
import type { UsageReader } from '../usage/usage-reader.ts';
import type { OnboardingLinks } from './onboarding-links.ts';
import type { HealthPorts, PlanFacts, TenantFacts, WorkloadFacts } from './ports.ts';

/** A cluster that was last heard so long ago says nothing of now, in milliseconds. */
const SILENT_AFTER = 150_000;
/** What adds up over days; the others hold a level, whether anybody does anything or not. */
const ADDS_UP: readonly string[] = ['sum', 'count', 'unique'];

export interface DomainParts {
  readonly clock: Clock;
  readonly tenants: Pick<TenantService, 'load'>;
  readonly subscriptions: Pick<SubscriptionService, 'find'>;
  readonly entitlements: Pick<EntitlementService, 'all'>;
  readonly usage: Pick<UsageReader, 'meter' | 'series'>;
  readonly submissions: Pick<Submissions, 'load'>;
  readonly links: OnboardingLinks;
  readonly workloads: Clusters['workloads'];
  readonly billing?: BillingStandingOf | undefined;
}

/** What the other domains know, as health asks for it. */
export function domainPorts(parts: DomainParts): HealthPorts {
  return {
    tenant: tenantId => tenantFacts(parts, tenantId),
    plan: tenantId => planFacts(parts, tenantId),
    dailyUse: async (tenantId, meter, interval) => {
      try {
        const { aggregation } = await parts.usage.meter(meter);
        if (!ADDS_UP.includes(aggregation)) return undefined;
        const { points } = await parts.usage.series(tenantId, meter, interval, 'day');
        return points.map(({ quantity }) => quantity);
      } catch (error) {
        // Not declared, being built, or pruned: no data, and no fault.
        if (isProblem(error, ['not_found', 'conflict', 'history_pruned'])) return undefined;
        throw error;
      }
    },
    onboarding: async tenantId => {
      const submissionId = await parts.links.submissionOf(tenantId);
      if (submissionId === undefined) return undefined;
      const { state } = await parts.submissions.load(submissionId);
      // Begun anew, it is about another tenant.
      if (state.tenantId !== tenantId) return undefined;
      return {
        status: statusOf(state),
        submittedAt: state.submittedAt,
        servesSince: state.done.readiness,
        blockedBy: state.blocked?.code,
      };
    },
    workload: tenant => workloadFacts(parts, tenant),
    billing: parts.billing,
  };
}

async function tenantFacts({ tenants, subscriptions, clock }: DomainParts, tenantId: string) {
  const [tenant, subscription] = await Promise.all([
    tenants.load(tenantId).catch(notThere),
    subscriptions.find(tenantId),
  ]);
  if (tenant === undefined || tenant.state.phase !== 'live') return undefined;
  const now = clock.now();
  const { slug, cluster, createdAt, signedUpAt, accountOwner, suspensions, deletion } = tenant.state;
  const terms = subscription?.state.terms ?? [];
  const begins = [createdAt, signedUpAt, subscription?.state.startsAt].flatMap(time =>
    time === undefined || Date.parse(time) > now ? [] : [Date.parse(time)],
  );
  const facts: TenantFacts = {
    ...{ tenantId, slug, cluster },
    since: Math.min(now, ...begins),
    accountOwner,
    suspensions: suspensions
      .filter(suspension => isInForce(suspension, now))
      .map(({ by, reason, since, until }) => ({ by, reason, since, until })),
    firstPeriodEnd: subscription && periodEnd(subscription.state, subscription.state.startsAt),
    deletionAt: deletion?.at,
    endsAt: terms.find(({ from, plan }) => from > isoTime(now) && plan === null)?.from,
  };
  return facts;
}

async function planFacts({ entitlements }: DomainParts, tenantId: string): Promise<PlanFacts | undefined> {
  const { planId, meters } = await entitlements.all(tenantId);
  if (planId === null) return undefined;
  return {
    planId,
    allowances: meters.flatMap(({ meter, reason, policy, used, limit, ceiling }) => {
      if (reason === 'unmetered' || policy === null) return [];
      return [{ meter, policy, used: BigInt(used), limit: bigOf(limit), ceiling: bigOf(ceiling) }];
    }),
  };
}

async function workloadFacts(
  { workloads, clock }: DomainParts,
  tenant: Parameters<HealthPorts['workload']>[0],
): Promise<WorkloadFacts> {
  const provisioner = workloads.provisionerOf(tenant.cluster);
  // Not among those that are configured: it runs somewhere, and nobody can see how.
  if (provisioner === undefined) return { is: 'silent' };
  if (provisioner.kind === 'recording') return { is: 'recording' };
  const heard = provisioner.lastHeard();
  if (heard === undefined || clock.now() - heard > SILENT_AFTER) return { is: 'silent' };
  let observed: ObservedTenant | undefined;
  try {
    observed = await provisioner.observe(tenant);
  } catch (error) {
    if (error instanceof ClusterUnavailable) return { is: 'silent' };
    throw error;
  }
  if (observed === undefined || !isUpToDate(observed)) {
    const outcome = (await workloads.recordOf(tenant.tenantId))?.outcome;
    return { is: 'unsettled', refused: outcome?.is === 'refused' ? outcome.code : undefined };
  }
  const { conditions, components } = observed.status;
  return { is: 'observed', conditions, components };
}

function notThere(error: unknown): undefined {
  if (isProblem(error, ['not_found'])) return undefined;
  throw error;
}

function isProblem(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Problem && codes.includes(error.code);
}

function bigOf(text: string | null): bigint | undefined {
  return text === null ? undefined : BigInt(text);
}
