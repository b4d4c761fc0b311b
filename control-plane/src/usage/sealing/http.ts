import { erasureRequestSchema, erasureSchema, sealHeadPageSchema } from '@tenantry/contracts/commercial/seal';
import { z } from 'zod';
import { notFound } from '../../http/problem.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import type { ErasureRequestRecord, ErasureRequests } from './erasure-requests.ts';
import type { HeadLog } from './head-log.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export function sealingRoutes(heads: HeadLog, requests: ErasureRequests): Route[] {
  return [listSealHeads(heads), requestErasure(requests), getErasure(requests)];
}

function listSealHeads(heads: HeadLog): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/usage/seals/heads',
    operation: 'listSealHeads',
    tag: 'usage',
    summary: 'Lists the last sealed block of every tenant',
    description:
      'Keep these outside of the store: with them, `tenantry verify --heads` can tell a ledger whose tail was cut off.',
    query: z.strictObject({
      cursor: z.uuid().optional().meta({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
    }),
    responses: { 200: sealHeadPageSchema },
    handle: async ({ query }) => {
      const page = await heads.page(query.cursor, query.limit);
      const next = page.length === query.limit ? page.at(-1)?.tenantId : undefined;
      const items = page.map(({ tenantId, number, hash, keyId, signature, at }) => ({
        tenantId,
        number,
        hash,
        keyId,
        signature,
        at,
      }));
      return { status: 200, body: { items, ...(next !== undefined && { next }) } };
    },
  });
}

function requestErasure(requests: ErasureRequests): Route {
  return defineRoute({
    method: 'post',
    path: '/v1/tenants/{tenantId}/usage/erasures',
    operation: 'requestErasure',
    tag: 'usage',
    summary: 'Erases a person from the usage of a tenant',
    description:
      'What is personal goes, what is counted stays: the events of the subject keep type, time and quantity, and a pseudonym that nobody can resolve. The seals of the ledger still hold.',
    params: z.object({ tenantId: z.uuid() }),
    body: erasureRequestSchema,
    responses: { 201: erasureSchema },
    idempotent: true,
    tenantParam: 'tenantId',
    handle: async ({ params, body, principal, newId }) => {
      const asked = { tenantId: params.tenantId, ...body, by: principal.id };
      return { status: 201, body: wireErasure(await requests.run(await requests.request(newId, asked))) };
    },
  });
}

function getErasure(requests: ErasureRequests): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/tenants/{tenantId}/usage/erasures/{erasureId}',
    operation: 'getErasure',
    tag: 'usage',
    summary: 'Tells how far an erasure is',
    params: z.object({ tenantId: z.uuid(), erasureId: z.uuid() }),
    responses: { 200: erasureSchema },
    tenantParam: 'tenantId',
    handle: async ({ params }) => {
      const record = await requests.get(params.erasureId);
      if (record?.tenantId !== params.tenantId) throw notFound(`erasure ${params.erasureId}`);
      return { status: 200, body: wireErasure(record) };
    },
  });
}

function wireErasure(record: ErasureRequestRecord): z.infer<typeof erasureSchema> {
  const { id, tenantId, requestedAt, doneAt, erased, reason } = record;
  return {
    erasureId: id,
    tenantId,
    state: doneAt === undefined ? 'running' : 'done',
    requestedAt,
    ...(doneAt !== undefined && { doneAt }),
    erased,
    reason,
  };
}
