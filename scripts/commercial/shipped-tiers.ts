import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TIERS } from '@tenantry/contracts/packaging/tier-manifest';
import { type TierSpec, tierSpecSchema } from '@tenantry/contracts/tenancy/tier';
import { parse } from 'yaml';
import { z } from 'zod';
import { readShippedPlans, type ShippedPlan } from '../../control-plane/src/plans/shipped-plans.ts';

/** What the vendor's customers may buy as shipped: a plan, and the Tier that it buys. */
export interface Offer {
  readonly name: string;
  readonly plan: ShippedPlan['spec'];
  readonly tier: TierSpec;
}

const documentSchema = z.object({ metadata: z.object({ name: z.string() }), spec: tierSpecSchema });

/** The shipped plans with their Tiers, the smallest first. */
export async function shippedOffers(root: string): Promise<readonly Offer[]> {
  const plans = await readShippedPlans();
  return Promise.all(
    TIERS.map(async name => {
      const found = plans.find(({ plan }) => plan === name);
      if (found === undefined) throw new Error(`no shipped plan ${name}`);
      const text = await readFile(join(root, 'operator/tiers', `${found.spec.tier}.yaml`), 'utf8');
      return { name, plan: found.spec, tier: documentSchema.parse(parse(text)).spec };
    }),
  );
}
