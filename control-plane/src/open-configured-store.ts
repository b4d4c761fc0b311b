import { ConfigError, type ControlPlaneConfig, storeUrlOf } from './config.ts';
import { makeFolder } from './make-folder.ts';
import type { Store } from './storage/documents.ts';
import { openStore } from './storage/open-store.ts';

/** What the driver throws before it asks anybody. */
const NOT_AN_ADDRESS = new Set(['MongoParseError', 'MongoRuntimeError', 'MongoInvalidArgumentError']);

/** The store that the configuration names; its folder is made when it is our own default. */
export async function openConfiguredStore(config: ControlPlaneConfig): Promise<Store> {
  if (config.STORE_URL === undefined) {
    await makeFolder(config.DATA_DIR).catch(error => {
      throw new ConfigError(`TENANTRY_DATA_DIR: ${error.message}`, { cause: error });
    });
  }
  try {
    return await openStore(storeUrlOf(config).reveal());
  } catch (error) {
    // The driver's own message may hold the URL, and with it a password.
    if (!(error instanceof Error && NOT_AN_ADDRESS.has(error.name))) throw error;
    throw new ConfigError('TENANTRY_STORE_URL: the MongoDB driver cannot read it as a connection string');
  }
}
