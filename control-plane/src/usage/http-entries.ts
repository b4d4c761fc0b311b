import { eventTypeSchema } from '@tenantry/contracts/commercial/meter';
import {
  correctionSchema,
  ledgerPageSchema,
  newCorrectionSchema,
} from '@tenantry/contracts/commercial/usage';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { CorrectionResult, Corrections } from './corrections.ts';
import { eventsCsv } from './csv.ts';
import { intervalFor, mustExist, type PeriodAt, periodQuery, tenantParams } from './http-reads.ts';
import { entriesBetween, entriesPage, entryPosition, typesOf } from './ledger-entries.ts';
import { formatQuantity } from './quantity.ts';
import type { EventCollection, StoredEvent } from './stored-event.ts';
import type { TenantDirectory } from './tenant-directory.ts';

export interface EntryParts {
  readonly events: EventCollection;
  readonly corrections: Corrections;
  readonly tenants: TenantDirectory;
  readonly clock: Clock;
  readonly periodAt: PeriodAt;
}

const instant = (description: string) =>
  z.iso.datetime({ offset: true }).max(40).optional().meta({ description });
const range = {
  period: periodQuery,
  from: instant('First instant of event time; the beginning of this month of UTC when left out'),
  to: instant('First instant that is not in it; the end of this month when left out'),
};
const listQuery = z.strictObject({
  type: eventTypeSchema,
  ...range,
  cursor: z.string().max(4_000).optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const exportQuery = z.strictObject({ type: eventTypeSchema.optional(), ...range });

/** The entries themselves: looking at them, taking them away, correcting them. */
export function ledgerEntryRoutes(parts: EntryParts): Route[] {
  return [listRoute(parts), exportRoute(parts), correctRoute(parts)];
}

function listRoute({ events, tenants, ...times }: EntryParts): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/tenants/{tenantId}/usage/events',
    operation: 'listUsageEvents',
    tag: 'usage',
    summary: 'Entries of the ledger of one type, by time',
    params: tenantParams,
    query: listQuery,
    tenantParam: 'tenantId',
    responses: { 200: ledgerPageSchema },
    handle: async ({ params: { tenantId }, query }) => {
      await mustExist(tenants, tenantId);
      const interval = await intervalFor(tenantId, query, times);
      const list = ['usage_events', tenantId, query.type, String(interval.from), String(interval.to)];
      const after = query.cursor === undefined ? undefined : decodeCursor(list, query.cursor);
      // One more than is given tells whether there are more.
      const found = await entriesPage(events, tenantId, query.type, interval, query.limit + 1, after);
      const page = found.slice(0, query.limit);
      const originals = await originalsOf(events, page);
      const items = page.map(entry => entryBody(entry, originals));
      const last = page.at(-1);
      if (last === undefined || found.length <= query.limit) return { status: 200, body: { items } };
      return { status: 200, body: { items, next: encodeCursor(list, entryPosition(last)) } };
    },
  });
}

function exportRoute({ events, tenants, ...times }: EntryParts): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/tenants/{tenantId}/usage/events.csv',
    operation: 'exportUsageEvents',
    tag: 'usage',
    summary: 'Entries of the ledger as CSV, by type and time',
    params: tenantParams,
    query: exportQuery,
    tenantParam: 'tenantId',
    responses: { 200: z.string().meta({ description: 'CSV with a header' }) },
    produces: 'text/csv',
    handle: async ({ params: { tenantId }, query }) => {
      await mustExist(tenants, tenantId);
      const interval = await intervalFor(tenantId, query, times);
      const types = query.type === undefined ? await typesOf(events, tenantId) : [query.type];
      return {
        status: 200,
        text: {
          type: 'text/csv; charset=utf-8',
          content: eventsCsv(entriesBetween(events, tenantId, types, interval)),
        },
        headers: { 'content-disposition': 'attachment; filename="usage-events.csv"' },
      };
    },
  });
}

function correctRoute({ corrections, tenants }: EntryParts): Route {
  return defineRoute({
    method: 'post',
    path: '/v1/tenants/{tenantId}/usage/corrections',
    operation: 'correctUsage',
    tag: 'usage',
    summary: 'Voids an event, or puts another quantity in its place',
    description:
      'A new entry that names the old one; nothing is overwritten. The last correction of an event holds.',
    params: tenantParams,
    body: newCorrectionSchema,
    tenantParam: 'tenantId',
    idempotent: true,
    responses: { 201: correctionSchema },
    handle: async ({ params: { tenantId }, body, newId, principal, requestId }) => {
      await mustExist(tenants, tenantId);
      const { id: eventId, ...rest } = body;
      const { id, name } = principal;
      const who = { actor: { id, name }, requestId };
      const made = await corrections.correct({ tenantId, eventId, ...rest }, newId, who);
      return { status: 201, body: correctionBody(made) };
    },
  });
}

function correctionBody({ number, tenantId, source, eventId, type, time, corrections }: CorrectionResult) {
  const made = corrections[number - 1];
  if (made === undefined) throw new Error(`correction ${number} of ${eventId} is missing`);
  const { correctionId, action, quantity, scale, reason, at } = made;
  const amount = formatQuantity(BigInt(quantity), scale);
  return {
    correctionId,
    tenantId,
    source,
    id: eventId,
    number,
    action,
    quantity: amount,
    type,
    time,
    reason,
    at,
  };
}

/** A correction's own source and id are ours; people want to see those of the event that it corrects. */
async function originalsOf(
  events: EventCollection,
  page: readonly StoredEvent[],
): Promise<ReadonlyMap<string, StoredEvent>> {
  const ids = page.flatMap(({ correction }) => (correction === undefined ? [] : [correction.of]));
  if (ids.length === 0) return new Map();
  return new Map((await events.find(ids)).map(event => [event.id, event]));
}

function entryBody(entry: StoredEvent, originals: ReadonlyMap<string, StoredEvent>) {
  const { correction, payload, remnant } = entry;
  const named = correction === undefined ? entry : (originals.get(correction.of) ?? entry);
  const facets = payload ?? remnant ?? {};
  return {
    entry: entry.entry,
    source: named.source,
    id: named.eventId,
    type: entry.type,
    time: entry.time,
    received: entry.received,
    quantity: formatQuantity(BigInt(entry.quantity), entry.scale),
    ...(facets.subject !== undefined && { subject: facets.subject }),
    ...(facets.dimensions !== undefined && { dimensions: facets.dimensions }),
    ...(payload?.data !== undefined && { data: payload.data }),
    ...(remnant !== undefined && { erased: true }),
    ...(correction && {
      correction: { number: correction.number, reason: correction.reason, by: correction.by },
    }),
  };
}
