import { Gauge } from 'prom-client';
import type { Context } from '../context.ts';
import type { Route } from '../http/route.ts';
import type { TenantHead } from '../tenants/tenant-heads.ts';
import type { TenantSignal } from '../tenants/tenant-signal.ts';
import { EnforcementByHand } from './by-hand.ts';
import { ClockWatch } from './clock-watch.ts';
import { Enforcer } from './enforcer.ts';
import type { GatherParts } from './gather.ts';
import { enforcementRoutes } from './http.ts';
import type { EnforcementRecords } from './records.ts';
import { EnforcementRounds } from './rounds.ts';
import { EnforcementSettingsService } from './settings.ts';
import { SuspensionSlots } from './slots.ts';

const PRUNE_EVERY = 3_600_000;

export interface Enforcement {
  readonly records: EnforcementRecords;
  readonly settings: EnforcementSettingsService;
  readonly enforcer: Enforcer;
  readonly rounds: EnforcementRounds;
  readonly byHand: EnforcementByHand;
  readonly clockWatch: ClockWatch;
  readonly slots: SuspensionSlots;
  readonly routes: readonly Route[];
}

export interface EnforcementOptions {
  /** Milliseconds by a clock that nobody sets: what the clock is held against. None, when it is made up by a test. */
  readonly monotonic?: (() => number) | undefined;
}

export async function openEnforcement(
  context: Context,
  parts: GatherParts &
    EnforcementOptions & {
      /** Opened before: what may be used now depends on it. */
      readonly records: EnforcementRecords;
      readonly signal: TenantSignal;
      readonly roll: {
        values(): Iterable<TenantHead>;
        get(tenantId: string): TenantHead | undefined;
      };
    },
): Promise<Enforcement> {
  const { clock, store } = context;
  const { records, signal, roll, monotonic } = parts;
  const settings = new EnforcementSettingsService(context);
  const clockWatch = await ClockWatch.open(context, monotonic);
  const slots = await SuspensionSlots.open(store);
  const enforcer = new Enforcer({ ...parts, context, settings, clockWatch, slots });
  const rounds = new EnforcementRounds(context, { enforcer, records, roll, signal });
  const byHand = new EnforcementByHand(records, clock);
  context.every('forget old hours of suspensions', PRUNE_EVERY, () => slots.prune(clock.now()));
  showHeld(context, rounds);
  return {
    records,
    settings,
    enforcer,
    rounds,
    byHand,
    clockWatch,
    slots,
    routes: enforcementRoutes({
      clock,
      records,
      settings,
      clockWatch,
      slots,
      enforcer,
      rounds,
      byHand,
      tenant: tenantId => parts.tenants.load(tenantId),
      named: tenantId => roll.get(tenantId),
    }),
  };
}

function showHeld({ metrics }: Context, rounds: EnforcementRounds): void {
  new Gauge({
    name: 'tenantry_enforcement_held',
    help: 'Tenants whose next step this replica did not take at its last look, by the reason',
    labelNames: ['reason'],
    registers: [metrics],
    collect() {
      this.reset();
      for (const [reason, count] of rounds.held()) this.set({ reason }, count);
    },
  });
}
