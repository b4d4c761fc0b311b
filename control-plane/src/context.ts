import type { Registry } from 'prom-client';
import type { Clock } from './clock.ts';
import type { Idempotency } from './http/idempotency.ts';
import type { Readiness } from './http/readiness.ts';
import type { Logger } from './logger.ts';
import type { AggregateSpec, Aggregates, Change, ChangeCollection } from './storage/aggregates.ts';
import type { Store } from './storage/documents.ts';
import type { Projection } from './storage/relay.ts';
import type { SweepPace } from './sweep-pace.ts';
import type { BillingTelemetry } from './telemetry/billing.ts';

/** What every domain is given: nothing of Express, of a driver or of Kubernetes. */
export interface Context {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly changes: ChangeCollection;
  readonly idempotency: Idempotency;
  /** What /metrics shows: for numbers about the process and its queues. */
  readonly metrics: Registry;
  /** What OTLP is told of usage: no number is in `metrics`, too. */
  readonly billing: BillingTelemetry;
  /** How fast those who look at everybody in the background may do so. */
  readonly sweepPace: SweepPace;
  /** Checks that a replica has to pass to be given work. */
  readonly readiness: Readiness;
  /** Aggregates of a kind, whose changes reach every projection. */
  aggregates<S>(spec: AggregateSpec<S>): Aggregates<S>;
  /** Adds what follows from changes. Before the first request, not later. */
  addProjection(projection: Projection): void;
  /** Told of every change that this process projects, when each head of it can be read. A hint and no more. */
  onProjected(listener: (change: Change<unknown>) => void): void;
  /** Runs until the end of the process, every so many milliseconds, jittered; faults are logged and tried again. */
  every(name: string, milliseconds: number, task: () => Promise<unknown>): void;
}
