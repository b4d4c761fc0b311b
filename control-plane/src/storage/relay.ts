import type { Clock } from '../clock.ts';
import { isoTime } from '../clock.ts';
import { throughAll } from '../through-all.ts';
import { type Change, type ChangeCollection, latestChange } from './aggregates.ts';
import { scanAll } from './documents.ts';

/** Writes what follows from a change: head, audit, outbox. Done twice, or by two at once, it must do no harm. */
export type Projection = (change: Change<unknown>) => Promise<void>;

/** A change that this old and still pending has lost the process that made it. */
const ABANDONED_AFTER = 5_000;

/**
 * Sees to it that every change reaches every projection. The process that made a change projects it at once; one
 * that fails there, or dies, leaves it `pending`, and the sweep of any process does it again.
 */
export class Relay {
  readonly #changes: ChangeCollection;
  readonly #clock: Clock;
  readonly #projections: readonly Projection[];
  readonly #projected: (change: Change<unknown>) => void;

  /** @param projected Told of each change when all that follows from it can be read. */
  constructor(
    changes: ChangeCollection,
    clock: Clock,
    projections: readonly Projection[],
    projected: (change: Change<unknown>) => void = () => undefined,
  ) {
    this.#changes = changes;
    this.#clock = clock;
    this.#projections = projections;
    this.#projected = projected;
  }

  async project(change: Change<unknown>): Promise<void> {
    await Promise.all(this.#projections.map(projection => projection(change)));
    this.#projected(change);
    if (change.pending !== undefined) await this.#takeMarkOff(change.id);
  }

  /**
   * Of the change as it is now: two may be at it, and behind the first, who was quicker, a person may have been erased
   * from it. While it is marked its content stays, so two who take the mark off write the same.
   */
  async #takeMarkOff(id: string): Promise<void> {
    const change = await this.#changes.get(id);
    if (change?.pending === undefined) return;
    const { pending: _, ...done } = change;
    await this.#changes.replace(done);
  }

  /** Projects what others left behind; answers how many changes. For a timer, and once at the start. */
  async sweep(olderThan = ABANDONED_AFTER): Promise<number> {
    const before = isoTime(this.#clock.now() - olderThan);
    return throughAll(scanAll(this.#changes, { index: 'pending', before }), change => this.project(change));
  }
}

/**
 * Makes a projection that always shows the last change of an aggregate. Two that write heads side by side may
 * overwrite the newer one with the older; each therefore looks again after it wrote, so the last to write is right,
 * and one that dies in between leaves its change pending.
 */
export function latestOnly(
  changes: ChangeCollection,
  kind: string,
  write: (change: Change<unknown>) => Promise<void>,
): Projection {
  return async change => {
    if (change.kind !== kind) return;
    for (let next = await latestChange(changes, kind, change.aggregateId), written = 0; next; ) {
      if (next.version === written) return;
      await write(next);
      written = next.version;
      next = await latestChange(changes, kind, change.aggregateId);
    }
  };
}
