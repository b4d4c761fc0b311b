import { z } from 'zod';
import { statementId } from '../../../../control-plane/src/invoices/records.ts';
import type { KnownTenant } from '../model.ts';
import { known, tenantSchema } from './customers.ts';
import { edit, post, until } from './requests.ts';
import type { Stage } from './stage.ts';

const DAY_MS = 86_400_000;
/** Two months are over by then, and the third is not. */
const BEGAN_DAYS_AGO = 75;
const PAID = '5000';
const NOTED = '1000';
const pageSchema = z.object({ items: z.array(z.object({ number: z.int(), totalMinor: z.string() })) });

/** A customer since two months: their statements are made at once. One is paid in part, and one taken back. */
export async function billed(stage: Stage, slug: string): Promise<KnownTenant> {
  const { first, model, now } = stage;
  const made = post('/v1/tenants', `hand-${slug}`, { slug, displayName: `${slug} (sample)` });
  const { tenantId } = await first.ask(tenantSchema, made);
  const path = `/v1/tenants/${tenantId}`;
  const details = { method: 'PUT', path: `${path}/billing`, body: { paymentTermsDays: 30 }, ifMatch: '"v0"' };
  await edit(first, details, `${path}/billing`);
  model.changed('billing_details', tenantId, 'billing.replace_details');
  const startsAt = new Date(now() - BEGAN_DAYS_AGO * DAY_MS).toISOString();
  await first.sendWell(post(`${path}/subscription`, `billed-${slug}`, { planId: 'chaos', startsAt }));
  model.changed('subscription', tenantId, 'subscription.create');
  const plan = { tier: 'enterprise', planId: 'chaos' };
  const tenant = known(model, { tenantId, slug, origin: 'api', phase: 'live', ...plan });
  await settled(stage, tenantId);
  return tenant;
}

async function settled({ first, model }: Stage, tenantId: string): Promise<void> {
  const path = `/v1/tenants/${tenantId}`;
  await until(first, pageSchema, `${path}/statements`, ({ items }) => items[1]);
  for (const number of [1, 2]) model.changed('statement', statementId(tenantId, number), 'statement.close');
  const idOf = (name: string) => z.object({ [name]: z.string() }).transform(body => String(body[name]));
  const paid = { amountMinor: PAID, statement: 1, reference: 'sample' };
  const paymentId = await first.ask(idOf('paymentId'), post(`${path}/payments`, 'pay', paid));
  const noted = { amountMinor: NOTED, statement: 1, reason: 'it was down for a day' };
  await first.sendWell(post(`${path}/credits`, 'credit-note', noted));
  const credit = { amountMinor: NOTED, reason: 'with our thanks' };
  const creditId = await first.ask(idOf('creditId'), post(`${path}/credits`, 'credit', credit));
  model.changed('payment', `${tenantId}/${paymentId}`, 'payment.record');
  model.changed('credit', `${tenantId}/${creditId}`, 'credit.grant');
  model.changed('credit', `${statementId(tenantId, 1)}-1`, 'credit.grant');
  const reason = 'it went to the wrong address';
  const voided = await first.send({ method: 'POST', path: `${path}/statements/2/void`, body: { reason } });
  // Said a second time, it is void already.
  if (voided.status >= 400 && voided.attempts === 1) throw new Error('a statement cannot be taken back');
  model.changed('statement_void', statementId(tenantId, 2), 'statement.void');
  const paidMinor = String(BigInt(PAID) + BigInt(NOTED));
  model.statements.set(`${path}/statements/1`, { state: 'open', paidMinor });
  model.statements.set(`${path}/statements/2`, { state: 'void', paidMinor: '0' });
}
