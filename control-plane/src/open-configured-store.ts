import { ConfigError, type ControlPlaneConfig, storeUrlOf } from './config.ts';
import { makeFolder } from './make-folder.ts';
import type { Store } from './storage/documents.ts';
import { openStore } from './storage/open-store.ts';

/** The store that the configuration names; its folder is made when it is our own default. */
export async function openConfiguredStore(config: ControlPlaneConfig): Promise<Store> {
  if (config.STORE_URL === undefined) {
    await makeFolder(config.DATA_DIR).catch(error => {
      throw new ConfigError(`TENANTRY_DATA_DIR: ${error.message}`, { cause: error });
    });
  }
  return openStore(storeUrlOf(config).reveal());
}
