import type {
  ListedStatement,
  StatementsFilter,
  StatementsSelection,
  StatementTotals,
} from '@tenantry/contracts/commercial/statement-list';
import { type Clock, isoTime } from '../clock.ts';
import { positionOf, type Scalar, type Scan, scanAll } from '../storage/documents.ts';
import type { TenantRoll } from '../tenants/tenant-roll.ts';
import {
  type StatementHead,
  type StatementHeadCollection,
  type StatementIndex,
  statementHeadsSpec,
} from './statement-heads.ts';

/** Heads that a request looks through at most for what no index answers. */
const MOST_LOOKED_AT = 2_000;
/** So many at a time while most of them may not be meant. */
const LOOKED_AT_ONCE = 250;

/** Sums look through a whole selection: while much is changing they are not made anew for every look. */
const SUMMED_FOR = 3_000;

type Way = Omit<Scan<StatementIndex>, 'limit' | 'after'> & {
  readonly index: StatementIndex;
  readonly equals: readonly Scalar[];
};

/** Lists of statements of all customers. A hint, at most a moment behind the records. */
export class StatementList {
  readonly #heads: StatementHeadCollection;
  readonly #roll: Pick<TenantRoll, 'get'>;
  readonly #clock: Clock;
  readonly #summed = new Map<string, { readonly at: number; readonly totals: Promise<StatementTotals> }>();

  constructor(heads: StatementHeadCollection, roll: Pick<TenantRoll, 'get'>, clock: Clock) {
    this.#heads = heads;
    this.#roll = roll;
    this.#clock = clock;
  }

  /** One page in the order asked for; `next` is the place to go on from, while there may be more. */
  async page(
    filter: StatementsFilter,
    { limit, after }: { readonly limit: number; readonly after: readonly Scalar[] | undefined },
  ): Promise<{ readonly items: readonly ListedStatement[]; readonly next: readonly Scalar[] | undefined }> {
    const now = isoTime(this.#clock.now());
    const way = wayOf(filter, now);
    const items: ListedStatement[] = [];
    let place = after;
    for (let looked = 0; looked < MOST_LOOKED_AT; ) {
      const atOnce = looked === 0 ? limit + 1 : LOOKED_AT_ONCE;
      const page = await this.#heads.scan({ ...way, ...(place && { after: place }), limit: atOnce });
      for (const head of page) {
        if (items.length === limit) return { items, next: place };
        looked++;
        place = positionOf(head, statementHeadsSpec, way.index, way.equals.length);
        if (isMeant(head, filter, now)) items.push(this.#listed(head, now));
      }
      if (page.length < atOnce) return { items, next: undefined };
    }
    return { items, next: place };
  }

  /** All of a selection, in the order asked for. */
  async *all(filter: StatementsFilter): AsyncGenerator<ListedStatement> {
    const now = isoTime(this.#clock.now());
    for await (const head of scanAll(this.#heads, wayOf(filter, now))) {
      if (isMeant(head, filter, now)) yield this.#listed(head, now);
    }
  }

  /** What a selection comes to, currency by currency. Whoever asks within some seconds is given the same. */
  totals(selection: StatementsSelection): Promise<StatementTotals> {
    const now = this.#clock.now();
    for (const [key, { at }] of this.#summed) if (Math.abs(now - at) >= SUMMED_FOR) this.#summed.delete(key);
    const key = JSON.stringify(selection);
    const known = this.#summed.get(key);
    if (known !== undefined) return known.totals;
    const totals = this.#sumUp(selection, isoTime(now));
    this.#summed.set(key, { at: now, totals });
    totals.catch(() => this.#summed.delete(key));
    return totals;
  }

  async #sumUp(selection: StatementsSelection, at: string): Promise<StatementTotals> {
    const sums = new Map<string, { statements: number; total: bigint; paid: bigint; open: bigint }>();
    for await (const head of scanAll(this.#heads, wayOf(selection, at))) {
      if (!isMeant(head, selection, at) || head.standing === 'void') continue;
      const sum = sums.get(head.currency) ?? { statements: 0, total: 0n, paid: 0n, open: 0n };
      sums.set(head.currency, {
        statements: sum.statements + 1,
        total: sum.total + BigInt(head.totalMinor),
        paid: sum.paid + BigInt(head.paidMinor),
        open: sum.open + BigInt(head.openMinor),
      });
    }
    const totals = [...sums].map(([currency, { statements, total, paid, open }]) => ({
      ...{ currency, statements },
      ...{ totalMinor: String(total), paidMinor: String(paid), openMinor: String(open) },
    }));
    return { at, totals: totals.sort((a, b) => (a.currency < b.currency ? -1 : 1)) };
  }

  #listed(head: StatementHead, now: string): ListedStatement {
    const { id: _id, month: _month, standing: _standing, ...shown } = head;
    const tenant = this.#roll.get(head.tenantId);
    return {
      ...shown,
      state: stateOf(head, now),
      ...(tenant && { slug: tenant.slug, displayName: tenant.displayName }),
    };
  }
}

/** By what is asked, the index in each order. */
const INDEXES = {
  tenant: { closedAt: 'tenantClosedAt', dueAt: 'tenantDueAt' },
  standing: { closedAt: 'standingClosedAt', dueAt: 'standingDueAt' },
  month: { closedAt: 'monthClosedAt', dueAt: 'monthDueAt' },
  currency: { closedAt: 'currencyClosedAt', dueAt: 'currencyDueAt' },
  all: { closedAt: 'closedAt', dueAt: 'dueAt' },
} as const;

function wayOf(filter: StatementsFilter, now: string): Way {
  const { sort = isUnpaid(filter) ? 'dueAt' : '-closedAt' } = filter;
  const descending = sort.startsWith('-');
  const order = sort.endsWith('dueAt') ? 'dueAt' : 'closedAt';
  const [by, ...equals] = choiceOf(filter);
  const due = by === 'standing' && order === 'dueAt' ? dueOf(filter, now) : {};
  return { index: INDEXES[by][order], equals, descending, ...due };
}

/** What leaves the fewest to look through: a tenant has some dozens, what is unpaid and a month some thousands. */
function choiceOf(filter: StatementsFilter): readonly [keyof typeof INDEXES, ...string[]] {
  const { state, tenantId, period, currency } = filter;
  if (tenantId !== undefined) return ['tenant', tenantId];
  if (isUnpaid(filter)) return ['standing', 'unpaid'];
  if (state === 'void') return ['standing', state];
  if (period !== undefined) return ['month', period];
  if (state !== undefined) return ['standing', state];
  return currency !== undefined ? ['currency', currency] : ['all'];
}

function isUnpaid({ state }: StatementsFilter): boolean {
  return state === 'open' || state === 'overdue';
}

function dueOf({ state }: StatementsFilter, now: string): Pick<Way, 'from' | 'before'> {
  const behind = isoTime(Date.parse(now) + 1);
  return state === 'open' ? { from: behind } : state === 'overdue' ? { before: behind } : {};
}

function isMeant(
  head: StatementHead,
  { state, tenantId, period, currency }: StatementsFilter,
  now: string,
): boolean {
  if (state !== undefined && stateOf(head, now) !== state) return false;
  if (tenantId !== undefined && head.tenantId !== tenantId) return false;
  if (period !== undefined && head.month !== period) return false;
  return currency === undefined || head.currency === currency;
}

function stateOf({ standing, dueAt }: StatementHead, now: string): ListedStatement['state'] {
  return standing !== 'unpaid' ? standing : dueAt <= now ? 'overdue' : 'open';
}
