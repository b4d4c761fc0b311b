import { setTimeout as sleep } from 'node:timers/promises';
import { observedStore } from '../telemetry/observed-store.ts';
import type { Store } from './documents.ts';
import { MemoryStore } from './memory-store.test-support.ts';

/** A store that answers a moment later, so that requests that come together read before any of them writes. */
export function slowStore(milliseconds = 5): Store {
  return observedStore(new MemoryStore(), async (_, run) => {
    await sleep(milliseconds);
    return run();
  });
}
