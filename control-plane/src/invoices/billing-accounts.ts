import { currencySchema } from '@tenantry/contracts/commercial/money';
import { type Account, settle } from '@tenantry/contracts/commercial/payment';
import { z } from 'zod';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { paymentAggregate } from '../payments/records.ts';
import type { Change } from '../storage/aggregates.ts';
import { type Collection, type CollectionSpec, scanAll } from '../storage/documents.ts';
import type { BillingStanding, BillingStandingOf } from './billing-standing.ts';
import {
  changesOf,
  creditAggregate,
  statementAggregate,
  statementId,
  statementVoidAggregate,
} from './records.ts';

const entrySchema = z.object({
  /** `<tenantId>/<kind>/<number or id>`. */
  id: z.string(),
  tenantId: z.string(),
  kind: z.enum(['statement', 'void', 'payment', 'creditNote']),
  /** When it was recorded; of a payment, when it came in. */
  at: z.string(),
  amountMinor: z.string(),
  currency: z.string().optional(),
  /** Of a statement, its number; of the others, that which they are about. */
  statement: z.int().optional(),
  dueAt: z.string().optional(),
  /** Of a statement: how much of it is usage beyond allowances, adjustments of it included. */
  usageMinor: z.string().optional(),
});
export type BillingEntry = z.infer<typeof entrySchema>;

export const billingEntriesSpec: CollectionSpec<BillingEntry, 'kind'> = {
  name: 'billing_entries',
  indexes: { kind: ['kind', 'at'] },
  parse: value => entrySchema.parse(value),
};
export type BillingEntries = Collection<BillingEntry, 'kind'>;

/** What entries are made of. */
const RECORDED = [statementAggregate, statementVoidAggregate, creditAggregate, paymentAggregate];

type KnownAccount = Account & { readonly currency: string | undefined };

/**
 * What is open of a tenant, from a few short documents. Each is made of one record that never changes, so it may be
 * written again and again, by anybody; the account follows from all of them.
 */
export class BillingAccounts {
  readonly entries: BillingEntries;
  readonly #context: Pick<Context, 'clock' | 'changes'>;

  private constructor(entries: BillingEntries, context: Pick<Context, 'clock' | 'changes'>) {
    this.entries = entries;
    this.#context = context;
  }

  static async open(context: Context): Promise<BillingAccounts> {
    return new BillingAccounts(await context.store.collection(billingEntriesSpec), context);
  }

  /** Writes what follows from a change down; answers whose account has it. */
  async enter(change: Change<unknown>): Promise<string | undefined> {
    const entry = entryOf(change);
    if (entry !== undefined) await this.entries.replace(entry);
    return entry?.tenantId;
  }

  async of(tenantId: string): Promise<KnownAccount> {
    const entries: BillingEntry[] = [];
    // `0` is the character after `/`.
    for await (const entry of scanAll(this.entries, { from: `${tenantId}/`, before: `${tenantId}0` })) {
      entries.push(entry);
    }
    return accountOf(entries, this.#context.clock.now());
  }

  /** The same from the records themselves: right also where entries are late, or lost. Reads whole statements. */
  async byRecords(tenantId: string): Promise<KnownAccount> {
    const entries: BillingEntry[] = [];
    for (const { kind } of RECORDED) {
      for await (const change of changesOf(this.#context.changes, kind, tenantId)) {
        const entry = entryOf(change);
        if (entry !== undefined) entries.push(entry);
      }
    }
    return accountOf(entries, this.#context.clock.now());
  }

  readonly standingOf: BillingStandingOf = async tenantId => toStanding(await this.of(tenantId));

  /** For what must not be decided by a list that may be late. */
  readonly recordedStandingOf: BillingStandingOf = async tenantId =>
    toStanding(await this.byRecords(tenantId));
}

function accountOf(entries: readonly BillingEntry[], now: number): KnownAccount {
  const voided = new Set(entries.flatMap(({ kind, statement }) => (kind === 'void' ? [statement] : [])));
  const statements = entries.flatMap(({ kind, statement, amountMinor, dueAt }) =>
    kind === 'statement' && statement !== undefined && dueAt !== undefined
      ? [{ number: statement, totalMinor: BigInt(amountMinor), dueAt, isVoid: voided.has(statement) }]
      : [],
  );
  // A payment stays when its statement is taken back; a note about what was taken back goes with it.
  const receipts = entries.flatMap(({ id, kind, at, amountMinor, statement }) =>
    kind === 'payment' || (kind === 'creditNote' && !voided.has(statement))
      ? [{ id, at, amountMinor: BigInt(amountMinor), statement }]
      : [],
  );
  const currency = entries.find(entry => entry.currency !== undefined)?.currency;
  return { ...settle(statements, receipts, isoTime(now)), currency };
}

function toStanding({
  currency,
  statements,
  openMinor,
  overdueMinor,
  overdueSince,
}: KnownAccount): BillingStanding | undefined {
  if (statements.length === 0 || currency === undefined) return undefined;
  return {
    currency: currencySchema.parse(currency),
    openMinor,
    overdueMinor,
    ...(overdueSince !== undefined && { overdueSince }),
  };
}

function entryOf({ kind, after, at }: Change<unknown>): BillingEntry | undefined {
  switch (kind) {
    case statementAggregate.kind: {
      const { tenantId, number, totalMinor, currency, dueAt, closedAt, lines } =
        statementAggregate.state.parse(after);
      const usage = lines.filter(line => line.kind === 'overage' || line.of === 'overage');
      return {
        id: entryId(tenantId, 'statement', number),
        tenantId,
        kind: 'statement',
        at: closedAt,
        amountMinor: totalMinor,
        currency,
        statement: number,
        dueAt,
        usageMinor: String(usage.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n)),
      };
    }
    case statementVoidAggregate.kind: {
      const { tenantId, number } = statementVoidAggregate.state.parse(after);
      const id = entryId(tenantId, 'void', number);
      return { id, tenantId, kind: 'void', at, amountMinor: '0', statement: number };
    }
    case creditAggregate.kind: {
      const { tenantId, creditId, amountMinor, currency, statement, ...credit } =
        creditAggregate.state.parse(after);
      if (credit.kind !== 'creditNote' || statement === undefined) return undefined;
      const id = `${tenantId}/creditNote/${creditId}`;
      return { id, tenantId, kind: 'creditNote', at, amountMinor, currency, statement };
    }
    case paymentAggregate.kind: {
      const { tenantId, paymentId, amountMinor, currency, receivedAt, statement } =
        paymentAggregate.state.parse(after);
      return {
        id: `${tenantId}/payment/${paymentId}`,
        tenantId,
        kind: 'payment',
        at: receivedAt,
        amountMinor,
        currency,
        ...(statement !== undefined && { statement }),
      };
    }
    default:
      return undefined;
  }
}

function entryId(tenantId: string, kind: 'statement' | 'void', number: number): string {
  return statementId(`${tenantId}/${kind}`, number);
}
