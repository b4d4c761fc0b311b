import { currencySchema } from '@tenantry/contracts/commercial/money';
import type { Settled } from '@tenantry/contracts/commercial/payment';
import { type Statement, statementSchema } from '@tenantry/contracts/commercial/statement';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Aggregates } from '../storage/aggregates.ts';
import { type Collection, type CollectionSpec, scanAll } from '../storage/documents.ts';
import { throughAll } from '../through-all.ts';
import type { BillingAccounts } from './billing-accounts.ts';
import { statementAggregate, statementId } from './records.ts';

const headSchema = z.object({
  /** As of the statement: tenant and number. */
  id: z.string(),
  ...statementSchema.omit({ inputs: true, lines: true }).shape,
  currency: currencySchema,
  /** The month in which the period began: `2026-03`. */
  month: z.string(),
  /** Whether what is unpaid is overdue, the time tells. */
  standing: z.enum(['unpaid', 'paid', 'void']),
  paidMinor: z.string(),
  openMinor: z.string(),
});
export type StatementHead = z.infer<typeof headSchema>;

export const statementHeadsSpec = {
  name: 'statement_heads',
  indexes: {
    closedAt: ['closedAt'],
    dueAt: ['dueAt'],
    tenantClosedAt: ['tenantId', 'closedAt'],
    tenantDueAt: ['tenantId', 'dueAt'],
    standingClosedAt: ['standing', 'closedAt'],
    standingDueAt: ['standing', 'dueAt'],
    monthClosedAt: ['month', 'closedAt'],
    monthDueAt: ['month', 'dueAt'],
    currencyClosedAt: ['currency', 'closedAt'],
    currencyDueAt: ['currency', 'dueAt'],
  },
  parse: value => headSchema.parse(value),
} as const satisfies CollectionSpec<StatementHead, string>;
export type StatementIndex = keyof typeof statementHeadsSpec.indexes;
export type StatementHeadCollection = Collection<StatementHead, StatementIndex>;

const ROUND_EVERY_MS = 6 * 3_600_000;
const AT_ONCE = 100;

/**
 * What a list shows of every statement. What is open of one follows from everything that its tenant was billed and has
 * paid, so a tenant's heads are made together, from its account, whenever that gets an entry.
 *
 *   record ──▶ entry of the account ──▶ heads that say something else ──▶ looked at again, until none does
 *
 * Two that write side by side may overwrite the newer with the older. Each therefore looks again after it wrote, so
 * the last to write is right; one that dies in between leaves its change pending.
 */
export class StatementHeads {
  readonly heads: StatementHeadCollection;
  readonly #accounts: BillingAccounts;
  readonly #statements: Aggregates<Statement>;
  readonly #context: Context;
  #left: string[] = [];
  /** When everybody is looked at again, in milliseconds since 1970. */
  #nextRound = 0;

  private constructor(context: Context, heads: StatementHeadCollection, accounts: BillingAccounts) {
    this.#context = context;
    this.heads = heads;
    this.#accounts = accounts;
    this.#statements = context.aggregates(statementAggregate);
  }

  static async open(context: Context, accounts: BillingAccounts): Promise<StatementHeads> {
    const spec: CollectionSpec<StatementHead, StatementIndex> = statementHeadsSpec;
    const made = new StatementHeads(context, await context.store.collection(spec), accounts);
    context.addProjection(async change => {
      const tenantId = await accounts.enter(change);
      if (tenantId !== undefined) await made.refresh(tenantId);
    });
    return made;
  }

  /** Makes the heads of a tenant what its account says. */
  async refresh(tenantId: string): Promise<void> {
    for (let written = true; written; ) {
      written = false;
      const { statements } = await this.#accounts.of(tenantId);
      const there = await this.#headsOf(tenantId);
      for (const settled of statements) {
        const before = there.get(settled.number);
        const head = before ?? (await this.#load(tenantId, settled.number));
        if (head === undefined || (before && says(before, settled))) continue;
        await this.heads.replace({ ...head, ...standingOf(settled) });
        written = true;
      }
    }
  }

  /**
   * For what was lost, and for statements that are older than this list: some of everybody at a time, once in six
   * hours. Answers whether the round goes on.
   */
  async sweep(everybody: () => Iterable<string>): Promise<boolean> {
    const now = this.#context.clock.now();
    if (this.#left.length === 0 && now >= this.#nextRound) {
      this.#left = [...everybody()];
      this.#nextRound = now + ROUND_EVERY_MS;
    }
    // What fails for one must not take the turn of all who are taken off the round with it.
    await throughAll(this.#left.splice(0, AT_ONCE), tenantId =>
      this.#context.sweepPace.work(() => this.refresh(tenantId)),
    );
    return this.#left.length > 0;
  }

  async #headsOf(tenantId: string): Promise<ReadonlyMap<number, StatementHead>> {
    const heads = new Map<number, StatementHead>();
    // `0` is the character after `/`.
    for await (const head of scanAll(this.heads, { from: `${tenantId}/`, before: `${tenantId}0` })) {
      heads.set(head.number, head);
    }
    return heads;
  }

  async #load(tenantId: string, number: number): Promise<Omit<StatementHead, 'standing'> | undefined> {
    const id = statementId(tenantId, number);
    const found = await this.#statements.load(id);
    if (found === undefined) return undefined;
    const { inputs: _inputs, lines: _lines, ...summary } = found.state;
    const month = summary.period.from.slice(0, 'yyyy-mm'.length);
    return { id, ...summary, month, paidMinor: '0', openMinor: '0' };
  }
}

function standingOf({
  state,
  paidMinor,
  openMinor,
}: Settled): Pick<StatementHead, 'standing' | 'paidMinor' | 'openMinor'> {
  const standing = state === 'open' || state === 'overdue' ? 'unpaid' : state;
  return { standing, paidMinor: String(paidMinor), openMinor: String(openMinor) };
}

function says(head: StatementHead, settled: Settled): boolean {
  const { standing, paidMinor, openMinor } = standingOf(settled);
  return head.standing === standing && head.paidMinor === paidMinor && head.openMinor === openMinor;
}
