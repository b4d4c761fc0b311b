import { type ChangeCollection, changesSpec } from '../storage/aggregates.ts';
import { type Collection, type Store, scanAll } from '../storage/documents.ts';
import { type BlockCollection, blocksSpec } from '../usage/sealing/block.ts';
import { SealsDue } from '../usage/sealing/seals-due.ts';
import type { EventIndex, StoredEvent } from '../usage/stored-event.ts';
import { insertAll, type TypedWriter } from './pass.ts';

type Events = Collection<StoredEvent, EventIndex>;

/**
 * Writes the ledger. Two things follow from the cut, in which the seals and the changes are a little older than the
 * ledger: a correction's entry whose decision is not in the cut is left out, and whatever no block has is marked to be
 * sealed. Entries come in the order of their ids, so tenant by tenant.
 */
export async function eventsWriter(store: Store, events: Events): Promise<TypedWriter<StoredEvent>> {
  const changes = await store.collection(changesSpec);
  const unsealed = new UnsealedMarks(events, await store.collection(blocksSpec), await SealsDue.open(store));
  return {
    write: async entries => {
      const decided = await withDecidedCorrections(changes, entries);
      await insertAll(events, decided);
      for (const event of decided) await unsealed.note(event);
    },
    end: () => unsealed.endTenant(),
  };
}

async function withDecidedCorrections(
  changes: ChangeCollection,
  entries: readonly StoredEvent[],
): Promise<readonly StoredEvent[]> {
  const wanted = entries.flatMap(({ correction }) => (correction ? [decisionId(correction)] : []));
  if (wanted.length === 0) return entries;
  const decided = new Set((await changes.find(wanted)).map(({ id }) => id));
  return entries.filter(({ correction }) => !correction || decided.has(decisionId(correction)));
}

const VERSION_DIGITS = 10;

/** The change that decided a correction: its number is the version of the aggregate. */
function decisionId({ of, number }: NonNullable<StoredEvent['correction']>): string {
  return `usage_correction/${of.replace('/', '.')}/${String(number).padStart(VERSION_DIGITS, '0')}`;
}

/**
 * Marks what is to be sealed. Every sealed entry of the chain is in the ledger (the blocks were read first), so a slot
 * with more entries than its blocks list has some that none lists.
 */
class UnsealedMarks {
  readonly #events: Events;
  readonly #blocks: BlockCollection;
  readonly #due: SealsDue;
  #tenant: { readonly id: string; readonly beforeSlot: number; sealed: number } | undefined;
  #behind = 0;

  constructor(events: Events, blocks: BlockCollection, due: SealsDue) {
    this.#events = events;
    this.#blocks = blocks;
    this.#due = due;
  }

  async note({ tenantId, slot }: StoredEvent): Promise<void> {
    if (this.#tenant?.id !== tenantId) {
      await this.endTenant();
      this.#tenant = await this.#chainOf(tenantId);
      this.#behind = 0;
    }
    if (slot >= this.#tenant.beforeSlot) await this.#due.mark(tenantId, slot);
    else this.#behind++;
  }

  /** Looks slot by slot only where the numbers say that a straggler is among them. */
  async endTenant(): Promise<void> {
    const tenant = this.#tenant;
    this.#tenant = undefined;
    if (tenant === undefined || this.#behind === tenant.sealed) return;
    const sealed = await this.#countsBySlot(tenant.id);
    let slot = -1;
    let count = 0;
    const settle = async () => {
      if (count > (sealed.get(slot) ?? 0)) await this.#due.mark(tenant.id, slot);
    };
    const scan = { index: 'slot' as const, equals: [tenant.id] };
    for await (const event of scanAll(this.#events, scan, 1_000)) {
      if (event.slot >= tenant.beforeSlot) break;
      if (event.slot !== slot) {
        await settle();
        [slot, count] = [event.slot, 0];
      }
      count++;
    }
    await settle();
  }

  async #chainOf(tenantId: string): Promise<{ id: string; beforeSlot: number; sealed: number }> {
    let [beforeSlot, sealed] = [0, 0];
    for await (const block of this.#chain(tenantId)) {
      beforeSlot = block.beforeSlot;
      for (const { count } of [...block.slots, ...block.late]) sealed += count;
    }
    return { id: tenantId, beforeSlot, sealed };
  }

  async #countsBySlot(tenantId: string): Promise<ReadonlyMap<number, number>> {
    const counts = new Map<number, number>();
    for await (const block of this.#chain(tenantId)) {
      for (const { slot, count } of [...block.slots, ...block.late])
        counts.set(slot, (counts.get(slot) ?? 0) + count);
    }
    return counts;
  }

  #chain(tenantId: string) {
    return scanAll(this.#blocks, { from: `${tenantId}/`, before: `${tenantId}0` }, 50);
  }
}
