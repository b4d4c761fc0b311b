import {
  apiKeyPageSchema,
  apiKeySchema,
  createApiKeySchema,
  idSchema,
  rotateApiKeySchema,
  shownApiKeySchema,
  whoamiSchema,
} from '@tenantry/contracts/api/access';
import { pageQuery } from '@tenantry/contracts/api/list';
import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { toApiKey, toWhoami } from './convert.ts';
import type { Keys } from './keys.ts';

const keyParams = z.strictObject({ keyId: idSchema });

export function keyRoutes(keys: Keys, clock: Clock): Route[] {
  const now = (): string => isoTime(clock.now());
  return [
    defineRoute({
      method: 'get',
      path: '/v1/whoami',
      operation: 'whoami',
      tag: 'access',
      summary: 'Who am I, and what may I do',
      responses: { 200: whoamiSchema },
      handle: async ({ principal }) => ({ status: 200, body: toWhoami(principal) }),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/keys',
      operation: 'listApiKeys',
      tag: 'access',
      summary: 'API keys, newest first',
      description: 'Those that the caller could have made itself: of its own roles, tenant and operations.',
      query: z.strictObject(pageQuery),
      responses: { 200: apiKeyPageSchema },
      handle: async call => {
        const { items, next } = await keys.list(call, call.query);
        return {
          status: 200,
          body: { items: items.map(key => toApiKey(key, now())), ...(next !== undefined && { next }) },
        };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/keys',
      operation: 'createApiKey',
      tag: 'access',
      summary: 'Make an API key',
      description: 'The secret is shown in this answer and never again.',
      body: createApiKeySchema,
      responses: { 201: shownApiKeySchema },
      idempotent: true,
      handle: async call => {
        const made = await keys.create(call, call.newId, call.body);
        return {
          status: 201,
          body: { key: toApiKey(made, now()), secret: made.token },
          headers: { location: `/v1/keys/${made.id}` },
          secrets: ['/secret'],
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/keys/{keyId}',
      operation: 'getApiKey',
      tag: 'access',
      summary: 'One API key',
      params: keyParams,
      responses: { 200: apiKeySchema },
      handle: async call => ({
        status: 200,
        body: toApiKey(await keys.get(call, call.params.keyId), now()),
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/keys/{keyId}/rotate',
      operation: 'rotateApiKey',
      tag: 'access',
      summary: 'Give an API key a new secret',
      description: 'The old secret stays good for the overlap, so that nobody who uses it has to be stopped.',
      params: keyParams,
      body: rotateApiKeySchema,
      responses: { 200: shownApiKeySchema },
      idempotent: true,
      handle: async call => {
        const { keyId } = call.params;
        const rotated = await keys.rotate(call, keyId, call.newId, call.body.overlapSeconds);
        return {
          status: 200,
          body: { key: toApiKey(rotated, now()), secret: rotated.token },
          secrets: ['/secret'],
        };
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/v1/keys/{keyId}',
      operation: 'revokeApiKey',
      tag: 'access',
      summary: 'Revoke an API key',
      description: 'For ever. A replica may take the key for up to five seconds more.',
      params: keyParams,
      responses: { 204: z.undefined() },
      handle: async call => {
        await keys.revoke(call, call.params.keyId);
        return { status: 204 };
      },
    }),
  ];
}
