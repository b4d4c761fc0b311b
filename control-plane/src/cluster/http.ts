import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import {
  clusterListSchema,
  syncAnswerSchema,
  syncWorkloadSchema,
  workloadSchema,
} from '@tenantry/contracts/commercial/workload';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { Problem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Tenants } from '../tenants/open-tenants.ts';
import { lifecycleOf } from '../tenants/tenant.ts';
import { freshnessOf, outcomeFields, toSync, toWorkload } from './convert.ts';
import { ClusterUnavailable, type ObservedTenant } from './provisioner.ts';
import type { SyncOutcome, Workloads } from './workloads.ts';

const params = z.strictObject({ tenantId: tenantIdSchema });

export function clusterRoutes(tenants: Tenants, workloads: Workloads, clock: Clock): Route[] {
  const { service, roll } = tenants;
  return [
    defineRoute({
      method: 'get',
      path: '/v1/clusters',
      operation: 'listClusters',
      tag: 'clusters',
      summary: 'Where tenants can live',
      responses: { 200: clusterListSchema },
      handle: async () => {
        const living = new Map<string, number>();
        for (const head of roll.values()) {
          if (lifecycleOf(head, clock.now()) === 'deleted') continue;
          living.set(head.cluster, (living.get(head.cluster) ?? 0) + 1);
        }
        const items = service.places.map(({ name, region }, at) => {
          const provisioner = workloads.provisionerOf(name);
          return {
            name,
            region,
            provisioner: provisioner?.kind ?? 'recording',
            isDefault: at === 0,
            tenants: living.get(name) ?? 0,
            ...freshnessOf(provisioner?.lastHeard(), clock.now()),
          };
        });
        return { status: 200, body: { items } };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/workload',
      operation: 'getWorkload',
      tag: 'clusters',
      summary: 'How a tenant is doing in its cluster, and what differs from its record',
      params,
      responses: { 200: workloadSchema },
      tenantParam: 'tenantId',
      handle: async call => {
        const { tenantId } = call.params;
        const { state: tenant } = await service.load(tenantId);
        const provisioner = workloads.provisionerOf(tenant.cluster);
        const body = toWorkload({
          tenant,
          provisioner: provisioner?.kind ?? 'recording',
          observed: await observed(workloads, tenantId),
          desired: await workloads.desired(tenantId),
          record: await workloads.recordOf(tenantId),
          heard: provisioner?.lastHeard(),
          now: clock.now(),
        });
        return { status: 200, body };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/workload/sync',
      operation: 'syncWorkload',
      tag: 'clusters',
      summary: 'Apply what is recorded now, or ask what the cluster would say',
      description:
        'Answers field_owned_elsewhere with each field and its owner when others own fields with other values; those are left alone, the rest is applied.',
      params,
      body: syncWorkloadSchema,
      responses: { 200: syncAnswerSchema },
      tenantParam: 'tenantId',
      handle: async call => {
        const { tenantId } = call.params;
        const { dryRun } = call.body;
        const desired = await workloads.desired(tenantId);
        const outcome = dryRun ? await workloads.preview(tenantId) : await workloads.sync(tenantId);
        refuse(outcome);
        const record = dryRun ? undefined : await workloads.recordOf(tenantId);
        const sync = { ...toSync(record), ...outcomeFields(outcome) };
        // Of what a plan that ended would have made, nothing is decided here.
        const isDecided = desired !== undefined && outcome.is !== 'nothing_decided';
        return { status: 200, body: { sync, ...(isDecided && { spec: { ...desired.spec } }) } };
      },
    }),
  ];
}

async function observed(
  workloads: Workloads,
  tenantId: string,
): Promise<ObservedTenant | undefined | 'unknown'> {
  try {
    return await workloads.observe(tenantId);
  } catch (error) {
    if (error instanceof ClusterUnavailable) return 'unknown';
    throw error;
  }
}

/** @throws Problem field_owned_elsewhere, conflict, unavailable */
function refuse(outcome: SyncOutcome): void {
  switch (outcome.is) {
    case 'conflict':
      throw new Problem(
        'field_owned_elsewhere',
        'others own fields that the record decides; they were left alone',
        {
          errors: outcome.fields.map(({ field, manager }) => ({
            field,
            code: 'owned_elsewhere',
            message: `owned by ${manager}`,
          })),
        },
      );
    case 'refused':
      throw new Problem('conflict', outcome.message, {
        errors: [{ field: '', code: outcome.code, message: outcome.message }],
      });
    case 'held':
      throw new Problem('conflict', outcome.message, {
        reason: 'workload_held',
        errors: [{ field: '', code: 'workload_held', message: outcome.message }],
      });
    case 'unavailable':
      throw new Problem('unavailable', outcome.message, { retryAfter: 10 });
    case 'applied':
    case 'nothing_decided':
  }
}
