import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import {
  heldWorkloadsSchema,
  settleWorkloadSchema,
  syncAnswerSchema,
} from '@tenantry/contracts/commercial/workload';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Tenants } from '../tenants/open-tenants.ts';
import { whoOf } from '../tenants/who.ts';
import { outcomeFields, toSync } from './convert.ts';
import { driftOf, unrecordedIn } from './drift.ts';
import { settleHeld } from './settle-held.ts';
import type { WorkloadRecord, Workloads } from './workloads.ts';

/** What waits for a person because records and cluster do not come of one another, and the person's word. */
export function heldRoutes({ service }: Tenants, workloads: Workloads): Route[] {
  const itemOf = async ({ id, at, outcome }: WorkloadRecord) => {
    const { state: tenant } = await service.load(id);
    const held = await workloads.heldTenant(tenant);
    if (held === undefined || outcome?.is !== 'held') return [];
    // As it is settled by: also the one that has ended.
    const plan = (await service.lastPlanOf(id))?.plan;
    const decided = (await workloads.desired(id))?.spec ?? {};
    const { spec } = held.observed;
    const { tenantId, slug, displayName, cluster } = tenant;
    const tier = spec['tier'];
    return [
      {
        ...{ tenantId, slug, displayName, cluster, message: outcome.message },
        ...(at !== undefined && { at }),
        ...(plan && { planId: plan.planId }),
        ...(typeof tier === 'string' && { tier }),
        drift: driftOf(decided, spec, []).concat(unrecordedIn(spec, decided)),
      },
    ];
  };
  return [
    defineRoute({
      method: 'get',
      path: '/v1/clusters/held',
      operation: 'listHeldWorkloads',
      tag: 'clusters',
      summary: 'Tenants that nothing is applied to until an admin says what holds',
      description:
        'After a store was restored or lost: their Tenants were applied from records that are not in it.',
      responses: { 200: heldWorkloadsSchema },
      handle: async () => {
        const items = [];
        for await (const record of workloads.held()) items.push(...(await itemOf(record)));
        return { status: 200, body: { items } };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/workload/settle',
      operation: 'settleWorkload',
      tag: 'clusters',
      summary: 'Say what holds of a tenant that is held: its record, or what runs',
      params: z.strictObject({ tenantId: tenantIdSchema }),
      body: settleWorkloadSchema,
      responses: { 200: syncAnswerSchema },
      tenantParam: 'tenantId',
      handle: async call => {
        const { tenantId } = call.params;
        const { state } = await service.load(tenantId);
        const held = await workloads.heldTenant(state);
        if (held === undefined)
          throw new Problem('invalid_state', 'nothing of it is held', { reason: 'workload_not_held' });
        // What was made by a plan that ended is kept as the record says, so a person may say what holds of it, too.
        const last = await service.lastPlanOf(tenantId);
        const decide = settleHeld(call.body.keep, held, last);
        await service.change(tenantId, decide, whoOf(call));
        const outcome = await workloads.sync(tenantId);
        const desired = await workloads.desired(tenantId);
        const sync = { ...toSync(await workloads.recordOf(tenantId)), ...outcomeFields(outcome) };
        return { status: 200, body: { sync, ...(desired && { spec: { ...desired.spec } }) } };
      },
    }),
  ];
}
