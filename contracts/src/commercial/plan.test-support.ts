import { type PlanSpec, planSpecSchema } from './plan.ts';
import type { Override, OverrideChange } from './subscription.ts';

/** A plan with one of everything, with what a test wants otherwise. */
export function aPlanSpec(changes: Partial<PlanSpec> = {}): PlanSpec {
  return planSpecSchema.parse({
    displayName: 'Pro',
    tier: 'pro',
    prices: [
      { interval: 'month', currency: 'EUR', amount: '49', minimum: '60' },
      { interval: 'year', currency: 'EUR', amount: '490' },
    ],
    allowances: [
      {
        meter: 'ingestion',
        quantity: '1000',
        policy: 'soft',
        overage: [{ currency: 'EUR', tiers: [{ upTo: '500', unitPrice: '0.01' }, { unitPrice: '0.005' }] }],
      },
      { meter: 'timeline', quantity: '10', policy: 'hard' },
      {
        meter: 'query',
        quantity: '100',
        policy: 'grace',
        gracePercent: 20,
        overage: [{ currency: 'EUR', tiers: [{ unitPrice: '0.1' }] }],
      },
    ],
    addOns: [
      {
        key: 'volume',
        displayName: 'More volume',
        maxQuantity: 5,
        prices: [
          { interval: 'month', currency: 'EUR', amount: '5' },
          { interval: 'year', currency: 'EUR', amount: '50' },
        ],
        allowances: [{ meter: 'ingestion', quantity: '250' }],
        featureFlags: { 'bulk-export': true },
      },
    ],
    supportTier: 'standard',
    featureFlags: { timeline: true, 'bulk-export': false },
    ...changes,
  });
}

export function anOverride(change: OverrideChange, more: Partial<Override> = {}): Override {
  return {
    id: 'o1',
    change,
    reason: 'as agreed',
    author: { id: 'user:cs', name: 'CS' },
    from: '2026-01-01T00:00:00.000Z',
    recordedAt: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}
