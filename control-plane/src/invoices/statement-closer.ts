import { type Charges, chargesOf } from '@tenantry/contracts/commercial/charges';
import type { Period } from '@tenantry/contracts/commercial/period';
import type { Statement } from '@tenantry/contracts/commercial/statement';
import type { BillingDetails } from '@tenantry/contracts/commercial/statement-api';
import { stateOf } from '@tenantry/contracts/commercial/statement-making';
import { termAt } from '@tenantry/contracts/commercial/subscription';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { changedByOthers, Problem } from '../http/problem.ts';
import type { PlanService } from '../plans/service.ts';
import type { Aggregates } from '../storage/aggregates.ts';
import type { SubscriptionService } from '../subscriptions/service.ts';
import type { PendingView } from '../usage/pending-view.ts';
import { BillingHistory } from './billing-history.ts';
import type { UsageSource } from './rate-usage.ts';
import { statementAggregate, statementId } from './records.ts';
import { specsOf } from './specs-of.ts';
import { type Draft, draftStatement, type KnownSubscription } from './statement-drafts.ts';

export interface CloserParts {
  readonly subscriptions: Pick<SubscriptionService, 'find' | 'periods'>;
  readonly plans: Pick<PlanService, 'specOf'>;
  readonly usage: Required<UsageSource>;
  readonly pending: Pick<PendingView, 'asOf'>;
  readonly detailsOf: (tenantId: string) => Promise<BillingDetails>;
  /** How long after its end a period waits for events that are late, in milliseconds. */
  readonly grace: number;
}

/** `notDue`: when to look again. `waits`: the period is over, and what was used in it is not all counted. */
export type Closing =
  | { readonly outcome: 'closed'; readonly statement: Statement }
  | { readonly outcome: 'notDue'; readonly at: number }
  | { readonly outcome: 'waits' }
  | { readonly outcome: 'nothing' };

const ATTEMPTS = 8;
const PERIODS_AT_ONCE = 200;
/** Of a subscription that has ended, and of which all is billed: what comes late is looked for no more often. */
const ENDED_AGAIN_MS = 3_600_000;

/**
 * Makes statements. One insert under tenant and number decides: whoever loses it reads what is there and goes on from
 * that. Nothing else is written, so there is nothing to be half done.
 */
export class StatementCloser {
  readonly #context: Pick<Context, 'changes' | 'clock' | 'billing'>;
  readonly #parts: CloserParts;
  readonly #statements: Aggregates<Statement>;

  constructor(context: Pick<Context, 'changes' | 'clock' | 'billing' | 'aggregates'>, parts: CloserParts) {
    this.#context = context;
    this.#parts = parts;
    this.#statements = context.aggregates(statementAggregate);
  }

  /** Makes the next statement of a tenant, if it is time. */
  async close(tenantId: string): Promise<Closing> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const closing = await this.#try(tenantId);
      if (closing !== 'exists') return closing;
    }
    throw changedByOthers('statements of this tenant are being made by others: come again');
  }

  /** What the next statement would be by what is known now. @throws Problem not_found without a period */
  async preview(
    tenantId: string,
  ): Promise<Draft & { readonly statement: Statement; readonly closesAt: number }> {
    const known = await this.#known(tenantId);
    const period = known?.periods[known.next] ?? known?.periods.at(-1);
    if (known === undefined || period === undefined)
      throw new Problem('not_found', 'there is nothing to bill');
    const { entries: _, ...counted } = this.#parts.usage;
    const draft = await this.#draft(tenantId, known, known.periods.indexOf(period), counted);
    return { ...draft, statement: stateOf(draft.inputs), closesAt: this.#closesAt(period) };
  }

  async #try(tenantId: string): Promise<Closing | 'exists'> {
    const known = await this.#known(tenantId);
    if (known === undefined) return { outcome: 'nothing' };
    const { periods, subscription } = known;
    let nothingToSay = false;
    for (let at = known.next; at < periods.length; at++) {
      const period = periods[at];
      if (period === undefined) break;
      const closesAt = this.#closesAt(period);
      if (this.#context.clock.now() < closesAt) return { outcome: 'notDue', at: closesAt };
      // Each rates all before it anew, and of months in which nothing is charged the next says what the first did.
      if (nothingToSay && chargesNothing(subscription.charges(period))) continue;
      // First: what was accepted before it is in what is read after it.
      if ((await this.#parts.pending.asOf(tenantId)) < closesAt) return { outcome: 'waits' };
      const draft = await this.#draft(tenantId, known, at, this.#parts.usage);
      if (draft.asOf < closesAt) return { outcome: 'waits' };
      const statement = stateOf(draft.inputs);
      // Of a subscription that has ended there is a statement when there is something to say.
      if (saysNothing(statement) && termAt(subscription.state, period.from)?.plan === null) {
        nothingToSay = true;
        continue;
      }
      const made = await this.#insert(statement);
      return made ? { outcome: 'closed', statement } : 'exists';
    }
    const startsAt = Date.parse(subscription.state.startsAt);
    const again = this.#context.clock.now() + Math.max(this.#parts.grace, ENDED_AGAIN_MS);
    return { outcome: 'notDue', at: Math.max(startsAt, again) };
  }

  async #insert(statement: Statement): Promise<boolean> {
    const { tenantId, number, totalMinor, currency, dueAt } = statement;
    const made = await this.#statements.create(statementId(tenantId, number), statement, {
      actor: { id: 'system:statements', name: 'Statements' },
      requestId: 'due',
      action: 'statement.close',
      tenantId,
      events: [{ type: 'statement.closed', data: { tenantId, number, totalMinor, currency, dueAt } }],
    });
    return made !== 'exists';
  }

  async #draft(tenantId: string, known: Known, at: number, usage: UsageSource): Promise<Draft> {
    const { periods, subscription, history } = known;
    const period = periods[at];
    if (period === undefined) throw new RangeError('no such period');
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1_000;
    try {
      const draft = await draftStatement(usage, {
        tenantId,
        subscription,
        history,
        details: await this.#parts.detailsOf(tenantId),
        period,
        before: periods.slice(0, at),
        closedAt: isoTime(this.#context.clock.now()),
      });
      this.#context.billing.rated({ tenantId, outcome: 'rated', lines: periods.length, seconds: seconds() });
      return draft;
    } catch (error) {
      this.#context.billing.rated({ tenantId, outcome: 'failed', lines: 0, seconds: seconds() });
      throw error;
    }
  }

  async #known(tenantId: string): Promise<Known | undefined> {
    const { subscriptions } = this.#parts;
    const found = await subscriptions.find(tenantId);
    if (found === undefined) return undefined;
    const periods = await this.#periods(tenantId);
    // Behind the subscription: what was billed by it is there to be read.
    const history = await BillingHistory.read(this.#context.changes, tenantId);
    const last = history.last?.period.index ?? Number.NEGATIVE_INFINITY;
    const next = periods.findIndex(({ index }) => index > last);
    const specOf = await specsOf(this.#parts.plans, [found.state]);
    const charges: KnownSubscription['charges'] = period => chargesOf(found.state, period, specOf);
    return {
      subscription: { ...found, charges },
      periods,
      history,
      next: next < 0 ? periods.length : next,
    };
  }

  /** Those that have begun, oldest first. */
  async #periods(tenantId: string): Promise<readonly Period[]> {
    const periods: Period[] = [];
    let after: Parameters<SubscriptionService['periods']>[1]['after'];
    do {
      const page = await this.#parts.subscriptions.periods(tenantId, {
        limit: PERIODS_AT_ONCE,
        ...(after && { after }),
      });
      periods.push(...page.periods);
      after = page.next;
    } while (after !== undefined);
    return periods.reverse();
  }

  #closesAt({ to }: Period): number {
    return Date.parse(to) + this.#parts.grace;
  }
}

interface Known {
  readonly subscription: KnownSubscription;
  readonly periods: readonly Period[];
  readonly history: BillingHistory;
  /** Which of the periods is billed next. */
  readonly next: number;
}

function chargesNothing({ recurring, allowances, minimum }: Charges): boolean {
  return recurring.length === 0 && allowances.length === 0 && minimum === undefined;
}

/** No line, or none but a tax on nothing. */
function saysNothing({ lines }: Statement): boolean {
  return lines.every(({ kind, amountMinor }) => kind === 'tax' && amountMinor === '0');
}
