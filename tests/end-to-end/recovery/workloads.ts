import { z } from 'zod';
import type { World } from '../../drivers/world.ts';
import { SUSPENDED } from './customers.ts';

const listSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        namespace: z.string().default(''),
        name: z.string(),
        uid: z.string(),
        generation: z.number(),
      }),
      spec: z.looseObject({ replicas: z.number().optional() }),
    }),
  ),
});

/** Of what tenants run and are: who it is and how often it was changed. Two that are equal: nobody changed anything. */
export async function untouched(world: World): Promise<string> {
  const tenants = await list(world, 'get', 'tenants', '-o', 'json');
  const deployments = await list(
    world,
    'get',
    'deployments',
    '-A',
    '-l',
    'tenantry.dev/tenant',
    '-o',
    'json',
  );
  if (deployments.length === 0) throw new Error('nothing runs');
  return [...tenants, ...deployments]
    .map(({ metadata: { namespace, name, uid, generation }, spec: { replicas = '' } }) =>
      [namespace, name, uid, generation, replicas].join(' '),
    )
    .sort()
    .join('\n');
}

/** Replicas asked for in a tenant’s namespace, by Deployment. */
export async function replicasOf(world: World, slug: string): Promise<Record<string, number>> {
  const found = await list(world, 'get', 'deployments', '-n', `t-${slug}`, '-o', 'json');
  return Object.fromEntries(found.map(({ metadata, spec }) => [metadata.name, spec.replicas ?? 1]));
}

/** Waits until a tenant is as it shall be: serving, or stopped when it is the one that is suspended. */
export async function settled(world: World, slug: string): Promise<void> {
  await world.ready(slug, 180_000);
  if (slug === SUSPENDED) await world.condition(slug, 'Suspended', 'True');
  else await world.condition(slug, 'Available', 'True');
}

async function list(world: World, ...args: string[]) {
  return listSchema.parse(JSON.parse((await world.kubectl(...args)).stdout)).items;
}
