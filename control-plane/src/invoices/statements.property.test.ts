import { chargesOf } from '@tenantry/contracts/commercial/charges';
import type { PlanSpec } from '@tenantry/contracts/commercial/plan';
import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { type MeteredUsage, ratePeriod } from '@tenantry/contracts/commercial/rating';
import type { Statement } from '@tenantry/contracts/commercial/statement';
import { stateOf } from '@tenantry/contracts/commercial/statement-making';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import type { CollectionSpec, StoredDocument } from '../storage/documents.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { windowsSpec } from '../usage/window.ts';
import { billingEntriesSpec } from './billing-accounts.ts';
import { BillingHistory } from './billing-history.ts';
import { statementDueSpec } from './due-statements.ts';

const DAY = 86_400_000;
const BEGIN = '2026-03-01T12:00:00.000Z';
const METERS = ['ingestion', 'query'] as const;

/** What may happen between two closings, drawn at random. */
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant('use' as const),
      meter: fc.constantFrom(...METERS),
      quantity: fc.integer({ min: 0, max: 900 }),
      daysAgo: fc.integer({ min: 0, max: 33 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('correct' as const),
      which: fc.nat(),
      quantity: fc.option(fc.integer({ min: 0, max: 900 })),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ is: fc.constant('wait' as const), days: fc.integer({ min: 3, max: 33 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('plan' as const), plan: fc.constantFrom('small', 'large') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('override' as const),
      amount: fc.integer({ min: 0, max: 99 }),
      daysAgo: fc.integer({ min: 0, max: 60 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('credit' as const), amount: fc.integer({ min: 1, max: 9_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('void' as const), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('prune' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('forget' as const),
      windows: fc.boolean(),
      days: fc.integer({ min: 0, max: 33 }),
    }),
  },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

interface Used {
  readonly id: string;
  readonly meter: string;
  readonly at: number;
  quantity: bigint;
}

const small = aPlanSpec({
  prices: [{ interval: 'month', currency: 'EUR', amount: '49.99', minimum: '60' }],
  addOns: [],
});
const large: PlanSpec = {
  ...small,
  displayName: 'Large',
  prices: [{ interval: 'month', currency: 'EUR', amount: '149.50' }],
};

class World {
  readonly app: TestApp;
  readonly tenantId: string;
  readonly used: Used[] = [];
  granted = 0n;
  /** Entries that are gone. */
  pruned = 0;

  private constructor(app: TestApp, tenantId: string) {
    this.app = app;
    this.tenantId = tenantId;
  }

  static async begin(): Promise<World> {
    const app = await startTestApp({ usage: { retention: 40 * DAY } });
    const send = app.as('admin');
    for (const [planId, spec] of Object.entries({ small, large })) {
      await send('POST', '/v1/plans', { body: { planId, spec } });
      await send('POST', `/v1/plans/${planId}/versions/1/publish`);
    }
    const { tenantId } = await registered(app);
    const world = new World(app, tenantId);
    await world.send('POST', '/subscription', { planId: 'small' });
    await world.send('PUT', '/billing', { tax: { label: 'VAT', percent: '7.7' } });
    return world;
  }

  async send(method: string, path: string, body: object) {
    const reply = await this.app.as('admin')(method, `/v1/tenants/${this.tenantId}${path}`, { body });
    expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
    return reply;
  }

  async happen(one: Happening): Promise<void> {
    const { clock } = this.app;
    switch (one.is) {
      case 'use': {
        const at = Math.max(clock.now() - one.daysAgo * DAY, Date.parse(BEGIN));
        const event = {
          id: uuidv7(),
          type: one.meter,
          quantity: one.quantity,
          time: new Date(at).toISOString(),
        };
        const reply = await this.app.as('admin')('POST', '/v1/usage/events', {
          body: { ...event, tenantId: this.tenantId },
        });
        expect(reply).toMatchObject({ status: 200 });
        this.used.push({ id: event.id, meter: one.meter, at, quantity: BigInt(one.quantity) });
        return;
      }
      case 'correct': {
        const event = this.used[one.which % Math.max(1, this.used.length)];
        if (event === undefined) return;
        const action =
          one.quantity === null ? { action: 'void' } : { action: 'amend', quantity: one.quantity };
        const body = { id: event.id, source: 'default', reason: 'a mistake', ...action };
        const path = `/v1/tenants/${this.tenantId}/usage/corrections`;
        const { status } = await this.app.as('admin')('POST', path, { body });
        // What is pruned stands as it was counted.
        expect([201, ...(event.at < clock.now() - 39 * DAY ? [410] : [])]).toContain(status);
        if (status === 201) event.quantity = BigInt(one.quantity ?? 0);
        return;
      }
      case 'wait':
        clock.advance(one.days * DAY);
        return this.close();
      case 'plan':
        await this.send('POST', '/subscription/changes', { planId: one.plan, when: 'now' });
        return;
      case 'override': {
        const from = new Date(Math.max(clock.now() - one.daysAgo * DAY, Date.parse(BEGIN))).toISOString();
        const change = { kind: 'basePrice', amount: String(one.amount) };
        await this.send('POST', '/subscription/overrides', { change, from, reason: 'as agreed' });
        return;
      }
      case 'credit':
        await this.send('POST', '/credits', { amountMinor: String(one.amount), reason: 'goodwill' });
        this.granted += BigInt(one.amount);
        return;
      case 'void': {
        const { statements, voided } = await this.history();
        const holding = statements.filter(({ number }) => !voided.has(number));
        const statement = holding[one.which % Math.max(1, holding.length)];
        if (statement)
          await this.send('POST', `/statements/${statement.number}/void`, { reason: 'a mistake' });
        return;
      }
      case 'prune': {
        const { usage, sealing, retention } = this.app.app.domains;
        await usage.settle();
        await sealing.sealer.round();
        this.pruned += (await retention.service.round()).removed;
        return;
      }
      case 'forget':
        // What is late and not counted yet is for the statement after: here, all is.
        await this.app.app.domains.usage.settle();
        await this.#empty(billingEntriesSpec);
        await this.#empty(statementDueSpec);
        // Of what is pruned they are all there is.
        if (one.windows && this.pruned === 0) await this.#empty(windowsSpec);
        // Statements are made meanwhile, and none may say anything else for it.
        clock.advance(one.days * DAY);
        await this.app.app.domains.invoices.due.sweep([this.tenantId]);
        await this.#pass();
        await this.app.app.rebuild(() => undefined);
        return;
    }
  }

  async close(): Promise<void> {
    await this.app.app.domains.usage.settle();
    await this.#pass();
  }

  /** Whenever a statement is made, all of them come to what is owed by then, to the cent. */
  async #pass(): Promise<void> {
    const { closed } = await this.app.app.domains.invoices.due.pass();
    if (closed === 0) return;
    const { statements, voided } = await this.history();
    const holding = statements.filter(({ number }) => !voided.has(number));
    expect(sum(holding, 'subtotalMinor')).toBe(await this.owed(statements.at(-1)?.period.index ?? -1));
  }

  /** Past the end of the period under way and its grace. */
  async closeNext(): Promise<void> {
    const { clock, app } = this.app;
    const period = await app.domains.subscriptions.service.periodAt(this.tenantId, clock.now());
    clock.set(new Date(Date.parse(period?.to ?? '') + DAY).toISOString());
    await this.close();
  }

  history(): Promise<BillingHistory> {
    return BillingHistory.read(this.app.app.context.changes, this.tenantId);
  }

  /** What the closed periods come to by all that happened, reckoned from it and from nothing that was stored. */
  async owed(last: number): Promise<bigint> {
    const { service } = this.app.app.domains.subscriptions;
    const { state } = await service.load(this.tenantId);
    const { periods } = await service.periods(this.tenantId, { limit: 200 });
    let owed = 0n;
    for (const period of periods.filter(({ index }) => index <= last)) {
      const charges = chargesOf(state, period, planId => (planId === 'large' ? large : small));
      const usage = charges.allowances.map(
        ({ meter, quantity, tiers }): MeteredUsage => ({
          meter,
          scale: 0,
          used: this.used
            .filter(
              one =>
                one.meter === meter && one.at >= Date.parse(period.from) && one.at < Date.parse(period.to),
            )
            .reduce((sum, one) => sum + one.quantity, 0n),
          allowance: quantity === 'unlimited' ? quantity : BigInt(quantity),
          ...(tiers && { tiers }),
        }),
      );
      const { currency, recurring, minimum } = charges;
      owed += ratePeriod({
        currency,
        recurring,
        usage,
        ...(minimum && { minimum: { ...minimum, billedMinor: 0n } }),
      }).totalMinor;
    }
    return owed;
  }

  async #empty<D extends StoredDocument, I extends string>(spec: CollectionSpec<D, I>): Promise<void> {
    const collection = await this.app.store.collection(spec);
    const found = await collection.scan({ limit: 100_000 });
    await collection.remove(found.map(({ id }) => id));
  }
}

const sum = (
  statements: readonly Statement[],
  field: 'subtotalMinor' | 'creditMinor' | 'totalMinor' | 'taxMinor',
) => statements.reduce((total, statement) => total + BigInt(statement[field]), 0n);

const RUNS = Number(process.env['TENANTRY_STATEMENT_RUNS'] ?? 10);

test('whatever happened, and was forgotten, all statements come to what the ledger says after the next one', async () => {
  const figures = { streams: 0, statements: 0, adjustments: 0, voided: 0, credited: 0, pruned: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 15, maxLength: 60, size: 'max' }), async happenings => {
      const world = await World.begin();
      await using _ = world.app;
      for (const one of happenings) await world.happen(one);
      await world.closeNext();
      const { statements, voided } = await world.history();
      const holding = statements.filter(({ number }) => !voided.has(number));
      const last = statements.at(-1)?.period.index ?? -1;
      expect(sum(holding, 'subtotalMinor')).toBe(await world.owed(last));
      // One statement for each period, and none for none.
      expect(statements.map(({ number }) => number)).toEqual(statements.map((_one, at) => at + 1));
      expect(statements.map(({ period }) => period.index)).toEqual(statements.map((_one, at) => at));
      for (const statement of statements) {
        expect(JSON.stringify(stateOf(statement.inputs))).toBe(JSON.stringify(statement));
        const { subtotalMinor, creditMinor, taxMinor, totalMinor } = statement;
        expect(BigInt(totalMinor)).toBe(BigInt(subtotalMinor) - BigInt(creditMinor) + BigInt(taxMinor));
      }
      expect(sum(holding, 'creditMinor') <= world.granted).toBe(true);
      figures.streams++;
      figures.statements += statements.length;
      figures.voided += voided.size;
      figures.pruned += world.pruned;
      figures.adjustments += statements
        .flatMap(({ lines }) => lines)
        .filter(({ kind }) => kind === 'adjustment').length;
      figures.credited += holding.filter(({ creditMinor }) => creditMinor !== '0').length;
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}, 600_000);
