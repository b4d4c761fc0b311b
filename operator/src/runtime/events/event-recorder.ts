import { hash } from 'node:crypto';
import type { KubeClient } from '../client/kube-client.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { RuntimeMetrics } from '../metrics.ts';
import { microTime } from '../micro-time.ts';
import { apiVersionOf, type Intent, type ObjectKey, type ResourceType } from '../objects.ts';
import { EventBudget } from './event-budget.ts';

/** Something worth telling the people who look at an object. */
export interface RecordedEvent {
  readonly regarding: ObjectKey & { readonly type: ResourceType; readonly uid: string };
  readonly type: 'Normal' | 'Warning';
  /** Why, in CamelCase: stable, for machines. */
  readonly reason: string;
  /** What was being done, in CamelCase. */
  readonly action: string;
  /** For people; cut at 1,024 bytes. */
  readonly note: string;
}

export const EVENT: ResourceType = {
  group: 'events.k8s.io',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  namespaced: true,
};
/** The same thing said again within this time is a repetition of one Event. */
const SERIES_MS = 10 * 60_000;
/** How often the count of a repeated Event is written. */
const COUNT_MS = 60_000;
const SERIES_KEPT = 2_000;
const WAITING_KEPT = 500;
const WRITERS = 2;

interface Series {
  readonly key: ObjectKey;
  /** Resolves once its creation was tried: a count that came before it would be of nothing. */
  readonly begun: Promise<void>;
  count: number;
  lastAt: number;
  written: number;
}

/**
 * Writes Events (events.k8s.io/v1) beside the work that causes them: nothing waits for them and nothing
 * fails by them. The same Event again becomes a count, an object has a budget, and what cannot be written
 * soon is dropped and counted.
 */
export class EventRecorder {
  readonly #options: {
    readonly client: KubeClient;
    readonly controller: string;
    readonly instance: string;
    readonly logger: Logger;
    readonly metrics?: RuntimeMetrics;
  };
  readonly #clock: Clock;
  readonly #budget = new EventBudget({ burst: 20, refillMs: 20_000, objects: SERIES_KEPT });
  readonly #series = new Map<string, Series>();
  readonly #waiting: (() => Promise<unknown>)[] = [];
  #writing = 0;
  readonly #onIdle: (() => void)[] = [];
  #cancelCounts: (() => void) | undefined;

  constructor(options: {
    readonly client: KubeClient;
    /** `reportingController`: a qualified name, such as `example.com/operator`. */
    readonly controller: string;
    /** `reportingInstance`: which process. */
    readonly instance: string;
    readonly logger: Logger;
    readonly clock?: Clock;
    readonly metrics?: RuntimeMetrics;
  }) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** Never throws and never waits. */
  record(event: RecordedEvent): void {
    const now = this.#clock.now();
    const { regarding, type, reason, action, note } = event;
    const id = hash('sha256', JSON.stringify([regarding.uid, type, reason, action, note]), 'hex').slice(
      0,
      16,
    );
    const known = this.#series.get(id);
    if (known && now - known.lastAt < SERIES_MS) {
      known.count++;
      known.lastAt = now;
      this.#countLater();
      this.#tell('repeated');
    } else if (this.#budget.spend(regarding.uid, this.#clock.monotonic())) {
      this.#begin(id, event, now);
    } else {
      this.#tell('suppressed');
    }
  }

  /**
   * Writes what waits and the counts of repetitions, for `drainMs` at most; nothing is written of its own accord
   * after that.
   */
  async stop(drainMs = 1_000): Promise<void> {
    this.#cancelCounts?.();
    this.#writeCounts();
    if (this.#writing === 0) return;
    await new Promise<void>(resolve => {
      const cancel = this.#clock.setTimeout(() => {
        for (const _ of this.#waiting.splice(0)) this.#tell('dropped');
        resolve();
      }, drainMs);
      this.#onIdle.push(() => {
        cancel();
        resolve();
      });
    });
  }

  #begin(id: string, event: RecordedEvent, now: number): void {
    const object = this.#intentOf(id, event, now);
    const { name, namespace = '' } = object.metadata;
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    this.#series.delete(id);
    this.#series.set(id, { key: { name, namespace }, begun, count: 1, lastAt: now, written: 1 });
    for (const oldest of this.#series.keys()) {
      if (this.#series.size <= SERIES_KEPT) break;
      this.#series.delete(oldest);
    }
    // One that is dropped is begun by nobody; what is counted of it fails, and is told.
    if (!this.#write('created', () => this.#options.client.create(EVENT, object).finally(resolve))) resolve();
  }

  #intentOf(id: string, event: RecordedEvent, now: number): Intent {
    const { type, namespace, name, uid } = event.regarding;
    return {
      apiVersion: apiVersionOf(EVENT),
      kind: EVENT.kind,
      metadata: { name: `${name.slice(0, 200)}.${id}${now.toString(16)}`, namespace: namespace || 'default' },
      eventTime: microTime(now),
      reportingController: this.#options.controller,
      reportingInstance: this.#options.instance.slice(0, 128),
      type: event.type,
      reason: event.reason.slice(0, 128),
      action: event.action.slice(0, 128),
      note: cut(event.note, 1024),
      regarding: {
        apiVersion: apiVersionOf(type),
        kind: type.kind,
        name,
        uid,
        ...(namespace && { namespace }),
      },
    };
  }

  #countLater(): void {
    this.#cancelCounts ??= this.#clock.setTimeout(() => this.#writeCounts(), COUNT_MS);
  }

  #writeCounts(): void {
    this.#cancelCounts = undefined;
    for (const series of this.#series.values()) {
      if (series.count === series.written) continue;
      series.written = series.count;
      const patch = { series: { count: series.count, lastObservedTime: microTime(series.lastAt) } };
      // Two write at a time, in the order of the queue: the creation is under way already, or over.
      this.#write('counted', async () => {
        await series.begun;
        await this.#options.client.mergePatch(EVENT, series.key, patch);
      });
    }
  }

  /** Answers whether it will be tried. */
  #write(outcome: string, write: () => Promise<unknown>): boolean {
    if (this.#waiting.length >= WAITING_KEPT) {
      this.#tell('dropped');
      return false;
    }
    this.#waiting.push(async () => {
      try {
        await write();
        this.#tell(outcome);
      } catch (error) {
        this.#tell('failed');
        this.#options.logger.debug({ err: error }, 'an Event could not be written');
      }
    });
    if (this.#writing < WRITERS) void this.#drain();
    return true;
  }

  async #drain(): Promise<void> {
    this.#writing++;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await next();
    this.#writing--;
    if (this.#writing > 0) return;
    for (const idle of this.#onIdle.splice(0)) idle();
  }

  #tell(outcome: string): void {
    this.#options.metrics?.recordedEvents.inc({ outcome });
  }
}

/** At most so many bytes of UTF-8, never half a character. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const head = Buffer.from(text)
    .subarray(0, bytes - 3)
    .toString('utf8');
  return `${head.replace(/\uFFFD+$/, '')}…`;
}
