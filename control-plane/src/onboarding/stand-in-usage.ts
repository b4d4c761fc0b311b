import type { UsageRecorder } from './ports.ts';

/** Until the ledger is wired in: records nothing, and has seen nothing. */
export const standInUsage: UsageRecorder = {
  recordSignup: () => Promise.resolve(),
  firstUsageAt: () => Promise.resolve(undefined),
};
