/** What entitlements ask of the ledger. */
export interface UsageReader {
  /**
   * What a tenant used of a meter in a half-open interval of event time (RFC 3339, UTC).
   * @throws Problem not_found for a meter that nobody declared
   */
  total(tenantId: string, meter: string, interval: UsageInterval): Promise<UsageReading>;
  /** Whether anybody declared such a meter. */
  hasMeter(meter: string): Promise<boolean>;
}

export interface UsageInterval {
  readonly from: string;
  readonly to: string;
}

export interface UsageReading {
  /** In the meter's smallest unit; never negative. */
  readonly value: bigint;
  /** Milliseconds since 1970: every event that was accepted before is in `value`. */
  readonly asOf: number;
}
