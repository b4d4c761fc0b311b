import { Histogram, type Registry } from 'prom-client';
import { type Store, StoreUnavailable } from '../storage/documents.ts';
import { OPERATIONS, observedStore } from './observed-store.ts';

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];
const OUTCOMES = ['done', 'unavailable', 'failed'] as const;

/** A store whose operations are timed for /metrics; without the collection, which would be a series each. */
export function meteredStore(store: Store, registry: Registry): Store {
  const seconds = new Histogram({
    name: 'tenantry_store_operation_seconds',
    help: 'Time of one operation of the store; outcome is done, unavailable, or failed for what it did not take',
    labelNames: ['operation', 'outcome'],
    buckets: SECONDS,
    registers: [registry],
  });
  // From the start: a rate begins with the first fault, and not with the second.
  for (const operation of OPERATIONS) for (const outcome of OUTCOMES) seconds.zero({ operation, outcome });
  return observedStore(store, async ({ operation }, run) => {
    const began = performance.now();
    const end = (outcome: (typeof OUTCOMES)[number]) =>
      seconds.observe({ operation, outcome }, (performance.now() - began) / 1_000);
    try {
      const result = await run();
      end('done');
      return result;
    } catch (error) {
      end(error instanceof StoreUnavailable ? 'unavailable' : 'failed');
      throw error;
    }
  });
}
