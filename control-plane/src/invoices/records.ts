import { amountMinorSchema, currencySchema } from '@tenantry/contracts/commercial/money';
import { statementNumberSchema, statementSchema } from '@tenantry/contracts/commercial/statement';
import { billingDetailsInputSchema } from '@tenantry/contracts/commercial/statement-api';
import { z } from 'zod';
import type { AggregateSpec, Change, ChangeCollection } from '../storage/aggregates.ts';
import { scanAll } from '../storage/documents.ts';

/**
 * What billing decides, each by one insert. The id of every record begins with its tenant, so that all of a tenant's
 * are one range, and what is decided next is decided on what is there and not on what a list believes.
 */

const NUMBER_DIGITS = 5;

export function statementId(tenantId: string, number: number): string {
  return `${tenantId}/${String(number).padStart(NUMBER_DIGITS, '0')}`;
}

/** Its id is tenant and number: of two who make the next one, one does. It has one version for ever. */
export const statementAggregate = { kind: 'statement', state: statementSchema };

const voidSchema = z.object({ tenantId: z.string(), number: statementNumberSchema });
/** That a statement is taken back, beside it: it is never changed itself. */
export const statementVoidAggregate = { kind: 'statement_void', state: voidSchema };

const creditSchema = z.object({
  creditId: z.string(),
  tenantId: z.string(),
  kind: z.enum(['credit', 'creditNote']),
  amountMinor: amountMinorSchema,
  currency: currencySchema,
  /** Of a credit note: what it is about. */
  statement: statementNumberSchema.optional(),
});
export type CreditState = z.infer<typeof creditSchema>;
export const creditAggregate = { kind: 'credit', state: creditSchema };

export const billingDetailsAggregate = {
  kind: 'billing_details',
  state: z.object({ tenantId: z.string(), details: billingDetailsInputSchema }),
};

export interface Fact<S> {
  readonly state: S;
  readonly at: string;
}

/** All records of a kind that a tenant has, by id. A read that decides. */
export async function factsOf<S>(
  changes: ChangeCollection,
  { kind, state }: AggregateSpec<S>,
  tenantId: string,
): Promise<readonly Fact<S>[]> {
  const facts: Fact<S>[] = [];
  for await (const { after, at } of changesOf(changes, kind, tenantId)) {
    facts.push({ state: state.parse(after), at });
  }
  return facts;
}

export function changesOf(
  changes: ChangeCollection,
  kind: string,
  tenantId: string,
): AsyncGenerator<Change<unknown>> {
  // `0` is the character after `/`.
  return scanAll(changes, { from: `${kind}/${tenantId}/`, before: `${kind}/${tenantId}0` });
}
