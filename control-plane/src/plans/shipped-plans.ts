import { readdir, readFile } from 'node:fs/promises';
import { planIdSchema, planSpecSchema } from '@tenantry/contracts/commercial/plan';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PlanService } from './service.ts';

/** `control-plane/plans`, seen from the sources. */
export const SHIPPED_PLANS = new URL('../../plans/', import.meta.url);

const fileSchema = z.strictObject({ plan: planIdSchema, spec: planSpecSchema });
export type ShippedPlan = z.infer<typeof fileSchema>;

/** Every plan of a folder of YAML files. @throws Error that names the file and what is wrong in it */
export async function readShippedPlans(folder: URL = SHIPPED_PLANS): Promise<ShippedPlan[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.yaml')).toSorted();
  return Promise.all(
    names.map(async name => {
      const parsed = fileSchema.safeParse(parse(await readFile(new URL(name, folder), 'utf8')));
      if (parsed.success) return parsed.data;
      throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
    }),
  );
}

const SHIPPER = { actor: { id: 'system:shipped-plans', name: 'Tenantry' }, requestId: 'start' };

/**
 * Publishes what is shipped, once. A plan that has a first version is the vendor's own affair from then on: neither a
 * start nor an upgrade changes it. Safe in two starting replicas, since the insert of the version decides.
 */
export async function loadShippedPlans(
  plans: PlanService,
  shipped: readonly ShippedPlan[],
): Promise<string[]> {
  const loaded: string[] = [];
  for (const { plan, spec } of shipped) {
    if ((await plans.ship(plan, spec, SHIPPER)) === 'shipped') loaded.push(plan);
  }
  return loaded;
}
