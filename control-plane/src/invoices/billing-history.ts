import type { Billed, Statement, StatementUsage } from '@tenantry/contracts/commercial/statement';
import { billedByPeriod, billedOf, creditsUsedBy } from '@tenantry/contracts/commercial/statement-making';
import type { ChangeCollection } from '../storage/aggregates.ts';
import type { KnownUsage } from './rate-usage.ts';
import {
  type CreditState,
  creditAggregate,
  factsOf,
  statementAggregate,
  statementVoidAggregate,
} from './records.ts';

export interface LastUsage extends KnownUsage {
  /** Up to when it was sure to be whole then. */
  readonly asOf?: string;
  /** The statement that closed the period. */
  readonly statement?: number;
}

/** What was billed so far, and what was granted: all that the next statement is decided on, beside ledger and plan. */
export class BillingHistory {
  /** By number, rising; void ones, too. */
  readonly statements: readonly Statement[];
  readonly voided: ReadonlySet<number>;
  /** In the order in which they were granted. */
  readonly credits: readonly CreditState[];

  constructor(
    statements: readonly Statement[],
    voided: ReadonlySet<number>,
    credits: readonly CreditState[],
  ) {
    this.statements = statements;
    this.voided = voided;
    this.credits = credits;
  }

  static async read(changes: ChangeCollection, tenantId: string): Promise<BillingHistory> {
    const [statements, voids, credits] = await Promise.all([
      factsOf(changes, statementAggregate, tenantId),
      factsOf(changes, statementVoidAggregate, tenantId),
      factsOf(changes, creditAggregate, tenantId),
    ]);
    return new BillingHistory(
      statements.map(({ state }) => state),
      new Set(voids.map(({ state }) => state.number)),
      credits.filter(({ state }) => state.kind === 'credit').map(({ state }) => state),
    );
  }

  get last(): Statement | undefined {
    return this.statements.at(-1);
  }

  /** By index of the period, what all statements that hold have billed for it. */
  billed(): Map<number, Billed[]> {
    const billed = new Map<number, Billed[]>();
    for (const statement of this.#holding()) {
      for (const [index, lines] of billedByPeriod(statement)) {
        billed.set(index, billedOf([...(billed.get(index) ?? []), ...lines]));
      }
    }
    return billed;
  }

  /** The usage by which a period was rated last. */
  usageOf(index: number): LastUsage {
    const seen = lastRated(this.statements, index)?.usage ?? [];
    const holding = this.#holding();
    const rated = lastRated(holding, index);
    if (rated === undefined) return { usage: [], seen };
    const closed = holding.find(({ period }) => period.index === index);
    return { ...rated, seen, ...(closed && { statement: closed.number }) };
  }

  /** What is left of each credit of which anything is. */
  openCredits(): { readonly creditId: string; readonly openMinor: string }[] {
    const used = this.creditsUsed();
    return this.credits.flatMap(({ creditId, amountMinor }) => {
      const open = BigInt(amountMinor) - (used.get(creditId) ?? 0n);
      return open > 0n ? [{ creditId, openMinor: String(open) }] : [];
    });
  }

  creditsUsed(): Map<string, bigint> {
    const used = new Map<string, bigint>();
    for (const statement of this.#holding()) {
      for (const [creditId, minor] of creditsUsedBy(statement)) {
        used.set(creditId, (used.get(creditId) ?? 0n) + minor);
      }
    }
    return used;
  }

  #holding(): readonly Statement[] {
    return this.statements.filter(({ number }) => !this.voided.has(number));
  }
}

function lastRated(
  statements: readonly Statement[],
  index: number,
): { readonly usage: readonly StatementUsage[]; readonly asOf: string } | undefined {
  for (const { inputs } of statements.toReversed()) {
    const { current, earlier, asOf } = inputs;
    const rated = [current, ...earlier].find(({ period }) => period.index === index);
    if (rated) return { usage: rated.usage, asOf };
  }
  return undefined;
}
