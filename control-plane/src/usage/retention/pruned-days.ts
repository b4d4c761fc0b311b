import { isoTime } from '../../clock.ts';
import { scanAll } from '../../storage/documents.ts';
import { type CheckpointCollection, checkpointId } from './checkpoint.ts';

/** What checkpoints say of the days that they prune. */
export interface PrunedDaysPort {
  /** How many entries of a meter ({@link meterRef}) the pruned days from one time to another had, in milliseconds. */
  entries(tenantId: string, meter: string, from: number, to: number): Promise<number>;
}

/**
 * Reads them from the signed checkpoints, the last first. Windows of pruned days can be lost as well as any other, and
 * there is nothing left that tells but these.
 */
export class PrunedDays implements PrunedDaysPort {
  readonly #checkpoints: CheckpointCollection;

  constructor(checkpoints: CheckpointCollection) {
    this.#checkpoints = checkpoints;
  }

  async entries(tenantId: string, meter: string, from: number, to: number): Promise<number> {
    const [first, end] = [isoTime(from), isoTime(to)];
    const range = { from: checkpointId(tenantId, 0), before: `${tenantId}0`, descending: true };
    let entries = 0;
    for await (const { days, beforeTime } of scanAll(this.#checkpoints, range, 10)) {
      if (beforeTime <= first) break;
      for (const one of days) {
        if (one.meter === meter && one.day >= first && one.day < end) entries += one.summary.entries;
      }
    }
    return entries;
  }
}
