import {
  healthCountsSchema,
  healthHistoryQuerySchema,
  healthHistorySchema,
  healthListQuerySchema,
  healthPageSchema,
  healthSettingsQuerySchema,
  healthSettingsSchema,
  setHealthOverrideSchema,
  setSentimentSchema,
  setSupportSchema,
  tenantHealthSchema,
} from '@tenantry/contracts/commercial/health-api';
import { healthSettingsPreviewSchema } from '@tenantry/contracts/commercial/health-preview';
import { healthSettingsInputSchema } from '@tenantry/contracts/commercial/health-settings';
import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import { decodeCursor, encodeCursor, invalidCursor } from '../http/cursor.ts';
import { etagOf } from '../http/etag.ts';
import { Problem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { whoOf } from '../tenants/who.ts';
import { toSummary } from './convert.ts';
import { DAY_MS } from './facts.ts';
import { dayOf } from './health-days.ts';
import type { HealthService } from './health-service.ts';
import type { HealthSettingsInForce } from './health-settings.ts';

const tag = 'customer health';
const tenantParams = z.strictObject({ tenantId: tenantIdSchema });
const ONE = '/v1/tenants/{tenantId}/health';
const MOST_DAYS = 400;

export function healthRoutes(service: HealthService): Route[] {
  return [
    ...listRoutes(service),
    ...settingsRoutes(service),
    ...tenantRoutes(service),
    ...wordRoutes(service),
  ];
}

function listRoutes(service: HealthService): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/health',
      operation: 'listHealth',
      tag,
      summary: 'Customers by how they do: filtered, sorted, page by page',
      query: healthListQuerySchema,
      responses: { 200: healthPageSchema },
      handle: async ({ query: { cursor, ...query } }) => {
        const { limit: _, ...filter } = query;
        const list = ['health', JSON.stringify(filter)];
        const after = cursor === undefined ? undefined : placeIn(list, cursor);
        const { items, next } = await service.list.page(query, after);
        const body = { items: items.map(toSummary), ...(next && { next: encodeCursor(list, next) }) };
        return { status: 200, body };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/health/counts',
      operation: 'countHealth',
      tag,
      summary: 'How many customers are in which state',
      responses: { 200: healthCountsSchema },
      handle: async () => ({ status: 200, body: await service.list.counts() }),
    }),
  ];
}

/** @throws Problem invalid_cursor also for a place that none of these lists has */
function placeIn(list: readonly string[], cursor: string): readonly [number, string] {
  const place = z.tuple([z.int(), z.string()]).safeParse(decodeCursor(list, cursor));
  if (!place.success) throw invalidCursor();
  return place.data;
}

function settingsRoutes({ settings, preview, lookAtAll }: HealthService): Route[] {
  const answer = ({ version, state, at }: HealthSettingsInForce) => ({
    status: 200,
    body: { ...state, version, ...(at !== undefined && { updatedAt: at }) },
    headers: { etag: etagOf(version) },
  });
  return [
    defineRoute({
      method: 'get',
      path: '/v1/health/settings',
      operation: 'getHealthSettings',
      tag,
      summary: 'Weights and bounds, as they are or as they were at a version',
      query: healthSettingsQuerySchema,
      responses: { 200: healthSettingsSchema },
      handle: async ({ query: { version } }) =>
        answer(version === undefined ? await settings.get() : await settings.atVersion(version)),
    }),
    defineRoute({
      method: 'put',
      path: '/v1/health/settings',
      operation: 'replaceHealthSettings',
      tag,
      summary: 'Score by other weights and bounds from now on',
      description:
        'Every customer is evaluated anew within minutes. What was recorded before stays as it is.',
      body: healthSettingsInputSchema,
      responses: { 200: healthSettingsSchema },
      precondition: 'required',
      handle: async call => {
        const replaced = await settings.replace(call.body, call.ifMatch, whoOf(call));
        lookAtAll();
        return answer(replaced);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/health/settings/preview',
      operation: 'previewHealthSettings',
      tag,
      summary: 'What weights and bounds would make of the customers there are',
      description:
        'Nothing is changed or recorded. Of more than 500 customers an even sample is reckoned, and said to be one.',
      body: healthSettingsInputSchema,
      responses: { 200: healthSettingsPreviewSchema },
      handle: async ({ body }) => ({ status: 200, body: await preview.of(body) }),
    }),
  ];
}

function tenantRoutes(service: HealthService): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: ONE,
      operation: 'getTenantHealth',
      tag,
      summary: 'How a customer does: why, what changed in 7 and 30 days, and what to do next',
      params: tenantParams,
      responses: { 200: tenantHealthSchema },
      tenantParam: 'tenantId',
      handle: async ({ params }) => ({ status: 200, body: await service.get(params.tenantId) }),
    }),
    defineRoute({
      method: 'post',
      path: `${ONE}/evaluate`,
      operation: 'evaluateTenantHealth',
      tag,
      summary: 'Evaluate a customer now, and not when its turn comes',
      params: tenantParams,
      responses: { 200: tenantHealthSchema },
      tenantParam: 'tenantId',
      handle: async ({ params }) => ({ status: 200, body: await service.evaluated(params.tenantId) }),
    }),
    defineRoute({
      method: 'get',
      path: `${ONE}/history`,
      operation: 'listTenantHealthHistory',
      tag,
      summary: 'Scores by day, with all that they were made of, and every change of state',
      params: tenantParams,
      query: healthHistoryQuerySchema,
      responses: { 200: healthHistorySchema },
      tenantParam: 'tenantId',
      handle: async ({ params, query }) => {
        const to = query.to ?? dayOf(service.now());
        const from = query.from ?? dayOf(Date.parse(to) - 30 * DAY_MS);
        const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
        if (days < 0 || days > MOST_DAYS) {
          const message = `from a day to a later one, at most ${MOST_DAYS} days`;
          throw new Problem('invalid_request', message, {
            errors: [{ field: 'query.from', code: 'out_of_range', message }],
          });
        }
        return { status: 200, body: await service.history(params.tenantId, { from, to }) };
      },
    }),
  ];
}

/** What people say: each answers the health that follows from it. */
function wordRoutes(service: HealthService): Route[] {
  const { records } = service;
  const shared = {
    tag,
    params: tenantParams,
    responses: { 200: tenantHealthSchema },
    tenantParam: 'tenantId',
  };
  return [
    defineRoute({
      ...shared,
      method: 'put',
      path: `${ONE}/override`,
      operation: 'setHealthOverride',
      summary: 'Say in place of the score how a customer does, for a time',
      description: 'A customer without enough data cannot be made healthy by it.',
      body: setHealthOverrideSchema,
      handle: async call => {
        const { tenantId } = call.params;
        await service.mustBeThere(tenantId);
        await records.override(tenantId, call.body, whoOf(call));
        return { status: 200, body: await service.evaluated(tenantId) };
      },
    }),
    defineRoute({
      ...shared,
      method: 'delete',
      path: `${ONE}/override`,
      operation: 'endHealthOverride',
      summary: 'Let the score speak again',
      handle: async call => {
        const { tenantId } = call.params;
        await service.mustBeThere(tenantId);
        await records.endOverride(tenantId, whoOf(call));
        return { status: 200, body: await service.evaluated(tenantId) };
      },
    }),
    defineRoute({
      ...shared,
      method: 'put',
      path: `${ONE}/sentiment`,
      operation: 'setHealthSentiment',
      summary: 'Enter how content a customer is',
      body: setSentimentSchema,
      handle: async call => {
        const { tenantId } = call.params;
        await service.mustBeThere(tenantId);
        await records.setSentiment(tenantId, call.body, whoOf(call));
        return { status: 200, body: await service.evaluated(tenantId) };
      },
    }),
    defineRoute({
      ...shared,
      method: 'put',
      path: `${ONE}/support`,
      operation: 'setHealthSupport',
      summary: 'Enter how many tickets of a customer are open',
      body: setSupportSchema,
      handle: async call => {
        const { tenantId } = call.params;
        await service.mustBeThere(tenantId);
        await records.setSupport(tenantId, call.body, whoOf(call));
        return { status: 200, body: await service.evaluated(tenantId) };
      },
    }),
    ...(['sentiment', 'support'] as const).map(what =>
      defineRoute({
        ...shared,
        method: 'delete',
        path: `${ONE}/${what}`,
        operation: what === 'sentiment' ? 'removeHealthSentiment' : 'removeHealthSupport',
        summary: `Take the ${what} away that was entered last`,
        handle: async call => {
          const { tenantId } = call.params;
          await service.mustBeThere(tenantId);
          await records.remove(tenantId, what, whoOf(call));
          return { status: 200, body: await service.evaluated(tenantId) };
        },
      }),
    ),
  ];
}
