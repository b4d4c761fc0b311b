import { planIdSchema, planVersionNumberSchema } from '@tenantry/contracts/commercial/plan';
import {
  catalogueSchema,
  comparisonQuerySchema,
  comparisonSchema,
  newDraftSchema,
  newPlanSchema,
  planListQuerySchema,
  planPageSchema,
  planSchema,
  planVersionSchema,
  replaceDraftSchema,
} from '@tenantry/contracts/commercial/plan-catalogue';
import { settingsInputSchema, settingsSchema } from '@tenantry/contracts/commercial/settings';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { etagOf } from '../http/etag.ts';
import { below } from '../http/problem.ts';
import { type Call, defineRoute, type Route } from '../http/route.ts';
import type { Versioned } from '../storage/aggregates.ts';
import { catalogueOf } from './catalogue.ts';
import { comparisonOf } from './compare.ts';
import { toPlan, toPlanVersion } from './convert.ts';
import type { PlanVersionState } from './plan-version.ts';
import type { By, PlanService } from './service.ts';
import type { SettingsInForce, SettingsService } from './settings.ts';

const planParams = z.strictObject({ planId: planIdSchema });
const versionParams = z.strictObject({
  planId: planIdSchema,
  version: z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .pipe(planVersionNumberSchema),
});

function byOf({ principal: { id, name }, requestId }: Call<unknown, unknown, unknown>): By {
  return { actor: { id, name }, requestId };
}

export function planRoutes(plans: PlanService, settings: SettingsService): Route[] {
  return [...listRoutes(plans), ...versionRoutes(plans), ...catalogueRoutes(plans, settings)];
}

const answerOf = ({ state, version }: Versioned<PlanVersionState>) => ({
  status: 200,
  body: toPlanVersion(state),
  headers: { etag: etagOf(version) },
});

const madeOf = (made: Versioned<PlanVersionState>) => {
  const { planId, version } = made.state;
  return {
    status: 201,
    body: toPlanVersion(made.state),
    headers: { etag: etagOf(made.version), location: `/v1/plans/${planId}/versions/${version}` },
  };
};

function listRoutes(plans: PlanService): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/plans',
      operation: 'listPlans',
      tag: 'plans',
      summary: 'Plans and their versions, by key',
      query: planListQuerySchema,
      responses: { 200: planPageSchema },
      handle: async ({ query: { limit, cursor } }) => {
        const [after = ''] = cursor === undefined ? [] : decodeCursor(['plans'], cursor);
        const byPlan = Map.groupBy(await plans.all(), ({ planId }) => planId);
        const rest = [...byPlan.keys()].filter(planId => planId > String(after)).toSorted();
        const page = rest.slice(0, limit);
        const last = page.at(-1);
        return {
          status: 200,
          body: {
            items: page.map(planId => toPlan(planId, byPlan.get(planId) ?? [])),
            ...(rest.length > limit && last !== undefined && { next: encodeCursor(['plans'], [last]) }),
          },
        };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/plans',
      operation: 'createPlan',
      tag: 'plans',
      summary: 'Make a plan, with a draft of version 1',
      body: newPlanSchema,
      responses: { 201: planVersionSchema },
      idempotent: true,
      handle: async call =>
        madeOf(await plans.create(call.body.planId, call.body.spec, call.newId, byOf(call))),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/plans/{planId}',
      operation: 'getPlan',
      tag: 'plans',
      summary: 'A plan and its versions',
      params: planParams,
      responses: { 200: planSchema },
      handle: async ({ params: { planId } }) => ({
        status: 200,
        body: toPlan(planId, await plans.versionsOf(planId)),
      }),
    }),
  ];
}

function versionRoutes(plans: PlanService): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/plans/{planId}/versions',
      operation: 'createPlanDraft',
      tag: 'plans',
      summary: 'Make the draft of the next version',
      description:
        'Without a spec, it begins as a copy of the newest version. A plan has one draft at a time.',
      params: planParams,
      body: newDraftSchema,
      responses: { 201: planVersionSchema },
      idempotent: true,
      handle: async call =>
        madeOf(await plans.draft(call.params.planId, call.body.spec, call.newId, byOf(call))),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/plans/{planId}/versions/{version}',
      operation: 'getPlanVersion',
      tag: 'plans',
      summary: 'A version of a plan',
      params: versionParams,
      responses: { 200: planVersionSchema },
      handle: async ({ params }) => answerOf(await plans.version(params.planId, params.version)),
    }),
    defineRoute({
      method: 'put',
      path: '/v1/plans/{planId}/versions/{version}',
      operation: 'replacePlanDraft',
      tag: 'plans',
      summary: 'Replace a draft',
      params: versionParams,
      body: replaceDraftSchema,
      responses: { 200: planVersionSchema },
      precondition: 'required',
      handle: async call => {
        const { planId, version } = call.params;
        return answerOf(await plans.replaceDraft(planId, version, call.body.spec, call.ifMatch, byOf(call)));
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/plans/{planId}/versions/{version}/publish',
      operation: 'publishPlanVersion',
      tag: 'plans',
      summary: 'Publish a draft: it can be bought, and never changes again',
      params: versionParams,
      responses: { 200: planVersionSchema },
      precondition: 'optional',
      handle: async call =>
        answerOf(await plans.publish(call.params.planId, call.params.version, call.ifMatch, byOf(call))),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/plans/{planId}/versions/{version}/archive',
      operation: 'archivePlanVersion',
      tag: 'plans',
      summary: 'Sell a version no more, or give up a draft',
      description: 'Tenants that have it keep it.',
      params: versionParams,
      responses: { 200: planVersionSchema },
      precondition: 'optional',
      handle: async call =>
        answerOf(await plans.archive(call.params.planId, call.params.version, call.ifMatch, byOf(call))),
    }),
  ];
}

function catalogueRoutes(plans: PlanService, settings: SettingsService): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/catalogue',
      operation: 'getCatalogue',
      tag: 'plans',
      summary: 'The plans that may be chosen now',
      responses: { 200: catalogueSchema },
      handle: async () => {
        const { state } = await settings.get();
        const offered = catalogueOf(await plans.all(), state);
        const chosen = offered.some(({ planId }) => planId === state.defaultPlanId);
        return {
          status: 200,
          body: {
            ...(chosen && { defaultPlanId: state.defaultPlanId }),
            items: offered.map(toPlanVersion),
          },
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/catalogue/comparison',
      operation: 'comparePlans',
      tag: 'plans',
      summary: 'Published plans side by side',
      query: comparisonQuerySchema,
      responses: { 200: comparisonSchema },
      handle: async ({ query }) => {
        const versions = await Promise.all(
          query.plans.map((reference, at) => {
            const [planId = '', version] = reference.split('@');
            const wanted = version === undefined ? undefined : Number(version);
            return below(`query.plans.${at}`, () => plans.published(planId, wanted));
          }),
        );
        return { status: 200, body: comparisonOf(versions) };
      },
    }),
  ];
}

export function settingsRoutes(settings: SettingsService, storeKind: string): Route[] {
  const answer = ({ state, version, at }: SettingsInForce) => ({
    status: 200,
    body: { ...state, store: { kind: storeKind }, ...(at !== undefined && { updatedAt: at }) },
    headers: { etag: etagOf(version) },
  });
  return [
    defineRoute({
      method: 'get',
      path: '/v1/settings',
      operation: 'getSettings',
      tag: 'settings',
      summary: 'What holds for the whole installation',
      responses: { 200: settingsSchema },
      handle: async () => answer(await settings.get()),
    }),
    defineRoute({
      method: 'put',
      path: '/v1/settings',
      operation: 'replaceSettings',
      tag: 'settings',
      summary: 'Replace default plan and plan selection',
      body: settingsInputSchema,
      responses: { 200: settingsSchema },
      precondition: 'required',
      handle: async call => answer(await settings.replace(call.body, call.ifMatch, byOf(call))),
    }),
  ];
}
