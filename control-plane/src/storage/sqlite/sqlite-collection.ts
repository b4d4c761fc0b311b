import type { Collection, CollectionSpec, InsertOutcome, Scan, StoredDocument } from '../documents.ts';
import { checkScan } from '../index-keys.ts';
import type { SqliteFile } from './sqlite-file.ts';
import type { Table } from './table.ts';

/** Ids that one statement looks up. */
const FIND_AT_ONCE = 512;

export class SqliteCollection<D extends StoredDocument, Index extends string>
  implements Collection<D, Index>
{
  readonly spec: CollectionSpec<D, Index>;
  readonly #table: Table<D, Index>;
  readonly #file: SqliteFile;

  constructor(spec: CollectionSpec<D, Index>, table: Table<D, Index>, file: SqliteFile) {
    this.spec = spec;
    this.#table = table;
    this.#file = file;
  }

  async insert(documents: readonly D[]): Promise<readonly InsertOutcome[]> {
    if (documents.length === 0) return [];
    const changes = await this.#file.write([this.#table.insert(documents)]);
    if (changes === 'unknown') return documents.map(() => 'unknown');
    return Array.from(changes, changed => (changed ? 'inserted' : 'exists'));
  }

  async get(id: string): Promise<D | undefined> {
    const [document] = await this.find([id]);
    return document;
  }

  async find(ids: readonly string[]): Promise<readonly D[]> {
    const unique = [...new Set(ids)];
    const chunks = Array.from({ length: Math.ceil(unique.length / FIND_AT_ONCE) }, (_, at) =>
      unique.slice(at * FIND_AT_ONCE, (at + 1) * FIND_AT_ONCE),
    );
    const found = await Promise.all(
      chunks.map(chunk => this.#file.read(this.#table.find(chunk), chunk.length)),
    );
    return found.flat().map(value => this.spec.parse(value));
  }

  async scan(scan: Scan<Index>): Promise<readonly D[]> {
    checkScan(this.spec, scan);
    const found = await this.#file.read(this.#table.scan(scan), scan.limit);
    return found.map(value => this.spec.parse(value));
  }

  async replace(document: D): Promise<void> {
    await this.#file.writeKnown([this.#table.replace(document)]);
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#file.writeKnown([this.#table.remove(ids)]);
  }
}
