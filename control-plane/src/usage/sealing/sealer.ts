import { type Clock, isoTime } from '../../clock.ts';
import { insertOne, StoreUnavailable, scanAll } from '../../storage/documents.ts';
import type { CountedCollection } from '../counted-entry.ts';
import { type StoredEvent, slotOf } from '../stored-event.ts';
import {
  type Block,
  type BlockCollection,
  type BlockContent,
  blockHash,
  blockId,
  lastBlock,
  memberPrefixes,
  prefixOf,
  remnantDigest,
  type SealedSlot,
  sealSlot,
} from './block.ts';
import type { BlockHead } from './head.ts';
import type { SealDue, SealsDue } from './seals-due.ts';
import type { SigningKey } from './signing-key.ts';

/** A slot is sealed this long after its end: no write that began in it is still under way. */
export const SETTLE_MS = 120_000;
const MARKS_PER_ROUND = 5_000;
const SLOTS_PER_BLOCK = 360;

export interface SealerOptions {
  readonly clock: Clock;
  readonly members: MembersOfSlot;
  readonly blocks: BlockCollection;
  readonly due: SealsDue;
  readonly erasures: ErasurePort;
  readonly key: SigningKey;
  /** Told of every new head: whoever keeps it elsewhere can tell a tail that was cut off. */
  readonly exportHead: (head: BlockHead) => Promise<void>;
}

/** What there is to seal in a slot: of each member its digest. */
export type MembersOfSlot = (
  tenantId: string,
  slot: number,
) => Promise<readonly Pick<StoredEvent, 'digest'>[]>;

/** Erasures that a block is to have, so that what is gone is known to have gone with reason. */
export interface ErasurePort {
  tenantsWithUnsealed(): Promise<ReadonlySet<string>>;
  unsealed(tenantId: string): Promise<readonly { readonly id: string; readonly remnant: object }[]>;
  sealed(erasures: readonly { readonly id: string }[]): Promise<void>;
}

/** Seals behind the writers, so that they need not wait for one another. Two sealers may run: one insert wins. */
export class Sealer {
  readonly #options: SealerOptions;

  constructor(options: SealerOptions) {
    this.#options = options;
  }

  /** Seals what has settled; answers how many blocks were made. Throws the first failure, when all others are sealed. */
  async round(): Promise<number> {
    const { due, clock, erasures } = this.#options;
    const before = slotOf(clock.now() - SETTLE_MS);
    const failures = new Map<string, unknown>();
    const unsealed = await erasures.tenantsWithUnsealed();
    let marks = await due.due(before, MARKS_PER_ROUND);
    let made = await this.#sealEach(marks, unsealed, failures);
    // What cannot be sealed stays, and stands before what can.
    for (
      let last = marks.at(-1);
      last && marks.length === MARKS_PER_ROUND && failures.size > 0;
      last = marks.at(-1)
    ) {
      marks = await due.due(before, MARKS_PER_ROUND, last);
      made += await this.#sealEach(marks, new Set(), failures);
    }
    for (const failure of failures.values()) throw failure;
    return made;
  }

  /** One that cannot be sealed, since an entry of it cannot be read, keeps no other from it. */
  async #sealEach(
    marks: readonly SealDue[],
    unsealed: ReadonlySet<string>,
    failures: Map<string, unknown>,
  ): Promise<number> {
    const byTenant = Map.groupBy(marks, ({ tenantId }) => tenantId);
    for (const tenantId of unsealed) if (!byTenant.has(tenantId)) byTenant.set(tenantId, []);
    let made = 0;
    for (const [tenantId, theirs] of byTenant) {
      if (failures.has(tenantId)) continue;
      try {
        for (let from = 0; from === 0 || from < theirs.length; from += SLOTS_PER_BLOCK) {
          const part = theirs.slice(from, from + SLOTS_PER_BLOCK);
          if (await this.#seal(tenantId, part)) made++;
        }
      } catch (error) {
        if (error instanceof StoreUnavailable) throw error;
        failures.set(tenantId, error);
      }
    }
    return made;
  }

  async #seal(tenantId: string, marks: readonly SealDue[]): Promise<boolean> {
    const { blocks, due, erasures, clock } = this.#options;
    for (;;) {
      const previous = await lastBlock(blocks, tenantId);
      const sealedBefore = previous?.beforeSlot ?? 0;
      const wanted = [...new Set(marks.map(({ slot }) => slot))].sort((a, b) => a - b);
      const fresh = await this.#freshSlots(
        tenantId,
        wanted.filter(slot => slot >= sealedBefore),
      );
      const late = await this.#lateSlots(
        tenantId,
        wanted.filter(slot => slot < sealedBefore),
      );
      const erased = await erasures.unsealed(tenantId);
      if (fresh.length === 0 && late.length === 0 && erased.length === 0) {
        // Whoever made the last block may have died, or failed, before its head was out.
        if (previous !== undefined) await this.#export(previous);
        await due.done(marks);
        return false;
      }
      const number = (previous?.number ?? 0) + 1;
      const block = this.#sign({
        id: blockId(tenantId, number),
        tenantId,
        number,
        at: isoTime(clock.now()),
        beforeSlot: Math.max(sealedBefore, (wanted.at(-1) ?? 0) + 1),
        slots: fresh,
        late,
        erasures: erased.map(({ id, remnant }) => ({ event: id, remnant: remnantDigest(remnant) })),
        previous: previous?.hash ?? '',
      });
      // Another sealer was first: what it left over is to be decided anew.
      if ((await insertOne(blocks, block)) === 'exists') continue;
      await this.#export(block);
      await erasures.sealed(erased);
      await due.done(marks);
      return true;
    }
  }

  #export({ tenantId, number, hash, keyId, signature, at }: Block): Promise<void> {
    return this.#options.exportHead({ tenantId, number, hash, keyId, signature, at });
  }

  async #freshSlots(tenantId: string, slots: readonly number[]): Promise<SealedSlot[]> {
    const sealed = await Promise.all(
      slots.map(async slot => sealSlot(slot, await this.#options.members(tenantId, slot))),
    );
    return sealed.filter(({ count }) => count > 0);
  }

  /** Of slots that are sealed already, the entries that no block has. */
  async #lateSlots(tenantId: string, slots: readonly number[]): Promise<SealedSlot[]> {
    const late: SealedSlot[] = [];
    for (const slot of slots) {
      const events = await this.#options.members(tenantId, slot);
      const known = await sealedPrefixes(this.#options.blocks, tenantId, slot);
      const unknown = events.filter(({ digest }) => !known.has(prefixOf(digest)));
      if (unknown.length > 0) late.push(sealSlot(slot, unknown));
    }
    return late;
  }

  #sign(content: BlockContent): Block {
    const { key } = this.#options;
    const hash = blockHash(content);
    return { ...content, hash, keyId: key.keyId, signature: key.sign(hash) };
  }
}

/** The digests alone: a slot of a busy tenant has many entries, and no more of them is held than that. */
export async function slotEvents(
  events: CountedCollection,
  tenantId: string,
  slot: number,
): Promise<Pick<StoredEvent, 'digest'>[]> {
  const found: Pick<StoredEvent, 'digest'>[] = [];
  const scan = { index: 'slot' as const, equals: [tenantId], from: slot, before: slot + 1 };
  for await (const { digest } of scanAll(events, scan, 2_500)) found.push({ digest });
  return found;
}

/** Every member that any block lists for a slot: in the block that covers it, or in a later one's stragglers. */
async function sealedPrefixes(blocks: BlockCollection, tenantId: string, slot: number): Promise<Set<string>> {
  const prefixes = new Set<string>();
  const scan = { index: 'coverage' as const, equals: [tenantId], from: slot + 1 };
  for await (const block of scanAll(blocks, scan, 50)) {
    for (const sealed of [...block.slots, ...block.late]) {
      if (sealed.slot === slot) for (const prefix of memberPrefixes(sealed)) prefixes.add(prefix);
    }
  }
  return prefixes;
}
