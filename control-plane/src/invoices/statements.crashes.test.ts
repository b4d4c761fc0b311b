import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { expect, test } from 'vitest';
import { type FakeClock, startTestApp, type TestApp } from '../app.test-support.ts';
import { createApp } from '../app.ts';
import { silentLogger } from '../logger.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { Interleaving } from '../usage/interleaving.test-support.ts';
import { type Between, type Death, Dying, UnreliableStore } from '../usage/unreliable-store.test-support.ts';
import { BillingHistory } from './billing-history.ts';
import { Later } from './later.test-support.ts';

/** Every call to the store instead of one in five, and four times the orders: two minutes. */
const WHOLE = process.env['TENANTRY_STATEMENT_DEATHS'] === 'all';
const SEEDS = WHOLE ? 40 : 10;

/** A tenant with two months to bill, a credit that lasts for one of them and a bit, and a late event in between. */
class World implements AsyncDisposable {
  readonly store = new MemoryStore();
  readonly app: TestApp;
  readonly tenantId: string;

  private constructor(store: MemoryStore, app: TestApp, tenantId: string) {
    this.store = store;
    this.app = app;
    this.tenantId = tenantId;
  }

  static async begin(): Promise<World> {
    const store = new MemoryStore();
    const app = await startTestApp({ store });
    const send = app.as('admin');
    await send('POST', '/v1/plans', { body: { planId: 'team', spec: aPlanSpec() } });
    await send('POST', '/v1/plans/team/versions/1/publish');
    const { tenantId } = await registered(app);
    await send('POST', `/v1/tenants/${tenantId}/subscription`, { body: { planId: 'team' } });
    await send('POST', `/v1/tenants/${tenantId}/credits`, {
      body: { amountMinor: '7000', reason: 'goodwill' },
    });
    const body = { id: 'a', type: 'ingestion', quantity: 1_900, tenantId };
    await send('POST', '/v1/usage/events', { body });
    await app.app.domains.usage.settle();
    app.clock.set('2026-05-02T12:00:00Z');
    return new World(store, app, tenantId);
  }

  /** One more process on the same store, with something in between. */
  async replica(between: Between) {
    const later = new Later();
    const replica = await createApp({
      store: new UnreliableStore(this.store, later),
      clock: this.app.clock satisfies FakeClock,
      logger: silentLogger,
    });
    later.inner = between;
    return replica.domains.invoices.due;
  }

  /** What any process that is left makes of it. */
  async settle(): Promise<void> {
    const { due } = this.app.app.domains.invoices;
    await due.sweep([this.tenantId]);
    await due.pass();
    // A hint that was put off after a failure comes again.
    this.app.clock.advance(10 * 60_000);
    await due.pass();
    await this.app.app.rebuild(() => undefined);
  }

  async expectOneEach(): Promise<void> {
    const { changes } = this.app.app.context;
    const { statements } = await BillingHistory.read(changes, this.tenantId);
    expect(
      statements.map(({ number, period, creditMinor, totalMinor }) => [
        number,
        period.index,
        creditMinor,
        totalMinor,
      ]),
    ).toEqual([
      [1, 0, '6000', '0'],
      [2, 1, '1000', '5000'],
    ]);
    const made = await changes.scan({ from: 'statement/', before: 'statement0', limit: 100 });
    expect(made.flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
      'statement.closed',
      'statement.closed',
    ]);
    expect(await this.app.app.domains.invoices.standingOf(this.tenantId)).toMatchObject({
      openMinor: 5_000n,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.app[Symbol.asyncDispose]();
  }
}

test('one that is killed before, after or amid any call to the store leaves one statement for each period', async () => {
  await using first = await World.begin();
  const counting = new Dying(Number.POSITIVE_INFINITY, 'before');
  await (await first.replica(counting)).pass();
  await first.expectOneEach();
  const calls = counting.calls + 1;
  expect(calls).toBeGreaterThan(20);
  let killed = 0;
  const deaths: Death[] = WHOLE ? ['before', 'after', 'half'] : ['before', 'after'];
  for (let at = 0; at < calls; at += WHOLE ? 1 : 5) {
    for (const death of deaths) {
      await using world = await World.begin();
      const due = await world.replica(new Dying(at, death));
      await due.pass().catch(() => undefined);
      await world.settle();
      await world.expectOneEach();
      killed++;
    }
  }
  process.stdout.write(`${JSON.stringify({ calls, deaths: killed })}\n`);
}, 300_000);

test('three that close at once, in whatever order their calls come, make one statement for each period', async () => {
  let steps = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    await using world = await World.begin();
    const interleaving = new Interleaving(seed);
    const replicas = await Promise.all([1, 2, 3].map(() => world.replica(interleaving.between())));
    await interleaving.run(Promise.all(replicas.map(due => due.pass())));
    await world.settle();
    await world.expectOneEach();
    steps += interleaving.steps;
  }
  process.stdout.write(`${JSON.stringify({ seeds: SEEDS, steps })}\n`);
}, 300_000);
