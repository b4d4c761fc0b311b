import { aPlanSpec } from '@tenantry/contracts/commercial/plan.test-support';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { readShippedPlans } from './shipped-plans.ts';

let app: TestApp;
let finance: ReturnType<TestApp['as']>;
beforeEach(async () => {
  app = await startTestApp();
  finance = app.as('finance');
});
afterEach(() => app[Symbol.asyncDispose]());

const spec = aPlanSpec();
const newPlan = (planId = 'team') => finance('POST', '/v1/plans', { body: { planId, spec } });
const itemsOf = (body: unknown) =>
  z.object({ items: z.array(z.looseObject({ planId: z.string() })) }).parse(body).items;
const offered = async () => itemsOf((await finance('GET', '/v1/catalogue')).body).map(({ planId }) => planId);

describe('shipped plans', () => {
  test('are valid, and published on the first start', async () => {
    const shipped = await readShippedPlans();
    expect(shipped.map(({ plan, spec: { tier } }) => [plan, tier])).toEqual([
      ['community', 'community'],
      ['enterprise', 'enterprise'],
      ['pro', 'pro'],
    ]);
    expect(await offered()).toEqual(['community', 'enterprise', 'pro']);
    const pro = await finance('GET', '/v1/plans/pro/versions/1');
    expect(pro.body).toMatchObject({ status: 'published', shipped: true, spec: { displayName: 'Pro' } });
  });

  test('are left alone by every later start, also where they are not sold any more', async () => {
    const store = new MemoryStore();
    await using first = await startTestApp({ store });
    await first.as('admin')('POST', '/v1/plans/pro/versions/1/archive');
    const before = await first.as('admin')('GET', '/v1/plans/pro/versions/1');
    await using again = await startTestApp({ store });
    const after = await again.as('admin')('GET', '/v1/plans/pro/versions/1');
    expect(after.body).toEqual(before.body);
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
  });

  test('are published once by two replicas that start together', async () => {
    const store = new MemoryStore();
    const apps = await Promise.all([startTestApp({ store }), startTestApp({ store })]);
    const pro = await apps[1].as('admin')('GET', '/v1/plans/pro/versions/1');
    expect(pro.headers.get('etag')).toBe('"v1"');
    await Promise.all(apps.map(one => one[Symbol.asyncDispose]()));
  });
});

describe('a plan', () => {
  test('begins as a draft, which changes until it is published and never after', async () => {
    const made = await newPlan();
    expect(made).toMatchObject({ status: 201, body: { planId: 'team', version: 1, status: 'draft' } });
    expect(made.headers.get('location')).toBe('/v1/plans/team/versions/1');
    const path = '/v1/plans/team/versions/1';
    const cheaper = { ...spec, description: 'Cheaper' };
    const put = (tag: string) =>
      finance('PUT', path, { body: { spec: cheaper }, headers: { 'if-match': tag } });
    expect(await put('"v9"')).toMatchObject({ status: 412, body: { code: 'precondition_failed' } });
    expect(await finance('PUT', path, { body: { spec: cheaper } })).toMatchObject({ status: 428 });
    expect(await put('"v1"')).toMatchObject({ status: 200, body: { spec: { description: 'Cheaper' } } });
    expect(await offered()).not.toContain('team');
    expect(await finance('POST', `${path}/publish`)).toMatchObject({
      status: 200,
      body: { status: 'published', publishedAt: '2026-03-01T12:00:00.000Z' },
    });
    expect(await put('"v3"')).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await put('*')).toMatchObject({ status: 409 });
    expect(await offered()).toContain('team');
  });

  test('has one draft at a time, that begins as a copy', async () => {
    const draft = await finance('POST', '/v1/plans/pro/versions', { body: {} });
    expect(draft).toMatchObject({
      status: 201,
      body: { version: 2, status: 'draft', spec: { tier: 'pro' } },
    });
    expect(await finance('POST', '/v1/plans/pro/versions', { body: {} })).toMatchObject({ status: 409 });
    expect(await finance('GET', '/v1/plans/pro')).toMatchObject({
      body: {
        status: 'published',
        currentVersion: 1,
        draftVersion: 2,
        versions: [
          { version: 2, status: 'draft' },
          { version: 1, status: 'published' },
        ],
      },
    });
  });

  test('is made once by concurrent requests, and its key is never given to another', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => newPlan()));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array(19).fill(409)]);
    await finance('POST', '/v1/plans/team/versions/1/archive');
    expect(await newPlan()).toMatchObject({ status: 409, body: { code: 'already_exists' } });
  });

  test('is published once, and may be told so again', async () => {
    await newPlan();
    const publish = () => finance('POST', '/v1/plans/team/versions/1/publish');
    const replies = await Promise.all(Array.from({ length: 10 }, publish));
    expect(replies.every(({ status }) => status === 200)).toBe(true);
    expect(new Set(replies.map(({ headers }) => headers.get('etag')))).toEqual(new Set(['"v2"']));
    await finance('POST', '/v1/plans/team/versions/1/archive');
    expect(await publish()).toMatchObject({ status: 409 });
  });

  test('is listed page by page', async () => {
    const first = await finance('GET', '/v1/plans?limit=2');
    expect(itemsOf(first.body).map(({ planId }) => planId)).toEqual(['community', 'enterprise']);
    const { next } = z.object({ next: z.string() }).parse(first.body);
    const second = await finance('GET', `/v1/plans?limit=2&cursor=${next}`);
    expect(itemsOf(second.body).map(({ planId }) => planId)).toEqual(['pro']);
    expect(second.body).not.toHaveProperty('next');
    expect(await finance('GET', '/v1/plans?cursor=x')).toMatchObject({
      status: 400,
      body: { code: 'invalid_cursor' },
    });
  });

  test.each([
    ['a key that is none', { planId: 'No Key', spec }, '/planId'],
    [
      'a price that is none',
      { planId: 'x', spec: { ...spec, prices: [{ interval: 'month', currency: 'EUR', amount: '1e9' }] } },
      '/spec/prices/0/amount',
    ],
    [
      'a flag that is none',
      { planId: 'x', spec: { ...spec, featureFlags: { 'Bad Flag': true } } },
      '/spec/featureFlags/Bad Flag',
    ],
    ['a field nobody knows', { planId: 'x', spec, extra: 1 }, ''],
  ])('with %s is refused with the field', async (_what, body, field) => {
    const reply = await finance('POST', '/v1/plans', { body });
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(
      z.object({ errors: z.array(z.object({ field: z.string() })) }).parse(reply.body).errors[0]?.field,
    ).toBe(field);
  });

  test.each(['/v1/plans/nothing', '/v1/plans/pro/versions/7', '/v1/plans/pro/versions/x', '/v1/plans/%00'])(
    '%s is not found',
    async path => {
      expect(await finance('GET', path)).toMatchObject({ status: 404 });
    },
  );

  test('is changed by admin and finance, and read by those who work with customers', async () => {
    for (const role of ['cs', 'viewer', 'onboarding'] as const) {
      expect(await app.as(role)('GET', '/v1/plans/pro')).toMatchObject({ status: 200 });
      expect(await app.as(role)('POST', '/v1/plans', { body: { planId: 'x', spec } })).toMatchObject({
        status: 403,
      });
    }
    expect(await app.as({ roles: ['tenant'], tenantId: 't' })('GET', '/v1/plans')).toMatchObject({
      status: 403,
    });
  });
});

describe('the catalogue', () => {
  const settings = (body: object, tag = '*') =>
    finance('PUT', '/v1/settings', { body, headers: { 'if-match': tag } });

  test('offers the newest published version, or the one that settings name, in their order', async () => {
    await finance('POST', '/v1/plans/pro/versions', { body: { spec: { ...spec, displayName: 'Pro 2' } } });
    await finance('POST', '/v1/plans/pro/versions/2/publish');
    const versions = async () =>
      itemsOf((await finance('GET', '/v1/catalogue')).body).map(
        ({ planId, version }) => `${planId}@${version}`,
      );
    expect(await versions()).toEqual(['community@1', 'enterprise@1', 'pro@2']);
    const set = await settings({
      defaultPlanId: 'pro',
      planSelection: [
        { planId: 'pro', version: 1 },
        { planId: 'enterprise', offered: false, reason: 'sold by hand' },
      ],
    });
    expect(set).toMatchObject({ status: 200, body: { store: { kind: 'memory' } } });
    expect(await versions()).toEqual(['pro@1', 'community@1']);
  });

  test('is not set to what is not published', async () => {
    await newPlan();
    const refused = (field: string) => ({
      status: 422,
      body: { code: 'invalid_state', errors: [{ field }] },
    });
    expect(await settings({ defaultPlanId: 'team' })).toMatchObject(refused('/defaultPlanId'));
    expect(await settings({ defaultPlanId: 'nothing' })).toMatchObject(refused('/defaultPlanId'));
    expect(
      await settings({ defaultPlanId: 'pro', planSelection: [{ planId: 'pro', version: 9 }] }),
    ).toMatchObject(refused('/planSelection/0'));
    expect(
      await settings({ defaultPlanId: 'pro', planSelection: [{ planId: 'pro', offered: false }] }),
    ).toMatchObject(refused('/defaultPlanId'));
  });

  test('is set by one of two who read the same version', async () => {
    const read = await finance('GET', '/v1/settings');
    expect(read.headers.get('etag')).toBe('"v0"');
    const both = await Promise.all([
      settings({ defaultPlanId: 'pro' }, '"v0"'),
      settings({ defaultPlanId: 'enterprise' }, '"v0"'),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect(await settings({ defaultPlanId: 'community' }, '"v1"')).toMatchObject({ status: 200 });
  });
});

test('plans are compared side by side, and what differs is marked', async () => {
  const reply = await finance('GET', '/v1/catalogue/comparison?plans=community,pro@1');
  const { rows } = z
    .object({
      rows: z.array(
        z.object({ group: z.string(), item: z.string(), values: z.array(z.unknown()), differs: z.boolean() }),
      ),
    })
    .parse(reply.body);
  const row = (group: string, item: string) => rows.find(one => one.group === group && one.item === item);
  expect(row('price', 'month EUR')).toMatchObject({ values: ['0', '49'], differs: true });
  expect(row('price', 'year EUR')).toMatchObject({ values: [null, '490'] });
  expect(row('allowance', 'timeline')).toMatchObject({ values: ['100 hard', '10000 grace 20 %'] });
  expect(row('flag', 'bulk-export')).toMatchObject({ values: ['false', 'false'], differs: false });
  expect(await finance('GET', '/v1/catalogue/comparison?plans=pro')).toMatchObject({ status: 400 });
  expect(await finance('GET', '/v1/catalogue/comparison?plans=pro,nothing')).toMatchObject({ status: 404 });
});
