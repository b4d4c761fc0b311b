import { isoTime } from '../clock.ts';
import type { EventCollection } from './stored-event.ts';
import { SPAN_MS, startOf } from './window.ts';

/** A minute of the ledger in which there are entries of a type. */
export interface LedgerMinute {
  readonly tenantId: string;
  readonly type: string;
  readonly start: number;
}

/** Every tenant that has entries; one look each. */
export async function* ledgerTenants(events: EventCollection): AsyncGenerator<string> {
  for (let from = ''; ; ) {
    const [first] = await events.scan({ from, limit: 1 });
    if (first === undefined) return;
    yield first.tenantId;
    // `0` is the character after `/`.
    from = `${first.tenantId}0`;
  }
}

/** The first minute with entries behind a minute of the same tenant, or its first one. */
export async function minuteAfter(
  events: EventCollection,
  tenantId: string,
  last: LedgerMinute | undefined,
): Promise<LedgerMinute | undefined> {
  const end = last && isoTime(last.start + SPAN_MS.minute);
  const [next] = await events.scan({
    index: 'time',
    equals: [tenantId],
    ...(last && end !== undefined && { after: [last.type, end, ''] }),
    limit: 1,
  });
  return next && { tenantId, type: next.type, start: startOf('minute', Date.parse(next.time)) };
}

/** The first minute in which a tenant has entries of a type. */
export async function firstMinuteOf(
  events: EventCollection,
  tenantId: string,
  type: string,
): Promise<LedgerMinute | undefined> {
  const [first] = await events.scan({ index: 'time', equals: [tenantId, type], limit: 1 });
  return first && { tenantId, type, start: startOf('minute', Date.parse(first.time)) };
}
