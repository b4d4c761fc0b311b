import type { BillingStanding } from '../invoices/billing-standing.ts';
import type { SentimentEntry, SupportEntry } from './health-record.ts';
import type {
  DailyUse,
  HealthPorts,
  OnboardingFacts,
  PlanFacts,
  TenantFacts,
  WorkloadFacts,
} from './ports.ts';

export const DAY_MS = 86_400_000;
/** Whole days of use that are looked at: four weeks, and the four weeks before. */
export const DAYS_OF_USE = 56;
/** Meters of what onboarding itself writes down: no use by the customer. */
const OURS: readonly string[] = ['signup'];

/** Everything that a customer's health is measured by, as it was read at one time. */
export interface HealthFacts {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly tenant: TenantFacts;
  readonly plan: PlanFacts | undefined;
  /** Of the last {@link DAYS_OF_USE} whole days, for each meter of the plan that is the customer's use. */
  readonly use: readonly DailyUse[];
  readonly onboarding: OnboardingFacts | undefined;
  readonly workload: WorkloadFacts;
  readonly billing: BillingStanding | undefined;
  readonly sentiment: SentimentEntry | undefined;
  readonly support: SupportEntry | undefined;
}

/**
 * Reads all of it; undefined for a tenant that is gone. What cannot be read is thrown, and no missing data: a store
 * that is away for a moment must not make a customer unknown.
 */
export async function gatherFacts(
  ports: HealthPorts,
  tenantId: string,
  entered: { readonly sentiment?: SentimentEntry | undefined; readonly support?: SupportEntry | undefined },
  now: number,
): Promise<HealthFacts | undefined> {
  const tenant = await ports.tenant(tenantId);
  if (tenant === undefined) return undefined;
  const [plan, onboarding, workload, billing] = await Promise.all([
    ports.plan(tenantId),
    ports.onboarding(tenantId),
    ports.workload(tenant),
    ports.billing?.(tenantId),
  ]);
  const use = await useOf(ports, tenantId, plan, now);
  const { sentiment, support } = entered;
  return { now, tenant, plan, use, onboarding, workload, billing, sentiment, support };
}

async function useOf(
  ports: HealthPorts,
  tenantId: string,
  plan: PlanFacts | undefined,
  now: number,
): Promise<readonly DailyUse[]> {
  const to = now - (now % DAY_MS);
  const interval = { from: to - DAYS_OF_USE * DAY_MS, to };
  const meters = (plan?.allowances ?? []).filter(({ meter }) => !OURS.includes(meter));
  const read = await Promise.all(
    meters.map(async ({ meter }) => ({ meter, days: await ports.dailyUse(tenantId, meter, interval) })),
  );
  return read.flatMap(({ meter, days }) => (days === undefined ? [] : [{ meter, days }]));
}
