import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Kubectl } from './kubectl.ts';

const tenantList = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), generation: z.number() }),
      status: z
        .object({
          conditions: z
            .array(
              z.object({
                type: z.string(),
                status: z.string(),
                reason: z.string(),
                message: z.string(),
                observedGeneration: z.number().optional(),
              }),
            )
            .default([]),
        })
        .default({ conditions: [] }),
    }),
  ),
});
type Tenant = z.output<typeof tenantList>['items'][number];

/** Each look is a kubectl, which costs a tenth of a second of a core that the servers want too. */
const POLL_MS = 500;
const WANTED = ['Ready', 'Available'];

/**
 * Waits until all of the named tenants are Ready and Available in their present generation, telling `progress`
 * how many are. Rejects after `timeout` milliseconds with what each of the others says about itself.
 */
export async function waitForTenants(
  kubectl: Kubectl,
  names: readonly string[],
  timeout: number,
  progress: (line: string) => void,
): Promise<void> {
  const deadline = performance.now() + timeout;
  let told = '';
  for (;;) {
    const { items } = tenantList.parse(
      JSON.parse(await kubectl('get', 'tenants.tenantry.dev', '-o', 'json')),
    );
    const faults = names.flatMap(name => faultOf(name, items) ?? []);
    if (faults.length === 0) return;
    const line = `${names.length - faults.length} of ${names.length} are Ready and Available`;
    if (line !== told) progress(line);
    told = line;
    if (performance.now() > deadline) {
      throw new Error(`not Ready and Available within ${timeout / 1000} s:\n${faults.join('\n')}`);
    }
    await sleep(POLL_MS);
  }
}

/** What keeps a tenant from being counted, or nothing. */
function faultOf(name: string, tenants: readonly Tenant[]): string | undefined {
  const tenant = tenants.find(({ metadata }) => metadata.name === name);
  if (tenant === undefined) return `${name}: does not exist`;
  const missing = WANTED.flatMap(type => {
    const condition = tenant.status.conditions.find(candidate => candidate.type === type);
    if (condition === undefined) return `${type} not reported yet`;
    if (condition.observedGeneration !== tenant.metadata.generation) return `${type} of an older generation`;
    return condition.status === 'True'
      ? []
      : `${type} is ${condition.status} (${condition.reason}: ${condition.message})`;
  });
  return missing.length === 0 ? undefined : `${name}: ${missing.join('; ')}`;
}
