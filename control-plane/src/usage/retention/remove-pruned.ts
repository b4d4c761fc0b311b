import { scanAll } from '../../storage/documents.ts';
import { type Block, type BlockCollection, blockId, memberPrefixes, prefixOf } from '../sealing/block.ts';
import { entriesOfSlot, listedAmong } from '../sealing/slot-members.ts';
import type { EventCollection } from '../stored-event.ts';
import type { Checkpoint } from './checkpoint.ts';

const REMOVED_AT_ONCE = 1_000;

export interface RemoveOptions {
  readonly events: EventCollection;
  readonly blocks: BlockCollection;
  /** Done before the first removal, whenever there is one. */
  readonly before: () => Promise<void>;
}

/**
 * Removes the entries that the blocks of a checkpoint list, and then those blocks, from the first on; the last one
 * stays, for the next to follow from. Cut short, it is called again. Answers how many entries it removed.
 */
export async function removePruned(
  { tenantId, block: through, beforeSlot }: Checkpoint,
  { events, blocks, before }: RemoveOptions,
): Promise<number> {
  const listing = { from: blockId(tenantId, 0), before: blockId(tenantId, through + 1) };
  const [entry] = await events.scan({ index: 'slot', equals: [tenantId], before: beforeSlot, limit: 1 });
  const left = await blocks.scan({ ...listing, limit: 2 });
  if (entry === undefined && left.length < 2) return 0;
  await before();
  let removed = 0;
  for await (const block of scanAll(blocks, listing, 10)) {
    removed += await removeMembers(events, tenantId, block);
    if (block.number < through) await blocks.remove([block.id]);
  }
  await removeRevived({ events, blocks, tenantId, through, beforeSlot });
  return removed;
}

async function removeMembers(events: EventCollection, tenantId: string, block: Block): Promise<number> {
  let removed = 0;
  for (const sealed of [...block.slots, ...block.late]) {
    const entries = await entriesOfSlot(events, tenantId, sealed.slot);
    const ids = listedAmong(entries, [sealed]).map(({ id }) => id);
    for (let at = 0; at < ids.length; at += REMOVED_AT_ONCE) {
      await events.remove(ids.slice(at, at + REMOVED_AT_ONCE));
    }
    removed += ids.length;
  }
  return removed;
}

/**
 * An erasure reads an entry, and puts what is left of it in its place; pruned in between, the entry is back. No block
 * lists it any more: what is erased, before the slot, and in no block that is left, goes.
 */
export async function removeRevived(where: {
  readonly events: EventCollection;
  readonly blocks: BlockCollection;
  readonly tenantId: string;
  readonly through: number;
  readonly beforeSlot: number;
}): Promise<void> {
  const { events, blocks, tenantId, through, beforeSlot } = where;
  const scan = { index: 'slot' as const, equals: [tenantId], before: beforeSlot };
  const erased = new Map<string, string>();
  for await (const { id, digest, remnant } of scanAll(events, scan, 1_000)) {
    if (remnant !== undefined) erased.set(prefixOf(digest), id);
  }
  if (erased.size === 0) return;
  const behind = { from: blockId(tenantId, through + 1), before: `${tenantId}0` };
  for await (const block of scanAll(blocks, behind, 50)) {
    for (const sealed of [...block.slots, ...block.late]) {
      if (sealed.slot < beforeSlot) for (const prefix of memberPrefixes(sealed)) erased.delete(prefix);
    }
  }
  await events.remove([...erased.values()]);
}
