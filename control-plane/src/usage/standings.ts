import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import type { Collection, CollectionSpec, Store } from '../storage/documents.ts';
import { inParallel } from './parallel.ts';
import type { Interval, UsageReader } from './usage-reader.ts';
import { SPAN_MS, type SpanKey } from './window.ts';

/** More digits than any sum of int64 has; so the order as text is the order of the numbers. */
const RANK_DIGITS = 40;
const AT_ONCE = 4;

const standingSchema = z.object({
  id: z.string(),
  tenantId: z.string(),
  /** `<meter>/<day or month>` */
  row: z.string(),
  rank: z.string(),
  at: z.string(),
});
export type Standing = z.infer<typeof standingSchema>;

export const standingsSpec: CollectionSpec<Standing, 'rank'> = {
  name: 'usage_standings',
  indexes: { rank: ['row', 'rank'] },
  parse: value => standingSchema.parse(value),
};

/** What a tenant used of a meter (its key) in a day or month of UTC, as it stands in the index. */
export function standingOf(
  used: {
    readonly tenantId: string;
    readonly meter: string;
    readonly period: string;
    readonly quantity: bigint;
  },
  at: string,
): Standing {
  const { tenantId, meter, period, quantity } = used;
  const rank = String(quantity).padStart(RANK_DIGITS, '0');
  return { id: `${meter}/${period}/${tenantId}`, tenantId, row: `${meter}/${period}`, rank, at };
}

/**
 * Who uses most: of each meter, by day and by month, in an index; so the first ten of ten thousand tenants are ten
 * documents. They are hints, written a moment after the counting and never read by anything that decides; what a
 * process that dies did not write comes with the next event of the tenant, or with the auditor's round.
 */
export class Standings {
  readonly #standings: Collection<Standing, 'rank'>;
  readonly #reader: UsageReader;
  readonly #clock: Clock;
  readonly #dirty = new Map<string, { tenantId: string; meter: string; period: string }>();

  private constructor(standings: Collection<Standing, 'rank'>, reader: UsageReader, clock: Clock) {
    this.#standings = standings;
    this.#reader = reader;
    this.#clock = clock;
  }

  static async open(store: Store, reader: UsageReader, clock: Clock): Promise<Standings> {
    return new Standings(await store.collection(standingsSpec), reader, clock);
  }

  /** Days that were counted anew. */
  note(days: readonly SpanKey[]): void {
    for (const { tenantId, meter, start } of days) {
      const day = isoTime(start).slice(0, 10);
      const key = meter.slice(0, meter.lastIndexOf('@'));
      for (const period of [day, day.slice(0, 7)]) {
        this.#dirty.set(`${tenantId}/${key}/${period}`, { tenantId, meter: key, period });
      }
    }
  }

  /** Writes what was noted. */
  async flush(): Promise<void> {
    const due = [...this.#dirty];
    const failures: unknown[] = [];
    await inParallel(due, AT_ONCE, failures, async ([name, { tenantId, meter, period }]) => {
      // Taken off first: what is noted during the reading is read again.
      this.#dirty.delete(name);
      await this.#write(tenantId, meter, period).catch(error => {
        this.#dirty.set(name, { tenantId, meter, period });
        throw error;
      });
    });
    if (failures.length > 0) throw failures[0];
  }

  async #write(tenantId: string, meter: string, period: string): Promise<void> {
    // Two that write side by side may put the older number last; each looks again after it wrote.
    for (let written: bigint | undefined; ; ) {
      const { quantity } = await this.#reader.total(tenantId, meter, intervalOf(period));
      if (quantity === written) return;
      await this.#standings.replace(
        standingOf({ tenantId, meter, period, quantity }, isoTime(this.#clock.now())),
      );
      written = quantity;
    }
  }

  /** Those who used most of a meter in a day (`2027-01-31`) or month (`2027-01`), in UTC. */
  async top(meter: string, period: string, limit: number): Promise<readonly Standing[]> {
    return this.#standings.scan({ index: 'rank', equals: [`${meter}/${period}`], descending: true, limit });
  }
}

/** A day or a month of UTC. */
function intervalOf(period: string): Interval {
  if (period.length === 10) {
    const from = Date.parse(`${period}T00:00:00Z`);
    return { from, to: from + SPAN_MS.day };
  }
  const from = new Date(`${period}-01T00:00:00Z`);
  return { from: from.getTime(), to: Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1) };
}
