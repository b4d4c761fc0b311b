import { ApiProblem } from '../../../shared/api/problem.ts';

export interface Failure<Item> {
  readonly item: Item;
  readonly error: unknown;
}

export interface Progress<Item> {
  readonly total: number;
  readonly done: readonly Item[];
  readonly failed: readonly Failure<Item>[];
  /** Not begun, since somebody stopped it. */
  readonly left: readonly Item[];
}

export interface EachOptions<Item> {
  readonly run: (item: Item) => Promise<unknown>;
  readonly told: (progress: Progress<Item>) => void;
  /** Begins no more; what is under way is brought to its end. */
  readonly signal?: AbortSignal;
  readonly atOnce?: number;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

const AT_ONCE = 4;
/** Whoever is told to come later comes so often, and then tells. */
const MOST_WAITS = 5;
const DEFAULT_WAIT_S = 5;

const sleep = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds));

/** Does something for each, a few at a time. What fails keeps no other from its turn; "too many requests" is waited for. */
export async function doEach<Item>(
  items: readonly Item[],
  { run, told, signal, atOnce = AT_ONCE, wait = sleep }: EachOptions<Item>,
): Promise<Progress<Item>> {
  const done: Item[] = [];
  const failed: Failure<Item>[] = [];
  const waiting = [...items];
  const progress = (): Progress<Item> => ({
    total: items.length,
    done: [...done],
    failed: [...failed],
    left: [...waiting],
  });
  const worker = async (): Promise<void> => {
    while (!signal?.aborted) {
      const item = waiting.shift();
      if (item === undefined) return;
      try {
        await patiently(() => run(item), wait);
        done.push(item);
      } catch (error) {
        failed.push({ item, error });
      }
      told(progress());
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return progress();
}

async function patiently(run: () => Promise<unknown>, wait: (milliseconds: number) => Promise<void>) {
  for (let waits = 0; ; waits++) {
    try {
      return await run();
    } catch (error) {
      const later = error instanceof ApiProblem && error.status === 429;
      if (!later || waits === MOST_WAITS) throw error;
      await wait((error.retryAfter ?? DEFAULT_WAIT_S) * 1_000);
    }
  }
}
