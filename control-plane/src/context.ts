import type { Clock } from './clock.ts';
import type { Idempotency } from './http/idempotency.ts';
import type { Logger } from './logger.ts';
import type { AggregateSpec, Aggregates, ChangeCollection } from './storage/aggregates.ts';
import type { Store } from './storage/documents.ts';
import type { Projection } from './storage/relay.ts';

/** What every domain is given: nothing of Express, of a driver or of Kubernetes. */
export interface Context {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly changes: ChangeCollection;
  readonly idempotency: Idempotency;
  /** Aggregates of a kind, whose changes reach every projection. */
  aggregates<S>(spec: AggregateSpec<S>): Aggregates<S>;
  /** Adds what follows from changes. Before the first request, not later. */
  addProjection(projection: Projection): void;
  /** Runs until the end of the process, every so many milliseconds, jittered; faults are logged and tried again. */
  every(name: string, milliseconds: number, task: () => Promise<unknown>): void;
}
