import { z } from 'zod';

export const enforcementSettingsSchema = z
  .strictObject({
    mode: z.enum(['dry_run', 'live']).meta({
      description:
        'dry_run: what would be done is recorded, nobody is told and nothing is done. live: plans are enforced',
    }),
    suspensionsPerHour: z.int().min(0).max(10_000).meta({
      description:
        'In each hour of the clock at most so many tenants; more wait for the approval of a person',
    }),
    ledgerLagMinutes: z.int().min(1).max(1_440).meta({
      description: 'How far the counting of usage may be behind for somebody to be suspended',
    }),
    unwatchedMinutes: z.int().min(5).max(525_600).meta({
      description: 'A longer time without a look is not counted as part of a notice period',
    }),
  })
  .meta({ id: 'EnforcementSettings', description: 'How plans are enforced, for the whole installation' });
export type EnforcementSettings = z.infer<typeof enforcementSettingsSchema>;

/**
 * Of an installation where nobody changed them. A dry run: nobody loses service before a person has seen who would,
 * and has said so.
 */
export const DEFAULT_ENFORCEMENT_SETTINGS: EnforcementSettings = {
  mode: 'dry_run',
  suspensionsPerHour: 10,
  ledgerLagMinutes: 15,
  unwatchedMinutes: 360,
};
