import { hostname } from 'node:os';
import { createApp } from '../app.ts';
import { systemClock } from '../clock.ts';
import { accessOptionsOf } from '../config/access.ts';
import { usageConfigOf } from '../config/usage.ts';
import { type ControlPlaneConfig, parseConfig } from '../config.ts';
import { exportSecretOf } from '../export-secret.ts';
import { createLogger } from '../logger.ts';
import { ImportMarks, StoreBeingImported } from '../migrations/import-marks.ts';
import { migrate } from '../migrations/migrate.ts';
import { STEPS } from '../migrations/steps.ts';
import { openConfiguredStore } from '../open-configured-store.ts';
import { sealingOptionsOf } from '../sealing-options.ts';
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
    withApp: use =>
      withStore(async opened => {
        await makeReady(opened);
        const config = parseConfig(env);
        const app = await appOn(opened, config, accessOptionsOf(config));
        return use(app).finally(() => app.stop());
      }),
  };
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
