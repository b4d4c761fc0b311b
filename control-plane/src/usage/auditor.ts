import type { Clock } from '../clock.ts';
import { StoreUnavailable } from '../storage/documents.ts';
import { windowKey } from './intent.ts';
import { firstMinuteOf, type LedgerMinute, ledgerTenants, minuteAfter } from './ledger-walk.ts';
import type { MeterCatalogue, MeterSet } from './meter-catalogue.ts';
import type { PendingView } from './pending-view.ts';
import type { SpanCounter } from './span-counter.ts';
import type { EventCollection } from './stored-event.ts';
import { meterRef, SPAN_MS, type SpanKey, startOf } from './window.ts';

export interface AuditorParts {
  readonly events: EventCollection;
  readonly counter: SpanCounter;
  readonly meters: MeterCatalogue;
  readonly pending: PendingView;
  readonly clock: Clock;
  readonly longestOperation: number;
  readonly counted?: (days: readonly SpanKey[]) => Promise<void>;
  readonly mended?: (windows: number) => void;
}

/**
 * Walks round the ledger, for ever and slowly, and counts again what is closed. What it finds wrong it mends, and
 * tells: a process that was stopped in mid-write, given up, and resumed an hour later has left an event that nobody
 * was looking for any more.
 */
export class Auditor {
  readonly #parts: AuditorParts;
  #walk: AsyncGenerator<LedgerMinute> | undefined;
  /** Counted again, and not yet in their hours and days, since the store was away. */
  #left: LedgerMinute[] = [];

  constructor(parts: AuditorParts) {
    this.#parts = parts;
  }

  /** Looks at so many minutes more; answers how many windows were wrong. Throws the first failure, behind all others. */
  async step(minutes: number): Promise<number> {
    const { clock, longestOperation, meters, pending } = this.#parts;
    const closedBefore = clock.now() - 2 * longestOperation - SPAN_MS.minute;
    const open = await pending.touched();
    const set = await meters.fresh();
    const seen = this.#left;
    this.#left = [];
    const failures: unknown[] = [];
    let wrong = 0;
    for (let looked = 0; looked < minutes; looked++) {
      const minute = await this.#next();
      if (minute === undefined) break;
      // What an intent names is not wrong, only not yet counted.
      if (minute.start >= closedBefore || open.has(windowKey(minute))) continue;
      try {
        wrong += await this.#recount(minute, set);
        seen.push(minute);
      } catch (error) {
        // Its turn comes again with the next round. What was mended before it is not to wait for that, half mended.
        failures.push(error);
        if (error instanceof StoreUnavailable) break;
      }
    }
    wrong += await this.#rollUp(seen, set).catch(error => {
      if (error instanceof StoreUnavailable) this.#left = seen;
      throw error;
    });
    if (wrong > 0) this.#parts.mended?.(wrong);
    if (failures.length > 0) throw failures[0];
    return wrong;
  }

  /** Counts everything again, of one tenant or of all; answers how many spans were news. */
  async rebuild(tenantId?: string): Promise<number> {
    let news = 0;
    const set = await this.#parts.meters.fresh();
    for await (const tenant of tenantId === undefined ? ledgerTenants(this.#parts.events) : [tenantId]) {
      let batch: LedgerMinute[] = [];
      for await (const minute of this.#minutes(tenant)) {
        news += await this.#recount(minute, set);
        batch.push(minute);
        if (batch.length < 1_000) continue;
        news += await this.#rollUp(batch, set);
        batch = [];
      }
      news += await this.#rollUp(batch, set);
    }
    return news;
  }

  /** Counts the history of these meters, of every tenant. */
  async build(types: ReadonlySet<string>): Promise<void> {
    const set = await this.#parts.meters.fresh();
    for await (const tenantId of ledgerTenants(this.#parts.events)) {
      for (const type of types) {
        let batch: LedgerMinute[] = [];
        let minute = await firstMinuteOf(this.#parts.events, tenantId, type);
        while (minute?.type === type) {
          await this.#recount(minute, set);
          batch.push(minute);
          if (batch.length === 1_000) {
            await this.#rollUp(batch, set);
            batch = [];
          }
          minute = await minuteAfter(this.#parts.events, tenantId, minute);
        }
        await this.#rollUp(batch, set);
      }
    }
  }

  async #next(): Promise<LedgerMinute | undefined> {
    this.#walk ??= this.#round();
    try {
      const next = await this.#walk.next();
      if (!next.done) return next.value;
    } catch (error) {
      this.#walk = undefined;
      throw error;
    }
    this.#walk = undefined;
    return undefined;
  }

  async *#round(): AsyncGenerator<LedgerMinute> {
    for await (const tenantId of ledgerTenants(this.#parts.events)) yield* this.#minutes(tenantId);
  }

  async *#minutes(tenantId: string): AsyncGenerator<LedgerMinute> {
    let minute = await minuteAfter(this.#parts.events, tenantId, undefined);
    while (minute !== undefined) {
      yield minute;
      minute = await minuteAfter(this.#parts.events, tenantId, minute);
    }
  }

  #recount({ tenantId, type, start }: LedgerMinute, set: MeterSet): Promise<number> {
    return this.#parts.counter.countMinute(tenantId, start, set.ofType(type));
  }

  async #rollUp(minutes: readonly LedgerMinute[], set: MeterSet): Promise<number> {
    let news = 0;
    for (const span of ['hour', 'day'] as const) {
      const keys = new Map<string, SpanKey>();
      for (const { tenantId, type, start } of minutes) {
        for (const meter of set.ofType(type)) {
          const key = { tenantId, meter: meterRef(meter), span, start: startOf(span, start) };
          keys.set(JSON.stringify(key), key);
        }
      }
      for (const key of keys.values()) if (await this.#parts.counter.rollUp(key)) news++;
      if (span === 'day' && keys.size > 0) await this.#parts.counted?.([...keys.values()]);
    }
    return news;
  }
}
