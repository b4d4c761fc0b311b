import { mkdir } from 'node:fs/promises';
import { ConfigError, type ControlPlaneConfig, storeUrlOf } from './config.ts';
import type { Store } from './storage/documents.ts';

/** The store that the configuration names; its folder is made when it is our own default. */
export async function openConfiguredStore(config: ControlPlaneConfig): Promise<Store> {
  if (config.STORE_URL === undefined) await mkdir(config.DATA_DIR, { recursive: true, mode: 0o700 });
  const path = /^sqlite:(.+)$/.exec(storeUrlOf(config).reveal())?.[1];
  if (path === undefined) throw new ConfigError('TENANTRY_STORE_URL: only sqlite:<path> is served yet');
  const { SqliteStore } = await import('./storage/sqlite/sqlite-store.ts');
  return SqliteStore.open(path);
}
