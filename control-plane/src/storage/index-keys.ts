import type { CollectionSpec, Scalar, Scan, StoredDocument } from './documents.ts';

/**
 * What every adapter checks of its callers, so that all refuse the same: documents whose place in an index would not
 * be the same everywhere, and scans that could not be meant. These are faults of the program, never of a client.
 */

/** The keys of an index: its fields, then the id. Without an index: the id alone. */
export function indexKeys<D extends StoredDocument, Index extends string>(
  spec: CollectionSpec<D, Index>,
  index: Index | undefined,
): readonly string[] {
  return index === undefined ? ['id'] : [...spec.indexes[index], 'id'];
}

/** Every field that is in an index, each once. */
function indexedFields<D extends StoredDocument>(
  spec: CollectionSpec<D, string>,
): readonly (keyof D & string)[] {
  return [...new Set(Object.values(spec.indexes).flat())];
}

/** Every field that has a place of its own beside the document: what is in an index first, then what is kept apart. */
export function columnFields<D extends StoredDocument>(
  spec: CollectionSpec<D, string>,
): readonly (keyof D & string)[] {
  return [...new Set([...indexedFields(spec), ...(spec.apart ?? [])])];
}

/** Of what was read, what a view shows: each of its fields, or null. */
export function onlyOf<D extends StoredDocument>(
  { only }: Pick<CollectionSpec<D, string>, 'only'>,
  document: unknown,
): unknown {
  if (only === undefined || typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(['id', ...only].map(field => [field, Reflect.get(document, field) ?? null]));
}

/** Absent, or `null`: not in the index. */
type KeyValue = Scalar | undefined;

/**
 * Reads the fields of documents that have a place of their own, and refuses what no index could hold: a value that is
 * neither text nor a
 * finite number, text that UTF-8 cannot say (two of them would be one in the store), and a document with the first
 * field of an index but not all of them, which would be in the index and have no place there.
 */
export function keyReader<D extends StoredDocument>(
  spec: CollectionSpec<D, string>,
): (document: D) => readonly KeyValue[] {
  const fields = columnFields(spec);
  const sets = Object.values(spec.indexes).map((index: readonly (keyof D & string)[]) =>
    index.map(field => fields.indexOf(field)),
  );
  return document => {
    keyValue(document.id, spec.name, 'id');
    const values = fields.map(field => keyValue(document[field], spec.name, field));
    for (const set of sets) {
      if (values[set[0] ?? 0] === undefined) continue;
      for (const at of set) {
        if (values[at] === undefined)
          throw new TypeError(
            `${spec.name}: a document with ${fields[set[0] ?? 0]} and without ${fields[at]}`,
          );
      }
    }
    return values;
  };
}

function keyValue(value: unknown, collection: string, field: string): KeyValue {
  if (typeof value === 'string' && value.isWellFormed()) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value === undefined || value === null) return undefined;
  throw new TypeError(
    `${collection}.${field} is indexed, and ${typeof value} or broken text has no place there`,
  );
}

/** Throws for a scan that no index can answer. */
export function checkScan<D extends StoredDocument, Index extends string>(
  spec: CollectionSpec<D, Index>,
  scan: Scan<Index>,
): void {
  const keys = indexKeys(spec, scan.index).length;
  const equals = scan.equals?.length ?? 0;
  const fail = (why: string) => new TypeError(`scan of ${spec.name}: ${why}`);
  if (equals >= keys) throw fail('more values in equals than the index has fields');
  if (scan.after && scan.after.length !== keys - equals) throw fail('after is no position in this index');
  if (!Number.isSafeInteger(scan.limit) || scan.limit < 0) throw fail('limit is no count');
}
