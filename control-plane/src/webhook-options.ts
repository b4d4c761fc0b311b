import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ControlPlaneConfig } from './config.ts';
import { fileMadeOnce } from './file-made-once.ts';
import type { WebhookOptions } from './webhooks/open-webhooks.ts';

const KEY_FILE = 'webhook-key';

/**
 * With which keys secrets of webhooks are kept. A SQLite store has its key in the data folder; replicas on MongoDB share
 * one that is given to each, and without it no webhook can be made.
 */
export async function webhookOptionsOf(config: ControlPlaneConfig): Promise<WebhookOptions> {
  const { WEBHOOK_KEY, WEBHOOK_OLD_KEYS, STORE_URL, DATA_DIR } = config;
  const old =
    WEBHOOK_OLD_KEYS?.reveal()
      .split(',')
      .filter(key => key !== '') ?? [];
  if (WEBHOOK_KEY) return { keys: [WEBHOOK_KEY.reveal(), ...old] };
  const isShared = STORE_URL?.reveal().startsWith('mongodb') ?? false;
  if (isShared) return { keys: [] };
  const made = () => randomBytes(32).toString('hex');
  return { keys: [(await fileMadeOnce(join(DATA_DIR, KEY_FILE), made)).trim(), ...old] };
}
