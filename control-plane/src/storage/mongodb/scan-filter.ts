import type { CollectionSpec, Scalar, Scan, StoredDocument } from '../documents.ts';
import { indexKeys } from '../index-keys.ts';

/** A filter of the query language, and the order to go with it. */
export interface ScanFilter {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly sort: Readonly<Record<string, 1 | -1>>;
}

type Condition = Readonly<Record<string, unknown>>;

/**
 * A scan as a filter. The language compares within a kind only: `$gt: 5` finds no text. So a bound needs nothing more,
 * but to go on behind a number means larger numbers or any text.
 */
export function scanFilter<D extends StoredDocument, Index extends string>(
  spec: CollectionSpec<D, Index>,
  scan: Scan<Index>,
): ScanFilter {
  const { index, equals = [], from, before, after, descending = false } = scan;
  const keys = indexKeys(spec, index).map(key => (key === 'id' ? '_id' : key));
  const rest = keys.slice(equals.length);
  const [first = '_id'] = keys;
  const [next = '_id'] = rest;
  const conditions: Condition[] = equals.map((value, at) => ({ [keys[at] ?? '']: { $eq: value } }));
  if (from !== undefined) conditions.push({ [next]: { $gte: from } });
  if (before !== undefined) conditions.push({ [next]: { $lt: before } });
  if (after) conditions.push(...behind(rest, after, descending, from !== undefined || before !== undefined));
  // With the first field every other is there, and whatever is compared with is there.
  if (first !== '_id' && equals.length === 0 && from === undefined && before === undefined)
    conditions.push({ [first]: { $ne: null } });
  return {
    filter: conditions.length === 0 ? {} : { $and: conditions },
    sort: Object.fromEntries(rest.map(key => [key, descending ? -1 : 1])),
  };
}

/** Positions behind `after`: the first keys equal, the next one beyond. `bounded`: the first key is of one kind. */
function behind(
  keys: readonly string[],
  after: readonly Scalar[],
  descending: boolean,
  bounded: boolean,
): readonly Condition[] {
  const branches: Condition[] = [];
  keys.forEach((key, at) => {
    const value = after[at] ?? '';
    const same = Object.fromEntries(keys.slice(0, at).map((other, place) => [other, { $eq: after[place] }]));
    branches.push({ ...same, [key]: descending ? { $lt: value } : { $gt: value } });
    const others = key === '_id' ? undefined : otherKindBehind(value, descending);
    if (others) branches.push({ ...same, [key]: others });
  });
  const [key = '_id'] = keys;
  const [value = ''] = after;
  const oneKind = bounded || key === '_id' || !otherKindBehind(value, descending);
  // Says nothing new, and gives the index where to begin.
  const start = oneKind ? [{ [key]: descending ? { $lte: value } : { $gte: value } }] : [];
  return [...start, branches.length === 1 ? (branches[0] ?? {}) : { $or: branches }];
}

/** All values of the other kind, when those lie behind this one: numbers come before text. */
function otherKindBehind(value: Scalar, descending: boolean): Condition | undefined {
  if (typeof value === 'number') return descending ? undefined : { $gte: '' };
  return descending ? { $lte: Number.MAX_VALUE } : undefined;
}
