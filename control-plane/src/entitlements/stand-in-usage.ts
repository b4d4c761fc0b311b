import type { Clock } from '../clock.ts';
import type { UsageReader } from './usage-port.ts';

/** Until the ledger is wired in: nothing was used. */
export function standInUsageReader(clock: Clock): UsageReader {
  return { total: () => Promise.resolve({ value: 0n, asOf: clock.now() }) };
}
