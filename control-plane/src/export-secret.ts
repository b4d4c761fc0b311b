import { ConfigError, type ControlPlaneConfig } from './config.ts';
import type { ExportSecret } from './transfer/file-head.ts';

/** What the configuration says that exports are locked with. @throws ConfigError */
export function exportSecretOf(config: ControlPlaneConfig): ExportSecret {
  const { EXPORT_PASSPHRASE, EXPORT_KEY } = config;
  if (EXPORT_PASSPHRASE && EXPORT_KEY) {
    throw new ConfigError(
      'TENANTRY_EXPORT_KEY: is given beside TENANTRY_EXPORT_PASSPHRASE: give one of them',
    );
  }
  if (EXPORT_PASSPHRASE) return { passphrase: EXPORT_PASSPHRASE.reveal() };
  if (EXPORT_KEY) return { key: Buffer.from(EXPORT_KEY.reveal(), 'hex') };
  throw new ConfigError(
    'TENANTRY_EXPORT_PASSPHRASE: is needed for an export or import, here or in the file that TENANTRY_EXPORT_PASSPHRASE_FILE names (or TENANTRY_EXPORT_KEY)',
  );
}
