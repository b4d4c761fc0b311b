import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Caller, startTestApp, type TestApp } from '../../app.test-support.ts';
import {
  type Collection,
  type CollectionSpec,
  type StoredDocument,
  StoreUnavailable,
} from '../../storage/documents.ts';
import { MemoryStore } from '../../storage/memory-store.test-support.ts';
import { overlaid } from '../../storage/overlaid.test-support.ts';

/** Loses the outcome of a tenant, as a process does that dies before it is written. */
class ForgetfulStore extends MemoryStore {
  loses = 0;
  /** What others do before a tenant is claimed for an order. */
  beforeClaim: (() => Promise<void>) | undefined;
  override async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const inner = await super.collection(spec);
    if (spec.name !== 'plan_change_tenants') return inner;
    const replace = (document: D) => {
      if (this.loses-- > 0) throw new StoreUnavailable('died');
      return inner.replace(document);
    };
    return overlaid(inner, {
      replace,
      insert: async documents => {
        const { beforeClaim } = this;
        this.beforeClaim = undefined;
        await beforeClaim?.();
        return inner.insert(documents);
      },
    });
  }
}

let app: TestApp;
let store: ForgetfulStore;
let finance: Caller;
const tenants = new Map<string, string>();

beforeEach(async () => {
  store = new ForgetfulStore();
  app = await startTestApp({ store });
  finance = app.as('finance');
  await finance('POST', '/v1/plans', { body: { planId: 'team', spec: aPlanSpec() } });
  await finance('POST', '/v1/plans/team/versions/1/publish');
  // The next version has no add-ons any more.
  await finance('POST', '/v1/plans/team/versions', { body: { spec: { ...aPlanSpec(), addOns: [] } } });
  await finance('POST', '/v1/plans/team/versions/2/publish');
  for (const slug of ['one', 'two', 'waits', 'extras', 'other']) await subscriber(slug);
  await subscription('waits', '/changes', { planId: 'pro', when: 'periodEnd' });
});
afterEach(() => app[Symbol.asyncDispose]());

async function subscriber(slug: string): Promise<void> {
  const made = await app.as('admin')('POST', '/v1/tenants', { body: { slug, displayName: slug } });
  tenants.set(slug, z.object({ tenantId: z.string() }).parse(made.body).tenantId);
  const wanted = { planId: slug === 'other' ? 'community' : 'team', ...(slug !== 'other' && { version: 1 }) };
  const addOns = slug === 'extras' ? { addOns: [{ key: 'volume' }] } : {};
  await subscription(slug, '', { ...wanted, ...addOns });
}

async function subscription(slug: string, path: string, body: object): Promise<void> {
  const reply = await finance('POST', `/v1/tenants/${tenants.get(slug)}/subscription${path}`, { body });
  if (reply.status >= 300) throw new Error(JSON.stringify(reply.body));
}

const ORDER = {
  from: { planId: 'team', version: 1 },
  to: { planId: 'team', version: 2 },
  when: 'now',
  reason: 'version 2 takes its place',
};
const order = (rest: object = {}, headers = {}) =>
  finance('POST', '/v1/plan-changes', { body: { ...ORDER, ...rest }, headers });
const idOf = ({ body }: { body: unknown }) => z.object({ planChangeId: z.string() }).parse(body).planChangeId;
const run = () => app.app.domains.planChanges.runOpen();
const look = async (id: string) => (await finance('GET', `/v1/plan-changes/${id}`)).body;
const versionOf = async (slug: string) => {
  const { body } = await finance('GET', `/v1/tenants/${tenants.get(slug)}/subscription`);
  return z
    .object({ version: z.int(), plan: z.object({ planId: z.string(), planVersion: z.int() }) })
    .parse(body);
};

test('a preview says of every tenant on the version what would become of it, and stores nothing', async () => {
  const preview = await finance('POST', '/v1/plan-changes/preview', { body: ORDER });
  expect(preview).toMatchObject({ status: 200, body: { total: 4, wouldChange: 2, wouldBeRefused: 2 } });
  const { items } = z
    .object({
      items: z.array(z.object({ tenantId: z.string(), outcome: z.string(), code: z.string().optional() })),
    })
    .parse(preview.body);
  expect(new Map(items.map(({ tenantId, code }) => [tenantId, code ?? 'change']))).toEqual(
    new Map([
      [tenants.get('one'), 'change'],
      [tenants.get('two'), 'change'],
      [tenants.get('waits'), 'change_scheduled'],
      [tenants.get('extras'), 'not_in_plan'],
    ]),
  );
  expect(await finance('GET', '/v1/plan-changes')).toMatchObject({ body: { items: [] } });
});

test('each tenant is changed or says why not, and whoever was not on the version is let be', async () => {
  const made = await order({}, { 'idempotency-key': 'o1' });
  expect(made).toMatchObject({
    status: 202,
    body: { state: 'running', changed: 0, refused: 0, by: 'user:test' },
  });
  expect(idOf(await order({}, { 'idempotency-key': 'o1' }))).toBe(idOf(made));
  await run();
  expect(await look(idOf(made))).toMatchObject({ state: 'completed', changed: 2, refused: 2 });
  expect((await versionOf('one')).plan.planVersion).toBe(2);
  expect((await versionOf('waits')).plan.planVersion).toBe(1);
  expect((await versionOf('other')).plan.planId).toBe('community');
  const first = await finance('GET', `/v1/plan-changes/${idOf(made)}/tenants?limit=3`);
  const { items, next } = z.object({ items: z.array(z.unknown()), next: z.string() }).parse(first.body);
  expect(items).toHaveLength(3);
  const rest = await finance('GET', `/v1/plan-changes/${idOf(made)}/tenants?limit=3&cursor=${next}`);
  expect(rest.body).toMatchObject({ items: [{ outcome: expect.any(String) }] });
  expect(rest.body).not.toHaveProperty('next');
  const history = await finance('GET', `/v1/tenants/${tenants.get('one')}/subscription/history`);
  expect(history.body).toMatchObject({ items: [{}, { reason: ORDER.reason, actor: { id: 'user:test' } }] });
});

test('the plans that a tenant was given are listed, with who, why and by which order', async () => {
  await subscription('one', '/changes', {
    planId: 'pro',
    version: 1,
    when: 'periodEnd',
    reason: 'asked for it',
  });
  const path = `/v1/tenants/${tenants.get('one')}/subscription`;
  await finance('DELETE', `${path}/scheduled-change`);
  await subscription('one', '/overrides', {
    change: { kind: 'flag', flag: 'x', on: true },
    reason: 'agreed',
  });
  const id = idOf(await order());
  await run();
  await subscription('one', '/end', { when: 'now' });
  const first = await finance('GET', `${path}/changes?limit=3`);
  const { items, next } = z.object({ items: z.array(z.unknown()), next: z.string() }).parse(first.body);
  const rest = await finance('GET', `${path}/changes?limit=3&cursor=${next}`);
  const all = [...items, ...z.object({ items: z.array(z.unknown()) }).parse(rest.body).items];
  expect(all).toMatchObject([
    { kind: 'began', before: null, after: { planId: 'team', version: 1 } },
    { kind: 'scheduled', before: { planId: 'team' }, after: { planId: 'pro' }, reason: 'asked for it' },
    { kind: 'cancelled', before: { planId: 'pro' }, after: { planId: 'team' } },
    { kind: 'changed', after: { planId: 'team', version: 2 }, reason: ORDER.reason, planChangeId: id },
    { kind: 'ended', after: null },
  ]);
  expect(rest.body).not.toHaveProperty('next');
});

test('a run that dies between a change and its outcome is taken up, and changes nobody twice', async () => {
  const id = idOf(await order());
  store.loses = 1;
  await expect(run()).rejects.toThrow('died');
  expect(await look(id)).toMatchObject({ state: 'running', changed: 0 });
  await run();
  expect(await look(id)).toMatchObject({ state: 'completed', changed: 2, refused: 2 });
  for (const slug of ['one', 'two']) {
    expect(await versionOf(slug)).toMatchObject({ version: 2, plan: { planVersion: 2 } });
  }
});

test('one that is cancelled begins no further tenant, and leaves those that were changed', async () => {
  const id = idOf(await order());
  store.loses = 1;
  await expect(run()).rejects.toThrow('died');
  const cancelled = await finance('POST', `/v1/plan-changes/${id}/cancel`, { body: { reason: 'not yet' } });
  expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelling' } });
  await run();
  expect(await look(id)).toMatchObject({ state: 'cancelled', changed: 1, refused: 0 });
  expect(await finance('POST', `/v1/plan-changes/${id}/cancel`, { body: {} })).toMatchObject({ status: 409 });
});

test('one that is begun while another replica ends a cancelled order is not changed by it', async () => {
  const id = idOf(await order());
  store.beforeClaim = async () => {
    await finance('POST', `/v1/plan-changes/${id}/cancel`, { body: { reason: 'not yet' } });
    await run();
    expect(await look(id)).toMatchObject({ state: 'cancelled', changed: 0 });
  };
  await run();
  expect(await look(id)).toMatchObject({ state: 'cancelled', changed: 0, refused: 1 });
  for (const slug of ['one', 'two'])
    expect(await versionOf(slug)).toMatchObject({ plan: { planVersion: 1 } });
});

test('at the end of the period it is scheduled, and can be seen to be', async () => {
  const id = idOf(await order({ when: 'periodEnd' }));
  await run();
  expect(await look(id)).toMatchObject({ state: 'completed', changed: 2 });
  const { body } = await finance('GET', `/v1/tenants/${tenants.get('one')}/subscription`);
  expect(body).toMatchObject({ plan: { planVersion: 1 }, scheduled: { plan: { version: 2 } } });
});

test.each([
  [{ from: { planId: 'nothing', version: 1 } }, 404, '/from/version'],
  [{ to: { planId: 'team', version: 9 } }, 404, '/to/version'],
  [{ to: { planId: 'team', version: 1 } }, 400, '/to'],
  [{ reason: '' }, 400, '/reason'],
])('%j is refused with its field', async (rest, status, field) => {
  expect(await order(rest)).toMatchObject({ status, body: { errors: [{ field }] } });
});

test('customer success may look, and decides on no money', async () => {
  const id = idOf(await order());
  const cs = app.as('cs');
  expect(await cs('GET', `/v1/plan-changes/${id}`)).toMatchObject({ status: 200 });
  for (const [method, path, body] of [
    ['POST', '/v1/plan-changes', ORDER],
    ['POST', `/v1/plan-changes/${id}/cancel`, {}],
    ['POST', `/v1/tenants/${tenants.get('one')}/change-plan`, { planId: 'pro' }],
    [
      'POST',
      `/v1/tenants/${tenants.get('one')}/subscription/trial`,
      { until: '2026-04-01T00:00:00Z', reason: 'why' },
    ],
  ] as const) {
    expect(await cs(method, path, { body })).toMatchObject({ status: 403 });
  }
});

describe('an order in batches', () => {
  const batched = (size: number, pauseSeconds = 0, rest: object = {}) =>
    order({ batches: { size, pauseSeconds }, ...rest });

  test('begins the next one when the pause behind the last is over', async () => {
    const id = idOf(await batched(1, 60));
    await run();
    expect(await look(id)).toMatchObject({ state: 'running', batch: 1, total: 4, changed: 1, refused: 0 });
    await run();
    expect(await look(id)).toMatchObject({ batch: 1, changed: 1 });
    app.clock.advance(60_000);
    await run();
    expect(await look(id)).toMatchObject({ batch: 2 });
    for (let rest = 0; rest < 3; rest++) {
      app.clock.advance(60_000);
      await run();
    }
    expect(await look(id)).toMatchObject({ state: 'completed', batch: 4, changed: 2, refused: 2 });
  });

  test('can be paused, and goes on where it was', async () => {
    const id = idOf(await batched(1, 60));
    await run();
    const pause = () =>
      finance('POST', `/v1/plan-changes/${id}/pause`, { body: { reason: 'over the holidays' } });
    expect(await pause()).toMatchObject({ status: 200, body: { state: 'paused' } });
    expect(await pause()).toMatchObject({ status: 200 });
    app.clock.advance(600_000);
    await run();
    expect(await look(id)).toMatchObject({ state: 'paused', batch: 1, changed: 1 });
    expect(await finance('POST', `/v1/plan-changes/${id}/resume`, { body: {} })).toMatchObject({
      body: { state: 'running' },
    });
    await run();
    expect(await look(id)).toMatchObject({ batch: 2 });
    await pause();
    await finance('POST', `/v1/plan-changes/${id}/cancel`, { body: {} });
    await run();
    expect(await look(id)).toMatchObject({ state: 'cancelled' });
    expect(await pause()).toMatchObject({ status: 409 });
    expect(await finance('POST', `/v1/plan-changes/${id}/resume`, { body: {} })).toMatchObject({
      status: 409,
    });
  });

  test('is about those alone who are selected', async () => {
    const only = { selection: { tenantIds: [tenants.get('two'), tenants.get('other')] } };
    const id = idOf(await batched(10, 0, only));
    await run();
    expect(await look(id)).toMatchObject({ state: 'completed', total: 1, changed: 1, refused: 0 });
    await app.as('admin')('PATCH', `/v1/tenants/${tenants.get('one')}`, {
      body: { tags: ['early'] },
      headers: { 'if-match': '*' },
    });
    const tagged = await finance('POST', '/v1/plan-changes/preview', {
      body: { ...ORDER, selection: { tag: 'early', interval: 'month', currency: 'EUR' } },
    });
    expect(tagged.body).toMatchObject({ total: 1, items: [{ slug: 'one' }] });
  });
});

describe('a preview of many', () => {
  test('prices every tenant, and says what would stop it', async () => {
    await finance('POST', '/v1/plans/team/versions', {
      body: {
        spec: aPlanSpec({
          prices: [{ interval: 'month', currency: 'EUR', amount: '59' }],
          allowances: [{ meter: 'ingestion', quantity: '10', policy: 'hard', overage: [] }],
          addOns: [],
        }),
      },
    });
    await finance('POST', '/v1/plans/team/versions/3/publish');
    await app.as('admin')('POST', '/v1/usage/events', {
      body: { id: 'u', type: 'ingestion', quantity: 20, tenantId: tenants.get('one') },
    });
    await app.app.domains.usage.settle();
    const wanted = { ...ORDER, to: { planId: 'team', version: 3 } };
    const { body } = await finance('POST', '/v1/plan-changes/preview', { body: wanted });
    expect(body).toMatchObject({
      total: 4,
      wouldChange: 1,
      lookedAt: 4,
      totals: [
        {
          currency: 'EUR',
          tenants: 1,
          beforeMonthlyMinor: '4900',
          afterMonthlyMinor: '5900',
          deltaMonthlyMinor: '1000',
        },
      ],
      findings: expect.arrayContaining([{ code: 'use_beyond_limit', blocking: true, tenants: 1 }]),
      items: expect.arrayContaining([
        expect.objectContaining({ slug: 'one', outcome: 'would_be_refused', code: 'use_beyond_limit' }),
      ]),
    });
    const accepting = { ...wanted, acceptFindings: ['use_beyond_limit'] };
    expect((await finance('POST', '/v1/plan-changes/preview', { body: accepting })).body).toMatchObject({
      wouldChange: 2,
    });
    const csv = await finance('POST', '/v1/plan-changes/preview.csv', { body: wanted });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const lines = String(csv.body).trim().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain('tenantId,slug,outcome,code');
    expect(csv.body).toMatch(/,one,would_be_refused,use_beyond_limit,.*use_beyond_limit:ingestion/);

    const id = idOf(await order({ to: wanted.to }));
    await run();
    expect(await look(id)).toMatchObject({ changed: 1, refused: 3 });
    expect((await versionOf('one')).plan.planVersion).toBe(1);
  });
});

describe('an order that is taken back', () => {
  const undo = (id: string, body: object = {}, headers = {}) =>
    finance('POST', `/v1/plan-changes/${id}/undo`, {
      body: { reason: 'it was a mistake', ...body },
      headers,
    });
  const code = ({ status, body }: { status: number; body: unknown }) => ({
    status,
    code: (body as { errors?: { code: string }[] }).errors?.[0]?.code,
  });

  test('gives back what there was, sold any more or not, and leaves those who have something else since', async () => {
    const id = idOf(await order());
    expect(code(await undo(id))).toEqual({ status: 409, code: 'not_ended' });
    await run();
    await finance('POST', '/v1/plans/team/versions/1/archive');
    await subscription('two', '/changes', { planId: 'enterprise', addOns: [], when: 'now' });
    const back = await undo(id, {}, { 'idempotency-key': 'u1' });
    expect(back).toMatchObject({
      status: 202,
      body: { undoes: id, from: ORDER.to, to: ORDER.from, total: 2, state: 'running' },
    });
    expect(idOf(await undo(id, {}, { 'idempotency-key': 'u1' }))).toBe(idOf(back));
    await run();
    expect(await look(idOf(back))).toMatchObject({ state: 'completed', changed: 1, refused: 1 });
    expect((await versionOf('one')).plan.planVersion).toBe(1);
    expect((await versionOf('two')).plan.planId).toBe('enterprise');
    expect(await look(id)).toMatchObject({ undoneBy: idOf(back) });
    expect(code(await undo(id))).toEqual({ status: 409, code: 'undone' });
    expect(code(await undo(idOf(back)))).toEqual({ status: 409, code: 'is_undo' });
  });

  test('lets what is still to come not come', async () => {
    const id = idOf(await order({ when: 'periodEnd' }));
    await run();
    const back = idOf(await undo(id));
    await run();
    expect(await look(back)).toMatchObject({ state: 'completed', changed: 2 });
    const { body } = await finance('GET', `/v1/tenants/${tenants.get('one')}/subscription`);
    expect(body).toMatchObject({ plan: { planVersion: 1 }, scheduled: null });
  });

  test('can be so for the time that it says, and no longer', async () => {
    const id = idOf(await order({ undoHours: 1 }));
    await run();
    expect(await look(id)).toMatchObject({ undoUntil: '2026-03-01T13:00:00.000Z' });
    app.clock.advance(3_600_000);
    expect(code(await undo(id))).toEqual({ status: 409, code: 'undo_over' });
  });
});

test('the moves of an order are told to others', async () => {
  const id = idOf(await order());
  await finance('POST', `/v1/plan-changes/${id}/pause`, { body: {} });
  await finance('POST', `/v1/plan-changes/${id}/resume`, { body: {} });
  await run();
  const changes = await app.app.context.changes.scan({
    from: `plan_change/${id}/`,
    before: `plan_change/${id}0`,
    limit: 50,
  });
  const states = changes.flatMap(({ events }) => events.map(({ data }) => (data as { state: string }).state));
  expect(states).toEqual(['running', 'paused', 'running', 'completed']);
});
