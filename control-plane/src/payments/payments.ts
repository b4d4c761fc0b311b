import type { PaymentBody } from '@tenantry/contracts/commercial/statement-api';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { Problem } from '../http/problem.ts';
import type { BillingService, By } from '../invoices/billing-service.ts';
import { factsOf } from '../invoices/records.ts';
import type { Aggregates } from '../storage/aggregates.ts';
import { paymentAggregate } from './records.ts';

export interface NewPayment {
  readonly amountMinor: string;
  readonly currency?: string | undefined;
  /** RFC 3339, UTC; now when left out. */
  readonly receivedAt?: string | undefined;
  readonly statement?: number | undefined;
  readonly reference?: string | undefined;
  readonly method: PaymentBody['method'];
}

/** Clocks of banks and providers are not ours. */
const FUTURE_MS = 86_400_000;

/** Money that came in. What it pays follows from it; see contracts' payment.ts. */
export class Payments {
  readonly #context: Pick<Context, 'changes' | 'clock'>;
  readonly #billing: BillingService;
  readonly #payments: Aggregates<PaymentBody>;

  constructor(context: Pick<Context, 'changes' | 'clock' | 'aggregates'>, billing: BillingService) {
    this.#context = context;
    this.#billing = billing;
    this.#payments = context.aggregates(paymentAggregate);
  }

  /** The same `paymentId` again answers what it made. @throws Problem not_found, invalid_state */
  async record(tenantId: string, paymentId: string, payment: NewPayment, by: By): Promise<PaymentBody> {
    const { amountMinor, method, statement, reference } = payment;
    const now = this.#context.clock.now();
    const receivedAt = isoTime(payment.receivedAt === undefined ? now : Date.parse(payment.receivedAt));
    if (Date.parse(receivedAt) > now + FUTURE_MS) throw outOfReach('/receivedAt', 'it has not come in yet');
    const currency = await this.#billing.currencyOf(tenantId, payment.currency);
    if (statement !== undefined) await this.#billing.statement(tenantId, statement);
    const state: PaymentBody = {
      paymentId,
      tenantId,
      amountMinor,
      currency,
      receivedAt,
      method,
      ...(statement !== undefined && { statement }),
      ...(reference !== undefined && { reference }),
    };
    const data = { tenantId, paymentId, amountMinor, currency, statement: statement ?? null };
    const made = await this.#payments.create(`${tenantId}/${paymentId}`, state, {
      ...by,
      action: 'payment.record',
      tenantId,
      events: [{ type: 'payment.recorded', data }],
    });
    const found = made === 'exists' ? await this.#payments.load(`${tenantId}/${paymentId}`) : made;
    if (found === undefined) throw new Error('a payment that exists is there');
    return found.state;
  }

  async list(tenantId: string): Promise<readonly PaymentBody[]> {
    const facts = await factsOf(this.#context.changes, paymentAggregate, tenantId);
    return facts.map(({ state }) => state);
  }
}

function outOfReach(field: string, message: string): Problem {
  return new Problem('invalid_state', message, { errors: [{ field, code: 'out_of_range', message }] });
}
