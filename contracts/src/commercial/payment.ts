/**
 * What is open of a tenant's statements. Nothing of it is stored: it follows from statements, payments and credit notes,
 * so that each of these counts once, in whatever order they were written down.
 *
 *   1. what names a statement pays it, the oldest first, as far as that is open
 *   2. the rest of it, what names none, and statements that give something back pay what is open, the oldest first
 *   3. what is left then is ours to give back, or to set off against the next statement
 */

export interface DueStatement {
  readonly number: number;
  readonly totalMinor: bigint;
  /** RFC 3339, UTC. */
  readonly dueAt: string;
  readonly isVoid: boolean;
}

export interface Receipt {
  readonly id: string;
  readonly amountMinor: bigint;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Which statement it is for. */
  readonly statement?: number | undefined;
}

export const STATEMENT_STATES = ['open', 'overdue', 'paid', 'void'] as const;
export type StatementState = (typeof STATEMENT_STATES)[number];

export interface Settled {
  readonly number: number;
  readonly state: StatementState;
  readonly paidMinor: bigint;
  readonly openMinor: bigint;
  readonly dueAt: string;
}

export interface Account {
  /** By number, rising. */
  readonly statements: readonly Settled[];
  /** Paid, and for nothing that is open. */
  readonly leftMinor: bigint;
  /** Open less what is left; negative when we owe. */
  readonly openMinor: bigint;
  readonly overdueMinor: bigint;
  /** When the oldest that is overdue was to be paid. */
  readonly overdueSince?: string;
}

/** @param now RFC 3339, UTC: what is due before it, and open, is overdue */
export function settle(
  statements: readonly DueStatement[],
  receipts: readonly Receipt[],
  now: string,
): Account {
  const due = statements.toSorted((a, b) => a.number - b.number);
  const open = new Map(
    due.map(({ number, totalMinor, isVoid }) => [number, isVoid || totalMinor < 0n ? 0n : totalMinor]),
  );
  const pay = (number: number, amount: bigint): bigint => {
    const asked = open.get(number) ?? 0n;
    const paid = amount < asked ? amount : asked;
    open.set(number, asked - paid);
    return amount - paid;
  };
  let left = due.reduce(
    (sum, { totalMinor, isVoid }) => (isVoid || totalMinor > 0n ? sum : sum - totalMinor),
    0n,
  );
  for (const { statement, amountMinor } of receipts.toSorted(byTime)) {
    left += statement === undefined ? amountMinor : pay(statement, amountMinor);
  }
  for (const { number } of due) left = pay(number, left);
  return accountOf(due, open, left, now);
}

function accountOf(
  due: readonly DueStatement[],
  open: ReadonlyMap<number, bigint>,
  leftMinor: bigint,
  now: string,
): Account {
  const statements = due.map(({ number, totalMinor, dueAt, isVoid }): Settled => {
    const openMinor = open.get(number) ?? 0n;
    const state = isVoid ? 'void' : openMinor === 0n ? 'paid' : dueAt <= now ? 'overdue' : 'open';
    const paidMinor = isVoid || totalMinor < 0n ? 0n : totalMinor - openMinor;
    return { number, state, paidMinor, openMinor, dueAt };
  });
  const overdue = statements.filter(({ state }) => state === 'overdue');
  const sum = (some: readonly Settled[]) => some.reduce((total, { openMinor }) => total + openMinor, 0n);
  const overdueSince = overdue.map(({ dueAt }) => dueAt).toSorted()[0];
  return {
    statements,
    leftMinor,
    openMinor: sum(statements) - leftMinor,
    overdueMinor: sum(overdue),
    ...(overdueSince !== undefined && { overdueSince }),
  };
}

function byTime(a: Receipt, b: Receipt): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
