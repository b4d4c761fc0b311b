import { type Clock, isoTime } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import { SPAN_MS, startOf } from '../window.ts';
import type { Hold, Holds } from './holds.ts';
import type { Pruner } from './pruner.ts';

export interface RetentionParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly pruner: Pruner;
  readonly holds: Holds;
  /** Every tenant that has a sealed ledger. */
  readonly tenants: () => AsyncIterable<string>;
  /** Milliseconds; nothing is pruned when left out. */
  readonly retention: number | undefined;
  readonly observe: (round: Round) => void;
}

export interface Round {
  readonly removed: number;
  readonly held: number;
  /** Up to when every tenant's past is pruned; undefined when some of it is still there. */
  readonly prunedBefore: number | undefined;
}

export interface RetentionStatus {
  readonly retentionDays: number | undefined;
  /** What happened before this time is pruned, or will be at the next look. */
  readonly horizon: string | undefined;
  readonly holds: readonly Hold[];
}

const HOLDS_SHOWN = 100;

/** Keeps the ledger as long as it is to be kept, and tells how that goes. */
export class Retention {
  readonly #parts: RetentionParts;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  /** One look at every tenant. One that cannot be pruned now is no reason to leave the others. */
  async round(): Promise<Round> {
    const { pruner, tenants, holds, logger, clock } = this.#parts;
    const horizon = this.#horizon();
    if (horizon === undefined) return { removed: 0, held: 0, prunedBefore: undefined };
    const heldBefore = await holds.tenants();
    let removed = 0;
    let held = 0;
    let complete = true;
    for await (const tenantId of tenants()) {
      try {
        const result = await pruner.prune(tenantId, horizon);
        removed += result.removed;
        if (result.outcome !== 'pruned') complete = false;
        if (result.outcome === 'held') {
          held++;
          const { code, subject, message } = result.finding;
          await holds.put({ id: tenantId, at: isoTime(clock.now()), code, subject, message });
          logger.error({ tenantId, code, subject }, 'usage is not pruned: it is not what was sealed');
        } else if (heldBefore.has(tenantId)) await holds.remove(tenantId);
      } catch (error) {
        complete = false;
        logger.warn({ err: error, tenantId }, 'usage could not be pruned, and will be at the next look');
      }
    }
    const round = { removed, held, prunedBefore: complete ? horizon : undefined };
    this.#parts.observe(round);
    return round;
  }

  async status(): Promise<RetentionStatus> {
    const { retention, holds } = this.#parts;
    const horizon = this.#horizon();
    return {
      retentionDays: retention === undefined ? undefined : Math.floor(retention / SPAN_MS.day),
      horizon: horizon === undefined ? undefined : isoTime(horizon),
      holds: await holds.list(HOLDS_SHOWN),
    };
  }

  #horizon(): number | undefined {
    const { retention, clock } = this.#parts;
    return retention === undefined ? undefined : startOf('day', clock.now() - retention);
  }
}
