import type {
  Collection,
  CollectionSpec,
  InsertOutcome,
  Scalar,
  Scan,
  Store,
  StoredDocument,
} from './documents.ts';
import { checkScan, indexKeys, keyReader, onlyOf } from './index-keys.ts';

/** A store for pure tests. It passes the same suite as the adapters, and keeps what it is given as JSON text. */
export class MemoryStore implements Store {
  readonly kind = 'memory';
  readonly #tables = new Map<string, Map<string, string>>();

  async collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const table = this.#tables.get(spec.name) ?? new Map<string, string>();
    this.#tables.set(spec.name, table);
    return new MemoryCollection(spec, table);
  }

  /** As it is now, and on its own from here on: a backup that is restored. */
  copy(): MemoryStore {
    const copy = new MemoryStore();
    for (const [name, table] of this.#tables) copy.#tables.set(name, new Map(table));
    return copy;
  }

  /** Names of the collections in which a text stands somewhere. */
  holding(text: string): string[] {
    return [...this.#tables]
      .filter(([, table]) => [...table.values()].some(document => document.includes(text)))
      .map(([name]) => name);
  }

  check(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

class MemoryCollection<D extends StoredDocument, Index extends string> implements Collection<D, Index> {
  readonly spec: CollectionSpec<D, Index>;
  readonly #table: Map<string, string>;
  readonly #keysOf: (document: D) => unknown;

  constructor(spec: CollectionSpec<D, Index>, table: Map<string, string>) {
    this.spec = spec;
    this.#table = table;
    this.#keysOf = keyReader(spec);
  }

  async insert(documents: readonly D[]): Promise<readonly InsertOutcome[]> {
    documents.forEach(this.#keysOf);
    return documents.map(document => {
      if (this.#table.has(document.id)) return 'exists';
      this.#table.set(document.id, JSON.stringify(document));
      return 'inserted';
    });
  }

  async get(id: string): Promise<D | undefined> {
    const text = this.#table.get(id);
    return text === undefined ? undefined : this.spec.parse(onlyOf(this.spec, JSON.parse(text)));
  }

  async find(ids: readonly string[]): Promise<readonly D[]> {
    const found = await Promise.all([...new Set(ids)].map(id => this.get(id)));
    return found.filter(document => document !== undefined);
  }

  async scan(scan: Scan<Index>): Promise<readonly D[]> {
    checkScan(this.spec, scan);
    const { index, equals = [], from, before, after, limit, descending = false } = scan;
    const keys = indexKeys(this.spec, index);
    const direction = descending ? -1 : 1;
    return [...this.#table.values()]
      .flatMap(text => {
        const document: object = JSON.parse(text);
        const values: unknown[] = keys.map(field => Reflect.get(document, field));
        const key = values.filter(isScalar);
        return key.length === keys.length ? [{ document, key }] : [];
      })
      .filter(({ key }) => {
        const next = key[equals.length] ?? '';
        return (
          equals.every((value, at) => key[at] === value) &&
          (from === undefined || (typeof next === typeof from && compare(next, from) >= 0)) &&
          (before === undefined || (typeof next === typeof before && compare(next, before) < 0)) &&
          (after === undefined || compareKeys(key.slice(equals.length), after) * direction > 0)
        );
      })
      .sort((a, b) => compareKeys(a.key, b.key) * direction)
      .slice(0, limit)
      .map(({ document }) => this.spec.parse(onlyOf(this.spec, document)));
  }

  async replace(document: D): Promise<void> {
    this.#keysOf(document);
    this.#table.set(document.id, JSON.stringify(document));
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#table.delete(id);
  }
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number';
}

function compareKeys(a: readonly Scalar[], b: readonly Scalar[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const order = compare(a[at] ?? '', b[at] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Numbers come before text. */
function compare(a: Scalar, b: Scalar): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}
