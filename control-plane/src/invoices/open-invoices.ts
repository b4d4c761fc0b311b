import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import { paymentLinkRoutes, paymentRoutes } from '../payments/http.ts';
import { PaymentLinks } from '../payments/payment-links.ts';
import { Payments } from '../payments/payments.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import type { PlanService } from '../plans/service.ts';
import type { SubscriptionService } from '../subscriptions/service.ts';
import type { TenantRoll } from '../tenants/tenant-roll.ts';
import type { Ledger } from '../usage/ledger.ts';
import { checkpointsSpec } from '../usage/retention/checkpoint.ts';
import { PrunedDays } from '../usage/retention/pruned-days.ts';
import { BillingAccounts } from './billing-accounts.ts';
import { BillingService } from './billing-service.ts';
import type { BillingStandingOf } from './billing-standing.ts';
import { ChargesPreviews } from './charges-preview.ts';
import { DueStatements } from './due-statements.ts';
import { chargesRoutes } from './http.ts';
import { billingRoutes } from './http-billing.ts';
import { statementListRoutes } from './http-statement-list.ts';
import { statementRoutes } from './http-statements.ts';
import { StatementCloser } from './statement-closer.ts';
import { StatementHeads } from './statement-heads.ts';
import { StatementList } from './statement-list.ts';

const CLOSE_EVERY = 15_000;
const SWEEP_EVERY = 6 * 3_600_000;
const LIST_SWEEP_EVERY = 5_000;

export interface InvoiceParts {
  readonly subscriptions: SubscriptionService;
  readonly plans: PlanService;
  readonly usage: Pick<Ledger, 'reader' | 'pending' | 'entries' | 'horizon'>;
  readonly roll: Pick<TenantRoll, 'get' | 'values'>;
  /** How long after its end a period waits for events that are late, in milliseconds. */
  readonly grace: number;
  /** None: payments are written down by hand. */
  readonly provider?: PaymentProvider | undefined;
}

export interface Invoices {
  readonly billing: BillingService;
  readonly accounts: BillingAccounts;
  readonly closer: StatementCloser;
  readonly due: DueStatements;
  readonly heads: StatementHeads;
  readonly payments: Payments;
  readonly links: PaymentLinks;
  readonly standingOf: BillingStandingOf;
  readonly routes: readonly Route[];
}

/** Statements, what is granted and paid, and what is open of it. */
export async function openInvoices(context: Context, parts: InvoiceParts): Promise<Invoices> {
  const { subscriptions, plans, usage, roll, grace, provider } = parts;
  const accounts = await BillingAccounts.open(context);
  const heads = await StatementHeads.open(context, accounts);
  const list = new StatementList(heads.heads, roll, context.clock);
  const billing = new BillingService(context, accounts, subscriptions);
  const prunedDays = new PrunedDays(await context.store.collection(checkpointsSpec));
  const closer = new StatementCloser(context, {
    subscriptions,
    plans,
    usage: { reader: usage.reader, entries: usage.entries, horizon: usage.horizon, prunedDays },
    pending: usage.pending,
    detailsOf: async tenantId => (await billing.details(tenantId)).details,
    grace,
  });
  const due = await DueStatements.open(context, closer);
  context.addProjection(due.projection);
  context.every('make statements that are due', CLOSE_EVERY, () => due.pass());
  const everybody = () => [...roll.values()].map(({ id }) => id);
  context.every('look for tenants without a due statement', SWEEP_EVERY, () => due.sweep(everybody()));
  context.every('look for statements that are in no list', LIST_SWEEP_EVERY, () => heads.sweep(everybody));
  const payments = new Payments(context, billing);
  const links = await PaymentLinks.open(context, { billing, payments, provider });
  const previews = new ChargesPreviews(context, { subscriptions, usage: usage.reader });
  return {
    billing,
    accounts,
    closer,
    due,
    heads,
    payments,
    links,
    standingOf: accounts.standingOf,
    routes: [
      ...chargesRoutes(previews, context.clock),
      ...statementRoutes({ billing, closer, due, nameOf: tenantId => roll.get(tenantId)?.displayName }),
      ...statementListRoutes(list),
      ...billingRoutes(billing, accounts),
      ...paymentRoutes(payments),
      ...paymentLinkRoutes(links),
    ],
  };
}
