import { Counter, Gauge } from 'prom-client';
import type { Context } from '../../context.ts';
import type { Route } from '../../http/route.ts';
import type { Ledger } from '../ledger.ts';
import type { MeterCatalogue } from '../meter-catalogue.ts';
import type { Sealing } from '../sealing/open-sealing.ts';
import { DEFAULT_USAGE_CONFIG, type UsageConfig } from '../usage-config.ts';
import { checkpointsSpec } from './checkpoint.ts';
import { Holds } from './holds.ts';
import { retentionRoutes } from './http.ts';
import { Pruner } from './pruner.ts';
import { restoreTotals } from './restore-totals.ts';
import { Retention, type Round } from './retention.ts';
import { checkRetention } from './retention-policy.ts';

export interface RetentionOptions {
  readonly sealing: Sealing;
  readonly ledger: Pick<Ledger, 'events' | 'windows' | 'intents' | 'counter'> & {
    readonly meters: MeterCatalogue;
  };
  readonly config?: Partial<UsageConfig> | undefined;
}

export interface OpenRetention {
  readonly service: Retention;
  /** Puts back what pruned usage came to, where windows were lost; answers how many. */
  restore(): Promise<number>;
  readonly routes: readonly Route[];
}

const CORRECTIONS_LOOKED_AT = 1_000;

/** Retention, with its recurring work. @throws RangeError when usage would be pruned while it may still change */
export async function openRetention(context: Context, options: RetentionOptions): Promise<OpenRetention> {
  const { store, clock, logger, changes } = context;
  const { sealing, ledger } = options;
  const config = { ...DEFAULT_USAGE_CONFIG, ...options.config };
  checkRetention(config);
  const checkpoints = await store.collection(checkpointsSpec);
  const { blocks, erasures, key, verifier } = sealing.parts;
  const pruner = new Pruner({
    ...ledger,
    clock,
    blocks,
    checkpoints,
    erasures,
    key,
    verifier,
    futureLimit: config.futureLimit,
    exportCheckpoint: ({ tenantId }) => sealing.exportHead(tenantId),
    isCorrecting: async tenantId => {
      const pending = await changes.scan({ index: 'pending', limit: CORRECTIONS_LOOKED_AT });
      return pending.some(change => change.kind === 'usage_correction' && change.tenantId === tenantId);
    },
  });
  const service = new Retention({
    clock,
    logger,
    pruner,
    holds: await Holds.open(store),
    tenants: () => sealing.tenants(),
    retention: config.retention,
    observe: watch(context, config.retention),
  });
  if (config.retention !== undefined) {
    context.every('prune the usage ledger', config.pruneEvery, () => service.round());
  }
  return {
    service,
    restore: () => restoreTotals({ checkpoints, windows: ledger.windows, counter: ledger.counter }),
    routes: retentionRoutes(service, checkpoints),
  };
}

function watch({ metrics, clock }: Context, retention: number | undefined): (round: Round) => void {
  const pruned = new Counter({
    name: 'tenantry_usage_pruned_events_total',
    help: 'Entries of the usage ledger that were removed behind a checkpoint',
    registers: [metrics],
  });
  let prunedBefore: number | undefined;
  new Gauge({
    name: 'tenantry_usage_horizon_age_seconds',
    help: 'How long ago the time is up to which the usage of every tenant is pruned; 0 while none is known. Far above the retention, something is in its way',
    registers: [metrics],
    collect() {
      this.set(prunedBefore === undefined ? 0 : (clock.now() - prunedBefore) / 1_000);
    },
  });
  const held = new Gauge({
    name: 'tenantry_usage_pruning_held_tenants',
    help: 'Tenants whose usage is not pruned because it is not what was sealed',
    registers: [metrics],
  });
  if (retention !== undefined) held.set(0);
  return round => {
    pruned.inc(round.removed);
    held.set(round.held);
    prunedBefore = round.prunedBefore ?? prunedBefore;
  };
}
