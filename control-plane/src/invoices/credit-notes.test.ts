import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { creditListSchema } from '@tenantry/contracts/commercial/statement-api';
import { expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { createApp } from '../app.ts';
import { silentLogger } from '../logger.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { Interleaving } from '../usage/interleaving.test-support.ts';
import { UnreliableStore } from '../usage/unreliable-store.test-support.ts';
import { Later } from './later.test-support.ts';

const BY = { actor: { id: 'user:test', name: 'test' }, requestId: 'r' };

/** A tenant with a statement of 60.00. */
async function billed(): Promise<{ readonly app: TestApp; readonly tenantId: string }> {
  const app = await startTestApp();
  const send = app.as('admin');
  await send('POST', '/v1/plans', { body: { planId: 'team', spec: aPlanSpec() } });
  await send('POST', '/v1/plans/team/versions/1/publish');
  const { tenantId } = await registered(app);
  await send('POST', `/v1/tenants/${tenantId}/subscription`, { body: { planId: 'team' } });
  app.clock.set('2026-04-02T12:00:00Z');
  await send('POST', '/v1/statements/close-due');
  return { app, tenantId };
}

async function notesOf({ app, tenantId }: { readonly app: TestApp; readonly tenantId: string }) {
  const { body } = await app.as('admin')('GET', `/v1/tenants/${tenantId}/credits`);
  return creditListSchema.parse(body).items;
}

/** One more process on the same store, whose calls come in the order of `interleaving`. */
async function replica({ store, clock }: TestApp, interleaving: Interleaving) {
  const later = new Later();
  const one = await createApp({ store: new UnreliableStore(store, later), clock, logger: silentLogger });
  later.inner = interleaving.between();
  return one.domains.invoices.billing;
}

test('notes that several grant at once never come to more than their statement, and whoever is late is told what is left', async () => {
  for (let seed = 0; seed < 20; seed++) {
    const world = await billed();
    await using _ = world.app;
    const interleaving = new Interleaving(seed);
    const granters = await Promise.all([1, 2, 3].map(() => replica(world.app, interleaving)));
    const note = { amountMinor: '2500', reason: 'goodwill', statement: 1 };
    const grants = granters.map((billing, at) => billing.grant(world.tenantId, `note-${at}`, note, BY));
    const answers = await interleaving.run(Promise.allSettled(grants));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'invalid_state', message: 'its credit notes come to 1000 more at most' },
    });
    expect((await notesOf(world)).map(({ amountMinor }) => amountMinor)).toEqual(['2500', '2500']);
  }
}, 60_000);

test('a note that is granted again under its id, by two at once, is one note', async () => {
  for (let seed = 0; seed < 10; seed++) {
    const world = await billed();
    await using _ = world.app;
    const interleaving = new Interleaving(seed);
    const granters = await Promise.all([1, 2].map(() => replica(world.app, interleaving)));
    const note = { amountMinor: '4000', reason: 'goodwill', statement: 1 };
    const grants = granters.map(billing => billing.grant(world.tenantId, 'note', note, BY));
    const [one, two] = await interleaving.run(Promise.all(grants));
    expect(one).toEqual(two);
    expect(await notesOf(world)).toHaveLength(1);
  }
}, 60_000);
