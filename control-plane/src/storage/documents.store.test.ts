import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { SqliteStore } from './sqlite/sqlite-store.ts';
import { describeStore } from './store-behaviour.test-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

describeStore('SQLite', {
  open: () => SqliteStore.open(join(folder, 'store.db')),
  persistent: true,
  shared: false,
});
