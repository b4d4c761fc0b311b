import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type Collection,
  type CollectionSpec,
  insertOne,
  positionOf,
  type Scalar,
  type Scan,
  type Store,
  StoreUnavailable,
  scanAll,
} from './documents.ts';

/** A kind of store that the behaviour suite runs on. */
export interface StoreUnderTest {
  /** Opens the store; several of them, where `shared`, are of several processes on the same data. */
  open(): Promise<Store>;
  /** Whether data outlives closing. */
  readonly persistent: boolean;
  /** Whether two may be open at once. */
  readonly shared: boolean;
  /** Where text is ordered by UTF-16 units, which puts what is beyond the basic plane before U+E000 to U+FFFF. */
  readonly ordersByUtf16?: boolean;
  /** Takes the server away, and gives it back. */
  readonly outage?: { begin(): Promise<void>; end(): Promise<void> };
}

const thing = z.object({
  id: z.string(),
  tenant: z.string().nullish(),
  at: z.union([z.string(), z.number()]).optional(),
  done: z.union([z.string(), z.number()]).optional(),
  note: z.string().nullish(),
  amount: z.number().optional(),
  data: z.json().optional(),
});
/** Of a view: these, and nothing else. */
const viewed = z.strictObject({
  id: z.string(),
  tenant: z.string().nullable(),
  at: z.number().nullable(),
  done: z.number().nullable(),
  note: z.string().nullable(),
  amount: z.number().nullable(),
});
const nothing = { tenant: null, at: null, done: null, note: null, amount: null };
type Thing = z.infer<typeof thing>;
type ThingIndex = 'tenant' | 'done';
type Things = Collection<Thing, ThingIndex>;

function thingsSpec(): CollectionSpec<Thing, ThingIndex> {
  return {
    name: `things_${randomUUID().replaceAll('-', '')}`,
    indexes: { tenant: ['tenant', 'at'], done: ['done'] },
    parse: value => thing.parse(value),
  };
}

/** Every scan below is also made by the plainest code there is, over all documents at once. */
function expected(all: readonly Thing[], scan: Scan<ThingIndex>): string[] {
  const { index, equals = [], from, before, after, descending, limit } = scan;
  const fields = index === undefined ? [] : ({ tenant: ['tenant', 'at'], done: ['done'] } as const)[index];
  const keyed = all.flatMap(({ id, ...document }) => {
    const key: Scalar[] = [];
    for (const field of fields) {
      const value = document[field];
      if (value === undefined || value === null) return [];
      key.push(value);
    }
    return [{ id, key: [...key, id] }];
  });
  const order = (a: readonly Scalar[], b: readonly Scalar[]) =>
    a.map((value, at) => orderOf(value, b[at] ?? '')).find(sign => sign !== 0) ?? 0;
  const kept = keyed.filter(({ key }) => {
    const next = key[equals.length] ?? '';
    return (
      equals.every((value, at) => value === key[at]) &&
      (from === undefined || (typeof from === typeof next && orderOf(next, from) >= 0)) &&
      (before === undefined || (typeof before === typeof next && orderOf(next, before) < 0)) &&
      (after === undefined || order(key.slice(equals.length), after) * (descending ? -1 : 1) > 0)
    );
  });
  kept.sort((a, b) => order(a.key, b.key) * (descending ? -1 : 1));
  return kept.slice(0, limit).map(({ id }) => id);
}

function orderOf(a: Scalar, b: Scalar): number {
  if (typeof a === 'number') return typeof b === 'number' ? Math.sign(a - b) : -1;
  return typeof b === 'number' ? 1 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** What each adapter of the store port promises, whatever is behind it. */
export function describeStore(name: string, target: StoreUnderTest): void {
  describe(`a store: ${name}`, () => {
    let store: Store;
    const spec = thingsSpec();
    let things: Things;

    beforeAll(async () => {
      store = await target.open();
    }, 60_000);
    afterAll(() => store?.close(), 60_000);

    const fresh = async (on: Store = store, as = thingsSpec()): Promise<Things> => on.collection(as);
    const ids = (found: readonly Thing[]) => found.map(({ id }) => id);

    describe('insert', () => {
      beforeAll(async () => {
        things = await fresh(store, spec);
      });

      test('answers for each document, in order, whether it was there before', async () => {
        expect(await things.insert([{ id: 'b' }, { id: 'd' }])).toEqual(['inserted', 'inserted']);
        expect(await things.insert(['a', 'b', 'c', 'd', 'e'].map(id => ({ id })))).toEqual([
          'inserted',
          'exists',
          'inserted',
          'exists',
          'inserted',
        ]);
      });

      test('keeps the first of equal ids, within a call and over calls', async () => {
        const outcomes = await things.insert([
          { id: 'twice', data: 'first' },
          { id: 'once', data: 'once' },
          { id: 'twice', data: 'second' },
        ]);
        expect(outcomes).toEqual(['inserted', 'inserted', 'exists']);
        expect(await things.insert([{ id: 'twice', data: 'third' }])).toEqual(['exists']);
        expect(await things.get('twice')).toMatchObject({ data: 'first' });
      });

      test('of nothing is nothing', async () => {
        expect(await things.insert([])).toEqual([]);
      });

      test('takes 1,000 documents in one call, the large ones too', async () => {
        const many = Array.from({ length: 1_000 }, (_, at) => ({ id: `many-${at}`, data: 'x'.repeat(at) }));
        expect(new Set(await things.insert(many))).toEqual(new Set(['inserted']));
        expect((await things.find(ids(many))).length).toBe(1_000);
        const large = { id: 'large', data: 'ä'.repeat(2_000_000) };
        expect(await insertOne(things, large)).toBe('inserted');
        expect(await things.get('large')).toEqual(large);
      }, 60_000);

      test('lets exactly one of 1,000 who insert the same id at once have it', async () => {
        const racers = Array.from({ length: 1_000 }, (_, at) => ({ id: 'race', data: at }));
        const outcomes = await Promise.all(racers.map(racer => insertOne(things, racer)));
        expect(outcomes.filter(outcome => outcome === 'inserted')).toHaveLength(1);
        expect(await things.get('race')).toEqual(racers[outcomes.indexOf('inserted')]);
      }, 60_000);

      test('lets exactly one have each id when many insert the same batches at once', async () => {
        const batch = Array.from({ length: 100 }, (_, at) => `batch-${at}`);
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, (_, turn) =>
            things.insert((turn % 2 ? batch : batch.toReversed()).map(id => ({ id, data: turn }))),
          ),
        );
        const won = outcomes.flat().filter(outcome => outcome === 'inserted');
        expect(won).toHaveLength(batch.length);
        expect(outcomes.flat().filter(outcome => outcome === 'unknown')).toEqual([]);
      }, 60_000);

      test('gives back JSON as it was given, whatever its keys and texts', async () => {
        const data = {
          'a.b': 1,
          $set: { $inc: 'x', '': null, '%2E': '%', '100%': true },
          'nul\u0000': '\u0000',
          wide: 'ä€😀',
          numbers: [0, -1, 0.1, 1e300, 5e-324, 2 ** 53 - 1, -(2 ** 31) - 1, 4294967296],
          deep: JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`),
          own: JSON.parse('{"constructor":{"prototype":1},"toString":2}'),
          empty: [{}, []],
        };
        await insertOne(things, { id: 'json', data });
        expect(await things.get('json')).toEqual({ id: 'json', data });
      });

      test('gives back whole what it keeps apart, and the same fields alone to whoever asks for them alone', async () => {
        const keptApart = { ...thingsSpec(), apart: ['note', 'amount'] as const };
        const kept = await store.collection(keptApart);
        const only = ['tenant', 'at', 'done', 'note', 'amount'] as const;
        const view = await store.collection<z.infer<typeof viewed>, ThingIndex>({
          ...keptApart,
          indexes: { tenant: ['tenant', 'at'], done: ['done'] },
          only,
          parse: value => viewed.parse(value),
        });
        const documents: Thing[] = [
          { id: 'all', tenant: 't', at: 1, note: 'ä€😀 "\\', amount: 0.1, data: { deep: [1, null] } },
          { id: 'large', tenant: 't', at: 2, amount: 2 ** 53 - 1 },
          { id: 'none', tenant: 't', at: 3 },
          { id: 'null', tenant: 't', at: 4, note: null, done: 5, data: {} },
          { id: 'nul', tenant: 't', at: 5, note: 'a\u0000b', amount: -1e300 },
          { id: 'apart', note: '', amount: 0 },
        ];
        expect(new Set(await kept.insert(documents))).toEqual(new Set(['inserted']));
        const byTime = { index: 'tenant', equals: ['t'], limit: 9 } as const;
        expect(await kept.scan(byTime)).toEqual(documents.slice(0, 5));
        expect(await kept.get('apart')).toEqual(documents.at(-1));
        const alone = documents.map(({ data: _, ...document }) => ({ ...nothing, ...document }));
        expect(await view.scan(byTime)).toEqual(alone.slice(0, 5));
        expect(await view.find(['apart', 'none'])).toEqual(
          expect.arrayContaining([alone.at(-1), alone.find(({ id }) => id === 'none')]),
        );
        const changed = { id: 'all', tenant: 't', at: 1, data: 'other' };
        await kept.replace(changed);
        expect(await kept.get('all')).toEqual(changed);
        expect(await view.get('all')).toEqual({ ...nothing, id: 'all', tenant: 't', at: 1 });
      });

      test('tells ids apart by their exact text', async () => {
        const different = [
          'id',
          'ID',
          'id ',
          ' id',
          'id\u0000',
          'íd',
          'i\u0301d',
          '$id',
          'i.d',
          'i/d',
          '1',
          '01',
        ];
        const outcomes = await things.insert(different.map(id => ({ id: `exact ${id}`, data: id })));
        expect(new Set(outcomes)).toEqual(new Set(['inserted']));
        for (const id of different) expect(await things.get(`exact ${id}`)).toMatchObject({ data: id });
      });

      test.each([
        ['an id that UTF-8 cannot say', { id: 'broken \ud800' }],
        ['an indexed field that UTF-8 cannot say', { id: 'b1', done: '\udc00' }],
        ['an indexed field that is no finite number', { id: 'b2', done: Number.NaN }],
        ['the first field of an index without the second', { id: 'b3', tenant: 't' }],
      ])('refuses %s, and with it the whole call', async (_, broken) => {
        await expect(things.insert([{ id: 'sound' }, broken])).rejects.toThrow(TypeError);
        await expect(things.replace(broken)).rejects.toThrow(TypeError);
        expect(await things.find(['sound', broken.id])).toEqual([]);
      });
    });

    describe('get, find, replace and remove', () => {
      beforeAll(async () => {
        things = await fresh();
        await things.insert([{ id: 'a', done: '1' }, { id: 'b', done: '2' }, { id: 'c' }]);
      });

      test('what is not there is undefined, or left out', async () => {
        expect(await things.get('z')).toBeUndefined();
        expect(ids(await things.find(['z', 'a', 'c', 'a'])).toSorted()).toEqual(['a', 'c']);
        expect(await things.find([])).toEqual([]);
      });

      test('a replaced document is the new one alone, also in the indexes', async () => {
        await things.replace({ id: 'a', data: 'new' });
        await things.replace({ id: 'c', done: '3' });
        await things.replace({ id: 'd', done: '0' });
        expect(await things.get('a')).toEqual({ id: 'a', data: 'new' });
        expect(ids(await things.scan({ index: 'done', limit: 9 }))).toEqual(['d', 'b', 'c']);
      });

      test('replacing by many at once leaves one of them', async () => {
        await Promise.all(
          Array.from({ length: 100 }, (_, at) => things.replace({ id: 'raced', done: 'x', data: at })),
        );
        expect(await things.scan({ index: 'done', equals: ['x'], limit: 9 })).toHaveLength(1);
      });

      test('what is removed is gone, also from the indexes, and may be inserted again', async () => {
        await things.insert([{ id: 'gone', done: '9' }]);
        await things.remove(['gone', 'never there']);
        await things.remove([]);
        expect(await things.get('gone')).toBeUndefined();
        expect(await things.scan({ index: 'done', equals: ['9'], limit: 9 })).toEqual([]);
        expect(await things.insert([{ id: 'gone' }])).toEqual(['inserted']);
      });

      test('what is read back and is no such document is refused', async () => {
        const mistaken = await store.collection({ ...things.spec, parse: () => thing.parse({}) });
        await expect(mistaken.get('b')).rejects.toThrow(z.ZodError);
      });
    });

    describe('scan', () => {
      // Two of each value, so that the id decides; numbers and text mixed; text of one to four bytes a character.
      const texts = ['', ' ', '0', '10', '9', 'A', 'B', 'a', 'z', '~', 'é', 'ß', 'ж', '中', '豈', 'e\u0301'];
      const values: Scalar[] = [...texts, -1e9, -1, -0.5, 0, 0.5, 1, 2, 9, 10, 4294967296, 1e300];
      const rows: Thing[] = [
        ...values.flatMap((at, number) => [
          { id: `x${number}`, tenant: 't1', at },
          { id: `y${number}`, tenant: 't1', at, done: at },
        ]),
        ...['中', 'b', 'B', 'bb', 'c', 'é'].map(id => ({ id, tenant: 't2', at: 5 })),
        { id: 'no tenant', tenant: null, at: 1 },
        { id: 'no field at all' },
        { id: 'only done', done: 'd' },
      ];
      beforeAll(async () => {
        things = await fresh();
        await things.insert(rows);
      }, 60_000);

      const scans: Omit<Scan<ThingIndex>, 'limit'>[] = [
        {},
        { from: 'b' },
        { before: 'b' },
        { from: 'B', before: 'x2' },
        { after: ['b'] },
        { index: 'done' },
        { index: 'done', from: 1 },
        { index: 'done', before: 1 },
        { index: 'done', from: '10' },
        { index: 'done', before: 'é' },
        { index: 'done', from: '', before: 'z' },
        { index: 'done', from: -1, before: 10 },
        { index: 'done', equals: ['é'] },
        { index: 'done', equals: [9] },
        { index: 'done', equals: ['9'] },
        { index: 'tenant' },
        { index: 'tenant', from: 't1', before: 't2' },
        { index: 'tenant', equals: ['t1'] },
        { index: 'tenant', equals: ['t1'], from: 'a' },
        { index: 'tenant', equals: ['t1'], from: 0 },
        { index: 'tenant', equals: ['t1'], before: '中' },
        { index: 'tenant', equals: ['t1'], before: 0 },
        { index: 'tenant', equals: ['t2'], from: 5, before: 5.5 },
        { index: 'tenant', equals: ['t2', 5] },
        { index: 'tenant', equals: ['t2', 5], from: 'b', before: 'é' },
        { index: 'tenant', equals: ['t3'] },
      ];
      const forms = scans.flatMap(scan => [scan, { ...scan, descending: true }]);

      test.each(forms)('%j is exact and in order', async scan => {
        for (const limit of [0, 1, 7, 1_000]) {
          expect(ids(await things.scan({ ...scan, limit }))).toEqual(expected(rows, { ...scan, limit }));
        }
      });

      test.each(forms.filter(scan => !('after' in scan)))(
        '%j goes on behind each of its documents',
        async scan => {
          const all = await things.scan({ ...scan, limit: 1_000 });
          for (const at of [0, 1, Math.floor(all.length / 2), all.length - 2, all.length - 1]) {
            const document = all[at];
            if (document === undefined) continue;
            const after = positionOf(document, things.spec, scan.index, scan.equals?.length);
            expect(ids(await things.scan({ ...scan, after, limit: 9 }))).toEqual(
              ids(all.slice(at + 1, at + 10)),
            );
          }
        },
      );

      test.skipIf(target.ordersByUtf16)(
        'characters beyond the basic plane come last, as their bytes do',
        async () => {
          const wide = await fresh();
          await wide.insert(['\uffee', '😀', '\ue000', '\ud7ff'].map(id => ({ id, done: id })));
          const order = ['\ud7ff', '\ue000', '\uffee', '😀'];
          expect(ids(await wide.scan({ limit: 9 }))).toEqual(order);
          expect(ids(await wide.scan({ index: 'done', limit: 9 }))).toEqual(order);
          expect(ids(await wide.scan({ index: 'done', after: ['\uffee', '\uffee'], limit: 9 }))).toEqual([
            '😀',
          ]);
        },
      );

      test.each<Scan<ThingIndex>>([
        { index: 'done', equals: ['a', 'b'], limit: 1 },
        { equals: ['a'], limit: 1 },
        { index: 'tenant', equals: ['t1'], after: ['x'], limit: 1 },
        { after: [], limit: 1 },
        { limit: -1 },
        { limit: 1.5 },
      ])('%j is refused', async scan => {
        await expect(things.scan(scan)).rejects.toThrow(TypeError);
      });

      test('pages through everything once, while others insert', async () => {
        const paged = await fresh();
        const row = (at: number) => ({ id: String(at).padStart(6, '0'), tenant: 't', at: at % 7 });
        const stable = Array.from({ length: 400 }, (_, at) => row(at * 10));
        await paged.insert(stable);
        const met: string[] = [];
        let next = 1;
        for await (const { id } of scanAll(paged, { index: 'tenant', equals: ['t'] }, 17)) {
          met.push(id);
          if (met.length % 5 === 0) await paged.insert([row(next++ * 10 + 3)]);
        }
        expect(new Set(met).size).toBe(met.length);
        expect(stable.filter(({ id }) => !met.includes(id))).toEqual([]);
        const inOrder = await paged.scan({ index: 'tenant', equals: ['t'], limit: 10_000 });
        expect(met).toEqual(ids(inOrder).filter(id => met.includes(id)));
      }, 60_000);

      test('meets what is inserted behind the present page', async () => {
        const paged = await fresh();
        await paged.insert(Array.from({ length: 10 }, (_, at) => ({ id: `a${at}` })));
        const met: string[] = [];
        for await (const { id } of scanAll(paged, {}, 5)) {
          met.push(id);
          if (id === 'a2') await paged.insert([{ id: 'b' }, { id: 'A' }]);
        }
        expect(met.at(-1)).toBe('b');
        expect(met).not.toContain('A');
      });
    });

    test('says that it takes writes', async () => {
      await store.check();
    });

    test('a collection may be asked for twice, and at once', async () => {
      const same = thingsSpec();
      const [one, two] = await Promise.all([fresh(store, same), fresh(store, same)]);
      await one.insert([{ id: 'a' }]);
      expect(await two.get('a')).toEqual({ id: 'a' });
    });

    test('an index that comes later holds what was there before', async () => {
      const before = { ...thingsSpec(), indexes: {} };
      const plain: Collection<Thing> = await store.collection(before);
      await plain.insert([
        { id: 'a', tenant: 't', at: 2 },
        { id: 'b', tenant: 't', at: 'x' },
        { id: 'c', done: 'd' },
      ]);
      const later = await store.collection({ ...thingsSpec(), name: before.name });
      await later.insert([{ id: 'd', tenant: 't', at: 1 }]);
      expect(ids(await later.scan({ index: 'tenant', limit: 9 }))).toEqual(['d', 'a', 'b']);
      expect(ids(await later.scan({ index: 'done', limit: 9 }))).toEqual(['c']);
    });

    test.runIf(target.persistent)(
      'what was answered as inserted is there after closing and opening',
      async () => {
        const kept = thingsSpec();
        const before = await target.open().catch(async () => {
          await store.close();
          store = await target.open();
          return store;
        });
        const written = await fresh(before, kept);
        const rows = Array.from({ length: 50 }, (_, at) => ({ id: `k${at}`, tenant: 't', at, done: 'no' }));
        await written.insert(rows);
        await written.replace({ id: 'k1', done: 'yes' });
        await written.remove(['k2']);
        await before.close();
        await expect(written.get('k1')).rejects.toThrow(StoreUnavailable);
        const after = await target.open();
        if (before === store) store = after;
        const read = await fresh(after, kept);
        expect(await read.get('k1')).toEqual({ id: 'k1', done: 'yes' });
        expect(await read.scan({ index: 'tenant', equals: ['t'], limit: 100 })).toHaveLength(48);
        if (after !== store) await after.close();
      },
    );

    describe.runIf(target.shared)('two processes', () => {
      let other: Store;
      beforeAll(async () => {
        other = await target.open();
      }, 60_000);
      afterAll(() => other?.close());

      test('make a collection at once, and race for 500 ids of which each has one winner', async () => {
        const shared = thingsSpec();
        const [one, two] = await Promise.all([fresh(store, shared), fresh(other, shared)]);
        const all = Array.from({ length: 500 }, (_, at) => `id-${at}`);
        const race = (who: Things, name: string) =>
          Promise.all(all.map(id => insertOne(who, { id, data: name })));
        const [first, second] = await Promise.all([race(one, 'one'), race(two, 'two')]);
        const winners = all.map((_, at) => (first[at] === 'inserted' ? 'one' : 'two'));
        all.forEach(
          (_, at) => void expect([first[at], second[at]].toSorted()).toEqual(['exists', 'inserted']),
        );
        const stored = new Map((await two.find(all)).map(({ id, data }) => [id, data]));
        expect(all.map(id => stored.get(id))).toEqual(winners);
      }, 60_000);

      test('see at once what the other was answered as stored', async () => {
        const shared = thingsSpec();
        const [one, two] = await Promise.all([fresh(store, shared), fresh(other, shared)]);
        for (let at = 0; at < 50; at++) {
          await one.insert([{ id: `s${at}`, done: at }]);
          expect(await two.get(`s${at}`)).toEqual({ id: `s${at}`, done: at });
          expect(await two.scan({ index: 'done', equals: [at], limit: 2 })).toHaveLength(1);
        }
      }, 60_000);
    });

    const outage = target.outage;
    test.runIf(outage)(
      'a server that goes away makes the store unavailable, and one that returns mends it',
      async () => {
        const cut = await fresh();
        await cut.insert([{ id: 'before' }]);
        await outage?.begin();
        const attempts = [
          cut.get('before'),
          cut.scan({ limit: 1 }),
          cut.replace({ id: 'during' }),
          cut.remove(['before']),
          store.check(),
        ];
        for (const outcome of await Promise.allSettled(attempts))
          expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } });
        // Not known, or known not to be: never said to be stored.
        const inserted = await cut.insert([{ id: 'during' }]).catch((error: unknown) => error);
        if (Array.isArray(inserted)) expect(inserted).toEqual(['unknown']);
        else expect(inserted).toBeInstanceOf(StoreUnavailable);
        await outage?.end();
        await expect
          .poll(() => store.check().then(() => 'takes writes'), { timeout: 20_000 })
          .toBe('takes writes');
        expect(await cut.get('before')).toEqual({ id: 'before' });
        expect(await cut.insert([{ id: 'after' }])).toEqual(['inserted']);
      },
      90_000,
    );
  });
}
