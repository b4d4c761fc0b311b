import { z } from 'zod';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Collection, CollectionSpec } from '../storage/documents.ts';
import type { Projection } from '../storage/relay.ts';
import { inParallel } from '../usage/parallel.ts';
import type { Closing, StatementCloser } from './statement-closer.ts';

const dueSchema = z.object({
  /** The tenant. */
  id: z.string(),
  /** When to look at it next. */
  dueAt: z.string(),
});
type Due = z.infer<typeof dueSchema>;

export const statementDueSpec: CollectionSpec<Due, 'due'> = {
  name: 'statement_due',
  indexes: { due: ['dueAt'] },
  parse: value => dueSchema.parse(value),
};

const AT_ONCE = 100;
/** Most of a statement is waiting for the store to have written it, which is as long for several. */
const SIDE_BY_SIDE = 8;
/** What one pass may take: the rest of ten thousand that end together waits for the next. */
const PASS_MS = 5_000;
const AGAIN_MS = 5 * 60_000;

export interface ClosedReport {
  readonly closed: number;
  readonly waiting: number;
  readonly more: boolean;
}

/**
 * When to look at whom: one document for each tenant that ever subscribed, by time. It is a hint. What is due is
 * decided by whoever looks, from the statements there are; a hint that is lost is written again by the sweep.
 */
export class DueStatements {
  readonly #context: Pick<Context, 'clock' | 'logger'>;
  readonly #due: Collection<Due, 'due'>;
  readonly #closer: StatementCloser;

  private constructor(
    context: Pick<Context, 'clock' | 'logger'>,
    due: Collection<Due, 'due'>,
    closer: StatementCloser,
  ) {
    this.#context = context;
    this.#due = due;
    this.#closer = closer;
  }

  static async open(
    context: Pick<Context, 'clock' | 'logger' | 'store'>,
    closer: StatementCloser,
  ): Promise<DueStatements> {
    return new DueStatements(context, await context.store.collection(statementDueSpec), closer);
  }

  /** A subscription that is new, or otherwise, is looked at at once. */
  readonly projection: Projection = async ({ kind, tenantId, at }) => {
    if (kind === 'subscription' && tenantId !== undefined)
      await this.#due.replace({ id: tenantId, dueAt: at });
  };

  /** Makes what is due now, for as long as a pass may take. Two replicas do it at once: each begins elsewhere. */
  async pass(): Promise<ClosedReport> {
    const began = performance.now();
    const report = { closed: 0, waiting: 0, more: false };
    for (;;) {
      const before = isoTime(this.#context.clock.now() + 1);
      const due = await this.#due.scan({ index: 'due', before, limit: AT_ONCE });
      const first = Math.floor(Math.random() * due.length);
      await inParallel([...due.slice(first), ...due.slice(0, first)], SIDE_BY_SIDE, [], async ({ id }) => {
        if (performance.now() - began > PASS_MS) report.more = true;
        if (report.more) return;
        const { closed, waits } = await this.#settle(id);
        report.closed += closed;
        if (waits) report.waiting++;
      });
      // Whoever was looked at is put off, so the next page is another.
      if (report.more || due.length < AT_ONCE) return report;
    }
  }

  /** Writes hints for tenants that have none. */
  async sweep(tenantIds: Iterable<string>): Promise<void> {
    let some: string[] = [];
    const mend = async () => {
      const known = new Set((await this.#due.find(some)).map(({ id }) => id));
      const dueAt = isoTime(this.#context.clock.now());
      for (const id of some) if (!known.has(id)) await this.#due.replace({ id, dueAt });
      some = [];
    };
    for (const id of tenantIds) if (some.push(id) === AT_ONCE) await mend();
    if (some.length > 0) await mend();
  }

  async #settle(tenantId: string): Promise<{ readonly closed: number; readonly waits: boolean }> {
    const { clock, logger } = this.#context;
    const again = () => isoTime(clock.now() + AGAIN_MS);
    let closed = 0;
    try {
      let closing: Closing = await this.#closer.close(tenantId);
      for (; closing.outcome === 'closed'; closing = await this.#closer.close(tenantId)) closed++;
      if (closing.outcome === 'nothing') await this.#due.remove([tenantId]);
      else {
        const dueAt = closing.outcome === 'notDue' ? isoTime(closing.at) : again();
        await this.#due.replace({ id: tenantId, dueAt });
      }
      return { closed, waits: closing.outcome === 'waits' };
    } catch (error) {
      // One that fails stands in nobody's way.
      logger.warn({ err: error, tenantId }, 'a statement could not be made, and will be tried again');
      await this.#due.replace({ id: tenantId, dueAt: again() }).catch(() => undefined);
      return { closed, waits: true };
    }
  }
}
