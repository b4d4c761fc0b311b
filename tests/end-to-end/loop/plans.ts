/** Two sample plans: what is beyond the first one's grace is announced and suspended, the second one bills it. */
export const TEAM = {
  planId: 'sample-team',
  monthlyMinor: 4_900n,
  spec: {
    displayName: 'Team (sample)',
    tier: 'pro',
    prices: [{ interval: 'month', currency: 'EUR', amount: '49' }],
    allowances: [
      {
        meter: 'timeline',
        quantity: '10000',
        policy: 'grace',
        gracePercent: 20,
        overage: [{ currency: 'EUR', tiers: [{ unitPrice: '0.002' }] }],
      },
    ],
    enforcement: { usage: { action: 'suspend', notifyAtPercent: [80, 100], notice: 'P7D' } },
    supportTier: 'standard',
  },
};

export const BUSINESS = {
  planId: 'sample-business',
  monthlyMinor: 19_000n,
  spec: {
    displayName: 'Business (sample)',
    tier: 'enterprise',
    prices: [{ interval: 'month', currency: 'EUR', amount: '190' }],
    allowances: [
      {
        meter: 'timeline',
        quantity: '11000',
        policy: 'soft',
        overage: [{ currency: 'EUR', tiers: [{ upTo: '500', unitPrice: '0.01' }, { unitPrice: '0.005' }] }],
      },
    ],
    supportTier: 'premium',
  },
};

/**
 * What a period comes to that was begun on the one and upgraded to the other, in cents, by hand: each plan for its part
 * of the period, and what was used beyond 11,000.
 */
export function expectedMinor(
  period: { from: string; to: string },
  upgradedAt: string,
  used: bigint,
): bigint {
  const [from, to, at] = [period.from, period.to, upgradedAt].map(time => BigInt(Date.parse(time)));
  if (from === undefined || to === undefined || at === undefined) throw new Error('three times');
  const team = roundHalfEven(TEAM.monthlyMinor * (at - from), to - from);
  const business = BUSINESS.monthlyMinor - roundHalfEven(BUSINESS.monthlyMinor * (at - from), to - from);
  const over = used - 11_000n;
  // A cent each up to 500, half a cent beyond.
  const overage = over <= 0n ? 0n : over <= 500n ? over : 500n + roundHalfEven(over - 500n, 2n);
  return team + business + overage;
}

function roundHalfEven(numerator: bigint, denominator: bigint): bigint {
  const whole = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  if (twice > denominator || (twice === denominator && whole % 2n === 1n)) return whole + 1n;
  return whole;
}
