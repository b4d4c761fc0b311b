import { type Clock, isoTime } from '../../clock.ts';
import { insertOne, scanAll } from '../../storage/documents.ts';
import type { IntentCollection } from '../intent.ts';
import type { MeterCatalogue } from '../meter-catalogue.ts';
import { type Block, type BlockCollection, blockId } from '../sealing/block.ts';
import { walkChain } from '../sealing/chain-walk.ts';
import type { ErasureLog } from '../sealing/erasure-log.ts';
import type { Finding } from '../sealing/findings.ts';
import type { SignatureVerifier, SigningKey } from '../sealing/signing-key.ts';
import { collector } from '../sealing/verify.ts';
import type { SpanCounter } from '../span-counter.ts';
import { type EventCollection, SLOT_MS, slotOf } from '../stored-event.ts';
import { addHashes } from '../summary.ts';
import { SPAN_MS, startOf, type WindowCollection } from '../window.ts';
import {
  anchorOf,
  type Checkpoint,
  type CheckpointCollection,
  type CheckpointContent,
  checkpointHash,
  checkpointId,
  lastCheckpoint,
} from './checkpoint.ts';
import { addDays, daysBetween } from './day-totals.ts';
import { inspect } from './inspect.ts';
import { recount } from './recount.ts';
import { removePruned } from './remove-pruned.ts';

/** Blocks of one checkpoint at most: what it lists of days is to fit into a document. */
const BLOCKS_AT_ONCE = 200;
const DAYS_IN_A_CHECKPOINT = 20_000;

export interface PrunerParts {
  readonly clock: Clock;
  readonly events: EventCollection;
  readonly blocks: BlockCollection;
  readonly checkpoints: CheckpointCollection;
  readonly windows: WindowCollection;
  readonly intents: IntentCollection;
  readonly erasures: ErasureLog;
  readonly counter: SpanCounter;
  readonly meters: MeterCatalogue;
  readonly key: SigningKey;
  readonly verifier: SignatureVerifier;
  /** How far ahead of its receipt the time of an event may be. */
  readonly futureLimit: number;
  /** Told of a checkpoint before anything is removed. */
  readonly exportCheckpoint: (checkpoint: Checkpoint) => Promise<void>;
  /** Whether a correction of this tenant is decided whose entry is not in the ledger yet. */
  readonly isCorrecting: (tenantId: string) => Promise<boolean>;
}

/**
 * `pruned`: all there is behind the horizon is gone. `later`: something is under way. `held`: what was sealed is not
 * what there is, and is not made away with.
 */
export type PruneOutcome =
  | { readonly outcome: 'pruned'; readonly removed: number }
  | { readonly outcome: 'later'; readonly removed: number }
  | { readonly outcome: 'held'; readonly removed: number; readonly finding: Finding };

/** A checkpoint that was inserted by whomever, and why none was made. */
type Made = 'made' | 'later' | 'nothing' | Finding;

/**
 * Prunes what is behind the horizon, tenant by tenant. The checkpoint decides, and comes first; what is removed after
 * it can be removed by anybody, and again. Two pruners do no harm: of one number there is one checkpoint.
 */
export class Pruner {
  readonly #parts: PrunerParts;

  constructor(parts: PrunerParts) {
    this.#parts = parts;
  }

  /** Prunes whole blocks of a tenant whose events are all before `horizon`, the beginning of a day. */
  async prune(tenantId: string, horizon: number): Promise<PruneOutcome> {
    let removed = 0;
    for (;;) {
      const last = await lastCheckpoint(this.#parts.checkpoints, tenantId);
      if (last !== undefined) removed += await this.#finish(last);
      const made = await this.#checkpoint(tenantId, last, horizon);
      if (made === 'made') continue;
      if (made === 'nothing') return { outcome: 'pruned', removed };
      if (made === 'later') return { outcome: 'later', removed };
      return { outcome: 'held', removed, finding: made };
    }
  }

  /** Removes what a checkpoint has pruned, whoever inserted it. */
  #finish(checkpoint: Checkpoint): Promise<number> {
    const { events, blocks, exportCheckpoint } = this.#parts;
    return removePruned(checkpoint, { events, blocks, before: () => exportCheckpoint(checkpoint) });
  }

  async #checkpoint(tenantId: string, last: Checkpoint | undefined, horizon: number): Promise<Made> {
    const { checkpoints } = this.#parts;
    for (let limit = BLOCKS_AT_ONCE; limit >= 1; limit = Math.floor(limit / 2)) {
      const blocks = await this.#blocksBehind(tenantId, last, horizon, limit);
      const through = blocks.at(-1);
      if (through === undefined) return 'nothing';
      const content = await this.#draft(tenantId, last, through);
      // One that does not fit, or has an event ahead of its time, is tried with fewer blocks.
      if (content === 'too much') continue;
      if (content === 'later' || 'code' in content) return content;
      const hash = checkpointHash(content);
      const { key } = this.#parts;
      const checkpoint = { ...content, hash, keyId: key.keyId, signature: key.sign(hash) };
      // Another pruner was first: then it is theirs that is finished.
      await insertOne(checkpoints, checkpoint);
      return 'made';
    }
    return 'nothing';
  }

  /** Blocks that are not pruned, and every event of which happened before the horizon. */
  async #blocksBehind(
    tenantId: string,
    last: Checkpoint | undefined,
    horizon: number,
    limit: number,
  ): Promise<readonly Block[]> {
    const { blocks, futureLimit } = this.#parts;
    const from = blockId(tenantId, (last?.block ?? 0) + 1);
    const found = await blocks.scan({ from, before: `${tenantId}0`, limit });
    const beforeSlot = slotOf(horizon - futureLimit);
    const end = found.findIndex(block => block.beforeSlot > beforeSlot);
    return end < 0 ? found : found.slice(0, end);
  }

  async #draft(
    tenantId: string,
    last: Checkpoint | undefined,
    through: Block,
  ): Promise<CheckpointContent | Finding | 'later' | 'too much'> {
    const { clock, windows, meters, counter, events } = this.#parts;
    const from = last === undefined ? 0 : Date.parse(last.beforeTime);
    const to = Math.max(from, this.#dayBehind(through));
    const { findings, found } = collector(tenantId);
    const { blocks, verifier } = this.#parts;
    const chain = await walkChain(
      tenantId,
      { blocks, verifier, anchor: anchorOf(last), through: through.number },
      found,
    );
    const inspected = await inspect(tenantId, chain, this.#parts, found);
    if (findings[0] !== undefined) return findings[0];
    if (inspected.latest >= isoTime(to)) return 'too much';
    if (await this.#isTouched(tenantId, to)) return 'later';
    const set = await meters.fresh();
    // A meter that is being built counts the past that would be pruned.
    if (set.counted.length > set.all().length) return 'later';
    await recount({ tenantId, from, to, set, counter, events });
    const days = await daysBetween(windows, tenantId, set, from, to);
    if (days.length > DAYS_IN_A_CHECKPOINT) return 'too much';
    const number = (last?.number ?? 0) + 1;
    const before = last?.prunedInAll ?? { entries: 0, hash: '0' };
    return {
      id: checkpointId(tenantId, number),
      tenantId,
      number,
      at: isoTime(clock.now()),
      block: through.number,
      blockHash: through.hash,
      beforeSlot: through.beforeSlot,
      beforeTime: isoTime(to),
      pruned: { entries: inspected.entries, hash: inspected.hash.toString(16) },
      prunedInAll: {
        entries: before.entries + inspected.entries,
        hash: addHashes(BigInt(`0x${before.hash}`), inspected.hash).toString(16),
      },
      days: [...days],
      totals: addDays(last?.totals ?? [], days),
      erasures: await this.#erasuresOfKept(last, chain.erasures, inspected.erased),
      previous: last?.hash ?? '',
    };
  }

  /** The first day that begins after everything that a block can hold. */
  #dayBehind({ beforeSlot }: Block): number {
    return startOf('day', beforeSlot * SLOT_MS + this.#parts.futureLimit + SPAN_MS.day - 1);
  }

  /** Whether anything may still come to be in windows before a time, or is not counted there. */
  async #isTouched(tenantId: string, before: number): Promise<boolean> {
    for (const state of ['open', 'done', 'suspect'] as const) {
      const scan = { index: 'state' as const, equals: [state] };
      for await (const { touches } of scanAll(this.#parts.intents, scan)) {
        if (touches.some(touch => touch.tenantId === tenantId && touch.start < before)) return true;
      }
    }
    return this.#parts.isCorrecting(tenantId);
  }

  /** Of erasures that no block has any more, those whose entry is not pruned. */
  async #erasuresOfKept(
    last: Checkpoint | undefined,
    sealed: ReadonlyMap<string, string>,
    pruned: ReadonlySet<string>,
  ): Promise<CheckpointContent['erasures']> {
    const all = new Map([
      ...(last?.erasures ?? []).map(({ event, remnant }) => [event, remnant] as const),
      ...sealed,
    ]);
    const kept = await this.#parts.events.find([...all.keys()].filter(id => !pruned.has(id)));
    return kept.flatMap(({ id }) => {
      const remnant = all.get(id);
      return remnant === undefined ? [] : [{ event: id, remnant }];
    });
  }
}
