import { expect, test } from 'vitest';
import { aTenant, isSuspended, live, standing, startEnforcing, toldOf } from './enforcement.test-support.ts';

test('what is overdue is reminded of, warned about, announced and suspended for, until it is paid', async () => {
  await using app = await startEnforcing();
  const tenantId = await aTenant(app, 'sample-acme');
  // Billed on 2 April and due 14 days later.
  await live(app, '2026-04-16T00:00:00Z');
  expect(await toldOf(app, tenantId)).toEqual([]);
  await live(app, '2026-05-04T12:00:00Z');
  expect(await toldOf(app, tenantId)).toEqual([
    'enforcement.reminded',
    'enforcement.reminded',
    'enforcement.reminded',
  ]);
  await live(app, '2026-05-08T12:00:00Z');
  const { grounds } = await standing(app, tenantId);
  expect(grounds).toMatchObject([{ ground: 'overdue', stage: 'notice', level: 3 }]);
  await live(app, '2026-05-15T12:00:00Z');
  expect(await isSuspended(app, tenantId)).toBe(true);
  expect(await app.app.domains.tenants.service.suspensionsOf(tenantId)).toMatchObject([
    { by: 'billing', reason: 'PaymentOverdue' },
  ]);

  const owed = await app.app.domains.invoices.standingOf(tenantId);
  const amountMinor = String(owed?.openMinor ?? 0n);
  const paid = await app.as('finance')('POST', `/v1/tenants/${tenantId}/payments`, { body: { amountMinor } });
  expect(paid).toMatchObject({ status: 201 });
  // Told of by the payment itself: nobody waits for the sweep.
  app.clock.advance(3_000);
  await app.app.domains.enforcement.rounds.runChanged();
  expect(await isSuspended(app, tenantId)).toBe(false);
  expect(await standing(app, tenantId)).toMatchObject({ stage: 'clear' });
  expect((await toldOf(app, tenantId)).slice(3)).toEqual([
    'enforcement.notice_given',
    'enforcement.suspended',
    'enforcement.released',
  ]);
}, 60_000);
