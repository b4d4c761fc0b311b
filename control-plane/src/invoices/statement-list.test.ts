import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import {
  listedStatementPageSchema,
  statementTotalsSchema,
} from '@tenantry/contracts/commercial/statement-list';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { createApp } from '../app.ts';
import { isoTime } from '../clock.ts';
import { silentLogger } from '../logger.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { registered } from '../tenants/tenants.test-support.ts';
import { Interleaving } from '../usage/interleaving.test-support.ts';
import { UnreliableStore } from '../usage/unreliable-store.test-support.ts';
import { Later } from './later.test-support.ts';
import { statementId } from './records.ts';
import { type StatementHead, statementHeadsSpec } from './statement-heads.ts';
import { StatementList } from './statement-list.ts';

const BY = { actor: { id: 'user:test', name: 'test' }, requestId: 'r' };

let app: TestApp;
let acme: string;
let beta: string;

const send = (method: string, to: string, body?: unknown) =>
  app.as('admin')(method, to, { ...(body !== undefined && { body }) });
const pageOf = async (query: string) => {
  const { status, body } = await app.as('viewer')('GET', `/v1/statements?${query}`);
  expect(status).toBe(200);
  return listedStatementPageSchema.parse(body);
};
const listed = async (query: string) =>
  (await pageOf(query)).items.map(({ slug, number, state }) => `${slug} ${number} ${state}`);

/** Two customers with two months each, made on 2026-04-02 and 2026-05-02 and due two weeks later. */
beforeEach(async () => {
  app = await startTestApp();
  await send('POST', '/v1/plans', { planId: 'team', spec: aPlanSpec() });
  await send('POST', '/v1/plans/team/versions/1/publish');
  acme = (await registered(app, { slug: 'sample-acme', displayName: '=ACME' })).tenantId;
  beta = (await registered(app, { slug: 'sample-beta' })).tenantId;
  for (const tenantId of [acme, beta]) {
    await send('POST', `/v1/tenants/${tenantId}/subscription`, { planId: 'team' });
    app.clock.advance(1_000);
  }
  for (const at of ['2026-04-02T13:00:00Z', '2026-05-02T13:00:00Z']) {
    for (const tenantId of [acme, beta]) {
      app.clock.set(at);
      if (tenantId === beta) app.clock.advance(1_000);
      await app.app.domains.invoices.closer.close(tenantId);
    }
  }
});
afterEach(() => app[Symbol.asyncDispose]());

test('statements of all customers come in one list, in either order, page by page', async () => {
  const all = ['sample-beta 2 open', 'sample-acme 2 open', 'sample-beta 1 overdue', 'sample-acme 1 overdue'];
  expect(await listed('')).toEqual(all);
  expect(await listed('sort=closedAt')).toEqual(all.toReversed());
  expect(await listed('sort=-dueAt')).toEqual(all);
  const pages: string[] = [];
  let cursor = '';
  for (let turns = 0; turns < 4; turns++) {
    const { items, next } = await pageOf(`limit=1${cursor}`);
    pages.push(...items.map(({ slug, number, state }) => `${slug} ${number} ${state}`));
    cursor = `&cursor=${next ?? ''}`;
    expect(next === undefined).toBe(turns === 3);
  }
  expect(pages).toEqual(all);
});

test('they are told by state as time, payments, notes and voids make it, by customer, month and currency', async () => {
  expect(await listed('state=overdue')).toEqual(['sample-acme 1 overdue', 'sample-beta 1 overdue']);
  expect(await listed('state=open')).toEqual(['sample-acme 2 open', 'sample-beta 2 open']);
  await send('POST', `/v1/tenants/${acme}/payments`, { amountMinor: '6000' });
  await send('POST', `/v1/tenants/${beta}/statements/2/void`, { reason: 'a mistake' });
  expect(await listed('state=paid')).toEqual(['sample-acme 1 paid']);
  expect(await listed('state=void')).toEqual(['sample-beta 2 void']);
  expect(await listed('state=overdue')).toEqual(['sample-beta 1 overdue']);
  expect(await listed(`tenantId=${beta}`)).toEqual(['sample-beta 2 void', 'sample-beta 1 overdue']);
  expect(await listed('period=2026-03')).toEqual(['sample-beta 1 overdue', 'sample-acme 1 paid']);
  expect(await listed('period=2026-03&state=paid')).toEqual(['sample-acme 1 paid']);
  expect(await listed('currency=EUR&period=2026-04&state=open')).toEqual(['sample-acme 2 open']);
  expect(await listed('currency=CHF')).toEqual([]);
  app.clock.set('2026-05-16T13:00:01Z');
  expect(await listed('state=open')).toEqual([]);
  await send('POST', `/v1/tenants/${acme}/credits`, {
    amountMinor: '1000',
    reason: 'goodwill',
    statement: 2,
  });
  expect((await pageOf(`tenantId=${acme}&state=overdue`)).items).toMatchObject([
    { number: 2, paidMinor: '1000', openMinor: '5000', displayName: '=ACME' },
  ]);
});

test('a selection is summed up whole, by currency, however many pages it has; what is void is in no sum', async () => {
  const totals = async (query: string) => {
    app.clock.advance(3_000);
    const { status, body } = await app.as('viewer')('GET', `/v1/statements/totals?${query}`);
    expect(status).toBe(200);
    return statementTotalsSchema.parse(body).totals;
  };
  const euro = { currency: 'EUR', paidMinor: '0' };
  expect(await totals('')).toEqual([{ ...euro, statements: 4, totalMinor: '24000', openMinor: '24000' }]);
  await send('POST', `/v1/tenants/${acme}/payments`, { amountMinor: '6000' });
  await send('POST', `/v1/tenants/${beta}/statements/2/void`, { reason: 'a mistake' });
  expect(await totals('')).toEqual([
    { currency: 'EUR', statements: 3, totalMinor: '18000', paidMinor: '6000', openMinor: '12000' },
  ]);
  expect(await totals('state=overdue')).toEqual([
    { ...euro, statements: 1, totalMinor: '6000', openMinor: '6000' },
  ]);
  expect(await totals('state=void')).toEqual([]);
  expect(await totals('currency=CHF')).toEqual([]);
  const wrong = await app.as('viewer')('GET', '/v1/statements/totals?sort=dueAt');
  expect(wrong).toMatchObject({ status: 400 });
});

test('the same selection comes as CSV, and no name in it is a formula', async () => {
  const { status, headers, body } = await send('GET', '/v1/statements/export?state=overdue&sort=closedAt');
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  const [head, first, second] = String(body).split('\n');
  expect(head).toBe('tenantId,slug,customer,statement,from,to,closedAt,dueAt,state,currency,total,paid,open');
  expect(first).toContain(`${acme},sample-acme,'=ACME,1,2026-03-01T12:00:00.000Z,`);
  expect(first).toContain(',overdue,EUR,60.00,0.00,60.00');
  expect(second).toContain(`${beta},sample-beta,`);
});

test('a question that is none is refused, and a cursor of another list', async () => {
  for (const query of ['period=2026-13', 'state=late', 'sort=total', 'tenantId=x', 'limit=0']) {
    expect(await send('GET', `/v1/statements?${query}`)).toMatchObject({ status: 400 });
  }
  const { next } = await pageOf('limit=1');
  expect(await send('GET', `/v1/statements?sort=dueAt&cursor=${next}`)).toMatchObject({ status: 400 });
  expect(await app.as({ roles: ['tenant'], tenantId: acme })('GET', '/v1/statements')).toMatchObject({
    status: 403,
  });
});

test('a list that was lost, or is younger than the statements, is made again by the sweep and by a rebuild', async () => {
  const all = await pageOf('');
  const { heads } = app.app.domains.invoices.heads;
  const lose = async () => heads.remove((await heads.scan({ limit: 10 })).map(({ id }) => id));
  await lose();
  expect(await listed('')).toEqual([]);
  expect(await app.app.domains.invoices.heads.sweep(() => [acme, beta])).toBe(false);
  expect(await pageOf('')).toEqual(all);
  await lose();
  await app.app.rebuild(() => undefined);
  expect(await pageOf('')).toEqual(all);
});

test('the sweep goes on to the others when the account of one customer cannot be read', async () => {
  const { heads, accounts } = app.app.domains.invoices;
  await heads.heads.remove((await heads.heads.scan({ limit: 10 })).map(({ id }) => id));
  const [entry] = await accounts.entries.scan({ from: `${acme}/`, limit: 1 });
  if (entry === undefined) throw new Error('there is a statement');
  await accounts.entries.replace({ ...entry, amountMinor: 'none' });
  await expect(heads.sweep(() => [acme, beta])).rejects.toThrow();
  expect(await listed('')).toEqual(['sample-beta 2 open', 'sample-beta 1 overdue']);
});

test('a replica that stands still amid writing the list leaves nothing older behind than is known', async () => {
  const { store, clock } = app;
  const gate = Promise.withResolvers<number>();
  const reached = Promise.withResolvers<void>();
  const replica = await createApp({
    store: new UnreliableStore(store, {
      before: call => {
        if (call !== 'statement_heads.replace') return Promise.resolve(0);
        reached.resolve();
        return gate.promise;
      },
      after: () => Promise.resolve(),
      half: () => false,
    }),
    clock,
    logger: silentLogger,
  });
  const pay = { amountMinor: '700', method: 'manual' } as const;
  const slow = replica.domains.invoices.payments.record(acme, 'one', pay, BY);
  await reached.promise;
  await app.app.domains.invoices.payments.record(acme, 'two', pay, BY);
  gate.resolve(0);
  await slow;
  expect((await pageOf(`tenantId=${acme}&state=overdue`)).items).toMatchObject([{ paidMinor: '1400' }]);
});

test('whatever several replicas write down at once, in the end the list says what the account does', async () => {
  const { store, clock } = app;
  for (let seed = 0; seed < 6; seed++) {
    const interleaving = new Interleaving(seed);
    const replica = async () => {
      const later = new Later();
      const one = await createApp({ store: new UnreliableStore(store, later), clock, logger: silentLogger });
      later.inner = interleaving.between();
      return one.domains.invoices;
    };
    const [one, two, three] = await Promise.all([replica(), replica(), replica()]);
    const pay = { amountMinor: '700', method: 'manual' } as const;
    const writing = [
      one.payments.record(acme, `one-${seed}`, pay, BY),
      two.payments.record(acme, `two-${seed}`, pay, BY),
      three.billing.grant(acme, `note-${seed}`, { amountMinor: '10', reason: 'goodwill', statement: 1 }, BY),
    ];
    await interleaving.run(Promise.all(writing));
    const { items } = await pageOf(`tenantId=${acme}`);
    for (const { number, state, paidMinor, openMinor } of items) {
      expect((await send('GET', `/v1/tenants/${acme}/statements/${number}`)).body).toMatchObject({
        state,
        paidMinor,
        openMinor,
      });
    }
  }
}, 60_000);

describe('among very many', () => {
  test('a page that finds hardly anything looks through a bounded number, and goes on from there', async () => {
    const heads = await new MemoryStore().collection(statementHeadsSpec);
    const now = Date.parse('2026-06-01T00:00:00Z');
    await heads.insert(
      Array.from({ length: 5_000 }, (_, at): StatementHead => {
        const tenantId = uuidv7();
        return {
          id: statementId(tenantId, 1),
          tenantId,
          number: 1,
          period: { index: 0, from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' },
          month: '2026-03',
          currency: at === 10 ? 'CHF' : 'EUR',
          closedAt: isoTime(now - 86_400_000 + at),
          dueAt: isoTime(now + 86_400_000 + at),
          subtotalMinor: '1',
          creditMinor: '0',
          taxMinor: '0',
          totalMinor: '1',
          paidMinor: '0',
          openMinor: '1',
          standing: 'unpaid',
        };
      }),
    );
    let looked = 0;
    const counting: typeof heads = {
      ...heads,
      scan: async scan => {
        const found = await heads.scan(scan);
        looked += found.length;
        return found;
      },
    };
    const list = new StatementList(counting, { get: () => undefined }, { now: () => now });
    const filter = { state: 'open', currency: 'CHF', sort: '-closedAt' } as const;
    const found: string[] = [];
    let pages = 0;
    for (let after: Parameters<StatementList['page']>[1]['after']; ; pages++) {
      looked = 0;
      const { items, next } = await list.page(filter, { limit: 50, after });
      expect(looked).toBeLessThan(2_300);
      found.push(...items.map(({ currency }) => currency));
      if (next === undefined) break;
      after = next;
    }
    expect([found, pages]).toEqual([['CHF'], 2]);
  });
});
