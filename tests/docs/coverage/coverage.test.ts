import { describe, expect, test } from 'vitest';
import { parsePage, readPages } from '../page.ts';
import { KINDS } from './coverage.ts';
import { type Kind, reportOf } from './kind.ts';
import { usageFaults } from './kinds/repository-kind.ts';

const pages = await readPages();

describe('the reference names everything that the code has, and nothing besides', () => {
  test.each(KINDS.map(kind => [kind.id, kind] as const))('%s', async (_, kind) => {
    const { inCode, missing, strange, mend } = await reportOf(kind, pages);
    expect(inCode).toBeGreaterThan(0);
    expect({ missing, strange }, `to do: ${mend}`).toEqual({ missing: [], strange: [] });
  });
});

test('what a program says of itself names every option that it takes', () => {
  expect(usageFaults()).toEqual([]);
});

test('a name that is missing, one that is only documented and one that a page makes up are told apart', async () => {
  const kind: Kind = {
    id: 'samples',
    source: 'this test',
    home: 'a.md',
    inCode: () => ['one', 'two'],
    documented: () => ['one', 'ghost'],
    mentioned: () => [
      { text: 'two', page: 'b.md', line: 1 },
      { text: 'three', page: 'b.md', line: 2 },
    ],
    mend: 'nothing',
  };
  expect(await reportOf(kind, [parsePage('a.md', '')])).toMatchObject({
    inCode: 2,
    documented: 1,
    missing: ['two'],
    strange: ['ghost (a.md)', 'three (b.md:2)'],
  });
});
