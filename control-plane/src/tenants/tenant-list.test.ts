import { tenantPageSchema } from '@tenantry/contracts/commercial/tenant';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FakeClock, startTestApp } from '../app.test-support.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { comparePlaces, placeOf } from './sorted-heads.ts';
import { type TenantHead, tenantHeadsSpec } from './tenant-heads.ts';
import { TenantRoll } from './tenant-roll.ts';
import { registered } from './tenants.test-support.ts';

function head(n: number, rest: Partial<TenantHead> = {}): TenantHead {
  const at = new Date(1_700_000_000_000 + n * 1000).toISOString();
  return {
    id: `018bcfe5-6800-7000-8000-${String(n).padStart(12, '0')}`,
    slug: `slug-${n}`,
    displayName: `Tenant ${n % 97}`,
    tags: n % 10 === 0 ? ['tenth'] : [],
    accountOwner: `owner-${n % 7}`,
    cluster: 'default',
    region: 'local',
    origin: 'api',
    phase: 'live',
    suspensions: [],
    plan:
      n % 3 === 0 ? { status: 'unassigned' } : { status: 'assigned', planId: 'pro', version: 1, tier: 'pro' },
    createdAt: at,
    updatedAt: at,
    version: 1,
    writtenAt: at,
    ...rest,
  };
}

const rollOf = async (heads: readonly TenantHead[]) => {
  const roll = new TenantRoll(await new MemoryStore().collection(tenantHeadsSpec), new FakeClock());
  for (const one of heads) roll.take(one);
  return roll;
};

test('pages put together are the whole list, each tenant once, in every order', async () => {
  await using app = await startTestApp();
  for (let n = 0; n < 300; n++) app.app.domains.tenants.roll.take(head(n));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('name', '-name', 'slug', '-createdAt', 'renewalDate'),
      fc.integer({ min: 1, max: 200 }),
      fc.constantFrom('', '&tag=tenth', '&owner=owner-3', '&plan=unassigned', '&q=tenant%2012'),
      async (sort, limit, filter) => {
        const ids: string[] = [];
        let total = 0;
        for (let cursor: string | undefined = ''; cursor !== undefined; ) {
          const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
          const reply = await app.as('viewer')(
            'GET',
            `/v1/tenants?sort=${sort}&limit=${limit}${filter}${after}`,
          );
          const page = tenantPageSchema.parse(reply.body);
          ids.push(...page.items.map(({ tenantId }) => tenantId));
          total = page.total;
          cursor = page.next;
        }
        expect(ids).toHaveLength(total);
        expect(new Set(ids).size).toBe(total);
      },
    ),
    { numRuns: 20 },
  );
});

test('a cursor of another filter or order, or a made-up one, is refused', async () => {
  await using app = await startTestApp();
  for (const slug of ['a', 'b']) await registered(app, { slug });
  const list = (query: string) => app.as('viewer')('GET', `/v1/tenants?limit=1${query}`);
  const { next } = tenantPageSchema.parse((await list('')).body);
  expect(await list(`&cursor=${next}`)).toMatchObject({ status: 200 });
  for (const query of [`&cursor=${next}&tag=x`, `&cursor=${next}&sort=-name`, '&cursor=e30', '&cursor=%00']) {
    expect(await list(query)).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
  }
});

test.each(['limit=0', 'limit=201', 'limit=x', 'sort=color', 'state=odd', 'tag[$ne]=x', 'tag=a&tag=b', 'x=1'])(
  'a query with %s is refused',
  async query => {
    await using app = await startTestApp();
    expect(await app.as('viewer')('GET', `/v1/tenants?${query}`)).toMatchObject({ status: 400 });
  },
);

test('deleted tenants are shown only when asked for, refused ones never', async () => {
  const roll = await rollOf([head(1), head(2, { phase: 'deleted' }), head(3, { phase: 'refused' })]);
  const idsOf = (filter: Parameters<TenantRoll['page']>[0]) =>
    roll.page(filter, { sort: 'name', limit: 10 }).items.map(({ id }) => id);
  expect(idsOf({})).toEqual([head(1).id]);
  expect(idsOf({ state: 'deleted' })).toEqual([head(2).id]);
});

test('an order that is kept while tenants change is the order of a fresh sort', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ n: fc.nat(20), displayName: fc.string({ maxLength: 3 }) }), { maxLength: 60 }),
      async changes => {
        const roll = await rollOf([]);
        const namesOf = (one: TenantRoll) =>
          one.page({}, { sort: 'name', limit: 100 }).items.map(({ id }) => id);
        namesOf(roll);
        const last = new Map<number, TenantHead>();
        changes.forEach(({ n, displayName }, version) => {
          const changed = head(n, { displayName, version });
          last.set(n, changed);
          roll.take(changed);
        });
        expect(namesOf(roll)).toEqual(namesOf(await rollOf([...last.values()])));
      },
    ),
  );
});

test('a page holds what stands behind a place, whether a tenant stands there or not', async () => {
  const place = fc.record({ name: fc.constantFrom('', 'a', 'b', 'c'), n: fc.nat(8) });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(place, { selector: ({ n }) => n }),
      place,
      fc.boolean(),
      async (places, from, down) => {
        const heads = places.map(({ name, n }) => head(n, { displayName: name }));
        const roll = await rollOf(heads);
        const after = placeOf(head(from.n, { displayName: from.name }), 'name');
        const { items, total } = roll.page({}, { sort: down ? '-name' : 'name', limit: 100, after });
        const behind = heads
          .map(one => placeOf(one, 'name'))
          .filter(one => (down ? comparePlaces(one, after) < 0 : comparePlaces(one, after) > 0))
          .sort((a, b) => (down ? comparePlaces(b, a) : comparePlaces(a, b)));
        expect(items.map(({ id }) => id)).toEqual(behind.map(([, id]) => id));
        expect(total).toBe(heads.length);
      },
    ),
  );
});

test('a list that was asked for before shows a change at once, and the end of a suspension when it comes', async () => {
  const clock = new FakeClock();
  const roll = new TenantRoll(await new MemoryStore().collection(tenantHeadsSpec), clock);
  const suspended = () =>
    roll.page({ state: 'suspended' }, { sort: 'name', limit: 9 }).items.map(({ id }) => id);
  roll.take(head(1));
  expect(suspended()).toEqual([]);
  roll.take(head(1, { version: 2, suspensions: [{ by: 'billing', until: '2026-03-01T13:00:00.000Z' }] }));
  expect(suspended()).toEqual([head(1).id]);
  clock.set('2026-03-01T12:59:59Z');
  expect(suspended()).toEqual([head(1).id]);
  clock.set('2026-03-01T13:00:00Z');
  expect(suspended()).toEqual([]);
});

test('10,000 tenants are searched in a moment', async () => {
  const roll = await rollOf(Array.from({ length: 10_000 }, (_, n) => head(n)));
  const times = Array.from({ length: 20 }, () => {
    const began = performance.now();
    roll.page({ q: 'tenant 5', plan: 'pro' }, { sort: '-name', limit: 50 });
    roll.take(head(1, { version: 2, displayName: `changed at ${began}` }));
    return performance.now() - began;
  }).sort((a, b) => a - b);
  // Aimed at 50 ms (measured by the bench); here only that it does not grow out of hand, on a machine that does more.
  expect(times[10]).toBeLessThan(250);
});

test('what another replica wrote is seen at the next refresh, and older news change nothing', async () => {
  const store = new MemoryStore();
  const heads = await store.collection(tenantHeadsSpec);
  const roll = new TenantRoll(heads, new FakeClock());
  await heads.replace(head(1, { version: 3, displayName: 'new' }));
  await roll.refresh();
  roll.take(head(1, { version: 2, displayName: 'old' }));
  expect(roll.get(head(1).id)?.displayName).toBe('new');
  await heads.replace(head(2, { writtenAt: head(1).writtenAt }));
  await roll.refresh();
  expect(roll.get(head(2).id)).toBeDefined();
});

test('a slug leads to the tenant that has it, and not to one that was refused it', async () => {
  const roll = await rollOf([
    head(1, { slug: 'x' }),
    head(2, { slug: 'x', phase: 'registering' }),
    head(3, { slug: 'x', phase: 'refused' }),
  ]);
  expect(roll.bySlug('x')?.id).toBe(head(1).id);
});
