import { mkdir } from 'node:fs/promises';
import { type ControlPlaneConfig, storeUrlOf } from './config.ts';
import type { Store } from './storage/documents.ts';
import { openStore } from './storage/open-store.ts';

/** The store that the configuration names; its folder is made when it is our own default. */
export async function openConfiguredStore(config: ControlPlaneConfig): Promise<Store> {
  if (config.STORE_URL === undefined) await mkdir(config.DATA_DIR, { recursive: true, mode: 0o700 });
  return openStore(storeUrlOf(config).reveal());
}
