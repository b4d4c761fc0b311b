import { FakeClock } from '../../app.test-support.ts';
import { isoTime } from '../../clock.ts';
import { createContext } from '../../create-context.ts';
import { silentLogger } from '../../logger.ts';
import { type Store, scanAll } from '../../storage/documents.ts';
import { MemoryStore } from '../../storage/memory-store.test-support.ts';
import type { IncomingEvent } from '../incoming-event.ts';
import { ACME, BETA, INGEST, sent } from '../ledger.test-support.ts';
import { type Ledger, openLedger } from '../ledger.ts';
import { fixedMeters } from '../meter-catalogue.ts';
import type { Finding } from '../sealing/findings.ts';
import { type Head, headKey, laterHead } from '../sealing/head.ts';
import { openSealing, type Sealing } from '../sealing/open-sealing.ts';
import { SETTLE_MS } from '../sealing/sealer.ts';
import { generateSigningKey, type SigningKey, signingKeyFrom } from '../sealing/signing-key.ts';
import { eventsSpec, SLOT_MS } from '../stored-event.ts';
import { DEFAULT_USAGE_CONFIG } from '../usage-config.ts';
import { SPAN_MS, type WindowCollection } from '../window.ts';
import { type OpenRetention, openRetention } from './open-retention.ts';

const RETENTION_DAYS = 40;
const key = signingKeyFrom(generateSigningKey());

/** A ledger that is sealed and pruned, as one process has it. */
export interface PrunedLedger {
  readonly store: Store;
  readonly clock: FakeClock;
  readonly ledger: Ledger;
  readonly sealing: Sealing;
  readonly retention: OpenRetention;
  /** What was kept outside the store, by {@link headKey}. */
  readonly kept: Map<string, Head>;
}

export async function prunedLedger(
  options: {
    readonly store?: Store;
    readonly clock?: FakeClock;
    readonly kept?: Map<string, Head>;
    readonly key?: SigningKey;
  } = {},
): Promise<PrunedLedger> {
  const { store = new MemoryStore(), clock = new FakeClock(), kept = new Map<string, Head>() } = options;
  const context = await createContext({ store, clock, logger: silentLogger });
  const sealing = await openSealing(context, {
    key: options.key ?? key,
    keepHead: head => Promise.resolve(void kept.set(headKey(head), laterHead(kept.get(headKey(head)), head))),
  });
  const config = {
    ...DEFAULT_USAGE_CONFIG,
    intentShared: 0,
    restAtLeast: 0,
    restFactor: 0,
    retention: RETENTION_DAYS * SPAN_MS.day,
  };
  const meters = fixedMeters();
  const tenants = {
    byId: (id: string) => Promise.resolve([ACME, BETA].find(({ tenantId }) => tenantId === id)),
    bySlug: () => Promise.resolve(undefined),
  };
  const ledger = await openLedger({ store, clock, config, meters, tenants, sealsDue: sealing.due });
  const retention = await openRetention(context, { sealing, ledger: { ...ledger, meters }, config });
  return { store, clock, ledger, sealing, retention, kept };
}

/** Takes events in as they come, counts them and seals them. */
export async function take(
  world: PrunedLedger,
  ...events: readonly (Partial<IncomingEvent> & { readonly id: string })[]
): Promise<void> {
  const { ledger, clock, sealing } = world;
  for (const event of events) {
    const [result] = await ledger.recorder.record([sent(event)], INGEST);
    if (result?.outcome !== 'accepted') throw new Error(`${event.id}: ${JSON.stringify(result)}`);
    clock.advance(7_000);
  }
  await ledger.projector.pass(true);
  clock.advance(SETTLE_MS + 2 * SLOT_MS);
  await sealing.sealer.round();
}

/** Old usage of two tenants over three days, one event of which came late, and young usage 45 days later. */
export async function usageOfSomeTime(world: PrunedLedger): Promise<void> {
  const { clock } = world;
  for (const day of [0, 1, 2]) {
    await take(
      world,
      { id: `a${day}`, quantity: 5 },
      { id: `b${day}`, quantity: 7, subject: 'ada' },
      { id: `q${day}`, type: 'query' },
      { id: `z${day}`, quantity: 100, tenantId: BETA.tenantId },
    );
    clock.advance(SPAN_MS.day);
  }
  clock.advance(12 * SPAN_MS.day);
  // Of the second day, and received two weeks later: behind the horizon it is counted, and not yet pruned.
  await take(world, { id: 'late', quantity: 1_000, time: isoTime(clock.now() - 14 * SPAN_MS.day) });
  clock.advance(33 * SPAN_MS.day);
  await take(world, { id: 'young', quantity: 3, subject: 'ada' });
}

const FIRST_DAYS = { from: Date.parse('2026-03-01T00:00:00Z'), to: Date.parse('2026-03-05T00:00:00Z') };

const FIRST_HOUR = { from: Date.parse('2026-03-01T12:00:00Z'), to: Date.parse('2026-03-01T12:05:00Z') };

/** What every day comes to, as readers are told. */
export async function answersOf({ ledger, clock }: PrunedLedger): Promise<unknown> {
  const to = Math.ceil(clock.now() / SPAN_MS.day) * SPAN_MS.day;
  const from = to - 60 * SPAN_MS.day;
  const answers: Record<string, unknown> = {};
  for (const { tenantId } of [ACME, BETA]) {
    for (const meter of ['ingestion', 'query']) {
      const { quantity, events, entries, hash } = await ledger.reader.total(tenantId, meter, { from, to });
      const { points } = await ledger.reader.series(tenantId, meter, FIRST_DAYS, 'hour');
      const hours = points
        .filter(point => point.quantity > 0n)
        .map(point => `${point.from}: ${point.quantity}`);
      const minutes = await ledger.reader.series(tenantId, meter, FIRST_HOUR, 'minute');
      const byMinute = minutes.points.map(point => point.quantity).join(' ');
      answers[`${tenantId} ${meter}`] = { quantity, events, entries, hash, hours, byMinute };
    }
  }
  return answers;
}

export async function eventIds(store: Store): Promise<string[]> {
  const ids: string[] = [];
  for await (const { eventId } of scanAll(await store.collection(eventsSpec), {})) ids.push(eventId);
  return ids.sort();
}

/** What verify finds of all tenants, held against the heads that were kept. */
export async function findingsOf({ sealing, kept }: PrunedLedger): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { tenantId } of [ACME, BETA]) {
    const head = kept.get(tenantId);
    findings.push(...(await sealing.verify(tenantId, { ...(head && { head }) })).findings);
  }
  return findings;
}

export async function removeAll(windows: WindowCollection): Promise<void> {
  for await (const { id } of scanAll(windows, {})) await windows.remove([id]);
}
