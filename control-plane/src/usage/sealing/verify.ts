import { scanAll } from '../../storage/documents.ts';
import { digestHolds, type EventCollection, type StoredEvent } from '../stored-event.ts';
import {
  type Block,
  type BlockCollection,
  blockHash,
  memberPrefixes,
  prefixOf,
  remnantDigest,
  type SealedSlot,
  sealSlot,
} from './block.ts';
import type { Head } from './sealer.ts';
import type { SignatureVerifier } from './signing-key.ts';

/** What verify can find. A code never changes its meaning. */
export type FindingCode =
  | 'entry_changed'
  | 'entry_added'
  | 'entry_removed'
  | 'erasure_not_sealed'
  | 'slot_changed'
  | 'block_changed'
  | 'block_missing'
  | 'signature_wrong'
  | 'head_missing'
  | 'head_differs';

export interface Finding {
  readonly code: FindingCode;
  readonly tenantId: string;
  /** What it is about: the id of an entry or of a block, or a slot. */
  readonly subject: string;
  readonly message: string;
}

export interface Verification {
  readonly tenantId: string;
  readonly blocks: number;
  readonly entries: number;
  /** Entries of slots that are not sealed yet. */
  readonly unsealed: number;
  readonly findings: readonly Finding[];
}

interface Chain {
  readonly blocks: number;
  /** Every sealed slot, in the order of slots; of a slot, what its block lists and the stragglers of later ones. */
  readonly slots: ReadonlyMap<number, readonly SealedSlot[]>;
  readonly erasures: ReadonlyMap<string, string>;
  readonly beforeSlot: number;
  readonly last: Block | undefined;
}

export interface VerifyOptions {
  readonly events: EventCollection;
  readonly blocks: BlockCollection;
  readonly verifier: SignatureVerifier;
  /** The last head that was kept outside the store; without it a tail that was cut off cannot be told. */
  readonly head?: Head;
  /** Told now and then how many entries have been looked at. */
  readonly progress?: (entries: number) => void;
}

/** Holds the entries of one tenant against the chain of its blocks, and the chain against keys and the kept head. */
export async function verifyTenant(tenantId: string, options: VerifyOptions): Promise<Verification> {
  const findings: Finding[] = [];
  const found = (code: FindingCode, subject: string, message: string) =>
    void findings.push({ code, tenantId, subject, message });
  const chain = await walkChain(tenantId, options, found);
  checkHead(chain, options.head, found);
  const counted = await walkEntries(tenantId, chain, options, found);
  return { tenantId, blocks: chain.blocks, ...counted, findings };
}

type Found = (code: FindingCode, subject: string, message: string) => void;

async function walkChain(
  tenantId: string,
  { blocks, verifier }: VerifyOptions,
  found: Found,
): Promise<Chain> {
  const slots = new Map<number, SealedSlot[]>();
  const erasures = new Map<string, string>();
  let last: Block | undefined;
  let count = 0;
  for await (const block of scanAll(blocks, { from: `${tenantId}/`, before: `${tenantId}0` }, 50)) {
    count++;
    const expected = (last?.number ?? 0) + 1;
    if (block.number !== expected) found('block_missing', block.id, `block ${expected} is not there`);
    else if (block.previous !== (last?.hash ?? '')) {
      found('block_changed', block.id, 'it does not follow from the block before it');
    }
    if (blockHash(block) !== block.hash)
      found('block_changed', block.id, 'its hash is not that of its content');
    if (!verifier.holds(block.keyId, block.hash, block.signature)) {
      found(
        'signature_wrong',
        block.id,
        `it is not signed by the key ${block.keyId}, or that key is not known`,
      );
    }
    for (const sealed of [...block.slots, ...block.late]) {
      slots.set(sealed.slot, [...(slots.get(sealed.slot) ?? []), sealed]);
    }
    for (const { event, remnant } of block.erasures) erasures.set(event, remnant);
    last = block;
  }
  return { blocks: count, slots, erasures, beforeSlot: last?.beforeSlot ?? 0, last };
}

function checkHead({ last }: Chain, head: Head | undefined, found: Found): void {
  if (head === undefined) return;
  if ((last?.number ?? 0) < head.number) {
    found(
      'head_missing',
      `${head.tenantId}/${head.number}`,
      `the chain ends at ${last?.number ?? 0}, before the kept head`,
    );
  } else if (last?.number === head.number && last.hash !== head.hash) {
    found('head_differs', last.id, 'it is not the block whose hash was kept');
  }
}

async function walkEntries(
  tenantId: string,
  chain: Chain,
  { events, progress }: VerifyOptions,
  found: Found,
): Promise<{ entries: number; unsealed: number }> {
  const met = new Set<number>();
  let entries = 0;
  let unsealed = 0;
  for await (const [slot, group] of bySlot(events, tenantId)) {
    entries += group.length;
    progress?.(entries);
    for (const event of group) checkEntry(event, chain, found);
    met.add(slot);
    const sealed = chain.slots.get(slot);
    if (sealed !== undefined) checkSlot(slot, group, sealed, found);
    else if (slot >= chain.beforeSlot) unsealed += group.length;
    else for (const { id } of group) found('entry_added', id, `no block has it, and slot ${slot} is sealed`);
  }
  for (const [slot, sealed] of chain.slots) {
    if (!met.has(slot)) checkSlot(slot, [], sealed, found);
  }
  return { entries, unsealed };
}

function checkEntry(event: StoredEvent, { erasures, beforeSlot }: Chain, found: Found): void {
  if (!digestHolds(event)) found('entry_changed', event.id, 'it is not what its digest says');
  if (event.remnant === undefined || event.slot >= beforeSlot) return;
  if (erasures.get(event.id) !== remnantDigest(event.remnant)) {
    found('erasure_not_sealed', event.id, 'its payload is gone, and no block has an erasure that left this');
  }
}

/** Says which entry is too many and which is missing, by the prefixes; and whether the whole is what was sealed. */
function checkSlot(
  slot: number,
  group: readonly StoredEvent[],
  sealed: readonly SealedSlot[],
  found: Found,
): void {
  const rest = new Map(group.map(event => [prefixOf(event.digest), event]));
  for (const part of sealed) {
    const members: StoredEvent[] = [];
    let missing = 0;
    for (const prefix of memberPrefixes(part)) {
      const event = rest.get(prefix);
      if (event !== undefined) members.push(event);
      else {
        missing++;
        found('entry_removed', `slot ${slot}`, `the entry whose digest begins with ${prefix} is not there`);
      }
      rest.delete(prefix);
    }
    if (missing === 0 && sealSlot(slot, members).root !== part.root) {
      found('slot_changed', `slot ${slot}`, 'its entries are not those that were sealed');
    }
  }
  for (const { id } of rest.values()) found('entry_added', id, `slot ${slot} was sealed without it`);
}

async function* bySlot(
  events: EventCollection,
  tenantId: string,
): AsyncGenerator<readonly [number, readonly StoredEvent[]]> {
  let group: StoredEvent[] = [];
  for await (const event of scanAll(events, { index: 'slot', equals: [tenantId] }, 1_000)) {
    const slot = group[0]?.slot;
    if (slot !== undefined && slot !== event.slot) {
      yield [slot, group];
      group = [];
    }
    group.push(event);
  }
  if (group[0] !== undefined) yield [group[0].slot, group];
}
