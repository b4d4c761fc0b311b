import { pageQuery } from '@tenantry/contracts/api/list';
import {
  newWebhookSchema,
  rotateWebhookSecretSchema,
  shownWebhookSchema,
  webhookPageSchema,
  webhookSchema,
  webhookStandingSchema,
  webhookUpdateSchema,
} from '@tenantry/contracts/commercial/webhook';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { etagOf } from '../http/etag.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { positionOf } from '../storage/documents.ts';
import { whoOf } from '../tenants/who.ts';
import { toWebhook } from './convert.ts';
import { type WebhookLogRouteParts, webhookLogRoutes } from './log-http.ts';
import type { WebhookService } from './service.ts';
import { type WebhookHeads, webhookHeadsSpec } from './webhook.ts';

const ROOT = '/v1/webhooks';
const ONE = `${ROOT}/{webhookId}`;
const params = z.strictObject({ webhookId: z.uuidv7() });
const tag = 'webhooks';

export interface WebhookRouteParts extends WebhookLogRouteParts {
  readonly service: WebhookService;
  readonly heads: WebhookHeads;
}

export function webhookRoutes(parts: WebhookRouteParts): Route[] {
  return [...endpointRoutes(parts), ...webhookLogRoutes(parts)];
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
  ];
}
