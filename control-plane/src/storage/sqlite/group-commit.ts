import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Failure, WriteAnswer, WriteRequest } from './protocol.ts';
import { failureOf, isOfTheMachine, SQLITE_FULL } from './sqlite-fault.ts';

/**
 * Commits requests in groups: one transaction, and so one wait for the disk, for all that came while the last ran.
 *
 *   requests ──▶ BEGIN ─▶ a ─▶ b ─▶ c ─▶ COMMIT ──▶ answers
 *                  │           │            │
 *                  │           │            └ full: rolled back, then one by one; any other fault: unknown
 *                  │           └ fails: all is rolled back, then each is tried alone
 *                  └ busy: nothing is stored
 *
 * There are no savepoints: SQLite copies each page that changes within one, and that took as long as the changes. What
 * comes here hardly ever fails, and then costs its group a second try.
 */
export class GroupCommit {
  readonly #open: () => DatabaseSync;
  #database: DatabaseSync | undefined;
  readonly #statements = new Map<string, StatementSync>();

  /** `open` is called for the first request, and again when the connection can no longer be trusted. */
  constructor(open: () => DatabaseSync) {
    this.#open = open;
  }

  commit(requests: readonly WriteRequest[]): readonly WriteAnswer[] {
    const answers = this.#together(requests);
    // Where the group failed as a whole, most of it may do alone.
    return answers ?? requests.map(request => this.#alone(request));
  }

  close(): void {
    this.#abandon();
  }

  /** Nothing is answered when the group has to be taken apart. */
  #together(requests: readonly WriteRequest[]): readonly WriteAnswer[] | undefined {
    try {
      this.#prepare('BEGIN IMMEDIATE').run();
    } catch (error) {
      this.#abandon();
      return this.#all(requests, failureOf(error));
    }
    const answers: WriteAnswer[] = [];
    for (const request of requests) {
      const answer = this.#run(request);
      if ('failure' in answer) {
        this.#undo(answer.failure);
        return requests.length > 1 ? undefined : [answer];
      }
      answers.push(answer);
    }
    return this.#end(requests, answers);
  }

  #alone(request: WriteRequest): WriteAnswer {
    const [answer] = this.#together([request]) ?? [];
    return answer ?? { id: request.id, failure: failureOf(new Error('no answer')) };
  }

  #end(requests: readonly WriteRequest[], answers: readonly WriteAnswer[]) {
    try {
      this.#prepare('COMMIT').run();
      return answers;
    } catch (error) {
      const failure = failureOf(error);
      const full = failure.code === SQLITE_FULL;
      this.#abandon();
      if (full && requests.length > 1) return undefined;
      // Without room the frames were not all written, and what was is not read. After any other fault they may be.
      return this.#all(requests, { ...failure, unknown: !full });
    }
  }

  #run(request: WriteRequest): WriteAnswer {
    try {
      const changes = new Uint8Array(
        request.statements.reduce((sum, { width, cells }) => sum + rowsOf(width, cells.length), 0),
      );
      let at = 0;
      for (const { sql, width, cells } of request.statements) {
        const statement = this.#prepare(sql);
        for (let row = 0; row < rowsOf(width, cells.length); row++) {
          const result = statement.run(...cells.slice(row * width, (row + 1) * width));
          changes[at++] = Number(result.changes) > 0 ? 1 : 0;
        }
      }
      return { id: request.id, changes };
    } catch (error) {
      return { id: request.id, failure: failureOf(error) };
    }
  }

  #undo(failure: Failure): void {
    try {
      if (!isOfTheMachine(failure) && this.#inTransaction) return void this.#prepare('ROLLBACK').run();
    } catch {
      // Closing rolls back, too.
    }
    this.#abandon();
  }

  /** After a fault of the machine: whatever this connection still holds in memory is thrown away with it. */
  #abandon(): void {
    this.#statements.clear();
    this.#database?.close();
    this.#database = undefined;
  }

  #all(requests: readonly WriteRequest[], failure: Failure): readonly WriteAnswer[] {
    return requests.map(({ id }) => ({ id, failure }));
  }

  /** False once SQLite has rolled back by itself, as it does after some faults. */
  get #inTransaction(): boolean {
    return this.#database?.isTransaction ?? false;
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    this.#database ??= this.#open();
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** A statement without parameters is run once. */
function rowsOf(width: number, cells: number): number {
  return width === 0 ? 1 : cells / width;
}
