import {
  webhookDeliveriesQuerySchema,
  webhookDeliveryDetailSchema,
  webhookDeliveryPageSchema,
  webhookDeliverySchema,
  webhookReplaySchema,
  webhookReplayStateSchema,
  webhookTestSchema,
} from '@tenantry/contracts/commercial/webhook';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { positionOf } from '../storage/documents.ts';
import { toAttempt, toDelivery, toReplay } from './convert.ts';
import { type Deliveries, webhookDeliveriesSpec } from './delivery.ts';
import type { WebhookLog } from './log.ts';
import { isDelivered } from './sender.ts';
import type { WebhookService } from './service.ts';

const ROOT = '/v1/webhooks';
const ONE = `${ROOT}/{webhookId}`;
const params = z.strictObject({ webhookId: z.uuidv7() });
const deliveryParams = params.extend({ deliveryId: z.string().max(100) });
const tag = 'webhooks';

export interface WebhookLogRouteParts {
  readonly service: Pick<WebhookService, 'get'>;
  readonly log: WebhookLog;
  readonly deliveries: Deliveries;
  readonly clock: Clock;
}

/** What was sent, one by one, and sending it again; and the test that is sent once. */
export function webhookLogRoutes({ service, log, deliveries, clock }: WebhookLogRouteParts): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: `${ONE}/test`,
      operation: 'testWebhook',
      tag,
      summary: 'Send an event that says nothing, now and once',
      params,
      responses: { 200: webhookTestSchema },
      handle: async call => {
        const attempt = await log.test(call.params.webhookId, call.newId);
        const delivered = attempt.result !== undefined && isDelivered(attempt.result);
        return { status: 200, body: { delivered, attempt: toAttempt(attempt, clock.now()) } };
      },
    }),
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
        const delivery = await log.delivery(webhookId, deliveryId);
        const attempts = await log.attemptsOf(delivery);
        const tries = attempts.map(attempt => toAttempt(attempt, clock.now()));
        return { status: 200, body: { ...toDelivery(delivery), log: tries } };
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
        return { status: 202, body: toDelivery(await log.replay(webhookId, deliveryId, call.newId)) };
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
        const replay = await log.replayRange(webhookId, call.newId, call.body);
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
        body: toReplay(await log.replayProgress(webhookId, replayId)),
      }),
    }),
  ];
}
