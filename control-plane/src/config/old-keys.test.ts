import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig } from '../config.ts';
import { sealingOptionsOf } from '../sealing-options.ts';
import { webhookOptionsOf } from '../webhook-options.ts';

const KEY = 'a'.repeat(64);

/** The environment of an installation, whose files of former keys say this. */
function environment(webhook: string, sealing: string): NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(tmpdir(), 'old-keys-'));
  writeFileSync(join(folder, 'webhook-old-keys'), webhook);
  writeFileSync(join(folder, 'sealing-old-keys'), sealing);
  return {
    TENANTRY_WEBHOOK_KEY: KEY,
    TENANTRY_SEALING_KEY: generateKeyPairSync('ed25519')
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString(),
    TENANTRY_WEBHOOK_OLD_KEYS_FILE: join(folder, 'webhook-old-keys'),
    TENANTRY_SEALING_OLD_KEYS_FILE: join(folder, 'sealing-old-keys'),
  };
}

test('files of former keys that are empty are none', async () => {
  const config = parseConfig(environment('', ''));
  expect((await webhookOptionsOf(config)).keys).toEqual([KEY]);
  expect((await sealingOptionsOf(config)).oldPublicKeys).toEqual([]);
});

test('as a rotation writes them, each former key is known, the newest first', async () => {
  const publicKey = () =>
    generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const [newer, older] = [publicKey(), publicKey()];
  const config = parseConfig(environment(`${'b'.repeat(64)},${'c'.repeat(64)}`, newer + older));
  expect((await webhookOptionsOf(config)).keys).toEqual([KEY, 'b'.repeat(64), 'c'.repeat(64)]);
  expect((await sealingOptionsOf(config)).oldPublicKeys).toEqual([newer.trim(), older.trim()]);
});
