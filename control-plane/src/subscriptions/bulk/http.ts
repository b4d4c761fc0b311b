import {
  cancelPlanChangeSchema,
  holdPlanChangeSchema,
  newPlanChangeSchema,
  type PlanChangeBody,
  planChangeListQuerySchema,
  planChangePageSchema,
  planChangePreviewSchema,
  planChangeSchema,
  planChangeTenantsQuerySchema,
  planChangeTenantsSchema,
  retryPlanChangeSchema,
  undoPlanChangeSchema,
} from '@tenantry/contracts/commercial/plan-change';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { type Call, defineRoute, type Route } from '../../http/route.ts';
import type { Versioned } from '../../storage/aggregates.ts';
import { positionOf } from '../../storage/documents.ts';
import type { By } from './orders.ts';
import {
  type PlanChange,
  type PlanChangeItem,
  planChangeHeadsSpec,
  planChangeItemsSpec,
  undoUntil,
} from './plan-change.ts';
import type { PlanChanges } from './plan-changes.ts';
import { previewCsv } from './preview-csv.ts';

const params = z.strictObject({ planChangeId: z.uuidv7() });
const ROOT = '/v1/plan-changes';

export function planChangeRoutes(planChanges: PlanChanges): Route[] {
  const answer = async (status: number, { state }: Versioned<PlanChange>) => ({
    status,
    body: { ...toPlanChange(state), ...(await planChanges.counts(state.planChangeId)) },
    headers: { location: `${ROOT}/${state.planChangeId}` },
  });
  return [
    ...previewRoutes(planChanges),
    ...orderRoutes(planChanges, answer),
    ...movingRoutes(planChanges, answer),
  ];
}

type Answering = (
  status: number,
  found: Versioned<PlanChange>,
) => Promise<{ status: number; body: PlanChangeBody; headers: Record<string, string> }>;

function previewRoutes(planChanges: PlanChanges): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: `${ROOT}/preview`,
      operation: 'previewPlanChange',
      tag: 'subscriptions',
      summary: 'What giving tenants of a plan version another would come to; nothing is stored',
      description: 'Prices and totals of all of them; findings of the first 500, and of all in the CSV.',
      body: newPlanChangeSchema,
      responses: { 200: planChangePreviewSchema },
      handle: async call => ({ status: 200, body: await planChanges.preview(call.body) }),
    }),
    defineRoute({
      method: 'post',
      path: `${ROOT}/preview.csv`,
      operation: 'exportPlanChangePreview',
      tag: 'subscriptions',
      summary: 'The same as CSV, every tenant with its findings',
      body: newPlanChangeSchema,
      responses: { 200: z.string().meta({ description: 'CSV with a header' }) },
      produces: 'text/csv',
      handle: async call => ({
        status: 200,
        text: {
          type: 'text/csv; charset=utf-8',
          content: previewCsv(await planChanges.previewRows(call.body)),
        },
        headers: { 'content-disposition': 'attachment; filename="plan-change.csv"' },
      }),
    }),
  ];
}

function orderRoutes(planChanges: PlanChanges, answer: Answering): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: ROOT,
      operation: 'createPlanChange',
      tag: 'subscriptions',
      summary: 'Give tenants of a plan version another, batch by batch',
      description:
        'Each with its interval and add-ons. A tenant that cannot have it so, for whom another change is scheduled, or ' +
        'that a finding stops, stays as it is, and says why. Whoever comes to the old version meanwhile is changed, too.',
      body: newPlanChangeSchema,
      responses: { 202: planChangeSchema },
      idempotent: true,
      handle: async call => {
        return answer(202, await planChanges.create(call.newId, call.body, byOf(call)));
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
      handle: async call => answer(200, await planChanges.load(call.params.planChangeId)),
    }),
    defineRoute({
      method: 'get',
      path: `${ROOT}/{planChangeId}/tenants`,
      operation: 'listPlanChangeTenants',
      tag: 'subscriptions',
      summary: 'What became of each tenant',
      params,
      query: planChangeTenantsQuerySchema,
      responses: { 200: planChangeTenantsSchema },
      handle: async ({ params: { planChangeId }, query: { limit, cursor, outcome } }) => {
        await planChanges.load(planChangeId);
        const list = ['plan-change-tenants', planChangeId, outcome ?? ''];
        const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
        const found = await planChanges.items.scan({
          ...(outcome === undefined
            ? { from: `${planChangeId}/`, before: `${planChangeId}0` }
            : { index: 'outcome', equals: [planChangeId, outcome] }),
          limit: limit + 1,
          ...(after && { after }),
        });
        const items = found.slice(0, limit);
        const last = items.at(-1);
        const place = (item: PlanChangeItem) =>
          outcome === undefined ? [item.id] : positionOf(item, planChangeItemsSpec, 'outcome', 2);
        return {
          status: 200,
          body: {
            items: items.map(({ id: _id, planChangeId: _change, retry: _retry, ...item }) => item),
            ...(found.length > limit && last && { next: encodeCursor(list, place(last)) }),
          },
        };
      },
    }),
  ];
}

function movingRoutes(planChanges: PlanChanges, answer: Answering): Route[] {
  /** Takes why, and answers with the order as it is then. */
  const move = (
    verb: 'pause' | 'resume' | 'cancel' | 'retry',
    about: Pick<Route, 'operation' | 'summary' | 'description'> & {
      readonly body: typeof holdPlanChangeSchema;
    },
  ) =>
    defineRoute({
      method: 'post',
      path: `${ROOT}/{planChangeId}/${verb}`,
      tag: 'subscriptions',
      params,
      responses: { 200: planChangeSchema },
      ...about,
      handle: async call =>
        answer(200, await planChanges[verb](call.params.planChangeId, call.body.reason, byOf(call))),
    });
  return [
    move('pause', {
      operation: 'pausePlanChange',
      summary: 'Begin no further tenant until it is resumed',
      body: holdPlanChangeSchema,
    }),
    move('resume', {
      operation: 'resumePlanChange',
      summary: 'Go on where it was paused',
      body: holdPlanChangeSchema,
    }),
    move('cancel', {
      operation: 'cancelPlanChange',
      summary: 'Begin no further tenant; those that were changed stay so',
      body: cancelPlanChangeSchema,
    }),
    move('retry', {
      operation: 'retryPlanChange',
      summary: 'Try those again that failed',
      description:
        'Of an order that is completed it begins nobody else, and the time in which it can be undone begins anew when it ' +
        'ends. Where nobody failed it changes nothing.',
      body: retryPlanChangeSchema,
    }),
    defineRoute({
      method: 'post',
      path: `${ROOT}/{planChangeId}/undo`,
      operation: 'undoPlanChange',
      tag: 'subscriptions',
      summary: 'Take back an order that has ended, by another one, while its time for that lasts',
      description:
        'Those that it changed are given back the version that they had, with the interval and add-ons that they have ' +
        'now; where its change is still to come, it does not come. Whoever has another plan since stays as it is, and so ' +
        'does whoever failed (…/tenants?outcome=failed names them).',
      params,
      body: undoPlanChangeSchema,
      responses: { 202: planChangeSchema },
      idempotent: true,
      handle: async call =>
        answer(202, await planChanges.undo(call.params.planChangeId, call.newId, call.body, byOf(call))),
    }),
  ];
}

function toPlanChange(order: PlanChange) {
  const { phase: state, by, batch, undo, undoHours, retries: _r, onlyFailed: _o, ...rest } = order;
  const until = undoUntil({ ...rest, undoHours });
  return {
    ...rest,
    state,
    by: by.name,
    batch: batch?.number ?? 0,
    ...(until !== undefined && rest.undoes === undefined && { undoUntil: until }),
    ...(undo && { undoneBy: undo.planChangeId }),
  };
}

function byOf({ principal: { id, name }, requestId }: Call<unknown, unknown, unknown>): By {
  return { actor: { id, name }, requestId };
}
