import { closeSync, openSync } from 'node:fs';
import type { Collection, CollectionSpec, Store, StoredDocument } from '../documents.ts';
import { takeOwnership } from './owner-lock.ts';
import { SqliteCollection } from './sqlite-collection.ts';
import { SqliteFile } from './sqlite-file.ts';
import { Table } from './table.ts';

const PROBE = 'tenantry_probe';

/**
 * The store in one file, owned by one process. Nothing of SQLite runs on the thread that asks: writes are committed in
 * groups by one worker, with a wait for the disk each, and reads are made by others beside it.
 */
export class SqliteStore implements Store {
  readonly kind = 'sqlite';
  /** One thread writes, in the order in which it was asked; what is committed together is committed at once. */
  readonly writesInOrder = true;
  readonly #file: SqliteFile;
  readonly #release: () => void;
  /** Tables are made one after the other: two specs may name the same one. */
  #defining: Promise<unknown> = Promise.resolve();

  private constructor(file: SqliteFile, release: () => void) {
    this.#file = file;
    this.#release = release;
  }

  /**
   * Opens the file, or makes it, readable by this user alone.
   * @throws StoreInUse when another process has it, StoreUnavailable when it takes no writes.
   */
  static async open(path: string): Promise<SqliteStore> {
    const release = takeOwnership(path);
    const file = new SqliteFile(path);
    try {
      // Never opened but by SQLite from here on: closing any other descriptor would drop its locks.
      closeSync(openSync(path, 'a', 0o600));
      const create = `CREATE TABLE IF NOT EXISTS ${PROBE} (id INTEGER PRIMARY KEY, at TEXT) STRICT`;
      await file.writeKnown([{ sql: create, width: 0, cells: [] }]);
      return new SqliteStore(file, release);
    } catch (error) {
      await file.close();
      release();
      throw error;
    }
  }

  collection<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
  ): Promise<Collection<D, Index>> {
    const table = new Table(spec);
    const defined = this.#defining.then(() => this.#define(spec.name, table));
    this.#defining = defined.catch(() => undefined);
    return defined.then(() => new SqliteCollection(spec, table, this.#file));
  }

  async check(): Promise<void> {
    const sql = `INSERT INTO ${PROBE} VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at`;
    await this.#file.writeKnown([{ sql, width: 1, cells: [new Date().toISOString()] }]);
  }

  async close(): Promise<void> {
    await this.#file.close();
    this.#release();
  }

  async #define<D extends StoredDocument, Index extends string>(
    name: string,
    table: Table<D, Index>,
  ): Promise<void> {
    const sql = 'SELECT json_quote(name) FROM pragma_table_info(?)';
    const columns = await this.#file.read({ sql, parameters: [name], rows: 'text' }, 1);
    await this.#file.writeKnown(table.definition(columns.map(String)));
  }
}
