import { expect, test } from 'vitest';
import type { TestApp } from '../app.test-support.ts';
import { type BillingEntry, billingEntriesSpec } from '../invoices/billing-accounts.ts';
import {
  aTenant,
  enforceAll,
  isSuspended,
  live,
  standing,
  startEnforcing,
  toldOf,
} from './enforcement.test-support.ts';

/** A tenant whose suspension for what it owes was announced on 8 May and comes on 15 May. */
async function inNotice(app: TestApp): Promise<string> {
  const tenantId = await aTenant(app, 'sample-acme');
  await live(app, '2026-05-08T12:00:00Z');
  expect(await standing(app, tenantId)).toMatchObject({ grounds: [{ ground: 'overdue', stage: 'notice' }] });
  return tenantId;
}

async function pay(app: TestApp, tenantId: string): Promise<void> {
  const owed = await app.app.domains.invoices.standingOf(tenantId);
  const body = { amountMinor: String(owed?.openMinor ?? 0n) };
  const paid = await app.as('finance')('POST', `/v1/tenants/${tenantId}/payments`, { body });
  expect(paid).toMatchObject({ status: 201 });
}

/** As a projection is that was lost, or has not come so far. */
async function lose(app: TestApp, isLost: (entry: BillingEntry) => boolean): Promise<void> {
  const { entries } = app.app.domains.invoices.accounts;
  const all = await (await app.store.collection(billingEntriesSpec)).scan({ limit: 1_000 });
  await entries.remove(all.filter(isLost).map(({ id }) => id));
}

test('who has paid is not suspended by a list that does not know of the payment, and its notice is withdrawn', async () => {
  await using app = await startEnforcing();
  const tenantId = await inNotice(app);
  await pay(app, tenantId);
  await lose(app, ({ kind }) => kind === 'payment');
  await live(app, '2026-05-16T12:00:00Z');
  expect(await isSuspended(app, tenantId)).toBe(false);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'clear', grounds: [] });
  expect((await toldOf(app, tenantId)).slice(-1)).toEqual(['enforcement.withdrawn']);
}, 60_000);

test('who has paid is not reminded either', async () => {
  await using app = await startEnforcing();
  const tenantId = await aTenant(app, 'sample-acme');
  await live(app, '2026-04-16T00:00:00Z');
  await pay(app, tenantId);
  await lose(app, ({ kind }) => kind === 'payment');
  await live(app, '2026-04-26T00:00:00Z');
  expect(await app.app.domains.invoices.standingOf(tenantId)).toMatchObject({ overdueMinor: 4_900n });
  expect(await toldOf(app, tenantId)).toEqual([]);
}, 60_000);

test('with the list lost as a whole, who has paid is released, and who owes is held by its statements', async () => {
  await using app = await startEnforcing();
  const tenantId = await inNotice(app);
  const other = await aTenant(app, 'sample-bolt');
  await lose(app, () => true);
  expect(await app.app.domains.invoices.standingOf(tenantId)).toBeUndefined();
  await live(app, '2026-05-15T12:00:00Z');
  expect(await isSuspended(app, tenantId)).toBe(true);
  // Nothing is held against it, and a list that is empty makes nothing of it.
  expect(await standing(app, other)).toMatchObject({ stage: 'clear' });

  const owed = await app.app.domains.invoices.accounts.recordedStandingOf(tenantId);
  const body = { amountMinor: String(owed?.openMinor ?? 0n) };
  await app.as('finance')('POST', `/v1/tenants/${tenantId}/payments`, { body });
  await lose(app, () => true);
  app.clock.advance(3_000);
  await app.app.domains.enforcement.rounds.runChanged();
  expect(await isSuspended(app, tenantId)).toBe(false);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'clear' });
}, 60_000);

test('a statement that was taken back suspends nobody, also where the list still has it alone', async () => {
  await using app = await startEnforcing();
  const tenantId = await inNotice(app);
  const voided = await app.as('finance')('POST', `/v1/tenants/${tenantId}/statements/1/void`, {
    body: { reason: 'billed by mistake' },
  });
  expect(voided.status).toBeLessThan(300);
  await lose(app, ({ kind }) => kind === 'void');
  await enforceAll(app);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'clear' });
}, 60_000);
