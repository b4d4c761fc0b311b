import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatKeyToken, newSecret } from '../../../control-plane/src/access/key-token.ts';
import { parseConfig } from '../../../control-plane/src/config.ts';
import { startControlPlane } from '../../../control-plane/src/control-plane.ts';
import { createLogger } from '../../../control-plane/src/logger.ts';
import { openConfiguredStore } from '../../../control-plane/src/open-configured-store.ts';
import { onboardSamples } from '../../../scripts/dev/start/onboard-samples.ts';
import { playSampleMonth } from '../../../scripts/dev/start/sample-month.ts';
import { Api } from '../../drivers/control-plane-api.ts';

const LIVE_WITHIN_MS = 60_000;

/** A control plane on SQLite with the sample customers of `npm start -- --no-cluster`, in this process. */
export interface PlayedSamples {
  readonly api: Api;
  readonly stop: () => Promise<void>;
}

export async function playSamples(): Promise<PlayedSamples> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-scenarios-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const key = formatKeyToken({ keyId: randomUUID(), secret: newSecret() });
    const keyFile = join(folder, 'admin-key');
    await writeFile(keyFile, `${key}\n`, { mode: 0o600 });
    const config = parseConfig({
      TENANTRY_DATA_DIR: join(folder, 'data'),
      TENANTRY_LISTEN_ADDRESS: '127.0.0.1:0',
      TENANTRY_BOOTSTRAP_KEY_FILE: keyFile,
      TENANTRY_LOG_LEVEL: 'error',
    });
    const store = await openConfiguredStore(config);
    const controlPlane = await startControlPlane({ config, store, logger: createLogger({ level: 'error' }) });
    const stop = async () => {
      await controlPlane.stop().finally(remove);
    };
    try {
      const { address } = controlPlane;
      await onboardSamples({ address, key }, LIVE_WITHIN_MS, () => undefined);
      await playSampleMonth({ address, key }, () => undefined);
      return { api: new Api(address, key), stop };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    await remove();
    throw error;
  }
}
