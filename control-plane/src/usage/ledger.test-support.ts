import type { Meter } from '@tenantry/contracts/commercial/meter';
import type { Principal } from '../access/principal.ts';
import { FakeClock } from '../app.test-support.ts';
import { type Store, scanAll } from '../storage/documents.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import type { Incoming, IncomingEvent } from './incoming-event.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { fixedMeters } from './meter-catalogue.ts';
import type { SealsDuePort } from './seal-marks.ts';
import type { TenantDirectory, UsageTenant } from './tenant-directory.ts';
import { DEFAULT_USAGE_CONFIG, type UsageConfig } from './usage-config.ts';
import { windowsSpec } from './window.ts';

export const ACME: UsageTenant = { tenantId: 'tenant-acme', slug: 'sample-acme', state: 'active' };
export const BETA: UsageTenant = { tenantId: 'tenant-beta', slug: 'sample-beta', state: 'active' };
const GONE: UsageTenant = { tenantId: 'tenant-gone', slug: 'sample-gone', state: 'deleted' };

function directoryOf(...tenants: readonly UsageTenant[]): TenantDirectory {
  return {
    byId: id => Promise.resolve(tenants.find(({ tenantId }) => tenantId === id)),
    bySlug: name => Promise.resolve(tenants.find(({ slug }) => slug === name)),
  };
}

export const INGEST: Principal = { id: 'key:ingest', name: 'ingest', roles: ['ingest'] };

/** Nothing waits and nothing is shared: each step of the protocol is seen by itself. */
const STRICT: UsageConfig = {
  ...DEFAULT_USAGE_CONFIG,
  intentShared: 0,
  restAtLeast: 0,
  restFactor: 0,
};

export interface TestLedger extends Ledger {
  readonly clock: FakeClock;
  readonly store: Store;
  mended(): number;
}

export async function testLedger(
  options: {
    readonly store?: Store;
    readonly clock?: FakeClock;
    readonly config?: Partial<UsageConfig>;
    readonly meters?: readonly Meter[];
    readonly sealsDue?: SealsDuePort;
  } = {},
): Promise<TestLedger> {
  const { store = new MemoryStore(), clock = new FakeClock(), config, meters, sealsDue } = options;
  let mended = 0;
  const ledger = await openLedger({
    store,
    clock,
    config: { ...STRICT, ...config },
    meters: fixedMeters(meters),
    tenants: directoryOf(ACME, BETA, GONE),
    ...(sealsDue && { sealsDue }),
    mended: windows => {
      mended += windows;
    },
  });
  return { ...ledger, clock, store, mended: () => mended };
}

export function sent(event: Partial<IncomingEvent> & { readonly id: string }): Incoming {
  const whole = { source: 'test', type: 'ingestion', tenantId: ACME.tenantId, ...event };
  return { event: whole, raw: whole };
}

/** Every counted span in its highest version, as `tenant/meter/span/start` → sum/entries; for comparing. */
export async function spansOf(store: Store): Promise<Record<string, string>> {
  const windows = await store.collection(windowsSpec);
  const spans: Record<string, string> = {};
  for await (const { id, summary } of scanAll(windows, {})) {
    spans[id.slice(0, id.lastIndexOf('/'))] = `${summary.sum}/${summary.entries}/${summary.hash}`;
  }
  return spans;
}

/** Passes of the projector until every writer that died has been given up. */
export async function settle(ledger: TestLedger): Promise<void> {
  for (const wait of [0, 3_000, 61_000, 1_000]) {
    ledger.clock.advance(wait);
    await ledger.projector.pass();
  }
}
