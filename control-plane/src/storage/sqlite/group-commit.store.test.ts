import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openForWriting } from './connection.ts';
import { GroupCommit } from './group-commit.ts';
import type { WriteRequest } from './protocol.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-group-'));
  path = join(folder, 'store.db');
  const database = openForWriting(path);
  database.exec('CREATE TABLE t (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT');
  database.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

function insert(id: number, ...keys: string[]): WriteRequest {
  const sql = 'INSERT INTO t VALUES (?, ?) ON CONFLICT (id) DO NOTHING';
  return {
    id,
    statements: [{ sql, width: 2, cells: keys.flatMap(key => [key, key === 'bad' ? null : '{}']) }],
  };
}

function stored(): unknown[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT id FROM t ORDER BY id').all();
  database.close();
  return rows.map(row => row['id']);
}

/** A connection that fails at COMMIT with an SQLite code, before or after the commit is made. */
class FailingCommit extends DatabaseSync {
  static code: number | undefined;
  static made = false;
  override prepare(sql: string) {
    if (sql === 'COMMIT' && FailingCommit.code !== undefined) {
      if (FailingCommit.made) this.exec('COMMIT');
      throw Object.assign(new Error('planted'), { errcode: FailingCommit.code });
    }
    return super.prepare(sql);
  }
}

test('a group is one transaction: one wait for the disk, an answer for each request', () => {
  let commits = 0;
  class Counting extends DatabaseSync {
    override prepare(sql: string) {
      if (sql === 'COMMIT') commits++;
      return super.prepare(sql);
    }
  }
  const writer = new GroupCommit(() => new Counting(path));
  const answers = writer.commit([insert(1, 'a', 'b'), insert(2, 'b', 'c', 'c'), insert(3, 'd')]);
  writer.close();
  expect(answers).toEqual([
    { id: 1, changes: new Uint8Array([1, 1]) },
    { id: 2, changes: new Uint8Array([0, 1, 0]) },
    { id: 3, changes: new Uint8Array([1]) },
  ]);
  expect(commits).toBe(1);
  expect(stored()).toEqual(['a', 'b', 'c', 'd']);
});

test('a request that fails is undone whole, and alone', () => {
  const writer = new GroupCommit(() => openForWriting(path));
  const answers = writer.commit([insert(1, 'a'), insert(2, 'with bad', 'bad'), insert(3, 'c')]);
  writer.close();
  expect(answers[1]).toMatchObject({ id: 2, failure: { code: 19, unknown: false } });
  expect(stored()).toEqual(['a', 'c']);
});

test.each([true, false])('a commit that fails on the disk leaves every outcome unknown (made: %s)', made => {
  const writer = new GroupCommit(() => new FailingCommit(path));
  FailingCommit.code = 10;
  FailingCommit.made = made;
  const answers = writer.commit([insert(1, 'a'), insert(2, 'b')]);
  FailingCommit.code = undefined;
  expect(answers).toMatchObject([{ failure: { unknown: true } }, { failure: { unknown: true } }]);
  expect(writer.commit([insert(3, 'c')])).toEqual([{ id: 3, changes: new Uint8Array([1]) }]);
  writer.close();
  expect(stored()).toEqual(made ? ['a', 'b', 'c'] : ['c']);
});

test('a commit without room is known to have stored nothing', () => {
  const writer = new GroupCommit(() => new FailingCommit(path));
  FailingCommit.code = 13;
  FailingCommit.made = false;
  const answers = writer.commit([insert(1, 'a'), insert(2, 'b')]);
  FailingCommit.code = undefined;
  writer.close();
  expect(answers).toMatchObject([
    { id: 1, failure: { code: 13, unknown: false } },
    { id: 2, failure: { code: 13, unknown: false } },
  ]);
  expect(stored()).toEqual([]);
});
