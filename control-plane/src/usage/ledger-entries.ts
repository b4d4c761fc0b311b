import { isoTime } from '../clock.ts';
import { positionOf, type Scalar } from '../storage/documents.ts';
import { type EventCollection, eventsSpec, type StoredEvent } from './stored-event.ts';
import type { Interval } from './usage-reader.ts';

/** Every type of which a tenant has entries; one look each. */
export async function typesOf(events: EventCollection, tenantId: string): Promise<readonly string[]> {
  const types: string[] = [];
  for (let after: readonly Scalar[] | undefined; ; ) {
    const [next] = await events.scan({
      index: 'time',
      equals: [tenantId],
      ...(after && { after }),
      limit: 1,
    });
    if (next === undefined) return types;
    types.push(next.type);
    // No time begins with `~`: behind every entry of the type.
    after = [next.type, '~', ''];
  }
}

/** A page of a tenant's entries of one type in an interval of event time, oldest first. */
export function entriesPage(
  events: EventCollection,
  tenantId: string,
  type: string,
  { from, to }: Interval,
  limit: number,
  after?: readonly Scalar[],
): Promise<readonly StoredEvent[]> {
  return events.scan({
    index: 'time',
    equals: [tenantId, type],
    from: isoTime(from),
    before: isoTime(to),
    ...(after && { after }),
    limit,
  });
}

/** Where an entry stands among those of its type. */
export function entryPosition(entry: StoredEvent): readonly Scalar[] {
  return positionOf(entry, eventsSpec, 'time', 2);
}

/** All entries of an interval, by type and then by time. */
export async function* entriesBetween(
  events: EventCollection,
  tenantId: string,
  types: readonly string[],
  interval: Interval,
): AsyncGenerator<StoredEvent> {
  const size = 500;
  for (const type of types) {
    for (let after: readonly Scalar[] | undefined; ; ) {
      const page = await entriesPage(events, tenantId, type, interval, size, after);
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < size) break;
      after = entryPosition(last);
    }
  }
}

/** When the tenant first used something of any type but these. */
export async function firstEntryTime(
  events: EventCollection,
  tenantId: string,
  aside: readonly string[],
): Promise<string | undefined> {
  let first: string | undefined;
  for (const type of await typesOf(events, tenantId)) {
    if (aside.includes(type)) continue;
    const [entry] = await events.scan({ index: 'time', equals: [tenantId, type], limit: 1 });
    if (entry !== undefined && (first === undefined || entry.time < first)) first = entry.time;
  }
  return first;
}
