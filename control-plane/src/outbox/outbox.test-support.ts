import { type Clock, isoTime } from '../clock.ts';
import { type Change, type ChangeCollection, changesSpec } from '../storage/aggregates.ts';
import { type Store, scanAll } from '../storage/documents.ts';
import { Relay } from '../storage/relay.ts';
import { groupId, outboxClaimsSpec, outboxSpec } from './entry.ts';
import { Outbox } from './outbox.ts';
import { BEGINNING, OutboxReader, type Place } from './outbox-reader.ts';

/** What one process has of the outbox. */
export interface OutboxProcess {
  readonly changes: ChangeCollection;
  readonly relay: Relay;
  readonly reader: OutboxReader;
}

export async function outboxProcess(store: Store, clock: Clock): Promise<OutboxProcess> {
  const changes = await store.collection(changesSpec);
  const groups = await store.collection(outboxSpec);
  const claims = await store.collection(outboxClaimsSpec);
  const outbox = new Outbox(groups, claims);
  return {
    changes,
    relay: new Relay(changes, clock, [change => outbox.append(change)]),
    reader: new OutboxReader(groups, claims),
  };
}

/** The birth that opening writes. */
export async function bear(store: Store): Promise<void> {
  const groups = await store.collection(outboxSpec);
  await groups.insert([{ id: groupId(0), number: 0, items: [], generation: 'test' }]);
}

/** A change of a tenant with so many events. */
export function builtChange(name: string, events: number, clock: Clock): Change<unknown> {
  const at = isoTime(clock.now());
  return {
    id: `tenant/${name}/0000000001`,
    kind: 'tenant',
    aggregateId: name,
    version: 1,
    at,
    actor: { id: 'user:test', name: 'test' },
    requestId: 'r-1',
    action: 'tenant.delete',
    tenantId: name,
    before: null,
    after: {},
    events: Array.from({ length: events }, (_, index) => ({ type: 'tenant.deleted', data: { index } })),
    pending: at,
  };
}

/** Reads on, `limit` at a time, until nothing comes any more. */
export async function follow(reader: OutboxReader, from: Place = BEGINNING, limit = 3) {
  const keys: string[] = [];
  for (let place = from; ; ) {
    const { items, next } = await reader.read(place, limit);
    keys.push(...items.map(({ item }) => item.key));
    if (next.number === place.number && next.position === place.position) return { keys, next };
    place = next;
  }
}

/** What may never be in a store: a gap, or a claim that names no item of its key. */
export async function faultsOf(store: Store): Promise<readonly string[]> {
  const faults: string[] = [];
  const items = new Map<string, string>();
  let expected = 0;
  for await (const { number, items: told } of scanAll(await store.collection(outboxSpec), {})) {
    if (number !== expected) faults.push(`${expected} is missing before ${number}`);
    expected = number + 1;
    for (const [position, { key }] of told.entries()) items.set(`${number}.${position}`, key);
  }
  for await (const { id, number, position } of scanAll(await store.collection(outboxClaimsSpec), {})) {
    if (items.get(`${number}.${position}`) !== id) faults.push(`the claim of ${id} names another item`);
  }
  return faults;
}
