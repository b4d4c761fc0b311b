import { scanAll } from '../../storage/documents.ts';
import type { EventCollection, StoredEvent } from '../stored-event.ts';
import { memberPrefixes, prefixOf, type SealedSlot, sealSlot } from './block.ts';
import type { Found } from './findings.ts';

/** What has a place in a sealed slot: an entry of usage, or of the record of who did what. */
export interface Member {
  readonly id: string;
  readonly digest: string;
}

/**
 * Finds the entries of a slot that a block lists for it, and tells which are missing and whether they are those that
 * were sealed. What is found is taken out of `rest`: entries of the slot by the prefix of their digest.
 */
export function takeListed<M extends Member>(
  sealed: SealedSlot,
  rest: Map<string, M>,
  found: Found,
): readonly M[] {
  const { slot, root } = sealed;
  const listed = memberPrefixes(sealed);
  const members: M[] = [];
  for (const prefix of listed) {
    const member = rest.get(prefix);
    if (member !== undefined) members.push(member);
    else found('entry_removed', `slot ${slot}`, `the entry whose digest begins with ${prefix} is not there`);
    rest.delete(prefix);
  }
  if (members.length === listed.length && sealSlot(slot, members).root !== root) {
    found('slot_changed', `slot ${slot}`, 'its entries are not those that were sealed');
  }
  return members;
}

export function byPrefix<M extends Member>(members: Iterable<M>): Map<string, M> {
  return new Map([...members].map(member => [prefixOf(member.digest), member]));
}

/** The entries of one slot. */
export async function entriesOfSlot(
  events: EventCollection,
  tenantId: string,
  slot: number,
): Promise<readonly StoredEvent[]> {
  const found: StoredEvent[] = [];
  const scan = { index: 'slot' as const, equals: [tenantId], from: slot, before: slot + 1 };
  for await (const event of scanAll(events, scan, 1_000)) found.push(event);
  return found;
}

/** Of a slot's entries those that blocks list for it. */
export function listedAmong<M extends Member>(
  members: Iterable<M>,
  sealed: readonly SealedSlot[],
): readonly M[] {
  const rest = byPrefix(members);
  return sealed.flatMap(part => memberPrefixes(part)).flatMap(prefix => rest.get(prefix) ?? []);
}
