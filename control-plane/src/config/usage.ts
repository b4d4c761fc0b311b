import { z } from 'zod';
import { shortestRetentionDays } from '../usage/retention/retention-policy.ts';
import { DEFAULT_USAGE_CONFIG, type UsageConfig } from '../usage/usage-config.ts';
import { SPAN_MS } from '../usage/window.ts';
import { milliseconds } from './values.ts';

export const usageEntries = {
  USAGE_FUTURE_LIMIT_MS: milliseconds(DEFAULT_USAGE_CONFIG.futureLimit, 0).meta({
    description: 'how far ahead of our clock the time of an event may be',
  }),
  USAGE_BACKFILL_WINDOW_MS: milliseconds(DEFAULT_USAGE_CONFIG.backfillWindow, 0).meta({
    description: 'how far back the time of an event may lie',
  }),
  USAGE_GRACE_MS: milliseconds(DEFAULT_USAGE_CONFIG.grace, 0).meta({
    description: 'taken beyond that, for events that were on their way',
  }),
  USAGE_UNKNOWN_TYPES: z.enum(['reject', 'keep']).default(DEFAULT_USAGE_CONFIG.unknownTypes).meta({
    description: 'events that no meter counts are refused, or kept for meters to come',
  }),
  USAGE_RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).optional().meta({
    shownDefault: 'for ever',
    description:
      'usage older than this is pruned, by the day, behind a signed checkpoint; totals stay. With the windows above at their defaults at least 38',
  }),
  READY_COUNTING_LAG_MS: milliseconds(10 * 60_000, 1_000).meta({
    description:
      'a replica is not ready while the oldest accepted event that is not counted has waited longer',
  }),
};

type UsageEntries = z.output<z.ZodObject<typeof usageEntries>>;

/** What the configuration means to the ledger. */
export function usageConfigOf(config: UsageEntries): Partial<UsageConfig> {
  return {
    futureLimit: config.USAGE_FUTURE_LIMIT_MS,
    backfillWindow: config.USAGE_BACKFILL_WINDOW_MS,
    grace: config.USAGE_GRACE_MS,
    unknownTypes: config.USAGE_UNKNOWN_TYPES,
    ...(config.USAGE_RETENTION_DAYS !== undefined && {
      retention: config.USAGE_RETENTION_DAYS * SPAN_MS.day,
    }),
  };
}

/** Nothing may be pruned while it may still come, or change. */
export function retentionHolds(config: UsageEntries): boolean {
  const { USAGE_RETENTION_DAYS: days } = config;
  const policy = { ...DEFAULT_USAGE_CONFIG, ...usageConfigOf(config) };
  return days === undefined || days >= shortestRetentionDays(policy);
}

export const RETENTION_FAULT =
  'must be longer than TENANTRY_USAGE_BACKFILL_WINDOW_MS and TENANTRY_USAGE_GRACE_MS together and 27 hours, in which what a stopped writer left is looked for: at least 38 days with their defaults';
