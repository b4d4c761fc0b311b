import type { Store } from '../../storage/documents.ts';
import { SLOT_MS } from '../stored-event.ts';
import { type CheckpointCollection, checkpointId, checkpointsSpec } from './checkpoint.ts';

/** What pruning has left of a tenant's past. */
export interface Pruned {
  /** Windows that begin before this time, in milliseconds, are not counted again: their entries may be gone. */
  readonly beforeTime: number;
  /** Entries received before this time, in milliseconds, may be gone. */
  readonly receivedBefore: number;
  readonly checkpoint: { readonly number: number; readonly hash: string };
}

/** Where the past of a tenant begins of which the ledger is whole. Without a checkpoint it is whole for ever. */
export interface HorizonPort {
  /** A read that decides: what is pruned after it is asked was there when it was asked. */
  of(tenantId: string): Promise<Pruned | undefined>;
}

/** For a ledger that is never pruned. */
export const NO_HORIZON: HorizonPort = { of: () => Promise.resolve(undefined) };

/**
 * Reads the horizon from the checkpoints. Their numbers have no gaps and they never go, so a look at the next number
 * tells that the one that is known is the last.
 */
export class Horizon implements HorizonPort {
  readonly #checkpoints: CheckpointCollection;
  readonly #known = new Map<string, Pruned>();

  private constructor(checkpoints: CheckpointCollection) {
    this.#checkpoints = checkpoints;
  }

  static async open(store: Store): Promise<Horizon> {
    return new Horizon(await store.collection(checkpointsSpec));
  }

  async of(tenantId: string): Promise<Pruned | undefined> {
    for (;;) {
      const known = this.#known.get(tenantId);
      const next = await this.#checkpoints.get(checkpointId(tenantId, (known?.checkpoint.number ?? 0) + 1));
      if (next === undefined) return known;
      const { number, hash, beforeTime, beforeSlot } = next;
      this.#known.set(tenantId, {
        beforeTime: Date.parse(beforeTime),
        receivedBefore: beforeSlot * SLOT_MS,
        checkpoint: { number, hash },
      });
    }
  }
}
