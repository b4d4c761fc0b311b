import type { Api } from '../api-client.ts';
import type { Facts } from '../seed/facts.ts';
import { listProbes } from './list-probes.ts';
import { hasItems, type Probe } from './probe.ts';
import { auditProbes, submissionProbes, tenantProbes } from './record-probes.ts';
import { usageProbes } from './usage-probes.ts';

/** What dashboards, lists and programs ask of a store that was seeded with these facts. */
export async function probesOf(facts: Facts, api: Api): Promise<readonly Probe[]> {
  return [
    // What a request costs that does nothing: the floor of all others on this machine.
    { name: 'nothing (livez)', paths: ['/livez'] },
    ...(await listProbes(facts, api)),
    ...usageProbes(facts),
    ...tenantProbes(facts),
    ...(await auditProbes(facts, api)),
    ...(await submissionProbes(facts, api)),
    { name: 'plans', paths: ['/v1/plans'], check: hasItems(3) },
    { name: 'catalogue', paths: ['/v1/catalogue'], check: hasItems(3) },
    { name: 'compare plans', paths: ['/v1/catalogue/comparison?plans=community,pro,enterprise'] },
    { name: 'meters', paths: ['/v1/meters'], check: hasItems(4) },
  ];
}
