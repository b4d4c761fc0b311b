import {
  type UsageCheckpoint,
  usageCheckpointPageSchema,
  usageRetentionSchema,
} from '@tenantry/contracts/commercial/retention';
import { z } from 'zod';
import { isoTime } from '../../clock.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { SLOT_MS } from '../stored-event.ts';
import { type Checkpoint, type CheckpointCollection, checkpointId } from './checkpoint.ts';
import type { Retention } from './retention.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 50;

export function retentionRoutes(retention: Retention, checkpoints: CheckpointCollection): Route[] {
  return [getRetention(retention), listCheckpoints(checkpoints)];
}

function getRetention(retention: Retention): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/usage/retention',
    operation: 'getUsageRetention',
    tag: 'usage',
    summary: 'How long usage is kept, and whose is not pruned and why',
    responses: { 200: usageRetentionSchema },
    handle: async () => {
      const { retentionDays, horizon, holds } = await retention.status();
      return {
        status: 200,
        body: {
          ...(retentionDays !== undefined && { retentionDays }),
          ...(horizon !== undefined && { horizon }),
          held: holds.map(({ id, ...hold }) => ({ tenantId: id, ...hold })),
        },
      };
    },
  });
}

function listCheckpoints(checkpoints: CheckpointCollection): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/tenants/{tenantId}/usage/checkpoints',
    operation: 'listUsageCheckpoints',
    tag: 'usage',
    summary: 'What stands for the pruned usage of a tenant, newest first',
    description:
      'A checkpoint is signed, and names what was pruned and what it came to. Totals of pruned usage are answered as before, from what was counted.',
    params: z.object({ tenantId: z.uuid() }),
    query: z.strictObject({
      cursor: z.string().max(500).optional().meta({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
    }),
    responses: { 200: usageCheckpointPageSchema },
    tenantParam: 'tenantId',
    handle: async ({ params: { tenantId }, query: { cursor, limit } }) => {
      const list = ['usage checkpoints', tenantId];
      const page = await checkpoints.scan({
        from: checkpointId(tenantId, 0),
        before: `${tenantId}0`,
        ...(cursor !== undefined && { after: decodeCursor(list, cursor) }),
        descending: true,
        limit,
      });
      const last = page.length === limit ? page.at(-1) : undefined;
      return {
        status: 200,
        body: { items: page.map(wireCheckpoint), ...(last && { next: encodeCursor(list, [last.id]) }) },
      };
    },
  });
}

function wireCheckpoint(checkpoint: Checkpoint): UsageCheckpoint {
  const { tenantId, number, at, block, blockHash, beforeSlot, beforeTime, hash, keyId, signature } =
    checkpoint;
  const { pruned, prunedInAll, totals } = checkpoint;
  return {
    tenantId,
    number,
    at,
    block,
    blockHash,
    receivedBefore: isoTime(beforeSlot * SLOT_MS),
    countedBefore: beforeTime,
    pruned,
    prunedInAll,
    totals,
    hash,
    keyId,
    signature,
  };
}
