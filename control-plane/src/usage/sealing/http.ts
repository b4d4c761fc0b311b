import type { AuditEntry } from '@tenantry/contracts/api/audit';
import { erasureRequestSchema, erasureSchema, sealHeadPageSchema } from '@tenantry/contracts/commercial/seal';
import { z } from 'zod';
import { isoTime } from '../../clock.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { notFound } from '../../http/problem.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import type { HorizonPort, Pruned } from '../retention/horizon.ts';
import type { ErasureRequestRecord, ErasureRequests } from './erasure-requests.ts';
import { headKey } from './head.ts';
import type { HeadLog } from './head-log.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** Adds to the record of who did what; of equal ids the first is kept. */
export type TellAudit = (entry: Omit<AuditEntry, 'at' | 'changes'>) => Promise<void>;

interface Parts {
  readonly heads: HeadLog;
  readonly requests: ErasureRequests;
  readonly horizon: HorizonPort;
  readonly tellAudit: TellAudit;
}

export function sealingRoutes({ heads, requests, horizon, tellAudit }: Parts): Route[] {
  const erasureOf: WireErasure = async record => wireErasure(record, await horizon.of(record.tenantId));
  return [
    listSealHeads(heads),
    requestErasure(requests, erasureOf, tellAudit),
    getErasure(requests, erasureOf),
  ];
}

type WireErasure = (record: ErasureRequestRecord) => Promise<z.infer<typeof erasureSchema>>;

function listSealHeads(heads: HeadLog): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/usage/seals/heads',
    operation: 'listSealHeads',
    tag: 'usage',
    summary: 'Lists the last sealed block of every chain',
    description:
      'Keep these outside of the store: with them, `tenantry verify --heads` can tell a ledger whose tail was cut off. One of a ledger that is pruned names its last checkpoint, too.',
    query: z.strictObject({
      cursor: z.string().max(500).optional().meta({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
    }),
    responses: { 200: sealHeadPageSchema },
    handle: async ({ query }) => {
      const list = ['seal-heads'];
      const [after] = query.cursor === undefined ? [] : decodeCursor(list, query.cursor);
      const page = await heads.page(after === undefined ? undefined : String(after), query.limit);
      const last = page.length === query.limit ? page.at(-1) : undefined;
      const items = page.map(({ chain, tenantId, number, hash, keyId, signature, at, checkpoint }) => ({
        chain,
        tenantId,
        number,
        hash,
        keyId,
        signature,
        at,
        ...(checkpoint && { checkpoint }),
      }));
      return { status: 200, body: { items, ...(last && { next: encodeCursor(list, [headKey(last)]) }) } };
    },
  });
}

function requestErasure(requests: ErasureRequests, erasureOf: WireErasure, tellAudit: TellAudit): Route {
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
    handle: async ({ params: { tenantId }, body, principal, requestId, newId }) => {
      const asked = { tenantId, ...body, by: principal.id };
      // Ahead of the deed, and without the name of the person: who asked for it, and why, stays on record.
      await tellAudit({
        id: `usage_erasure/${newId}`,
        action: 'usage.erase',
        actorId: principal.id,
        actorName: principal.name,
        target: `usage_erasure/${newId}`,
        tenantId,
        requestId,
        reason: body.reason,
        outcome: 'done',
      });
      return { status: 201, body: await erasureOf(await requests.run(await requests.request(newId, asked))) };
    },
  });
}

function getErasure(requests: ErasureRequests, erasureOf: WireErasure): Route {
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
      return { status: 200, body: await erasureOf(record) };
    },
  });
}

function wireErasure(
  record: ErasureRequestRecord,
  pruned: Pruned | undefined,
): z.infer<typeof erasureSchema> {
  const { id, tenantId, requestedAt, doneAt, erased, reason } = record;
  return {
    erasureId: id,
    tenantId,
    state: doneAt === undefined ? 'running' : 'done',
    requestedAt,
    ...(doneAt !== undefined && { doneAt }),
    erased,
    reason,
    ...(pruned && { prunedBefore: isoTime(pruned.receivedBefore) }),
  };
}
