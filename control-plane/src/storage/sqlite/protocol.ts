/** What the main thread and the workers of a SQLite store say to one another. */

/** What `node:sqlite` takes and is given here. */
export type Cell = string | number | null;

/** A statement run once for each row of `cells`, which holds `width` values for each. */
export interface RowStatement {
  readonly sql: string;
  readonly width: number;
  readonly cells: readonly Cell[];
}

/** Statements of one request: they go together or not at all. */
export interface WriteRequest {
  readonly id: number;
  readonly statements: readonly RowStatement[];
}

export interface ReadRequest {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly Cell[];
  readonly rows: RowForm;
}

/**
 * What a row says. text: its one column is JSON. object: each column is a field. split: each column is a field of the
 * document, where it is not null, but for the last, which is JSON text with the rest.
 */
export type RowForm = 'text' | 'object' | 'split';

/** Why a request was not done. `code`: SQLite's primary result code, when SQLite said so. */
export interface Failure {
  readonly code: number | undefined;
  readonly message: string;
  /** The commit itself failed in a way that leaves open whether it is on the disk. */
  readonly unknown: boolean;
}

export type WriteAnswer = { readonly id: number } & (
  | {
      /** For each row of each statement, whether it changed anything: 1 or 0. */ readonly changes: Uint8Array;
    }
  | { readonly failure: Failure }
);

export type ReadAnswer = { readonly id: number } & (
  | { /** A JSON array of what the rows hold. */ readonly json: string }
  | { readonly failure: Failure }
);

/** Look whether there is log to fold into the file, and do so. */
export interface CheckpointRequest {
  readonly id: number;
}

export interface CheckpointAnswer {
  readonly id: number;
}
