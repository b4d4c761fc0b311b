import { scanAll } from '../../storage/documents.ts';
import type { SpanCounter } from '../span-counter.ts';
import { latestVersion, type WindowCollection } from '../window.ts';
import { type CheckpointCollection, checkpointHash } from './checkpoint.ts';
import { dayKey, sameCount } from './day-totals.ts';

/**
 * Puts back the days of pruned usage that were lost or changed, as their checkpoints have them: there is nothing left
 * to count them from. Answers how many were put back.
 */
export async function restoreTotals(parts: {
  readonly checkpoints: CheckpointCollection;
  readonly windows: WindowCollection;
  readonly counter: SpanCounter;
}): Promise<number> {
  const { checkpoints, windows, counter } = parts;
  let restored = 0;
  for await (const checkpoint of scanAll(checkpoints, {}, 10)) {
    // What somebody changed is not put in the place of anything.
    if (checkpointHash(checkpoint) !== checkpoint.hash) continue;
    for (const day of checkpoint.days) {
      const key = dayKey(checkpoint.tenantId, day);
      const { last } = await latestVersion(windows, key);
      if (last !== undefined && sameCount(last.summary, day.summary)) continue;
      if (await counter.restore(key, day.summary)) restored++;
    }
  }
  return restored;
}
