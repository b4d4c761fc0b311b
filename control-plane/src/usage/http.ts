import {
  cloudEventSchema,
  EVENT_OUTCOMES,
  type EventResult,
  MAX_EVENTS,
  MAX_USAGE_BYTES,
  rejectedPageSchema,
  USAGE_MEDIA_TYPES,
  type UsageReceipt,
  usageEventSchema,
  usageReceiptSchema,
} from '@tenantry/contracts/commercial/usage';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { Problem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { readUsageRequest } from './convert.ts';
import type { Ledger } from './ledger.ts';

const RETRY_AFTER_SECONDS = 2;

const EXAMPLE = [
  {
    id: '0192f0c1-8f6e-7c1a-b1f0-3a8f0e6d2b11',
    source: 'ingest-api',
    type: 'ingestion',
    time: '2027-01-31T12:00:00Z',
    quantity: 250,
    dimensions: { region: 'eu' },
  },
];

const listOf = (event: z.ZodType) => z.array(event).max(MAX_EVENTS);
/** What the document says of each form; each event is parsed by itself, so that one fault is no fault of the others. */
const BODIES = {
  [USAGE_MEDIA_TYPES.json]: z.union([listOf(usageEventSchema), usageEventSchema]),
  [USAGE_MEDIA_TYPES.cloudEvent]: cloudEventSchema,
  [USAGE_MEDIA_TYPES.cloudEventBatch]: listOf(cloudEventSchema),
};

const listQuery = z.strictObject({
  tenantId: z.string().max(64).optional().meta({ description: 'Only what was sent for this tenant' }),
  cursor: z.string().max(4_000).optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Most items of a page' }),
});

/** Taking usage in, and looking at what was not taken. */
export function usageIngestRoutes(ledger: Pick<Ledger, 'recorder' | 'inbox'>): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/usage/events',
      operation: 'recordUsage',
      tag: 'usage',
      summary: 'Records usage events, each once',
      description:
        `Up to ${MAX_EVENTS} events: a JSON object or array, CloudEvents (structured, batch, binary), or NDJSON; ` +
        'gzip if you like. A list is answered with 200 and one item for each event, in order. A single event is ' +
        'answered with 200 when it is stored, 400 when it is rejected, 409 when another event has its source and ' +
        'id, 503 when it is not known and to be sent again. Sending an event again is always safe.',
      raw: {
        types: Object.values(USAGE_MEDIA_TYPES),
        limit: MAX_USAGE_BYTES,
        example: EXAMPLE,
        schemas: BODIES,
      },
      responses: { 200: usageReceiptSchema },
      handle: async call => {
        const mediaType = (call.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
        const { bytes, header } = call;
        const { items, single } = readUsageRequest({ mediaType, bytes, header });
        const results = await ledger.recorder.record(items, call.principal);
        const [only] = results;
        if (single && only !== undefined) throwUnlessStored(only);
        return { status: 200, body: receiptOf(results) };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/usage/rejected',
      operation: 'listRejectedUsage',
      tag: 'usage',
      summary: 'Lists events that were rejected, newest first',
      query: listQuery,
      responses: { 200: rejectedPageSchema },
      handle: async ({ query, principal }) => {
        const tenantId = principal.tenantId ?? query.tenantId;
        if (query.tenantId !== undefined && query.tenantId !== tenantId)
          return { status: 200, body: { items: [] } };
        const list = ['usage_rejected', tenantId ?? ''];
        const after = query.cursor === undefined ? undefined : decodeCursor(list, query.cursor);
        const found = await ledger.inbox.list(tenantId, query.limit, after);
        const last = found.at(-1);
        const items = found.map(({ id, ...rejected }) => ({
          rejectedId: id.slice(id.indexOf('/') + 1),
          ...rejected,
        }));
        if (last === undefined || found.length < query.limit) return { status: 200, body: { items } };
        const next = encodeCursor(list, ledger.inbox.positionOf(last, tenantId));
        return { status: 200, body: { items, next } };
      },
    }),
  ];
}

function receiptOf(results: readonly EventResult[]): UsageReceipt {
  const counts = { accepted: 0, duplicate: 0, conflict: 0, retry: 0, rejected: 0 };
  for (const outcome of EVENT_OUTCOMES) {
    counts[outcome] = results.filter(result => result.outcome === outcome).length;
  }
  return { items: [...results], counts };
}

/** The fate of a single event is that of its request: somebody who sends one looks at the status. */
function throwUnlessStored({ outcome, reason = 'malformed', field = '', message = '' }: EventResult): void {
  const errors = [{ field, code: reason, message }];
  if (outcome === 'rejected') throw new Problem('invalid_request', message, { errors });
  if (outcome === 'conflict') throw new Problem('conflict', message, { errors });
  if (outcome === 'retry')
    throw new Problem('unavailable', message, { errors, retryAfter: RETRY_AFTER_SECONDS });
}
