import { ConfigError, type ControlPlaneConfig } from './config.ts';
import type { SealingOptions } from './usage/sealing/open-sealing.ts';
import { headKeeper, keyOfFolder } from './usage/sealing/sealing-files.ts';
import { signingKeyFrom } from './usage/sealing/signing-key.ts';

/**
 * How the ledger is sealed. A SQLite store has its key and its heads in the data folder; replicas on MongoDB share a
 * key that is given to each. @throws ConfigError
 */
export async function sealingOptionsOf(config: ControlPlaneConfig): Promise<SealingOptions> {
  const { SEALING_KEY, SEALING_OLD_KEYS, STORE_URL, DATA_DIR } = config;
  const isShared = STORE_URL?.reveal().startsWith('mongodb') ?? false;
  if (SEALING_KEY === undefined && isShared) {
    throw new ConfigError('TENANTRY_SEALING_KEY: is needed with MongoDB, the same for every replica');
  }
  const pem = SEALING_KEY?.reveal() ?? (await keyOfFolder(DATA_DIR));
  try {
    return {
      key: signingKeyFrom(pem),
      oldPublicKeys: SEALING_OLD_KEYS?.reveal().match(/-----BEGIN[\s\S]+?-----END PUBLIC KEY-----/g) ?? [],
      ...(!isShared && { keepHead: headKeeper(DATA_DIR) }),
    };
  } catch (error) {
    // Never the text of the fault: some quote what they could not read.
    throw new ConfigError('TENANTRY_SEALING_KEY: is no Ed25519 private key (PKCS #8, PEM)', { cause: error });
  }
}
