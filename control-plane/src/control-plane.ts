import { once } from 'node:events';
import type { Server } from 'node:http';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { collectDefaultMetrics } from 'prom-client';
import { type App, type AppOptions, createApp } from './app.ts';
import { systemClock } from './clock.ts';
import { connectClusters, DEFAULT_CLUSTERS } from './cluster/connect-clusters.ts';
import { accessOptionsOf } from './config/access.ts';
import { smtpSettingsOf } from './config/mail.ts';
import { outgoingOptionsOf } from './config/outgoing.ts';
import { stripeOptionsOf } from './config/payments.ts';
import { usageConfigOf } from './config/usage.ts';
import { ConfigError, type ControlPlaneConfig } from './config.ts';
import { createHttpServer } from './http/server.ts';
import type { Logger } from './logger.ts';
import { Front } from './migrations/front.ts';
import { type MigrateOptions, migrate } from './migrations/migrate.ts';
import { prepareStore } from './migrations/prepare-store.ts';
import { STEPS } from './migrations/steps.ts';
import { sealingOptionsOf } from './sealing-options.ts';
import type { Store } from './storage/documents.ts';
import { startTelemetry, type Telemetry } from './telemetry/start-telemetry.ts';
import { tracedStore } from './telemetry/traced-store.ts';
import { webhookOptionsOf } from './webhook-options.ts';

export interface ControlPlane {
  /** Base address of the API. */
  readonly address: string;
  /**
   * Ends in order: not ready any more, no new connections, what runs may end, tasks end, the store is closed.
   * `false` when something did not end in time and was cut off. Called twice, it is one stop.
   */
  stop(): Promise<boolean>;
}

/** What `npm run build -w console` writes, beside a control plane that runs from its sources. */
const WORKSPACE_CONSOLE = fileURLToPath(new URL('../../console/dist', import.meta.url));
/** What `npm run docs -- build` writes, there as well. */
const WORKSPACE_DOCS = fileURLToPath(new URL('../../docs/.vitepress/dist', import.meta.url));
/** How often connections are looked at that became idle while the server closes. */
const IDLE_LOOK_MS = 20;
/** Steps that are done cost one look each. */
const MIGRATE_EVERY = 60_000;
/** How long the last measurements may take to go out: a receiver that hangs is no fault of the stop. */
const TELEMETRY_MS = 5_000;

/** It was asked to stop before the store was ready. */
export class StoppedEarly extends Error {
  override readonly name = 'StoppedEarly';
}

/**
 * The control plane on a store, listening: from the beginning on, but not ready before the layout of the store is what
 * this version needs and no import is under way. It owns the store from here on, also when it cannot start.
 * @throws StoreTooNew; StoppedEarly, when the signal comes meanwhile
 */
export async function startControlPlane(options: {
  readonly config: ControlPlaneConfig;
  readonly store: Store;
  readonly logger: Logger;
  /** Takes the place of what the configuration says: for tests that run a clock or a cluster of their own. */
  readonly instead?: Partial<Pick<AppOptions, 'clock' | 'pace' | 'usage' | 'clusters'>>;
  readonly signal?: AbortSignal;
}): Promise<ControlPlane> {
  const { config, store, logger, instead = {}, signal } = options;
  const front = new Front();
  const server = createHttpServer(front.handle);
  try {
    const { host, port } = config.LISTEN_ADDRESS;
    server.listen(port, host);
    await once(server, 'listening');
    const migration: MigrateOptions = {
      store,
      clock: instead.clock ?? systemClock,
      logger,
      steps: STEPS,
      by: `process ${process.pid} on ${hostname()}`,
    };
    const waiting = (why: string) => front.waiting(why);
    if (!(await prepareStore({ ...migration, waiting, ...(signal && { signal }) }))) throw new StoppedEarly();
    // Before the app: its instruments belong to whoever receives measurements when they are made.
    const telemetry = await startTelemetry(config, logger);
    const app = await createApp({
      store: telemetry ? tracedStore(store) : store,
      clock: systemClock,
      logger,
      access: accessOptionsOf(config),
      usage: usageConfigOf(config),
      sealing: await sealingOptionsOf(config),
      outgoing: outgoingOptionsOf(config),
      stripe: stripeOptionsOf(config),
      smtp: smtpSettingsOf(config),
      webhooks: await webhookOptionsOf(config),
      clusters: instead.clusters ?? (await clustersOf(config, logger)),
      consoleFolder: config.CONSOLE_DIR ?? WORKSPACE_CONSOLE,
      docsFolder: config.DOCS_DIR ?? WORKSPACE_DOCS,
      traces: telemetry !== undefined,
      telemetryTenantIds: config.OTLP_TENANT_IDS,
      sweepMs: config.SWEEP_MS,
      ...instead,
    });
    watchCounting(app, config.READY_COUNTING_LAG_MS);
    collectDefaultMetrics({ register: app.context.metrics });
    // Steps that need not be done before anything is served.
    app.context.every('migrate the store', MIGRATE_EVERY, () => migrate(migration, 'all'));
    front.serve(app.express);
    app.start();
    let stopped: Promise<boolean> | undefined;
    return {
      address: addressOf(server),
      stop: () => {
        stopped ??= stop({ config, store, logger, app, server, telemetry });
        return stopped;
      },
    };
  } catch (error) {
    server.close();
    server.closeAllConnections();
    await store.close().catch(() => undefined);
    throw error;
  }
}

/** What a kubeconfig lacks is for whoever configured it, like every other fault at the door. */
async function clustersOf({ CLUSTERS }: ControlPlaneConfig, logger: Logger) {
  try {
    return await connectClusters(CLUSTERS ?? DEFAULT_CLUSTERS, logger);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`TENANTRY_CLUSTERS: ${message}`, { cause: error });
  }
}

function watchCounting({ context, domains }: App, limit: number): void {
  context.readiness.add('counting', async () => {
    const { lagMs } = await domains.usage.pending.backlog();
    return lagMs > limit ? `the oldest event to count has waited ${Math.round(lagMs / 1_000)} s` : undefined;
  });
}

async function stop(running: {
  readonly config: ControlPlaneConfig;
  readonly store: Store;
  readonly logger: Logger;
  readonly app: App;
  readonly server: Server;
  readonly telemetry: Telemetry | undefined;
}): Promise<boolean> {
  const { config, store, logger, app, server, telemetry } = running;
  const bound = config.SHUTDOWN_TIMEOUT_MS;
  app.context.readiness.drain();
  await sleep(config.DRAIN_DELAY_MS);
  // They would never end by themselves.
  app.stream.end();
  const ended = [
    await within(bound, 'requests', closeServer(server), logger),
    await within(bound, 'tasks', app.stop(), logger),
  ];
  server.closeAllConnections();
  if (telemetry) await within(TELEMETRY_MS, 'telemetry', telemetry.stop(), logger);
  await store.close();
  return ended.every(Boolean);
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // A connection that is kept alive is not idle until its request is answered, and nobody closes it then.
  const timer = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
  await closed.finally(() => clearInterval(timer));
}

/** Whether something ended within a time; a fault in it is logged, and is an end. */
async function within(
  milliseconds: number,
  what: string,
  end: Promise<unknown>,
  logger: Logger,
): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(milliseconds, 'late', { signal: timer.signal }).catch(() => 'ended');
  const outcome = await Promise.race([
    end.then(
      () => 'ended',
      error => {
        logger.error({ err: error, what }, 'did not end cleanly');
        return 'failed';
      },
    ),
    late,
  ]);
  timer.abort();
  if (outcome === 'late') logger.warn({ what, milliseconds }, 'cut off: it did not end in time');
  return outcome === 'ended';
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
