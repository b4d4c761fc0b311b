import { setTimeout as sleep } from 'node:timers/promises';
import { ImportMarks } from './import-marks.ts';
import { checkVersion, type MigrateOptions, migrate } from './migrate.ts';

const LOOK_EVERY = 1_000;

export interface Preparing extends MigrateOptions {
  /** Told what is being waited for, in words that anybody may read. */
  readonly waiting: (why: string) => void;
  readonly signal?: AbortSignal;
  readonly lookEvery?: number;
}

/**
 * Resolves when everything may be served from the store: no import is under way, and every step that this version needs
 * is done. Answers whether that is so; false when the signal came first.
 *
 * An import begins by a mark and then looks whether the store is stamped; a control plane stamps it and then looks
 * whether there is such a mark. So of two that begin at once at least one sees the other, and gives way.
 * @throws StoreTooNew, at once
 */
export async function prepareStore(options: Preparing): Promise<boolean> {
  const { store, clock, waiting, signal, lookEvery = LOOK_EVERY } = options;
  await checkVersion(options);
  const marks = await ImportMarks.open(store, clock);
  for (;;) {
    if (signal?.aborted) return false;
    if ((await marks.unfinished()) === undefined) {
      waiting('the layout of the store is being brought up to date');
      await migrate(options, 'required');
      if ((await marks.unfinished()) === undefined) return true;
    }
    waiting('something is being imported into the store');
    await sleep(lookEvery, undefined, { ...(signal && { signal }) }).catch(() => undefined);
  }
}
