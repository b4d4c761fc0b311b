import { stringify } from 'csv-stringify/sync';
import { isoTime } from '../clock.ts';
import { formatQuantity } from './quantity.ts';
import type { StoredEvent } from './stored-event.ts';
import type { UsagePoint } from './usage-reader.ts';

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
const FORMAT = { escape_formulas: true } as const;

export function seriesCsv(
  of: { readonly tenantId: string; readonly key: string; readonly unit: string; readonly scale: number },
  points: readonly UsagePoint[],
): string {
  return stringify(
    [
      ['tenantId', 'meter', 'from', 'quantity', 'unit'],
      ...points.map(({ from, quantity }) => [
        of.tenantId,
        of.key,
        isoTime(from),
        formatQuantity(quantity, of.scale),
        of.unit,
      ]),
    ],
    FORMAT,
  );
}

const EVENT_COLUMNS = [
  'entry',
  'source',
  'id',
  'type',
  'time',
  'received',
  'quantity',
  'subject',
  'dimensions',
  'data',
  'corrects',
  'correctionNumber',
  'reason',
] as const;

/** In pieces, so that a year of events is never in memory at once. */
export async function* eventsCsv(entries: AsyncIterable<StoredEvent>): AsyncGenerator<string> {
  yield stringify([[...EVENT_COLUMNS]], FORMAT);
  let rows: string[][] = [];
  for await (const entry of entries) {
    rows.push(rowOf(entry));
    if (rows.length < 500) continue;
    yield stringify(rows, FORMAT);
    rows = [];
  }
  if (rows.length > 0) yield stringify(rows, FORMAT);
}

function rowOf(entry: StoredEvent): string[] {
  const facets = entry.payload ?? entry.remnant ?? {};
  const { correction, payload } = entry;
  return [
    entry.entry,
    entry.source,
    entry.eventId,
    entry.type,
    entry.time,
    entry.received,
    formatQuantity(BigInt(entry.quantity), entry.scale),
    facets.subject ?? '',
    facets.dimensions === undefined ? '' : JSON.stringify(facets.dimensions),
    payload?.data === undefined ? '' : JSON.stringify(payload.data),
    correction?.of ?? '',
    correction === undefined ? '' : String(correction.number),
    correction?.reason ?? '',
  ];
}
