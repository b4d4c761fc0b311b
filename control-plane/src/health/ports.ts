import type { SubmissionStatus } from '@tenantry/contracts/commercial/onboarding';
import type { BillingStandingOf } from '../invoices/billing-standing.ts';

/** What health asks of the other domains; domain-ports.ts asks them. Times are milliseconds, or RFC 3339 where text. */

export interface TenantFacts {
  readonly tenantId: string;
  readonly slug: string;
  readonly cluster: string;
  /** Since when it has been a customer. */
  readonly since: number;
  readonly accountOwner?: string | undefined;
  /** Those in force. */
  readonly suspensions: readonly {
    readonly by: string;
    readonly reason: string;
    readonly since: string;
    readonly until?: string | undefined;
  }[];
  readonly deletionAt?: string | undefined;
  /** When the first period of its subscription ends: what is billed is known a while later. */
  readonly firstPeriodEnd?: string | undefined;
  /** When the subscription ends, where that is decided. */
  readonly endsAt?: string | undefined;
}

export interface PlanFacts {
  readonly planId: string;
  /** Of the meters that the plan lists and that are counted. */
  readonly allowances: readonly AllowanceFacts[];
}

export interface AllowanceFacts {
  readonly meter: string;
  readonly policy: 'hard' | 'soft' | 'grace';
  readonly used: bigint;
  /** Nothing when it is unlimited. */
  readonly limit: bigint | undefined;
  /** Where use is refused; nothing where it never is. */
  readonly ceiling: bigint | undefined;
}

/** What was used of a meter on each of some whole days of UTC, the earliest first. */
export interface DailyUse {
  readonly meter: string;
  readonly days: readonly bigint[];
}

export interface OnboardingFacts {
  readonly status: SubmissionStatus;
  readonly submittedAt?: string | undefined;
  /** When it began to serve. */
  readonly servesSince?: string | undefined;
  readonly blockedBy?: string | undefined;
}

export type WorkloadFacts =
  /** No cluster is attached: the tenant is written down, and runs nowhere. */
  | { readonly is: 'recording' }
  | { readonly is: 'silent' }
  /** There is no such Tenant, or the operator has not acted on the present one; `refused`: the cluster takes none. */
  | { readonly is: 'unsettled'; readonly refused?: string | undefined }
  | {
      readonly is: 'observed';
      readonly conditions: readonly {
        readonly type: string;
        readonly status: 'True' | 'False' | 'Unknown';
        readonly reason: string;
        readonly lastTransitionTime: string;
      }[];
      readonly components: readonly {
        readonly name: string;
        readonly desired: number;
        readonly ready: number;
      }[];
    };

export interface HealthPorts {
  /** undefined: there is no such tenant, or not any more, or not yet. */
  tenant(tenantId: string): Promise<TenantFacts | undefined>;
  plan(tenantId: string): Promise<PlanFacts | undefined>;
  /** undefined: the meter is not counted, or holds a level instead of adding up. */
  dailyUse(
    tenantId: string,
    meter: string,
    interval: { readonly from: number; readonly to: number },
  ): Promise<readonly bigint[] | undefined>;
  onboarding(tenantId: string): Promise<OnboardingFacts | undefined>;
  workload(tenant: Pick<TenantFacts, 'tenantId' | 'slug' | 'cluster'>): Promise<WorkloadFacts>;
  /** Left out while nothing is billed. */
  readonly billing?: BillingStandingOf | undefined;
}
