import { pageQuery } from '@tenantry/contracts/api/list';
import {
  newWebhookSchema,
  rotateWebhookSecretSchema,
  shownWebhookSchema,
  webhookDeliveriesQuerySchema,
  webhookDeliveryDetailSchema,
  webhookDeliveryPageSchema,
  webhookDeliverySchema,
  webhookPageSchema,
  webhookReplaySchema,
  webhookReplayStateSchema,
  webhookSchema,
  webhookStandingSchema,
  webhookTestSchema,
  webhookUpdateSchema,
} from '@tenantry/contracts/commercial/webhook';
import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { etagOf } from '../http/etag.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { positionOf } from '../storage/documents.ts';
import { whoOf } from '../tenants/who.ts';
import { toAttempt, toDelivery, toReplay, toWebhook } from './convert.ts';
import { type Deliveries, webhookDeliveriesSpec } from './delivery.ts';
import { isDelivered } from './sender.ts';
import type { WebhookService } from './service.ts';
import { type WebhookHeads, webhookHeadsSpec } from './webhook.ts';

const ROOT = '/v1/webhooks';
const ONE = `${ROOT}/{webhookId}`;
const params = z.strictObject({ webhookId: z.uuidv7() });
const deliveryParams = params.extend({ deliveryId: z.string().max(100) });
const tag = 'webhooks';

export interface WebhookRouteParts {
  readonly service: WebhookService;
  readonly heads: WebhookHeads;
  readonly deliveries: Deliveries;
  readonly clock: Clock;
}

export function webhookRoutes(parts: WebhookRouteParts): Route[] {
  return [...endpointRoutes(parts), ...deliveryRoutes(parts)];
}

function endpointRoutes({ service, heads, deliveries, clock }: WebhookRouteParts): Route[] {
  const now = () => isoTime(clock.now());
  return [
    defineRoute({
      method: 'post',
      path: ROOT,
      operation: 'createWebhook',
      tag,
      summary: 'Have events sent to an address',
      description:
        'What is decided from now on is sent. The secret that receivers verify with is shown in this answer and never again.',
      body: newWebhookSchema,
      responses: { 201: shownWebhookSchema },
      idempotent: true,
      handle: async call => {
        const made = await service.create(call.newId, call.body, whoOf(call));
        return {
          status: 201,
          body: { webhook: toWebhook(made.webhook, now()), secret: made.secret },
          headers: { location: `${ROOT}/${call.newId}`, etag: etagOf(made.webhook.version) },
          secrets: ['/secret'],
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: ROOT,
      operation: 'listWebhooks',
      tag,
      summary: 'Addresses that events are sent to, the newest first',
      query: z.strictObject(pageQuery),
      responses: { 200: webhookPageSchema },
      handle: async ({ query: { limit, cursor } }) => {
        const list = ['webhooks'];
        const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
        const found = await heads.scan({
          index: 'created',
          descending: true,
          limit: limit + 1,
          ...(after && { after }),
        });
        const items = found.slice(0, limit);
        const last = items.at(-1);
        const next = found.length > limit && last && positionOf(last, webhookHeadsSpec, 'created');
        return {
          status: 200,
          body: {
            items: items.map(head => toWebhook(head, now())),
            ...(next && { next: encodeCursor(list, next) }),
          },
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: ONE,
      operation: 'getWebhook',
      tag,
      summary: 'One of them, and how it does',
      params,
      responses: { 200: webhookStandingSchema },
      handle: async call => {
        const { webhookId } = call.params;
        const webhook = await service.get(webhookId);
        const [waiting] = await deliveries.scan({ index: 'due', equals: [webhookId], limit: 1 });
        const [oldest] = await deliveries.scan({
          index: 'state',
          equals: [webhookId, 'waiting'],
          limit: 1,
        });
        const [arrived] = await deliveries.scan({
          index: 'delivered',
          equals: [webhookId],
          descending: true,
          limit: 1,
        });
        return {
          status: 200,
          body: {
            ...toWebhook(webhook, now()),
            ...(arrived?.endedAt !== undefined && { lastDeliveredAt: arrived.endedAt }),
            ...(oldest !== undefined && { waitingSince: oldest.createdAt }),
            ...(waiting?.dueAt !== undefined && { nextAttemptAt: waiting.dueAt }),
          },
          headers: { etag: etagOf(webhook.version) },
        };
      },
    }),
    defineRoute({
      method: 'patch',
      path: ONE,
      operation: 'updateWebhook',
      tag,
      summary: 'Change its name, address or filters',
      description: 'Deliveries that wait go to the new address.',
      params,
      body: webhookUpdateSchema,
      responses: { 200: webhookSchema },
      precondition: 'optional',
      handle: async call => {
        const { webhookId } = call.params;
        const changed = await service.update(webhookId, call.body, whoOf(call), call.ifMatch);
        return {
          status: 200,
          body: toWebhook(changed, now()),
          headers: { etag: etagOf(changed.version) },
        };
      },
    }),
    defineRoute({
      method: 'post',
      path: `${ONE}/rotate`,
      operation: 'rotateWebhookSecret',
      tag,
      summary: 'Give it a new secret',
      description:
        'During the overlap every delivery is signed with each of them, so that no receiver has to stop.',
      params,
      body: rotateWebhookSecretSchema,
      responses: { 200: shownWebhookSchema },
      idempotent: true,
      handle: async call => {
        const { webhookId } = call.params;
        const rotated = await service.rotate(webhookId, call.newId, call.body.overlapSeconds, whoOf(call));
        return {
          status: 200,
          body: { webhook: toWebhook(rotated.webhook, now()), secret: rotated.secret },
          secrets: ['/secret'],
        };
      },
    }),
    defineRoute({
      method: 'post',
      path: `${ONE}/enable`,
      operation: 'enableWebhook',
      tag,
      summary: 'Send there again: what waited, and what is decided from now on',
      params,
      responses: { 200: webhookSchema },
      handle: async call => {
        const enabled = await service.enable(call.params.webhookId, whoOf(call));
        return { status: 200, body: toWebhook(enabled, now()) };
      },
    }),
    defineRoute({
      method: 'post',
      path: `${ONE}/disable`,
      operation: 'disableWebhook',
      tag,
      summary: 'Send nothing there for now; what waits is kept',
      params,
      responses: { 200: webhookSchema },
      handle: async call => {
        const disabled = await service.disable(call.params.webhookId, 'person', whoOf(call));
        return { status: 200, body: toWebhook(disabled, now()) };
      },
    }),
    defineRoute({
      method: 'delete',
      path: ONE,
      operation: 'deleteWebhook',
      tag,
      summary: 'Send nothing there any more',
      params,
      responses: { 204: z.undefined() },
      handle: async call => {
        await service.remove(call.params.webhookId, whoOf(call));
        return { status: 204 };
      },
    }),
    defineRoute({
      method: 'post',
      path: `${ONE}/test`,
      operation: 'testWebhook',
      tag,
      summary: 'Send an event that says nothing, now and once',
      params,
      responses: { 200: webhookTestSchema },
      handle: async call => {
        const attempt = await service.test(call.params.webhookId, call.newId);
        const delivered = attempt.result !== undefined && isDelivered(attempt.result);
        return { status: 200, body: { delivered, attempt: toAttempt(attempt, clock.now()) } };
      },
    }),
  ];
}

function deliveryRoutes({ service, deliveries, clock }: WebhookRouteParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: `${ONE}/deliveries`,
      operation: 'listWebhookDeliveries',
      tag,
      summary: 'What was sent there, or waits, the newest first',
      params,
      query: webhookDeliveriesQuerySchema,
      responses: { 200: webhookDeliveryPageSchema },
      handle: async ({ params: { webhookId }, query: { limit, cursor, state } }) => {
        await service.get(webhookId);
        const list = ['webhook-deliveries', webhookId, state ?? ''];
        const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
        const index = state === undefined ? 'log' : 'state';
        const equals = state === undefined ? [webhookId] : [webhookId, state];
        const found = await deliveries.scan({
          index,
          equals,
          descending: true,
          limit: limit + 1,
          ...(after && { after }),
        });
        const items = found.slice(0, limit);
        const last = items.at(-1);
        const next =
          found.length > limit && last && positionOf(last, webhookDeliveriesSpec, index, equals.length);
        return {
          status: 200,
          body: { items: items.map(toDelivery), ...(next && { next: encodeCursor(list, next) }) },
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: `${ONE}/deliveries/{deliveryId}`,
      operation: 'getWebhookDelivery',
      tag,
      summary: 'One delivery with every attempt',
      params: deliveryParams,
      responses: { 200: webhookDeliveryDetailSchema },
      handle: async ({ params: { webhookId, deliveryId } }) => {
        const delivery = await service.delivery(webhookId, deliveryId);
        const attempts = await service.attemptsOf(delivery);
        const log = attempts.map(attempt => toAttempt(attempt, clock.now()));
        return { status: 200, body: { ...toDelivery(delivery), log } };
      },
    }),
    defineRoute({
      method: 'post',
      path: `${ONE}/deliveries/{deliveryId}/replay`,
      operation: 'replayWebhookDelivery',
      tag,
      summary: 'Send its event again, under the same id',
      params: deliveryParams,
      responses: { 202: webhookDeliverySchema },
      idempotent: true,
      handle: async call => {
        const { webhookId, deliveryId } = call.params;
        return { status: 202, body: toDelivery(await service.replay(webhookId, deliveryId, call.newId)) };
      },
    }),
    defineRoute({
      method: 'post',
      path: `${ONE}/replays`,
      operation: 'replayWebhookEvents',
      tag,
      summary: 'Send what happened in a time again, or at last',
      description:
        'Also what was decided while it was disabled, or before it was made. Filters of the webhook hold, as they are now.',
      params,
      body: webhookReplaySchema,
      responses: { 202: webhookReplayStateSchema },
      idempotent: true,
      handle: async call => {
        const { webhookId } = call.params;
        const replay = await service.replayRange(webhookId, call.newId, call.body);
        return {
          status: 202,
          body: toReplay(replay),
          headers: { location: `${ROOT}/${webhookId}/replays/${call.newId}` },
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: `${ONE}/replays/{replayId}`,
      operation: 'getWebhookReplay',
      tag,
      summary: 'How far a replay is',
      params: params.extend({ replayId: z.uuidv7() }),
      responses: { 200: webhookReplayStateSchema },
      handle: async ({ params: { webhookId, replayId } }) => ({
        status: 200,
        body: toReplay(await service.replayProgress(webhookId, replayId)),
      }),
    }),
  ];
}
