import { FakeClock } from '../app.test-support.ts';
import { createContext, type RunningContext } from '../create-context.ts';
import { silentLogger } from '../logger.ts';
import { type Change, changesSpec } from '../storage/aggregates.ts';
import { type Store, scanAll } from '../storage/documents.ts';
import { DAYS_OF_USE } from './facts.ts';
import { HealthDays } from './health-days.ts';
import { type HealthHeads, healthHeadsSpec } from './health-heads.ts';
import { HealthRecords } from './health-records.ts';
import { HealthSettingsService } from './health-settings.ts';
import { healthAggregate } from './health-state.ts';
import type { HealthPorts } from './ports.ts';
import { HealthScorer } from './scorer.ts';

export const TENANT = '0198f000-0000-7000-8000-000000000001';

/** What the other domains say, which tests change. */
export class FakeDomains {
  overdueMinor = 0n;
  /** Of a meter, each day. */
  daily = 1_000n;
  gone = false;
  /** Thrown by the next question. */
  fault: Error | undefined;

  get ports(): HealthPorts {
    return {
      tenant: async () => {
        if (this.fault) throw this.fault;
        const since = Date.parse('2025-01-01T00:00:00Z');
        const sample = { tenantId: TENANT, slug: 'sample', cluster: 'local', since, suspensions: [] };
        return this.gone ? undefined : sample;
      },
      plan: async () => ({
        planId: 'pro',
        allowances: [{ meter: 'query', policy: 'soft', used: 15_000n, limit: 30_000n, ceiling: undefined }],
      }),
      dailyUse: async () => Array.from({ length: DAYS_OF_USE }, () => this.daily),
      onboarding: async () => ({ status: 'completed' }),
      workload: async () => ({ is: 'recording' }),
      billing: async () => ({
        currency: 'EUR',
        openMinor: this.overdueMinor,
        overdueMinor: this.overdueMinor,
        ...(this.overdueMinor > 0n && { overdueSince: '2026-01-01T00:00:00.000Z' }),
      }),
    };
  }
}

/** One process that evaluates, without the rest of the control plane. */
export interface ScorerWorld {
  readonly context: RunningContext;
  readonly scorer: HealthScorer;
  readonly heads: HealthHeads;
}

export async function startScorer(
  store: Store,
  domains: FakeDomains,
  clock: FakeClock = new FakeClock(),
): Promise<ScorerWorld> {
  const context = await createContext({ store, clock, logger: silentLogger });
  const heads = await context.store.collection(healthHeadsSpec);
  const scorer = new HealthScorer({
    context,
    ports: domains.ports,
    states: context.aggregates(healthAggregate),
    records: new HealthRecords(context),
    settings: new HealthSettingsService(context),
    days: await HealthDays.open(context.store),
    heads,
  });
  return { context, scorer, heads };
}

export async function changesOf(store: Store): Promise<readonly Change<unknown>[]> {
  const found: Change<unknown>[] = [];
  for await (const change of scanAll(await store.collection(changesSpec), {})) found.push(change);
  return found;
}
