import {
  cancelDeletionSchema,
  changePlanSchema,
  newTenantSchema,
  resumeTenantSchema,
  scheduleDeletionSchema,
  suspendTenantSchema,
  type TenantBody,
  tenantIdSchema,
  tenantListQuerySchema,
  tenantPageSchema,
  tenantPatchSchema,
  tenantSchema,
} from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import type { Clock } from '../clock.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { etagOf } from '../http/etag.ts';
import { Problem } from '../http/problem.ts';
import { type Answer, type Call, defineRoute, type Route } from '../http/route.ts';
import type { Versioned } from '../storage/aggregates.ts';
import { toSummary, toTenant } from './convert.ts';
import { cancelDeletion, type Decide, patch, resume, scheduleDeletion, suspend } from './decisions.ts';
import { noteRoutes } from './notes-http.ts';
import type { Tenants } from './open-tenants.ts';
import type { ChangePlan } from './plan-port.ts';
import { placeOf } from './sorted-heads.ts';
import type { TenantRecord } from './tenant.ts';
import { whoOf } from './who.ts';

const tenantParams = z.strictObject({ tenantId: tenantIdSchema });

export function tenantRoutes(tenants: Tenants, changePlan: ChangePlan, clock: Clock): Route[] {
  const { service, roll } = tenants;
  const answer = async (
    tenant: Versioned<TenantRecord>,
    principal: Principal,
    status = 200,
  ): Promise<Answer<TenantBody>> => ({
    status,
    body: toTenant(tenant, await service.planOf(tenant.state.tenantId), clock.now(), principal),
    headers: { etag: etagOf(tenant.state.specVersion) },
  });
  const change = async (call: Call<{ tenantId: string }, unknown, unknown>, decide: Decide) =>
    answer(await service.change(call.params.tenantId, decide, whoOf(call)), call.principal);

  return [
    defineRoute({
      method: 'get',
      path: '/v1/tenants',
      operation: 'listTenants',
      tag: 'tenants',
      summary: 'Tenants: filtered, sorted, page by page',
      query: tenantListQuerySchema,
      responses: { 200: tenantPageSchema },
      handle: async ({ query }) => {
        const { sort, limit, cursor, ...filter } = query;
        const list = ['tenants', sort, JSON.stringify(filter)];
        const after = cursor === undefined ? undefined : placeIn(list, cursor);
        const { items, more, total } = roll.page(filter, { sort, limit, after });
        const last = items.at(-1);
        const next = more && last ? encodeCursor(list, placeOf(last, sort)) : undefined;
        const body = {
          items: items.map(head => toSummary(head, clock.now())),
          total,
          ...(next !== undefined && { next }),
        };
        return { status: 200, body };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants',
      operation: 'createTenant',
      tag: 'tenants',
      summary: 'Register a tenant without a plan',
      description:
        'For records that are kept by hand. A new customer is better onboarded: see /v1/onboarding.',
      body: newTenantSchema,
      responses: { 201: tenantSchema },
      idempotent: true,
      handle: async call => {
        const made = await service.register(call.newId, { ...call.body, origin: 'api' }, whoOf(call));
        const { headers, ...rest } = await answer(made, call.principal, 201);
        return { ...rest, headers: { ...headers, location: `/v1/tenants/${made.state.tenantId}` } };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}',
      operation: 'getTenant',
      tag: 'tenants',
      summary: 'A tenant',
      params: tenantParams,
      responses: { 200: tenantSchema },
      tenantParam: 'tenantId',
      handle: async ({ params, principal }) => answer(await service.load(params.tenantId), principal),
    }),
    defineRoute({
      method: 'patch',
      path: '/v1/tenants/{tenantId}',
      operation: 'updateTenant',
      tag: 'tenants',
      summary: 'Change what is recorded of a tenant and what it may override',
      description: 'Image overrides and Kubernetes owners are for admins.',
      params: tenantParams,
      body: tenantPatchSchema,
      responses: { 200: tenantSchema },
      precondition: 'required',
      tenantParam: 'tenantId',
      handle: call =>
        change(
          call,
          patch(call.body, {
            ifMatch: call.ifMatch,
            admin: call.principal.roles.includes('admin'),
          }),
        ),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/suspend',
      operation: 'suspendTenant',
      tag: 'tenants',
      summary: "Suspend a tenant by one author; again changes that author's reason and time",
      description: 'What runs is stopped, and data is kept. It goes on once no author suspends any more.',
      params: tenantParams,
      body: suspendTenantSchema,
      responses: { 200: tenantSchema },
      tenantParam: 'tenantId',
      handle: call => change(call, suspend({ ...call.body, by: authorOf(call.body.by, call.principal) })),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/resume',
      operation: 'resumeTenant',
      tag: 'tenants',
      summary: "Lift one author's suspension",
      params: tenantParams,
      body: resumeTenantSchema,
      responses: { 200: tenantSchema },
      tenantParam: 'tenantId',
      handle: call => change(call, resume({ ...call.body, by: authorOf(call.body.by, call.principal) })),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/schedule-deletion',
      operation: 'scheduleTenantDeletion',
      tag: 'tenants',
      summary: 'Schedule the deletion of a tenant; until it comes it can be cancelled',
      params: tenantParams,
      body: scheduleDeletionSchema,
      responses: { 200: tenantSchema },
      tenantParam: 'tenantId',
      handle: call => change(call, scheduleDeletion({ ...call.body, requestedBy: call.principal.name })),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/cancel-deletion',
      operation: 'cancelTenantDeletion',
      tag: 'tenants',
      summary: 'Cancel a scheduled deletion',
      params: tenantParams,
      body: cancelDeletionSchema,
      responses: { 200: tenantSchema },
      tenantParam: 'tenantId',
      handle: call => change(call, cancelDeletion(call.body.reason)),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/change-plan',
      operation: 'changeTenantPlan',
      tag: 'tenants',
      summary: 'Give a tenant another plan, or its first one',
      description:
        'What would hurt the tenant stops it, as it stops every change of plan: 409, and each finding is named in errors.',
      params: tenantParams,
      body: changePlanSchema,
      responses: { 200: tenantSchema },
      idempotent: true,
      tenantParam: 'tenantId',
      handle: async call => {
        const { tenantId } = call.params;
        const tenant = await service.load(tenantId);
        if (tenant.state.phase !== 'live')
          throw new Problem('conflict', 'it is not a tenant that lives', { reason: 'tenant_deleted' });
        const { effective: from, acceptFindings, ...order } = call.body;
        await changePlan(call.newId, { ...order, from, tenantId }, acceptFindings, whoOf(call));
        return answer(tenant, call.principal);
      },
    }),
    ...noteRoutes(service, tenants.notes, clock),
  ];
}

function placeIn(list: readonly string[], cursor: string): readonly [string, string] {
  const [key, id] = decodeCursor(list, cursor);
  return [String(key), String(id)];
}

/** Each role suspends in its own name; an admin in any, also to lift what others left behind. */
function authorOf(by: string | undefined, { roles }: Principal): string {
  const own = roles.includes('admin') ? 'admin' : roles.includes('finance') ? 'billing' : 'customer-success';
  if (by === undefined || by === own || roles.includes('admin')) return by ?? own;
  throw new Problem('forbidden', `your suspensions are by ${own}; those by ${by} are not yours`, {
    reason: 'suspended_by_others',
    params: { by },
  });
}
