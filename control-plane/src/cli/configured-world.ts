import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { createApp } from '../app.ts';
import { systemClock } from '../clock.ts';
import { accessOptionsOf } from '../config/access.ts';
import { usageConfigOf } from '../config/usage.ts';
import { ConfigError, type ControlPlaneConfig, parseConfig, storeUrlOf } from '../config.ts';
import { exportSecretOf } from '../export-secret.ts';
import { createLogger } from '../logger.ts';
import { ImportMarks, StoreBeingImported } from '../migrations/import-marks.ts';
import { migrate } from '../migrations/migrate.ts';
import { STEPS } from '../migrations/steps.ts';
import { openConfiguredStore } from '../open-configured-store.ts';
import { sealingOptionsOf } from '../sealing-options.ts';
import { keyFileOf } from '../usage/sealing/sealing-files.ts';
import type { CliWorld, OpenedStore } from './world.ts';

/** The world that the environment describes. */
export function configuredWorld(env: NodeJS.ProcessEnv, say: Pick<CliWorld, 'out' | 'note'>): CliWorld {
  const withStore: CliWorld['withStore'] = async use => {
    const config = parseConfig(env);
    const store = await openConfiguredStore(config);
    try {
      const logger = createLogger({ level: 'warn', destination: process.stderr });
      const by = `tenantry, process ${process.pid} on ${hostname()}`;
      const opened = { store, clock: systemClock, logger, steps: STEPS, by };
      return await use({ ...opened, openApp: () => appOn(opened, config, {}) });
    } finally {
      await store.close();
    }
  };
  return {
    ...say,
    withStore,
    exportSecret: () => exportSecretOf(parseConfig(env)),
    withApp: async (use, which = 'existing') => {
      if (which === 'existing') requireExisting(parseConfig(env));
      return withStore(async opened => {
        await makeReady(opened);
        const config = parseConfig(env);
        const app = await appOn(opened, config, accessOptionsOf(config));
        return use(app).finally(() => app.stop());
      });
    },
  };
}

/** @throws ConfigError where a file of the store is not, of those that would be made at a first start */
function requireExisting(config: ControlPlaneConfig): void {
  const path = /^sqlite:(.*)$/s.exec(storeUrlOf(config).reveal())?.[1];
  if (path === undefined) return;
  const files = [path, ...(config.SEALING_KEY === undefined ? [keyFileOf(config.DATA_DIR)] : [])];
  const missing = files.filter(file => !existsSync(file)).map(file => resolve(file));
  if (missing.length === 0) return;
  throw new ConfigError(
    `there is no ${missing.join(' and no ')}; TENANTRY_DATA_DIR and TENANTRY_STORE_URL say where the store is, and a copy of it needs its sealing key`,
  );
}

/** @throws StoreTooNew, StoreBeingImported */
async function makeReady(opened: Omit<OpenedStore, 'openApp'>): Promise<void> {
  const importing = await (await ImportMarks.open(opened.store, opened.clock)).unfinished();
  if (importing !== undefined) throw new StoreBeingImported(importing);
  await migrate(opened, 'required');
}

async function appOn(
  { store, clock, logger }: Omit<OpenedStore, 'openApp'>,
  config: ControlPlaneConfig,
  access: ReturnType<typeof accessOptionsOf>,
) {
  return createApp({
    store,
    clock,
    logger,
    access,
    usage: usageConfigOf(config),
    sealing: await sealingOptionsOf(config),
  });
}
