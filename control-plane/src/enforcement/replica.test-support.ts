import { type EnforcementRecord, stageOf } from '@tenantry/contracts/commercial/enforcement-record';
import { planEnforcementSchema } from '@tenantry/contracts/commercial/enforcement-rules';
import { v7 as uuidv7 } from 'uuid';
import type { FakeClock } from '../app.test-support.ts';
import type { SyncOutcome } from '../cluster/workloads.ts';
import { createContext } from '../create-context.ts';
import { Problem } from '../http/problem.ts';
import type { BillingStanding } from '../invoices/billing-standing.ts';
import { silentLogger } from '../logger.ts';
import type { Store } from '../storage/documents.ts';
import { type Projection, Relay } from '../storage/relay.ts';
import { openTenants, type Tenants } from '../tenants/open-tenants.ts';
import { TenantSignal } from '../tenants/tenant-signal.ts';
import type { Who } from '../tenants/who.ts';
import type { GatherParts } from './gather.ts';
import { type Enforcement, openEnforcement } from './open-enforcement.ts';
import { EnforcementRecords } from './records.ts';

export const WHO: Who = { actor: { id: 'user:test', name: 'test' }, requestId: 'r-1' };
const PERIOD = { index: 0, from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' };
const LIMIT = '100';

/** What the other domains say, the same to every replica. Tests change it in between. */
export class Outside {
  /** By tenant, of the meter `timeline`, of which 100 are allowed. */
  readonly used = new Map<string, bigint>();
  limit = LIMIT;
  /** Milliseconds that the ledger is behind. */
  lag = 0;
  ledger: 'answers' | 'fails' | 'counts anew' = 'answers';
  cluster: SyncOutcome = { is: 'applied' };
  /** What happens while the cluster is asked. */
  meanwhile: () => Promise<void> = async () => undefined;
  readonly billing = new Map<string, BillingStanding>();
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  parts(): Omit<GatherParts, 'tenants'> {
    const enforcement = planEnforcementSchema.parse({
      usage: { action: 'suspend', notice: 'P1D' },
      overdue: {
        action: 'suspend',
        remindAfterDays: [1],
        warnAfterDays: 2,
        noticeAfterDays: 3,
        notice: 'P1D',
      },
    });
    const owed = async (tenantId: string) =>
      this.billing.get(tenantId) ?? { currency: 'EUR', openMinor: 0n, overdueMinor: 0n };
    return {
      subscriptions: {
        find: async tenantId => ({ version: 1, at: PERIOD.from, state: subscriptionOf(tenantId) }),
        inForce: async ({ state, version }) => ({
          state,
          version,
          period: PERIOD,
          plan: {
            planId: 'p',
            planVersion: 1,
            displayName: 'P',
            tier: 'pro',
            supportTier: 'standard',
            interval: 'month',
            currency: 'EUR',
            basePrice: { amount: '1', source: 'plan' },
            addOns: [],
            allowances: [{ meter: 'timeline', quantity: this.limit, policy: 'hard', source: 'plan' }],
            featureFlags: {},
            enforcement,
          },
        }),
      },
      usage: {
        total: async tenantId => {
          if (this.ledger === 'fails') throw new Error('the ledger does not answer');
          if (this.ledger === 'counts anew') throw new Problem('conflict', 'the meter is being built');
          return { value: this.used.get(tenantId) ?? 0n, asOf: this.#clock.now() - this.lag };
        },
      },
      billing: { listed: owed, recorded: owed },
      workloads: {
        recordOf: async () => undefined,
        preview: async () => {
          await this.meanwhile();
          return this.cluster;
        },
      },
    };
  }
}

function subscriptionOf(tenantId: string) {
  return {
    tenantId,
    currency: 'EUR',
    zone: 'UTC',
    anchor: PERIOD.from,
    startsAt: PERIOD.from,
    terms: [],
    overrides: [],
    announcedUntil: PERIOD.from,
    applied: [],
  };
}

/** As far as enforcement goes, a replica of the control plane. */
export interface Replica {
  readonly tenants: Tenants;
  readonly enforcement: Enforcement;
  readonly signal: TenantSignal;
  /** Finishes what others left behind: projections, and what is due. */
  settle(): Promise<void>;
}

export async function startReplica(
  store: Store,
  clock: FakeClock,
  outside: Outside,
  monotonic?: () => number,
): Promise<Replica> {
  const running = await createContext({ store, clock, logger: silentLogger });
  const projections: Projection[] = [];
  const addProjection = (projection: Projection) => {
    projections.push(projection);
    running.addProjection(projection);
  };
  const context = { ...running, addProjection };
  const signal = new TenantSignal();
  const relay = new Relay(context.changes, clock, projections, signal.changed);
  context.onProjected(signal.changed);
  const tenants = await openTenants(context, {
    subscriptions: {
      planOf: async () => undefined,
      lastPlanOf: async () => undefined,
      check: async () => undefined,
      subscribe: async () => undefined,
      end: async () => undefined,
    },
  });
  const records = await EnforcementRecords.open(context);
  const enforcement = await openEnforcement(context, {
    ...outside.parts(),
    tenants: tenants.service,
    roll: tenants.roll,
    signal,
    records,
    monotonic,
  });
  return {
    tenants,
    enforcement,
    signal,
    settle: async () => {
      await relay.sweep();
      await tenants.roll.refresh();
      await enforcement.rounds.runDue();
      await enforcement.rounds.runChanged();
    },
  };
}

export async function register({ tenants }: Replica, slug: string): Promise<string> {
  const { state } = await tenants.service.register(
    uuidv7(),
    { slug, displayName: slug, contacts: [], tags: [], origin: 'api' },
    WHO,
  );
  return state.tenantId;
}

export async function goLive({ enforcement }: Replica, suspensionsPerHour = 10): Promise<void> {
  await enforcement.settings.replace(
    { mode: 'live', suspensionsPerHour, ledgerLagMinutes: 15, unwatchedMinutes: 14 * 24 * 60 },
    undefined,
    WHO,
  );
}

export interface Found {
  readonly record: EnforcementRecord;
  readonly stage: string;
  readonly suspended: boolean;
}

/** What the store says of a tenant: its record, and whether it is suspended by enforcement. */
export async function find({ tenants, enforcement }: Replica, tenantId: string): Promise<Found> {
  const { state: record } = await enforcement.records.load(tenantId);
  const suspensions = (await tenants.service.suspensionsOf(tenantId)) ?? [];
  return { record, stage: stageOf(record), suspended: suspensions.some(({ by }) => by === 'billing') };
}
