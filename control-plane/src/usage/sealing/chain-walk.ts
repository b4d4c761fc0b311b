import { scanAll } from '../../storage/documents.ts';
import { type Block, type BlockCollection, blockHash, blockId, type SealedSlot } from './block.ts';
import type { Found } from './findings.ts';
import type { Head } from './head.ts';
import type { SignatureVerifier } from './signing-key.ts';

/** Where a chain begins whose older blocks were pruned; see retention/checkpoint.ts. */
export interface Anchor {
  /** The last block whose members were pruned; it stays, those before it go. */
  readonly block: number;
  readonly blockHash: string;
  readonly beforeSlot: number;
  /** Erasures of entries that are kept, from blocks that are not. */
  readonly erasures: readonly { readonly event: string; readonly remnant: string }[];
}

export interface Chain {
  readonly blocks: number;
  /** Every sealed slot; of a slot, what its block lists and the stragglers of later ones. */
  readonly slots: ReadonlyMap<number, readonly SealedSlot[]>;
  /** What blocks list that are behind the anchor: these entries may be there still, or be gone. */
  readonly pruned: ReadonlyMap<number, readonly SealedSlot[]>;
  readonly erasures: ReadonlyMap<string, string>;
  readonly beforeSlot: number;
  readonly last: { readonly number: number; readonly hash: string } | undefined;
}

export interface ChainOptions {
  readonly blocks: BlockCollection;
  readonly verifier: SignatureVerifier;
  readonly anchor?: Anchor | undefined;
  /** The last head that was kept outside the store; without it a tail that was cut off cannot be told. */
  readonly head?: Head | undefined;
  /** Only as far as this block. */
  readonly through?: number;
}

/** Walks the blocks of a chain from its beginning, or from its anchor, and tells what is wrong with them. */
export async function walkChain(tenantId: string, options: ChainOptions, found: Found): Promise<Chain> {
  const walk = new ChainWalk(tenantId, options, found);
  const { blocks, through } = options;
  const before = through === undefined ? `${tenantId}0` : blockId(tenantId, through + 1);
  for await (const block of scanAll(blocks, { from: blockId(tenantId, 0), before }, 50)) walk.visit(block);
  return walk.end();
}

class ChainWalk {
  readonly #tenantId: string;
  readonly #options: ChainOptions;
  readonly #found: Found;
  readonly #slots = new Map<number, SealedSlot[]>();
  readonly #pruned = new Map<number, SealedSlot[]>();
  readonly #erasures: Map<string, string>;
  #last: Block | undefined;
  #blocks = 0;
  #anchored = false;

  constructor(tenantId: string, options: ChainOptions, found: Found) {
    this.#tenantId = tenantId;
    this.#options = options;
    this.#found = found;
    this.#erasures = new Map(options.anchor?.erasures.map(({ event, remnant }) => [event, remnant]));
  }

  visit(block: Block): void {
    const { anchor, head, verifier } = this.#options;
    this.#blocks++;
    const isPruned = anchor !== undefined && block.number <= anchor.block;
    const ahead = anchor && { number: anchor.block, hash: anchor.blockHash };
    // Pruning takes blocks away from the first on, so nothing is known of what was ahead of the first that is left.
    if (this.#last !== undefined || !isPruned) checkLink(block, this.#last ?? ahead, this.#found);
    checkBlock(block, verifier, this.#found);
    if (block.number === anchor?.block) this.#checkAnchor(block, anchor);
    if (block.number === head?.number && block.hash !== head.hash) {
      this.#found('head_differs', block.id, 'it is not the block whose hash was kept');
    }
    this.#collect(block, isPruned);
    this.#last = block;
  }

  end(): Chain {
    const { anchor, head } = this.#options;
    const last = this.#last;
    if (anchor !== undefined && !this.#anchored) {
      const id = blockId(this.#tenantId, anchor.block);
      this.#found('block_missing', id, 'the block that the checkpoint names is not there');
    }
    const ends = last?.number ?? 0;
    if (head !== undefined && ends < head.number) {
      const kept = `${this.#tenantId}/${head.number}`;
      this.#found('head_missing', kept, `the chain ends at ${ends}, before the kept head`);
    }
    return {
      blocks: this.#blocks,
      slots: this.#slots,
      pruned: this.#pruned,
      erasures: this.#erasures,
      beforeSlot: last?.beforeSlot ?? anchor?.beforeSlot ?? 0,
      last,
    };
  }

  #checkAnchor(block: Block, { blockHash: hash }: Anchor): void {
    this.#anchored = true;
    if (block.hash === hash) return;
    this.#found('block_changed', block.id, 'it is not the block that the checkpoint names');
  }

  #collect({ slots, late, erasures }: Block, isPruned: boolean): void {
    const into = isPruned ? this.#pruned : this.#slots;
    for (const sealed of [...slots, ...late]) {
      into.set(sealed.slot, [...(into.get(sealed.slot) ?? []), sealed]);
    }
    if (!isPruned) for (const { event, remnant } of erasures) this.#erasures.set(event, remnant);
  }
}

function checkLink(block: Block, last: Pick<Block, 'number' | 'hash'> | undefined, found: Found): void {
  const expected = (last?.number ?? 0) + 1;
  if (block.number !== expected) found('block_missing', block.id, `block ${expected} is not there`);
  else if (block.previous !== (last?.hash ?? '')) {
    found('block_changed', block.id, 'it does not follow from the block before it');
  }
}

function checkBlock(block: Block, verifier: SignatureVerifier, found: Found): void {
  if (blockHash(block) !== block.hash)
    found('block_changed', block.id, 'its hash is not that of its content');
  if (!verifier.holds(block.keyId, block.hash, block.signature)) {
    found(
      'signature_wrong',
      block.id,
      `it is not signed by the key ${block.keyId}, or that key is not known`,
    );
  }
}
