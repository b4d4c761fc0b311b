import { expect, test } from 'vitest';
import { type Column, nextSort, sortRows } from './columns.ts';

interface Row {
  readonly name: string;
  readonly score: number | null;
}
const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', title: 'Name', value: ({ name }) => name },
  { key: 'score', title: 'Score', value: ({ score }) => score },
];
const ROWS: readonly Row[] = [
  { name: 'a10', score: 5 },
  { name: 'Ä1', score: null },
  { name: 'a9', score: 70 },
  { name: 'b', score: 5 },
];
const sorted = (key: string, direction: 'asc' | 'desc') =>
  sortRows(ROWS, COLUMNS, { key, direction }).map(({ name }) => name);

test('what has no value comes last in either direction, and equal rows keep their places', () => {
  expect(sorted('score', 'asc')).toEqual(['a10', 'b', 'a9', 'Ä1']);
  expect(sorted('score', 'desc')).toEqual(['a9', 'a10', 'b', 'Ä1']);
});

test('words are ordered as people do it: numbers in them by size, letters regardless of case and accents', () => {
  expect(sorted('name', 'asc')).toEqual(['Ä1', 'a9', 'a10', 'b']);
});

test('a column is sorted with its lowest first, and turned by the next press', () => {
  const first = nextSort(undefined, 'score');
  expect(first).toEqual({ key: 'score', direction: 'asc' });
  expect(nextSort(first, 'score').direction).toBe('desc');
  expect(nextSort(nextSort(first, 'score'), 'name')).toEqual({ key: 'name', direction: 'asc' });
});
