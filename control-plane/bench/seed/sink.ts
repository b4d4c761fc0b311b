import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { CollectionSpec, Store, StoredDocument } from '../../src/storage/documents.ts';
import { Table } from '../../src/storage/sqlite/table.ts';

/** Takes documents in great numbers: those that a seeding process writes before anybody reads. */
export interface Sink {
  put<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
    documents: readonly D[],
  ): Promise<void>;
  /** After it, everything is there, with its indexes. */
  close(): Promise<void>;
}

/** Through the store port, for stores that are no file. */
export function storeSink(store: Store): Sink {
  return {
    put: async (spec, documents) => {
      await (await store.collection(spec)).insert(documents);
    },
    close: () => store.close(),
  };
}

interface Target {
  readonly insert: StatementSync;
  readonly indexes: readonly string[];
}

/**
 * Rows as the store itself writes them, into its own tables, past its threads: without a log on the disk, without waiting for the
 * disk, and with the indexes made at the end. A file that is broken off in the middle is of no use.
 */
export class FileSink implements Sink {
  readonly #database: DatabaseSync;
  readonly #targets = new Map<string, Target>();

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    for (const pragma of ['journal_mode = MEMORY', 'synchronous = OFF', 'cache_size = -1000000'])
      this.#database.exec(`PRAGMA ${pragma}`);
  }

  put<D extends StoredDocument, Index extends string>(
    spec: CollectionSpec<D, Index>,
    documents: readonly D[],
  ): Promise<void> {
    const table = new Table(spec);
    const { cells, width, sql } = table.insert(documents);
    const { insert } = this.#target(spec.name, sql, table);
    this.#database.exec('BEGIN');
    for (let at = 0; at < cells.length; at += width) insert.run(...cells.slice(at, at + width));
    this.#database.exec('COMMIT');
    return Promise.resolve();
  }

  close(): Promise<void> {
    for (const { indexes } of this.#targets.values()) for (const index of indexes) this.#database.exec(index);
    this.#database.close();
    return Promise.resolve();
  }

  #target<D extends StoredDocument, Index extends string>(
    name: string,
    sql: string,
    table: Table<D, Index>,
  ): Target {
    const known = this.#targets.get(name);
    if (known !== undefined) return known;
    const columns = this.#database.prepare('SELECT name FROM pragma_table_info(?)').all(name);
    const definition = table.definition(columns.map(row => String(row['name']))).map(one => one.sql);
    const indexes = definition.filter(text => text.startsWith('CREATE INDEX'));
    for (const text of definition) if (!indexes.includes(text)) this.#database.exec(text);
    this.#dropIndexes(name);
    const target = { insert: this.#database.prepare(sql), indexes };
    this.#targets.set(name, target);
    return target;
  }

  #dropIndexes(table: string): void {
    const made = this.#database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL")
      .all(table);
    for (const { name } of made) this.#database.exec(`DROP INDEX ${String(name)}`);
  }
}
