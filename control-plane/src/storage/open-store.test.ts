import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from './open-store.ts';

test('sqlite: and a path opens that file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-open-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = await openStore(`sqlite:${join(folder, 'my store.db')}`);
  await store.check();
  expect(store.kind).toBe('sqlite');
  await store.close();
});

test.each([
  '',
  'sqlite:',
  'sqlite::memory:',
  '/var/lib/store.db',
  'postgres://user:secret@db',
  'mongodb:secret',
])('%j is refused, and not repeated', async url => {
  const refused = openStore(url);
  await expect(refused).rejects.toThrow(TypeError);
  await expect(refused).rejects.not.toThrow(/secret/);
});

test('a MongoDB that is not there is unavailable within seconds, and no password is told', async () => {
  const refused = openStore('mongodb://user:secret@127.0.0.1:9/db');
  await expect(refused).rejects.toMatchObject({ name: 'StoreUnavailable' });
  await expect(refused).rejects.not.toThrow(/secret/);
}, 10_000);
