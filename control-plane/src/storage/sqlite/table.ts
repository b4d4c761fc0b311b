import type { CollectionSpec, Scan, StoredDocument } from '../documents.ts';
import { columnFields, indexKeys, keyReader } from '../index-keys.ts';
import type { Cell, ReadRequest, RowForm, RowStatement } from './protocol.ts';

const COLLECTION = /^[a-z][a-z0-9_]*$/;
const FIELD = /^[a-zA-Z][a-zA-Z0-9]*$/;
/** How many ids a statement looks up; what is less is filled up. */
const FIND_WIDTHS = [1, 8, 64, 512];
const JSON_COLUMN = 'document';

type Statement = Omit<ReadRequest, 'id'>;

/**
 * A collection as a table: the id, a column for every indexed field, and the whole document as JSON text. Columns are
 * of type ANY, which converts nothing: numbers come before text, and text is ordered by its UTF-8 bytes.
 *
 * Where fields are kept apart, each of these has a column, too, and the text is without what the columns say.
 */
export class Table<D extends StoredDocument, Index extends string> {
  readonly #spec: CollectionSpec<D, Index>;
  readonly #keysOf: (document: D) => readonly (string | number | undefined)[];
  readonly fields: readonly string[];
  /** Fields that the text is without. */
  readonly #split: readonly (keyof D & string)[];
  readonly #blank: Readonly<Record<string, undefined>>;
  readonly #select: string;
  readonly #form: RowForm;
  readonly #insert: string;
  readonly #replace: string;

  constructor(spec: CollectionSpec<D, Index>) {
    this.#spec = spec;
    this.#keysOf = keyReader(spec);
    const fields = columnFields(spec);
    this.fields = fields;
    this.#split = spec.apart === undefined ? [] : fields;
    this.#blank = Object.fromEntries(['id', ...this.#split].map(field => [field, undefined]));
    this.#form = spec.only !== undefined ? 'object' : this.#split.length > 0 ? 'split' : 'text';
    this.#select = selected(spec.only, this.#split);
    if (!COLLECTION.test(spec.name)) throw new TypeError(`${spec.name} is no name for a collection`);
    for (const field of this.fields) {
      if (!FIELD.test(field) || field === 'id' || field === JSON_COLUMN)
        throw new TypeError(`${spec.name}: no column can hold a field called ${field}`);
    }
    const columns = ['id', ...this.fields, JSON_COLUMN].map(quoted);
    const values = `INSERT INTO ${spec.name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    const updates = columns.slice(1).map(column => `${column} = excluded.${column}`);
    this.#insert = `${values} ON CONFLICT (id) DO NOTHING`;
    this.#replace = `${values} ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`;
  }

  /** What makes the table as it should be out of one that has `existing` columns: none, when it is not there. */
  definition(existing: readonly string[]): readonly RowStatement[] {
    const { name } = this.#spec;
    const missing = this.fields.filter(field => !existing.includes(field));
    const create = `CREATE TABLE ${name} (id TEXT NOT NULL PRIMARY KEY, ${this.fields
      .map(field => `${quoted(field)} ANY, `)
      .join('')}${JSON_COLUMN} TEXT NOT NULL) STRICT`;
    // One pass for all: each writes every row of the table anew.
    const filled = missing.map(
      field =>
        `${quoted(field)} = CASE WHEN json_type(${JSON_COLUMN}, '$.${field}') IN ('text', 'integer', 'real') THEN json_extract(${JSON_COLUMN}, '$.${field}') END`,
    );
    const alter = [
      ...missing.map(field => `ALTER TABLE ${name} ADD COLUMN ${quoted(field)} ANY`),
      ...(missing.length > 0 ? [`UPDATE ${name} SET ${filled.join(', ')}`] : []),
    ];
    const indexes = Object.values<readonly string[]>(this.#spec.indexes).map(fields => {
      const [first = 'id'] = fields;
      return `CREATE INDEX IF NOT EXISTS ${[name, 'by', ...fields].join('_')} ON ${name} (${[...fields, 'id'].map(quoted).join(', ')}) WHERE ${quoted(first)} IS NOT NULL`;
    });
    const sql = [...(existing.length === 0 ? [create] : alter), ...indexes];
    return sql.map(text => ({ sql: text, width: 0, cells: [] }));
  }

  insert(documents: readonly D[]): RowStatement {
    return this.#rows(this.#insert, documents);
  }

  replace(document: D): RowStatement {
    return this.#rows(this.#replace, [document]);
  }

  remove(ids: readonly string[]): RowStatement {
    return { sql: `DELETE FROM ${this.#spec.name} WHERE id = ?`, width: 1, cells: ids };
  }

  /** `ids` padded to one of a few lengths, so that there are few statements to prepare. */
  find(ids: readonly string[]): Statement {
    const width = FIND_WIDTHS.find(length => length >= ids.length) ?? ids.length;
    const parameters = Array.from({ length: width }, (_, at) => ids[Math.min(at, ids.length - 1)] ?? null);
    const sql = `SELECT ${this.#select} FROM ${this.#spec.name} WHERE id IN (${parameters.map(() => '?').join(', ')})`;
    return { sql, parameters, rows: this.#form };
  }

  scan(scan: Scan<Index>): Statement {
    const keys = indexKeys(this.#spec, scan.index).map(quoted);
    const { equals = [], from, before, after, descending = false, limit } = scan;
    const rest = keys.slice(equals.length);
    const [next = 'id'] = rest;
    const parameters: Cell[] = [];
    const given = (value: Cell): '?' => {
      parameters.push(value);
      return '?';
    };
    // The partial index is used only where the condition says what the index does.
    const conditions = scan.index === undefined ? [] : [`${keys[0]} IS NOT NULL`];
    equals.forEach((value, at) => void conditions.push(`${keys[at]} = ${given(value)}`));
    if (from !== undefined) conditions.push(`${next} >= ${given(from)}`);
    if (before !== undefined) conditions.push(`${next} < ${given(before)}`);
    // A bound means values of its own kind, and the empty text stands between numbers and text.
    if (typeof from === 'number') conditions.push(`${next} < ''`);
    if (typeof before === 'string') conditions.push(`${next} >= ''`);
    if (after)
      conditions.push(
        `(${rest.join(', ')}) ${descending ? '<' : '>'} (${after.map(value => given(value)).join(', ')})`,
      );
    const order = rest.map(key => `${key} ${descending ? 'DESC' : 'ASC'}`).join(', ');
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    return {
      sql: `SELECT ${this.#select} FROM ${this.#spec.name} ${where} ORDER BY ${order} LIMIT ${given(limit)}`,
      parameters,
      rows: this.#form,
    };
  }

  #rows(sql: string, documents: readonly D[]): RowStatement {
    const cells: Cell[] = [];
    for (const document of documents) {
      cells.push(document.id);
      for (const value of this.#keysOf(document)) cells.push(value ?? null);
      cells.push(JSON.stringify(this.#split.length > 0 ? this.#rest(document) : document));
    }
    return { sql, width: this.fields.length + 2, cells };
  }

  /** What no column says. A null is said by the text: in a column it means that there is no such field. */
  #rest(document: D): object {
    const rest = { ...document, ...this.#blank };
    const nulls = this.#split.filter(field => document[field] === null);
    return nulls.length === 0 ? rest : { ...rest, ...Object.fromEntries(nulls.map(field => [field, null])) };
  }
}

function selected(only: readonly string[] | undefined, split: readonly string[]): string {
  const columns =
    only !== undefined ? ['id', ...only] : split.length > 0 ? ['id', ...split, JSON_COLUMN] : [JSON_COLUMN];
  return [...new Set(columns)].map(quoted).join(', ');
}

function quoted(name: string): string {
  return `"${name}"`;
}
