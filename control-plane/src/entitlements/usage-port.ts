import { Problem } from '../http/problem.ts';

/** What entitlements ask of the ledger. */
export interface UsageReader {
  /**
   * What a tenant used of a meter in a half-open interval of event time (RFC 3339, UTC).
   * @throws Problem not_found for a meter that nobody declared, conflict for one that is being built
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
  /** It goes up and down, where others only grow within a period. */
  readonly isGauge?: boolean | undefined;
}

/** Whether it failed because nobody counts the meter, or not yet. */
export function isUnmetered(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'not_found' || error.code === 'conflict');
}
