import { remnantDigest } from '../sealing/block.ts';
import type { Chain } from '../sealing/chain-walk.ts';
import type { ErasureLog } from '../sealing/erasure-log.ts';
import type { Found } from '../sealing/findings.ts';
import { byPrefix, entriesOfSlot, takeListed } from '../sealing/slot-members.ts';
import { digestHolds, type EventCollection, type StoredEvent } from '../stored-event.ts';
import { addHashes } from '../summary.ts';

/** What blocks list, as it is in the ledger. */
export interface Inspected {
  readonly entries: number;
  readonly hash: bigint;
  /** The latest time of an event among them. */
  readonly latest: string;
  /** Those that were erased. */
  readonly erased: ReadonlySet<string>;
}

/**
 * Looks at everything that is about to be pruned: what is pruned is never looked at again, so an entry that was changed
 * or removed must be told before, or never.
 */
export async function inspect(
  tenantId: string,
  chain: Chain,
  { events, erasures }: { readonly events: EventCollection; readonly erasures: ErasureLog },
  found: Found,
): Promise<Inspected> {
  let entries = 0;
  let hash = 0n;
  let latest = '';
  const erased = new Set<string>();
  for (const [slot, parts] of chain.slots) {
    const rest = byPrefix(await entriesOfSlot(events, tenantId, slot));
    for (const part of parts) {
      for (const event of takeListed(part, rest, found)) {
        entries++;
        hash = addHashes(hash, BigInt(`0x${event.digest}`));
        if (event.time > latest) latest = event.time;
        if (event.remnant !== undefined) erased.add(event.id);
        await checkEntry(event, erasures, found);
      }
    }
  }
  return { entries, hash, latest, erased };
}

async function checkEntry(event: StoredEvent, erasures: ErasureLog, found: Found): Promise<void> {
  if (!digestHolds(event)) found('entry_changed', event.id, 'it is not what its digest says');
  if (event.remnant === undefined) return;
  const logged = await erasures.get(event.id);
  if (logged === undefined || remnantDigest(logged.remnant) !== remnantDigest(event.remnant)) {
    found('erasure_not_sealed', event.id, 'its payload is gone, and no erasure left this');
  }
}
