import { overrideInputSchema, type SubscriptionState } from '@tenantry/contracts/commercial/subscription';
import {
  changeSubscriptionSchema,
  endOverrideSchema,
  endSubscriptionSchema,
  extendTrialSchema,
  newSubscriptionSchema,
  periodPageSchema,
  planHistorySchema,
  subscriptionHistorySchema,
  subscriptionPageQuerySchema,
  subscriptionQuerySchema,
  subscriptionSchema,
} from '@tenantry/contracts/commercial/subscription-api';
import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import { type Clock, isoTime } from '../clock.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { etagOf } from '../http/etag.ts';
import { type Call, defineRoute, type Route } from '../http/route.ts';
import type { Versioned } from '../storage/aggregates.ts';
import { demandLiving, type TenantRecord } from '../tenants/tenant.ts';
import { toRecord, toSubscription } from './convert.ts';
import { planHistory } from './plan-history.ts';
import type { SubscriptionChanges } from './preview/subscription-changes.ts';
import type { Note, SubscriptionService } from './service.ts';

const tenantParams = z.strictObject({ tenantId: tenantIdSchema });
const overrideParams = z.strictObject({ tenantId: tenantIdSchema, overrideId: z.uuidv7() });

export interface SubscriptionRoutesParts {
  readonly service: SubscriptionService;
  readonly changes: SubscriptionChanges;
  readonly clock: Clock;
  /** What is not there subscribes to nothing, and neither does what is deleted. */
  readonly tenants: { load(tenantId: string): Promise<Versioned<Pick<TenantRecord, 'phase'>>> };
}

function noteOf(call: Call<unknown, unknown, unknown>, reason?: string): Note {
  const { principal, requestId, newId, ifMatch } = call;
  return {
    actor: { id: principal.id, name: principal.name },
    requestId,
    origin: newId,
    ifMatch,
    ...(reason !== undefined && { reason }),
  };
}

export function subscriptionRoutes(parts: SubscriptionRoutesParts): Route[] {
  return [...readingRoutes(parts), ...changingRoutes(parts), ...overrideRoutes(parts)];
}

function answerer({ service, clock }: SubscriptionRoutesParts) {
  return async (
    found: Versioned<SubscriptionState>,
    reader: Principal,
    { status = 200, effectiveAt = isoTime(clock.now()) } = {},
  ) => ({
    status,
    body: toSubscription(
      await service.inForce(found, effectiveAt),
      { effectiveAt, recordedAt: found.at },
      reader,
    ),
    headers: { etag: etagOf(found.version) },
  });
}

function readingRoutes(parts: SubscriptionRoutesParts): Route[] {
  const { service } = parts;
  const answer = answerer(parts);
  return [
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/subscription',
      operation: 'getSubscription',
      tag: 'subscriptions',
      summary: 'What a tenant has, or had, or was believed to have',
      description:
        'With effectiveAt and recordedAt it answers what was known at the one time of what held at the other.',
      params: tenantParams,
      query: subscriptionQuerySchema,
      responses: { 200: subscriptionSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId }, query: { effectiveAt, recordedAt }, principal }) => {
        const found =
          recordedAt === undefined ? await service.load(tenantId) : await service.known(tenantId, recordedAt);
        return answer(found, principal, { ...(effectiveAt !== undefined && { effectiveAt }) });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/subscription/periods',
      operation: 'listSubscriptionPeriods',
      tag: 'subscriptions',
      summary: 'The months that have begun, newest first',
      params: tenantParams,
      query: subscriptionPageQuerySchema,
      responses: { 200: periodPageSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId }, query: { limit, cursor } }) => {
        const list = ['periods', tenantId];
        const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
        const { periods, next } = await service.periods(tenantId, { limit, ...(after && { after }) });
        return {
          status: 200,
          body: { items: [...periods], ...(next && { next: encodeCursor(list, next) }) },
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/subscription/changes',
      operation: 'listSubscriptionChanges',
      tag: 'subscriptions',
      summary: 'Which plans a tenant was given, by whom and why, oldest first',
      params: tenantParams,
      query: subscriptionPageQuerySchema,
      responses: { 200: planHistorySchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId }, query: { limit, cursor } }) => {
        await service.load(tenantId);
        const list = ['subscription-changes', tenantId];
        const [after = 0] = cursor === undefined ? [] : decodeCursor(list, cursor);
        const { items, next } = await planHistory(service, tenantId, { after: Number(after) || 0, limit });
        return {
          status: 200,
          body: { items: [...items], ...(next !== undefined && { next: encodeCursor(list, [next]) }) },
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/subscription/history',
      operation: 'listSubscriptionHistory',
      tag: 'subscriptions',
      summary: 'Everything that was ever recorded of a subscription, oldest first',
      params: tenantParams,
      query: subscriptionPageQuerySchema,
      responses: { 200: subscriptionHistorySchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId }, query: { limit, cursor } }) => {
        await service.load(tenantId);
        const list = ['subscription-history', tenantId];
        const [after = 0] = cursor === undefined ? [] : decodeCursor(list, cursor);
        const found = await service.history(tenantId, Number(after) || 0, limit + 1);
        const shown = found.slice(0, limit);
        const last = shown.at(-1);
        return {
          status: 200,
          body: {
            items: shown.map(toRecord),
            ...(found.length > limit && last && { next: encodeCursor(list, [last.version]) }),
          },
        };
      },
    }),
  ];
}

function changingRoutes(parts: SubscriptionRoutesParts): Route[] {
  const { service } = parts;
  const answer = answerer(parts);
  return [
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/subscription',
      operation: 'createSubscription',
      tag: 'subscriptions',
      summary: "A tenant's first plan",
      params: tenantParams,
      body: newSubscriptionSchema,
      responses: { 201: subscriptionSchema },
      idempotent: true,
      tenantParam: 'tenantId',
      handle: async call => {
        const { tenantId } = call.params;
        demandLiving((await parts.tenants.load(tenantId)).state);
        const { reason, ...wanted } = call.body;
        const made = await service.create(tenantId, wanted, noteOf(call, reason));
        return answer(made, call.principal, { status: 201 });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/subscription/changes',
      operation: 'changeSubscription',
      tag: 'subscriptions',
      summary: 'Another plan, version, interval or other add-ons: now, or when the period ends',
      description:
        'It takes the place of a change that is scheduled. With the token of a preview what was looked at is what comes, ' +
        'or the change is refused: 409 for a token that is over, 412 for one that was overtaken.',
      params: tenantParams,
      body: changeSubscriptionSchema,
      responses: { 200: subscriptionSchema },
      idempotent: true,
      precondition: 'optional',
      tenantParam: 'tenantId',
      handle: async call => {
        const { reason, previewToken, acceptFindings, ...wanted } = call.body;
        const how = { previewToken, accepted: acceptFindings };
        const { tenantId } = call.params;
        const changed = await parts.changes.carryOut(tenantId, wanted, how, noteOf(call, reason));
        return answer(changed, call.principal);
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/v1/tenants/{tenantId}/subscription/scheduled-change',
      operation: 'cancelScheduledChange',
      tag: 'subscriptions',
      summary: 'Let the change that is scheduled not come',
      params: tenantParams,
      responses: { 200: subscriptionSchema },
      precondition: 'optional',
      tenantParam: 'tenantId',
      handle: async call =>
        answer(await service.cancelScheduled(call.params.tenantId, noteOf(call)), call.principal),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/subscription/trial',
      operation: 'extendTrial',
      tag: 'subscriptions',
      summary: 'Let a trial that is under way end later',
      description:
        'Periods stay where they are: the one in which the trial ends now is paid for by its share. Who and why is on ' +
        'record.',
      params: tenantParams,
      body: extendTrialSchema,
      responses: { 200: subscriptionSchema },
      idempotent: true,
      precondition: 'optional',
      tenantParam: 'tenantId',
      handle: async call => {
        const { until, reason } = call.body;
        const extended = await service.extendTrial(call.params.tenantId, until, noteOf(call, reason));
        return answer(extended, call.principal);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/subscription/end',
      operation: 'endSubscription',
      tag: 'subscriptions',
      summary: 'End a subscription, now or when the period ends',
      description: 'The record stays. A change of plan resumes it.',
      params: tenantParams,
      body: endSubscriptionSchema,
      responses: { 200: subscriptionSchema },
      idempotent: true,
      precondition: 'optional',
      tenantParam: 'tenantId',
      handle: async call => {
        const { when, reason } = call.body;
        return answer(await service.end(call.params.tenantId, when, noteOf(call, reason)), call.principal);
      },
    }),
  ];
}

function overrideRoutes(parts: SubscriptionRoutesParts): Route[] {
  const { service } = parts;
  const answer = answerer(parts);
  return [
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/subscription/overrides',
      operation: 'addSubscriptionOverride',
      tag: 'subscriptions',
      summary: 'Agree on a price, an allowance or a flag beside the plan',
      description:
        'Of two about one thing the one recorded later holds. A price holds while the tenant is on the plan and ' +
        'interval that it has when the override begins.',
      params: tenantParams,
      body: overrideInputSchema,
      responses: { 201: subscriptionSchema },
      idempotent: true,
      precondition: 'optional',
      tenantParam: 'tenantId',
      handle: async call => {
        const made = await service.addOverride(call.params.tenantId, call.body, noteOf(call));
        return answer(made, call.principal, { status: 201 });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/subscription/overrides/{overrideId}/end',
      operation: 'endSubscriptionOverride',
      tag: 'subscriptions',
      summary: 'End an override; it stays on record',
      params: overrideParams,
      body: endOverrideSchema,
      responses: { 200: subscriptionSchema },
      idempotent: true,
      precondition: 'optional',
      tenantParam: 'tenantId',
      handle: async call => {
        const { tenantId, overrideId } = call.params;
        const { until, reason } = call.body;
        return answer(
          await service.endOverride(tenantId, overrideId, until, noteOf(call, reason)),
          call.principal,
        );
      },
    }),
  ];
}
