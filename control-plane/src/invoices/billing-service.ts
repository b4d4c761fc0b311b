import type { Account } from '@tenantry/contracts/commercial/payment';
import type { Statement } from '@tenantry/contracts/commercial/statement';
import type { BillingDetails, CreditBody, StatementBody } from '@tenantry/contracts/commercial/statement-api';
import type { Context } from '../context.ts';
import { requireMatch } from '../http/etag.ts';
import { changedByOthers, notFound, Problem } from '../http/problem.ts';
import type { Actor, Aggregates, Versioned } from '../storage/aggregates.ts';
import type { SubscriptionService } from '../subscriptions/service.ts';
import type { BillingAccounts } from './billing-accounts.ts';
import { BillingHistory } from './billing-history.ts';
import {
  billingDetailsAggregate,
  type CreditState,
  creditAggregate,
  type Fact,
  factsOf,
  statementAggregate,
  statementId,
  statementVoidAggregate,
} from './records.ts';

export interface By {
  readonly actor: Actor;
  readonly requestId: string;
}

export interface Grant {
  readonly amountMinor: string;
  readonly currency?: string | undefined;
  readonly reason: string;
  /** Makes it a credit note about this statement. */
  readonly statement?: number | undefined;
}

const DEFAULT_DETAILS: BillingDetails = { paymentTermsDays: 14 };

const ATTEMPTS = 8;

interface BillingState {
  readonly tenantId: string;
  readonly details: BillingDetails;
}

/** What finance does beside statements, and reading them. */
export class BillingService {
  readonly #context: Pick<Context, 'changes'>;
  readonly #accounts: BillingAccounts;
  readonly #subscriptions: Pick<SubscriptionService, 'find'>;
  readonly #statements: Aggregates<Statement>;
  readonly #voids: Aggregates<{ tenantId: string; number: number }>;
  readonly #credits: Aggregates<CreditState>;
  readonly #details: Aggregates<BillingState>;

  constructor(
    context: Pick<Context, 'changes' | 'aggregates'>,
    accounts: BillingAccounts,
    subscriptions: Pick<SubscriptionService, 'find'>,
  ) {
    this.#context = context;
    this.#accounts = accounts;
    this.#subscriptions = subscriptions;
    this.#statements = context.aggregates(statementAggregate);
    this.#voids = context.aggregates(statementVoidAggregate);
    this.#credits = context.aggregates(creditAggregate);
    this.#details = context.aggregates(billingDetailsAggregate);
  }

  /** Newest first, from below a number. */
  async statements(tenantId: string, page: { readonly limit: number; readonly below?: number }) {
    const [facts, account] = await Promise.all([
      factsOf(this.#context.changes, statementAggregate, tenantId),
      this.#accounts.of(tenantId),
    ]);
    const { below = Number.POSITIVE_INFINITY, limit } = page;
    const found = facts.map(({ state }) => state).filter(({ number }) => number < below);
    const shown = found.toReversed().slice(0, limit);
    return { statements: shown.map(statement => withState(statement, account)), more: found.length > limit };
  }

  /** @throws Problem not_found */
  async statement(tenantId: string, number: number): Promise<StatementBody> {
    const found = await this.#statements.load(statementId(tenantId, number));
    if (found === undefined) throw notFound('statement of that number');
    return withState(found.state, await this.#accounts.of(tenantId));
  }

  /** Takes a statement back. The next one bills its periods anew. @throws Problem not_found, conflict */
  async voidStatement(tenantId: string, number: number, reason: string, by: By): Promise<StatementBody> {
    const { currency, totalMinor } = await this.statement(tenantId, number);
    const made = await this.#voids.create(
      statementId(tenantId, number),
      { tenantId, number },
      {
        ...by,
        action: 'statement.void',
        reason,
        tenantId,
        events: [{ type: 'statement.voided', data: { tenantId, number, totalMinor, currency } }],
      },
    );
    if (made === 'exists') throw new Problem('conflict', 'it is void already', { reason: 'statement_void' });
    return this.statement(tenantId, number);
  }

  /**
   * A credit, or a credit note about a statement. The same `creditId` again answers what it made.
   * @throws Problem not_found, conflict for a statement that is void, invalid_state for what does not fit
   */
  async grant(tenantId: string, creditId: string, grant: Grant, by: By): Promise<CreditBody> {
    const { amountMinor, reason, statement } = grant;
    const currency = await this.currencyOf(tenantId, grant.currency);
    const about = { creditId, tenantId, amountMinor, currency };
    if (statement !== undefined)
      return this.#grantNote({ ...about, kind: 'creditNote', statement }, reason, by);
    const id = `${tenantId}/${creditId}`;
    const made = await this.#writeCredit(id, { ...about, kind: 'credit' }, reason, by);
    const found = made === 'exists' ? await this.#credits.load(id) : made;
    if (found === undefined) throw new Error('a credit that exists is there');
    return { ...found.state, grantedAt: found.at };
  }

  /**
   * All notes about a statement come to what it came to, at most. The number among its notes is the id: of two who
   * write the next one, one does, and the other reads again and decides by what is left then.
   */
  async #grantNote(
    note: CreditState & { readonly statement: number },
    reason: string,
    by: By,
  ): Promise<CreditBody> {
    const { tenantId, creditId, statement, amountMinor } = note;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const notes = (await factsOf(this.#context.changes, creditAggregate, tenantId)).filter(
        ({ state }) => state.statement === statement,
      );
      const already = notes.find(({ state }) => state.creditId === creditId);
      if (already !== undefined) return { ...already.state, grantedAt: already.at };
      await this.#assertLeft(tenantId, statement, notes, BigInt(amountMinor));
      const id = `${statementId(tenantId, statement)}-${notes.length + 1}`;
      const made = await this.#writeCredit(id, note, reason, by);
      if (made !== 'exists') return { ...made.state, grantedAt: made.at };
    }
    throw changedByOthers('credit notes about it are being granted by others: come again');
  }

  #writeCredit(id: string, state: CreditState, reason: string, by: By) {
    const { tenantId, creditId, amountMinor, currency, statement } = state;
    const data = { tenantId, creditId, amountMinor, currency, statement: statement ?? null };
    return this.#credits.create(id, state, {
      ...by,
      action: 'credit.grant',
      reason,
      tenantId,
      events: [{ type: 'credit.granted', data }],
    });
  }

  /** Oldest first. */
  async credits(tenantId: string): Promise<readonly CreditBody[]> {
    const [facts, history] = await Promise.all([
      factsOf(this.#context.changes, creditAggregate, tenantId),
      BillingHistory.read(this.#context.changes, tenantId),
    ]);
    const used = history.creditsUsed();
    const byTime = facts.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    return byTime.map(({ state, at }) => ({
      ...state,
      ...(state.kind === 'credit' && { usedMinor: String(used.get(state.creditId) ?? 0n) }),
      grantedAt: at,
    }));
  }

  async details(tenantId: string): Promise<{ readonly details: BillingDetails; readonly version: number }> {
    const found = await this.#details.load(tenantId);
    return { details: found?.state.details ?? DEFAULT_DETAILS, version: found?.version ?? 0 };
  }

  async replaceDetails(
    tenantId: string,
    details: BillingDetails,
    by: By & { readonly ifMatch: string | undefined },
  ): Promise<{ readonly details: BillingDetails; readonly version: number }> {
    const { actor, requestId, ifMatch } = by;
    const note = { actor, requestId, action: 'billing.replace_details', tenantId };
    const state = { tenantId, details };
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before: Versioned<BillingState> | undefined = await this.#details.load(tenantId);
      requireMatch(ifMatch, before?.version ?? 0);
      const made =
        before === undefined
          ? await this.#details.create(tenantId, state, note)
          : await this.#details.change(tenantId, before, state, note);
      if (made !== 'exists') return { details: made.state.details, version: made.version };
    }
    throw changedByOthers('they are being changed by others: come again');
  }

  /** Everything of a tenant is in one currency, that of its subscription. @throws Problem invalid_state, not_found */
  async currencyOf(tenantId: string, given: string | undefined): Promise<string> {
    const found = await this.#subscriptions.find(tenantId);
    if (found === undefined) throw notFound('subscription of this tenant');
    const { currency } = found.state;
    if (given === undefined || given === currency) return currency;
    const message = `the subscription is in ${currency}`;
    throw new Problem('invalid_state', message, {
      errors: [{ field: '/currency', code: 'other_currency', message }],
    });
  }

  async #assertLeft(
    tenantId: string,
    number: number,
    notes: readonly Fact<CreditState>[],
    amount: bigint,
  ): Promise<void> {
    const { state, totalMinor } = await this.statement(tenantId, number);
    if (state === 'void')
      throw new Problem('conflict', 'the statement is void', { reason: 'statement_void' });
    const noted = notes.reduce((sum, note) => sum + BigInt(note.state.amountMinor), 0n);
    if (noted + amount <= BigInt(totalMinor)) return;
    const left = BigInt(totalMinor) - noted;
    const message =
      left > 0n ? `its credit notes come to ${left} more at most` : 'its credit notes come to all of it';
    throw new Problem('invalid_state', message, {
      errors: [{ field: '/amountMinor', code: 'out_of_range', message }],
    });
  }
}

function withState(statement: Statement, { statements }: Account): StatementBody {
  const settled = statements.find(({ number }) => number === statement.number);
  return {
    ...statement,
    state: settled?.state ?? 'open',
    paidMinor: String(settled?.paidMinor ?? 0n),
    openMinor: String(settled?.openMinor ?? statement.totalMinor),
  };
}
