/**
 * What a tenant owes: asked by health, enforcement and the console, answered by statements and payments. Amounts are of
 * the currency's minor unit.
 */
export interface BillingStanding {
  readonly currency: string;
  /** Of statements that are closed and not paid, credits taken off; negative when we owe. */
  readonly openMinor: bigint;
  /** The part of it that is due already. */
  readonly overdueMinor: bigint;
  /** Since when (RFC 3339, UTC) the oldest of it has been due; absent when nothing is overdue. */
  readonly overdueSince?: string;
}

/** `undefined`: nothing was ever billed, and nothing is known. That is no good standing and no bad one. */
export type BillingStandingOf = (tenantId: string) => Promise<BillingStanding | undefined>;
