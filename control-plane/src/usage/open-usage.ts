import { Counter, Gauge } from 'prom-client';
import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import { throughAll } from '../through-all.ts';
import { Corrections } from './corrections.ts';
import { DeclaredMeters } from './declared-meters.ts';
import { usageIngestRoutes } from './http.ts';
import { ledgerEntryRoutes } from './http-entries.ts';
import { meterRoutes } from './http-meters.ts';
import { type PeriodAt, usageReadRoutes } from './http-reads.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { ProjectorLoop } from './projector-loop.ts';
import type { Recorded } from './recorder.ts';
import type { SealsDuePort } from './seal-marks.ts';
import { SignupLedger } from './signup-ledger.ts';
import { Standings } from './standings.ts';
import type { TenantDirectory } from './tenant-directory.ts';
import { DEFAULT_USAGE_CONFIG, type UsageConfig } from './usage-config.ts';
import { tellTelemetry } from './usage-telemetry.ts';

const STANDINGS_EVERY = 5_000;
const BUILD_EVERY = 15_000;
const TRIM_EVERY = 60_000;

export interface UsageOptions {
  readonly tenants: TenantDirectory;
  readonly sealsDue?: SealsDuePort | undefined;
  readonly config?: Partial<UsageConfig> | undefined;
  readonly periodAt: PeriodAt;
  /** Told of tenants whose usage was counted. */
  readonly counted?: (tenantId: string) => void;
}

export interface Usage extends Ledger {
  readonly meters: DeclaredMeters;
  readonly standings: Standings;
  readonly corrections: Corrections;
  /** What onboarding asks of the ledger. */
  readonly signups: SignupLedger;
  readonly routes: readonly Route[];
  /** Counts what there is to count, and writes the standings: now, for tests and commands. */
  settle(): Promise<void>;
  /** Counts the history of meters that are new or changed: the task does it by itself. */
  buildMeters(): Promise<void>;
  /** Marks done what this process has taken in. */
  stop(): Promise<void>;
}

/** The usage ledger, with its recurring work and its routes. */
export async function openUsage(context: Context, options: UsageOptions): Promise<Usage> {
  const { store, clock, logger } = context;
  const { tenants, sealsDue, periodAt, counted } = options;
  const config = { ...DEFAULT_USAGE_CONFIG, ...options.config };
  const meters = new DeclaredMeters(context);
  const mended = new Counter({
    name: 'tenantry_usage_windows_mended_total',
    help: 'Windows that were found to be counted wrong, and mended',
    registers: [context.metrics],
  });
  const ledger = await openLedger({
    store,
    clock,
    config,
    meters,
    tenants,
    ...(sealsDue && { sealsDue }),
    observe: (recorded: readonly Recorded[], set) =>
      tellTelemetry(context.billing, recorded, set, clock.now()),
    mended: windows => {
      mended.inc(windows);
      logger.warn({ windows }, 'usage windows were counted wrong, and are mended');
    },
    counted: async days => {
      standings.note(days);
      for (const tenantId of new Set(days.map(day => day.tenantId))) counted?.(tenantId);
    },
    wake: () => loop.wake(),
  });
  const { projector, auditor, inbox, events, intentLog } = ledger;
  const loop = new ProjectorLoop(projector, logger);
  const standings = await Standings.open(store, ledger.reader, clock);
  const corrections = new Corrections(context, {
    events,
    intents: intentLog,
    meters,
    seals: ledger.seals,
    horizon: ledger.horizon,
    retention: config.retention,
    clock,
  });
  watchBacklog(context, ledger);
  context.every('count usage', config.projectEvery, () => loop.run());
  context.every('audit usage', config.auditEvery, () => auditor.step(config.auditWindows));
  context.every('rank tenants by usage', STANDINGS_EVERY, () => standings.flush());
  context.every('trim rejected usage', TRIM_EVERY, () => inbox.trim());
  const buildMeters = async (): Promise<void> => {
    await throughAll(await meters.building(), async meter => {
      await auditor.build(new Set(meter.types));
      await meters.promote(meter);
    });
  };
  context.every('build meters', BUILD_EVERY, buildMeters);
  const parts = { reader: ledger.reader, standings, meters, tenants, clock, periodAt };
  return {
    ...ledger,
    meters,
    standings,
    corrections,
    signups: new SignupLedger(ledger.recorder, events, { clock, backfillWindow: config.backfillWindow }),
    routes: [
      ...usageIngestRoutes(ledger),
      ...usageReadRoutes(parts),
      ...ledgerEntryRoutes({ events, corrections, tenants, clock, periodAt }),
      ...meterRoutes(meters),
    ],
    settle: async () => {
      await intentLog.flush();
      await projector.pass(true);
      await standings.flush();
    },
    buildMeters,
    stop: async () => {
      await intentLog.flush();
      await loop.stop();
    },
  };
}

function watchBacklog({ metrics, logger }: Context, { pending, intentLog }: Ledger): void {
  const fail = (error: unknown) => logger.warn({ err: error }, 'the backlog of usage cannot be read');
  const uncounted = new Gauge({
    name: 'tenantry_usage_uncounted_events',
    help: 'Events that were accepted and are not known to be counted; of intents that this process has open, only its own',
    registers: [metrics],
    async collect() {
      await pending.backlog().then(({ events }) => uncounted.set(events + intentLog.unmarked), fail);
    },
  });
  const lag = new Gauge({
    name: 'tenantry_usage_counting_lag_seconds',
    help: 'How long the oldest intent to count has waited; 0 when there is none',
    registers: [metrics],
    async collect() {
      await pending.backlog().then(({ lagMs }) => lag.set(lagMs / 1_000), fail);
    },
  });
}
