import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerOf, aRow } from '../../../shared/tenants/rows.test-support.ts';
import { changesBetween, folded, type TenantRow, withAnswer } from '../../../shared/tenants/rows.ts';
import { csvOf } from '../../../shared/ui/csv.ts';
import { COLUMN_KEYS, columnsNamed } from './columns.ts';
import { csvTable } from './csv-table.ts';
import { EMPTY_FILTER, filterRows, type TenantFilter } from './filter-rows.ts';
import { pressedSort, sortedAgain, sortIn, sortTenants, sortText } from './sort-rows.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const names = (rows: readonly TenantRow[]) => rows.map(({ displayName }) => displayName);
const filtered = (rows: readonly TenantRow[], filter: Partial<TenantFilter>) =>
  names(filterRows(rows, { ...EMPTY_FILTER, ...filter }, NOW));

test('a search finds name, slug and id, whatever their accents and capitals, and every word of it', () => {
  const rows = [
    aRow({ displayName: 'Müller Straße', slug: 'mueller', tenantId: 'aaaa-1' }),
    aRow({ displayName: 'Zoë & Søn', slug: 'zoe', tenantId: 'bbbb-2' }),
  ];
  for (const search of ['muller', 'MÜLLER strasse', 'mueller', 'aaaa'])
    expect(filtered(rows, { search })).toEqual(['Müller Straße']);
  expect(filtered(rows, { search: 'soN zoe' })).toEqual(['Zoë & Søn']);
  expect(filtered(rows, { search: 'muller zoe' })).toEqual([]);
  expect(folded('Ångström')).toBe('angstrom');
});

test('of one filter any word is enough, of several filters each is asked for', () => {
  const rows = [
    aRow({ displayName: 'a', state: 'active', planId: 'pro', owner: 'Dana' }),
    aRow({ displayName: 'b', state: 'suspended', planId: null, owner: null }),
    aRow({ displayName: 'c', state: 'suspended', planId: 'pro', owner: 'Dana' }),
  ];
  expect(filtered(rows, { states: ['active', 'suspended'] })).toEqual(['a', 'b', 'c']);
  expect(filtered(rows, { states: ['suspended'], plans: ['pro'] })).toEqual(['c']);
  expect(filtered(rows, { plans: ['-'] })).toEqual(['b']);
  expect(filtered(rows, { owners: ['-', 'Dana'], states: ['active'] })).toEqual(['a']);
});

test('renewals, allowances, alerts and falls are filtered by what is known, and what is not known is none', () => {
  const rows = [
    aRow({
      displayName: 'soon',
      renewal: '2026-03-20',
      allowancePercent: 120,
      alertLevel: 'alarm',
      alerts: 2,
    }),
    aRow({ displayName: 'past', renewal: '2026-02-01', allowancePercent: 100, healthChange30: -12 }),
    aRow({ displayName: 'later', renewal: '2026-09-01', alertLevel: 'info', alerts: 1, healthChange30: 12 }),
    aRow({ displayName: 'unknown' }),
  ];
  expect(filtered(rows, { renewsIn: 30 })).toEqual(['soon', 'past']);
  expect(filtered(rows, { usedFrom: 100 })).toEqual(['soon', 'past']);
  expect(filtered(rows, { alerts: ['any'] })).toEqual(['soon', 'later']);
  expect(filtered(rows, { alerts: ['-'] })).toEqual(['past', 'unknown']);
  expect(filtered(rows, { fellBy: 10 })).toEqual(['past']);
});

test('an order goes by several columns, what is not known stands last either way, and equal ones stand by name', () => {
  const rows = [
    aRow({ displayName: 'b10', owner: 'Eli', healthScore: 50 }),
    aRow({ displayName: 'b9', owner: 'Dana', healthScore: 50 }),
    aRow({ displayName: 'a', owner: null, healthScore: null }),
    aRow({ displayName: 'c', owner: 'Dana', healthScore: 90 }),
  ];
  expect(names(sortTenants(rows, sortIn('health')))).toEqual(['b9', 'b10', 'c', 'a']);
  expect(names(sortTenants(rows, sortIn('-health')))).toEqual(['c', 'b9', 'b10', 'a']);
  expect(names(sortTenants(rows, sortIn('owner,-health')))).toEqual(['c', 'b9', 'b10', 'a']);
  expect(names(sortTenants(rows, []))).toEqual(['a', 'b9', 'b10', 'c']);
});

test('rows that change are put where a sort of all would put them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ n: fc.nat(12), score: fc.option(fc.nat(5)), gone: fc.boolean() }), {
        maxLength: 30,
      }),
      fc.constantFrom('', 'health', '-health', 'owner,-health'),
      (changes, order) => {
        const keys = sortIn(order);
        const rows = new Map(
          Array.from({ length: 10 }, (_, n) => [n, aRow({ tenantId: `t${n}`, displayName: `n${n % 4}` })]),
        );
        let sorted = sortTenants([...rows.values()], keys);
        for (const { n, score, gone } of changes) {
          if (gone) rows.delete(n);
          else rows.set(n, aRow({ tenantId: `t${n}`, displayName: `n${n % 4}`, healthScore: score }));
          sorted = sortedAgain(sorted, [...rows.values()], keys);
          expect(sorted).toEqual(sortTenants([...rows.values()], keys));
        }
      },
    ),
  );
});

test('money is compared as whole numbers, past what a float can tell apart', () => {
  const rows = [
    aRow({ displayName: 'less', monthlyMinor: '9007199254740992' }),
    aRow({ displayName: 'more', monthlyMinor: '9007199254740993' }),
    aRow({ displayName: 'none', monthlyMinor: null }),
  ];
  expect(names(sortTenants(rows, sortIn('-monthly')))).toEqual(['more', 'less', 'none']);
});

test('a title is pressed up, down and off; with shift it is one more', () => {
  const up = pressedSort([], 'owner', false);
  const down = pressedSort(up, 'owner', false);
  expect([sortText(up), sortText(down), sortText(pressedSort(down, 'owner', false))]).toEqual([
    'owner',
    '-owner',
    '',
  ]);
  expect(sortText(pressedSort(up, 'health', true))).toBe('owner,health');
  expect(sortText(pressedSort(up, 'health', false))).toBe('health');
  expect(sortText(sortIn('nonsense,-health,health,owner'))).toBe('-health,owner');
});

test('a file has who it is and then the columns that are shown, in their order, and no formula', () => {
  const rows = [
    aRow({ tenantId: 'a', displayName: '=HYPERLINK("x")', slug: 'a', monthlyMinor: '4900', currency: 'EUR' }),
  ];
  const { header, cells } = csvTable(rows, columnsNamed(['monthly', 'owner', 'nonsense']));
  expect(csvOf(header, cells)).toBe(
    'tenantId,slug,displayName,monthlyMinor,currency,owner\r\n' + `a,a,"'=HYPERLINK(""x"")",4900,EUR,\r\n`,
  );
});

test('differences take the place of rows, and leave the objects of all others as they are', () => {
  const [a, b] = [aRow({ tenantId: 'a', displayName: 'A' }), aRow({ tenantId: 'b', displayName: 'B' })];
  const first = withAnswer(undefined, answerOf([a, b], { version: 'e.1' }));
  const next = withAnswer(
    first,
    answerOf([{ ...b, owner: 'Dana' }], { version: 'e.2', whole: false, total: 2 }),
  );
  expect([next?.version, next?.byId.get('b')?.owner]).toEqual(['e.2', 'Dana']);
  expect(next?.byId.get('a')).toBe(first?.byId.get('a'));
  expect(changesBetween(first?.rows ?? [], next?.rows ?? [])).toBe(1);
  const gone = withAnswer(next, answerOf([], { version: 'e.3', whole: false, total: 1, removed: ['a'] }));
  expect(gone?.rows.map(({ tenantId }) => tenantId)).toEqual(['b']);
});

test('nothing new is the same object, and a count that does not come out asks for everything', () => {
  const first = withAnswer(undefined, answerOf([aRow({})], { version: 'e.1' }));
  expect(withAnswer(first, answerOf([], { version: 'e.1', whole: false, total: 1 }))).toBe(first);
  expect(withAnswer(first, answerOf([], { version: 'e.2', whole: false, total: 5 }))).toBeUndefined();
});

test('10,000 rows are taken in, filtered and sorted in a moment', () => {
  const many = Array.from({ length: 10_000 }, (_, n) =>
    aRow({
      tenantId: `id-${n}`,
      displayName: `Sample ${(n * 7919) % 10_000}`,
      owner: `Owner ${n % 17}`,
      healthScore: n % 101,
      monthlyMinor: String((n * 104_729) % 1_000_000),
    }),
  );
  const took = (run: () => unknown) => {
    const times = Array.from({ length: 7 }, () => {
      const began = performance.now();
      run();
      return performance.now() - began;
    });
    return times.sort((x, y) => x - y)[3] ?? 0;
  };
  const keys = sortIn('-monthly,health');
  const sorted = sortTenants(many, keys);
  const figures = {
    search: took(() => filterRows(many, { ...EMPTY_FILTER, search: 'sample 9 id' }, NOW)),
    byName: took(() => sortTenants(many, [])),
    again: took(() =>
      sortedAgain(sorted, [...many.slice(0, 9_900), ...many.slice(9_900).map(row => ({ ...row }))], keys),
    ),
    byThree: took(() => sortTenants(many, sortIn('owner,-monthly,health'))),
  };
  // Aimed at 50 ms; a busy machine is given three times as long.
  for (const [what, ms] of Object.entries(figures)) expect(ms, what).toBeLessThan(150);
});

test('every column of the table is in its file', () => {
  const { header } = csvTable([], []);
  for (const key of COLUMN_KEYS)
    expect(csvTable([], columnsNamed([key])).header.length, key).toBeGreaterThan(header.length);
});
