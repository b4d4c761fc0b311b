import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Caller, type Reply, startTestApp, type TestApp } from '../app.test-support.ts';
import { changesSpec, latestChange } from '../storage/aggregates.ts';
import { registered } from '../tenants/tenants.test-support.ts';

let app: TestApp;
let finance: Caller;
let tenantId: string;
let path: string;

beforeEach(async () => {
  app = await startTestApp();
  finance = app.as('finance');
  tenantId = await newTenant('acme');
  path = `/v1/tenants/${tenantId}/subscription`;
  await finance('POST', '/v1/plans', { body: { planId: 'team', spec: aPlanSpec() } });
  await finance('POST', '/v1/plans/team/versions/1/publish');
});
afterEach(() => app[Symbol.asyncDispose]());

async function newTenant(slug: string): Promise<string> {
  const made = await app.as('admin')('POST', '/v1/tenants', {
    body: { slug, displayName: slug },
  });
  return z.object({ tenantId: z.string() }).parse(made.body).tenantId;
}

const subscribe = (body: object = {}) =>
  finance('POST', path, { body: { planId: 'team', zone: 'Europe/Berlin', ...body } });
const change = (body: object, headers = {}) => finance('POST', `${path}/changes`, { body, headers });
const override = (body: object, headers = {}) =>
  finance('POST', `${path}/overrides`, { body: { reason: 'as agreed', ...body }, headers });
const get = (query = '') => finance('GET', path + query);
const eventsOf = async (): Promise<string[]> => {
  const found = await app.app.context.changes.scan({
    limit: 1_000,
    from: 'subscription/',
    before: 'subscription0',
  });
  return found.flatMap(({ events }) => events.map(({ type }) => type));
};
const bodyOf = (reply: Reply) => z.looseObject({ version: z.number() }).parse(reply.body);

describe('a subscription', () => {
  test('begins at once, in the zone and currency that it keeps, with a month to the day', async () => {
    const made = await subscribe();
    expect(made).toMatchObject({
      status: 201,
      body: {
        tenantId,
        status: 'active',
        zone: 'Europe/Berlin',
        currency: 'EUR',
        anchor: '2026-03-01T12:00:00.000Z',
        plan: { planId: 'team', planVersion: 1, tier: 'pro', interval: 'month', basePrice: { amount: '49' } },
        // 13:00 in Berlin, before and after the change of clocks.
        period: { index: 0, from: '2026-03-01T12:00:00.000Z', to: '2026-04-01T11:00:00.000Z' },
        scheduled: null,
      },
    });
    expect(made.headers.get('etag')).toBe('"v1"');
    expect(await eventsOf()).toEqual(['subscription.created', 'subscription.plan_changed']);
  });

  test('is one for each tenant, whoever asks at once', async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, () => subscribe()));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array(9).fill(409)]);
  });

  test('is made once for one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'k' };
    const body = { planId: 'team' };
    const first = await finance('POST', path, { body, headers });
    const again = await finance('POST', path, { body, headers });
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  test('has a trial before its first period', async () => {
    const made = await subscribe({ planId: 'pro' });
    expect(made.body).toMatchObject({
      status: 'trialing',
      trialEndsAt: '2026-03-15T12:00:00.000Z',
      anchor: '2026-03-15T12:00:00.000Z',
      period: { index: -1, from: '2026-03-01T12:00:00.000Z', to: '2026-03-15T12:00:00.000Z' },
    });
    app.clock.set('2026-03-15T12:00:00Z');
    expect((await get()).body).toMatchObject({ status: 'active', period: { index: 0 } });
    await app.app.domains.subscriptions.announceDue();
    expect(await eventsOf()).toContain('subscription.trial_ended');
  });

  test('is told of when its time comes, also behind one that cannot be read', async () => {
    await subscribe({ planId: 'pro' });
    const changes = await app.store.collection(changesSpec);
    const damaged = await latestChange(changes, 'subscription', tenantId);
    if (damaged === undefined) throw new Error('there is a subscription');
    app.clock.advance(1_000);
    const other = await registered(app, { slug: 'sample-other' });
    await finance('POST', `/v1/tenants/${other.tenantId}/subscription`, { body: { planId: 'pro' } });
    await changes.replace({ ...damaged, after: {} });
    app.clock.advance(20 * 86_400_000);
    await expect(app.app.domains.subscriptions.announceDue()).rejects.toThrow();
    const told = await latestChange(changes, 'subscription', other.tenantId);
    expect(told?.events.map(({ type }) => type)).toContain('subscription.trial_ended');
  });

  test('has a trial that ends later when somebody says why, and is paid for from then on', async () => {
    await subscribe({ planId: 'pro', zone: 'UTC' });
    app.clock.set('2026-03-10T12:00:00Z');
    const extend = (until: string, headers = {}) =>
      finance('POST', `${path}/trial`, { body: { until, reason: 'their launch is late' }, headers });
    const until = '2026-03-29T12:00:00.000Z';
    const extended = await extend(until, { 'idempotency-key': 't1' });
    expect(extended).toMatchObject({
      status: 200,
      body: { status: 'trialing', trialEndsAt: until, anchor: '2026-03-15T12:00:00.000Z', version: 2 },
    });
    expect(await extend(until, { 'idempotency-key': 't1' })).toMatchObject({ body: { version: 2 } });
    for (const [late, field] of [
      ['2026-03-20T00:00:00.000Z', '/until'],
      ['2027-03-02T00:00:00.000Z', '/until'],
    ] as const) {
      expect(await extend(late)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
    }
    app.clock.set('2026-03-20T12:00:00Z');
    await app.app.domains.subscriptions.announceDue();
    expect((await get()).body).toMatchObject({ status: 'trialing', period: { index: 0 } });
    expect(await eventsOf()).not.toContain('subscription.trial_ended');
    const period = { from: '2026-03-15T12:00:00.000Z', to: '2026-04-15T12:00:00.000Z' };
    const { recurring } = await app.app.domains.subscriptions.service.charges(tenantId, period);
    const day = 86_400_000;
    expect(recurring).toMatchObject([
      { kind: 'base', share: { from: 14 * day, to: 31 * day, of: 31 * day } },
    ]);
    app.clock.set(until);
    await app.app.domains.subscriptions.announceDue();
    expect(await eventsOf()).toContain('subscription.trial_ended');
    expect(await extend('2026-04-20T00:00:00.000Z')).toMatchObject({ status: 409 });
    expect((await get('/history')).body).toMatchObject({
      items: [
        { trialEndsAt: '2026-03-15T12:00:00.000Z' },
        { trialEndsAt: until, reason: 'their launch is late', actor: { id: 'user:test' } },
        {},
      ],
    });
  });

  test.each([
    [{ planId: 'nothing' }, 404],
    [{ planId: 'team', currency: 'JPY' }, 422],
    [{ planId: 'community', interval: 'year' }, 422],
    [{ addOns: [{ key: 'gold' }] }, 422],
    [{ addOns: [{ key: 'volume', quantity: 99 }] }, 422],
    [{ version: 2 }, 404],
    [{ zone: 'Mars/Olympus' }, 400],
    [{ startsAt: '2026-02-30T00:00:00Z' }, 400],
    [{ startsAt: '9999-01-01T00:00:00Z' }, 400],
  ])('that cannot be had is refused: %j', async (body, status) => {
    expect(await subscribe(body)).toMatchObject({ status });
    expect(await get()).toMatchObject({ status: 404 });
  });

  test('of a tenant that is not there is not found', async () => {
    const other = `/v1/tenants/${uuidv7()}/subscription`;
    expect(await finance('POST', other, { body: { planId: 'team' } })).toMatchObject({ status: 404 });
    expect(await finance('GET', other)).toMatchObject({ status: 404 });
    expect(await finance('GET', `${other}/periods`)).toMatchObject({ status: 404 });
    expect(await finance('GET', `${other}/history`)).toMatchObject({ status: 404 });
    expect(await finance('GET', '/v1/tenants/x/subscription')).toMatchObject({ status: 404 });
  });
});

describe('a change of plan', () => {
  test('now holds at once', async () => {
    await subscribe();
    app.clock.advance(60_000);
    const changed = await change({ planId: 'enterprise', when: 'now', reason: 'grew' });
    expect(changed.body).toMatchObject({
      plan: { planId: 'enterprise' },
      terms: [
        { plan: { planId: 'team' } },
        { from: '2026-03-01T12:01:00.000Z', plan: { planId: 'enterprise' } },
      ],
      anchor: '2026-03-01T12:00:00.000Z',
    });
    expect(await eventsOf()).toContain('subscription.plan_changed');
  });

  test('at the end of the period comes by itself, is told once, and can be taken back before', async () => {
    await subscribe();
    const scheduled = await change({ planId: 'community', when: 'periodEnd' });
    expect(scheduled.body).toMatchObject({
      plan: { planId: 'team' },
      scheduled: { from: '2026-04-01T11:00:00.000Z', plan: { planId: 'community' } },
    });
    expect(await finance('DELETE', `${path}/scheduled-change`)).toMatchObject({ body: { scheduled: null } });
    expect(await finance('DELETE', `${path}/scheduled-change`)).toMatchObject({ status: 409 });
    await change({ planId: 'community', when: 'periodEnd' });
    app.clock.set('2026-04-01T11:00:00Z');
    expect((await get()).body).toMatchObject({ plan: { planId: 'community' }, scheduled: null });
    const told = async () => (await eventsOf()).filter(type => type === 'subscription.plan_changed').length;
    expect(await told()).toBe(1);
    await Promise.all([1, 2, 3].map(() => app.app.domains.subscriptions.announceDue()));
    await app.app.domains.subscriptions.announceDue();
    expect(await told()).toBe(2);
  });

  test('keeps interval and add-ons, and is refused where the other plan lacks them and nobody says otherwise', async () => {
    await subscribe({ interval: 'year', addOns: [{ key: 'volume', quantity: 2 }] });
    const spec = aPlanSpec({ displayName: 'Team plus' });
    await finance('POST', '/v1/plans', { body: { planId: 'plus', spec } });
    await finance('POST', '/v1/plans/plus/versions/1/publish');
    const kept = { interval: 'year', addOns: [{ key: 'volume', quantity: 2 }] };
    expect((await change({ planId: 'plus', when: 'now' })).body).toMatchObject({
      plan: { planId: 'plus', interval: 'year', addOns: [{ key: 'volume', quantity: 2 }] },
    });
    const refusal = (field: string) => ({ status: 422, body: { errors: [{ field, code: 'not_in_plan' }] } });
    expect(await change({ planId: 'community', when: 'now' })).toMatchObject(refusal('/interval'));
    const byMonth = { planId: 'community', interval: 'month' };
    expect(await change({ ...byMonth, when: 'now' })).toMatchObject(refusal('/addOns'));

    const byPlan = (body: object) => finance('POST', `/v1/tenants/${tenantId}/change-plan`, { body });
    expect(await byPlan({ planId: 'community' })).toMatchObject(refusal('/interval'));
    expect(await byPlan({ planId: 'team' })).toMatchObject({ status: 200 });
    expect((await get()).body).toMatchObject({ plan: { planId: 'team', interval: kept.interval } });
    expect(await byPlan({ ...byMonth, addOns: [] })).toMatchObject({ status: 200 });
    expect((await get()).body).toMatchObject({
      plan: { planId: 'community', interval: 'month', addOns: [] },
    });
  });

  test('waits for the end of the year of a yearly price', async () => {
    await subscribe({ interval: 'year' });
    const changed = await change({ planId: 'team', interval: 'month', when: 'periodEnd' });
    expect(changed.body).toMatchObject({ scheduled: { from: '2027-03-01T12:00:00.000Z' } });
  });

  test('keeps the version that the tenant has, also when it is not sold any more', async () => {
    await subscribe();
    await finance('POST', '/v1/plans/team/versions/1/archive');
    const more = await change({ planId: 'team', addOns: [{ key: 'volume', quantity: 2 }], when: 'now' });
    expect(more.body).toMatchObject({
      plan: {
        planVersion: 1,
        addOns: [{ key: 'volume', quantity: 2 }],
        allowances: [{ quantity: '1500' }, {}, {}],
      },
    });
    await change({ planId: 'enterprise', addOns: [], when: 'now' });
    expect(await change({ planId: 'team', when: 'now' })).toMatchObject({ status: 422 });
  });

  test('that was read before another one is refused by If-Match', async () => {
    await subscribe();
    const stale = { 'if-match': '"v1"' };
    expect(await change({ planId: 'enterprise', when: 'now' }, stale)).toMatchObject({ status: 200 });
    expect(await change({ planId: 'community', when: 'now' }, stale)).toMatchObject({ status: 412 });
  });

  test('resumes a subscription that has ended', async () => {
    await subscribe();
    const ended = await finance('POST', `${path}/end`, { body: { when: 'now' } });
    expect(ended.body).toMatchObject({ status: 'ended', plan: null });
    app.clock.advance(86_400_000);
    expect((await change({ planId: 'team', when: 'now' })).body).toMatchObject({ status: 'active' });
  });

  test('that is asked for after its time is never made, and one long after is reckoned all the same', async () => {
    await subscribe();
    expect(await get('?effectiveAt=9999-01-01T00:00:00Z')).toMatchObject({ status: 400 });
    expect((await get('?effectiveAt=2099-12-31T00:00:00Z')).body).toMatchObject({ period: { index: 885 } });
    expect((await get('?effectiveAt=2000-01-01T00:00:00Z')).body).toMatchObject({
      status: 'scheduled',
      period: null,
    });
    const tenants = app.as('admin');
    const far = { planId: 'enterprise', effective: '9999-01-01T00:00:00Z' };
    expect(await tenants('POST', `/v1/tenants/${tenantId}/change-plan`, { body: far })).toMatchObject({
      status: 422,
    });
  });

  test('by many at once loses none', async () => {
    await subscribe();
    const replies = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        override({ change: { kind: 'flag', flag: `flag-${at}`, on: true } }),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(201));
    const { overrides } = z.object({ overrides: z.array(z.unknown()) }).parse((await get()).body);
    expect(overrides).toHaveLength(6);
  });
});

describe('an override', () => {
  test('holds for its time, with reason and author, and is told when it begins and ends', async () => {
    await subscribe();
    const made = await override({
      change: { kind: 'allowance', meter: 'ingestion', quantity: '5000' },
      reason: 'outage of 28 February',
      until: '2026-03-10T00:00:00Z',
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        plan: { allowances: [{ quantity: '5000' }, {}, {}] },
        overrides: [{ inForce: true, author: { id: 'user:test' }, reason: 'outage of 28 February' }],
      },
    });
    app.clock.set('2026-03-10T00:00:00Z');
    expect((await get()).body).toMatchObject({
      plan: { allowances: [{ quantity: '1000' }, {}, {}] },
      overrides: [{ inForce: false }],
    });
    await app.app.domains.subscriptions.announceDue();
    expect((await eventsOf()).filter(type => type.endsWith('overrides_changed'))).toHaveLength(2);
  });

  test('of a price ends with the plan that it was agreed for', async () => {
    await subscribe();
    await override({ change: { kind: 'basePrice', amount: '39' } });
    expect((await get()).body).toMatchObject({ plan: { basePrice: { amount: '39' } } });
    await change({ planId: 'enterprise', addOns: [], when: 'now' });
    expect((await get()).body).toMatchObject({ plan: { basePrice: { amount: '490', source: 'plan' } } });
  });

  test('is ended once, and stays on record', async () => {
    const id = uuidv7();
    await subscribe();
    const made = await override({ change: { kind: 'flag', flag: 'beta', on: true } });
    const { overrides } = z.object({ overrides: z.array(z.object({ id: z.string() })) }).parse(made.body);
    const end = (overrideId: string | undefined) =>
      finance('POST', `${path}/overrides/${overrideId}/end`, { body: { reason: 'trial over' } });
    app.clock.advance(1_000);
    expect(await end(overrides[0]?.id)).toMatchObject({
      status: 200,
      body: { overrides: [{ inForce: false, until: '2026-03-01T12:00:01.000Z' }] },
    });
    app.clock.advance(1_000);
    expect(await end(overrides[0]?.id)).toMatchObject({ status: 409 });
    expect(await end(id)).toMatchObject({ status: 404 });
  });

  test.each([
    [{ change: { kind: 'addOnPrice', addOn: 'gold', amount: '1' } }, 422],
    [{ change: { kind: 'overagePrice', meter: 'none', tiers: [{ unitPrice: '1' }] } }, 422],
    [{ change: { kind: 'flag', flag: 'x', on: true }, until: '2026-01-01T00:00:00Z' }, 422],
    [{ change: { kind: 'flag', flag: 'x', on: true }, from: '2020-01-01T00:00:00Z' }, 422],
    [{ change: { kind: 'flag', flag: 'x', on: true }, reason: '' }, 400],
    [{ change: { kind: 'discount', percent: 100 } }, 400],
    [{ change: { kind: 'basePrice', amount: '-1' } }, 400],
  ])('that means nothing is refused: %j', async (body, status) => {
    await subscribe();
    expect(await override(body)).toMatchObject({ status });
  });
});

test('an override with an end that is past says when it would begin', async () => {
  await subscribe();
  const change = { kind: 'flag', flag: 'x', on: true };
  expect((await override({ change, until: '2026-01-01T00:00:00Z' })).body).toMatchObject({
    detail: 'it would end before it begins, at 2026-03-01T12:00:00.000Z: "until" must be later',
    errors: [{ field: '/until', code: 'order' }],
  });
});

describe('the record', () => {
  test('answers what was believed at one time of what held at another', async () => {
    await subscribe();
    app.clock.set('2026-03-20T00:00:00Z');
    // Agreed on the 20th, to hold since the 5th.
    await override({
      change: { kind: 'allowance', meter: 'ingestion', quantity: '9' },
      from: '2026-03-05T00:00:00Z',
    });
    const believed = async (recordedAt: string, effectiveAt: string) => {
      const reply = await get(`?recordedAt=${recordedAt}&effectiveAt=${effectiveAt}`);
      const { plan } = z
        .object({ plan: z.object({ allowances: z.array(z.object({ quantity: z.string() })) }) })
        .parse(reply.body);
      return plan.allowances[0]?.quantity;
    };
    expect(await believed('2026-03-10T00:00:00Z', '2026-03-10T00:00:00Z')).toBe('1000');
    expect(await believed('2026-03-20T00:00:00Z', '2026-03-10T00:00:00Z')).toBe('9');
    expect(await believed('2026-03-20T00:00:00Z', '2026-03-04T00:00:00Z')).toBe('1000');
    expect(await get('?recordedAt=2026-02-01T00:00:00Z')).toMatchObject({ status: 404 });
  });

  test('shows who changed what and why, page by page', async () => {
    await subscribe({ reason: 'signed' });
    await change({ planId: 'enterprise', when: 'periodEnd', reason: 'asked for it' });
    const first = await finance('GET', `${path}/history?limit=1`);
    expect(first.body).toMatchObject({
      items: [{ version: 1, action: 'subscription.create', reason: 'signed' }],
    });
    const { next } = z.object({ next: z.string() }).parse(first.body);
    const second = await finance('GET', `${path}/history?limit=1&cursor=${next}`);
    expect(second.body).toMatchObject({ items: [{ version: 2, reason: 'asked for it' }] });
    expect(second.body).not.toHaveProperty('next');
  });

  test('lists the months that have begun, newest first, also after years without a look', async () => {
    await subscribe();
    app.clock.set('2028-03-01T12:00:00Z');
    const page = z.object({
      items: z.array(z.object({ index: z.number(), from: z.string(), to: z.string() })),
      next: z.string().optional(),
    });
    const first = page.parse((await finance('GET', `${path}/periods?limit=20`)).body);
    const rest = page.parse((await finance('GET', `${path}/periods?limit=20&cursor=${first.next}`)).body);
    const periods = [...first.items, ...rest.items];
    expect(periods.map(({ index }) => index)).toEqual(Array.from({ length: 25 }, (_, at) => 24 - at));
    for (const [at, { from }] of periods.slice(0, -1).entries()) expect(periods[at + 1]?.to).toBe(from);
    expect(rest.next).toBeUndefined();
  });

  test('is a tenant’s own to read, without what we write about it', async () => {
    await subscribe();
    await override({ change: { kind: 'flag', flag: 'beta', on: true }, reason: 'they nag' });
    const own = await app.as({ roles: ['tenant'], tenantId })('GET', path);
    expect(own.status).toBe(200);
    expect(JSON.stringify(own.body)).not.toContain('nag');
    const other = app.as({ roles: ['tenant'], tenantId: uuidv7() });
    expect(await other('GET', path)).toMatchObject({ status: 404 });
    expect(await app.as({ roles: ['tenant'], tenantId })('GET', `${path}/history`)).toMatchObject({
      status: 403,
    });
    for (const role of ['cs', 'viewer', 'onboarding'] as const) {
      expect(await app.as(role)('GET', path)).toMatchObject({ status: 200 });
      const body = { planId: 'enterprise', when: 'now' };
      expect(await app.as(role)('POST', `${path}/changes`, { body })).toMatchObject({ status: 403 });
    }
  });
});

test('charges of a period are those of the plan that was had, in shares', async () => {
  await subscribe();
  const { service } = app.app.domains.subscriptions;
  const version = bodyOf(await get()).version;
  expect(version).toBe(1);
  const period = await service.periodAt(tenantId, app.clock.now());
  if (period === undefined) throw new Error('no period');
  const charges = await service.charges(tenantId, period);
  expect(charges).toMatchObject({
    currency: 'EUR',
    recurring: [{ kind: 'base', unitPrice: '49', share: { from: 0 } }],
    minimum: { amount: '60' },
  });
});
