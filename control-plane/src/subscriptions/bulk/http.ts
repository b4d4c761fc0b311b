import {
  cancelPlanChangeSchema,
  newPlanChangeSchema,
  planChangeListQuerySchema,
  planChangePageSchema,
  planChangePreviewSchema,
  planChangeSchema,
  planChangeTenantsSchema,
} from '@tenantry/contracts/commercial/plan-change';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { type Call, defineRoute, type Route } from '../../http/route.ts';
import { positionOf } from '../../storage/documents.ts';
import { type PlanChange, planChangeHeadsSpec } from './plan-change.ts';
import type { By, PlanChanges } from './plan-changes.ts';

const params = z.strictObject({ planChangeId: z.uuidv7() });
const ROOT = '/v1/plan-changes';

export function planChangeRoutes(planChanges: PlanChanges): Route[] {
  const body = async (state: PlanChange) => ({
    ...toPlanChange(state),
    ...(await planChanges.counts(state.planChangeId)),
  });
  return [
    defineRoute({
      method: 'post',
      path: `${ROOT}/preview`,
      operation: 'previewPlanChange',
      tag: 'subscriptions',
      summary: 'What giving every tenant of a plan version another would come to; nothing is stored',
      body: newPlanChangeSchema,
      responses: { 200: planChangePreviewSchema },
      handle: async call => ({ status: 200, body: await planChanges.preview(call.body) }),
    }),
    defineRoute({
      method: 'post',
      path: ROOT,
      operation: 'createPlanChange',
      tag: 'subscriptions',
      summary: 'Give every tenant of a plan version another',
      description:
        'One after the other, each with its interval and add-ons. A tenant that cannot have it so, or for whom another ' +
        'change is scheduled, stays as it is, and says why. Whoever comes to the old version meanwhile is changed, too.',
      body: newPlanChangeSchema,
      responses: { 202: planChangeSchema },
      idempotent: true,
      handle: async call => {
        const { state } = await planChanges.create(call.newId, call.body, byOf(call));
        return { status: 202, body: await body(state), headers: { location: `${ROOT}/${call.newId}` } };
      },
    }),
    defineRoute({
      method: 'get',
      path: ROOT,
      operation: 'listPlanChanges',
      tag: 'subscriptions',
      summary: 'Changes of plan of many tenants, the newest first',
      query: planChangeListQuerySchema,
      responses: { 200: planChangePageSchema },
      handle: async ({ query: { limit, cursor } }) => {
        const list = ['plan-changes'];
        const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
        const found = await planChanges.heads.scan({
          index: 'created',
          descending: true,
          limit: limit + 1,
          ...(after && { after }),
        });
        const items = found.slice(0, limit);
        const last = items.at(-1);
        const next = found.length > limit && last && positionOf(last, planChangeHeadsSpec, 'created');
        return {
          status: 200,
          body: {
            items: items.map(({ state }) => toPlanChange(state)),
            ...(next && { next: encodeCursor(list, next) }),
          },
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: `${ROOT}/{planChangeId}`,
      operation: 'getPlanChange',
      tag: 'subscriptions',
      summary: 'How far a change of plans is',
      params,
      responses: { 200: planChangeSchema },
      handle: async call => {
        const { state } = await planChanges.load(call.params.planChangeId);
        return { status: 200, body: await body(state) };
      },
    }),
    defineRoute({
      method: 'get',
      path: `${ROOT}/{planChangeId}/tenants`,
      operation: 'listPlanChangeTenants',
      tag: 'subscriptions',
      summary: 'What became of each tenant',
      params,
      query: planChangeListQuerySchema,
      responses: { 200: planChangeTenantsSchema },
      handle: async ({ params: { planChangeId }, query: { limit, cursor } }) => {
        await planChanges.load(planChangeId);
        const list = ['plan-change-tenants', planChangeId];
        const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
        const found = await planChanges.items.scan({
          from: `${planChangeId}/`,
          before: `${planChangeId}0`,
          limit: limit + 1,
          ...(after && { after }),
        });
        const items = found.slice(0, limit);
        const last = items.at(-1);
        return {
          status: 200,
          body: {
            items: items.map(({ id: _id, planChangeId: _change, ...item }) => item),
            ...(found.length > limit && last && { next: encodeCursor(list, [last.id]) }),
          },
        };
      },
    }),
    defineRoute({
      method: 'post',
      path: `${ROOT}/{planChangeId}/cancel`,
      operation: 'cancelPlanChange',
      tag: 'subscriptions',
      summary: 'Begin no further tenant; those that were changed stay so',
      params,
      body: cancelPlanChangeSchema,
      responses: { 200: planChangeSchema },
      handle: async call => {
        const { planChangeId } = call.params;
        const { state } = await planChanges.cancel(planChangeId, call.body.reason, byOf(call));
        return { status: 200, body: await body(state) };
      },
    }),
  ];
}

function toPlanChange({ phase: state, by, ...rest }: PlanChange) {
  return { ...rest, state, by: by.name };
}

function byOf({ principal: { id, name }, requestId }: Call<unknown, unknown, unknown>): By {
  return { actor: { id, name }, requestId };
}
