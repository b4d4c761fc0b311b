import type { Clock } from '../clock.ts';
import type { Store } from '../storage/documents.ts';
import { Auditor } from './auditor.ts';
import { countedSpec, type LedgerEntries } from './counted-entry.ts';
import { type IntentCollection, intentsSpec } from './intent.ts';
import { IntentLog } from './intent-log.ts';
import type { MeterCatalogue } from './meter-catalogue.ts';
import { PendingView } from './pending-view.ts';
import { Projector } from './projector.ts';
import { Recorder, type RecorderParts } from './recorder.ts';
import { RejectedInbox } from './rejected-inbox.ts';
import { Horizon, type HorizonPort } from './retention/horizon.ts';
import { SealMarks, type SealsDuePort } from './seal-marks.ts';
import { SlotCounter } from './slot-counter.ts';
import { SpanCounter } from './span-counter.ts';
import { type EventCollection, eventsSpec } from './stored-event.ts';
import type { TenantDirectory } from './tenant-directory.ts';
import type { UsageConfig } from './usage-config.ts';
import { UsageReader } from './usage-reader.ts';
import { type SpanKey, type WindowCollection, windowsSpec } from './window.ts';

export interface LedgerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly config: UsageConfig;
  readonly meters: MeterCatalogue;
  readonly tenants: TenantDirectory;
  /** Told which slots get entries. */
  readonly sealsDue?: SealsDuePort;
  readonly observe?: RecorderParts['observe'];
  readonly mended?: (windows: number) => void;
  readonly counted?: (days: readonly SpanKey[]) => Promise<void>;
  /** There is something new to count. */
  readonly wake?: () => void;
}

/** The ledger and what counts it, in one process. */
export interface Ledger {
  readonly events: EventCollection;
  readonly entries: LedgerEntries;
  readonly windows: WindowCollection;
  readonly intents: IntentCollection;
  readonly intentLog: IntentLog;
  readonly inbox: RejectedInbox;
  readonly seals: SealMarks;
  readonly recorder: Recorder;
  readonly reader: UsageReader;
  readonly counter: SpanCounter;
  readonly horizon: HorizonPort;
  readonly pending: PendingView;
  readonly projector: Projector;
  readonly auditor: Auditor;
}

export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { store, clock, config, meters, tenants, observe, mended } = options;
  const [events, counted, windows, intents, inbox] = await Promise.all([
    store.collection(eventsSpec),
    store.collection(countedSpec),
    store.collection(windowsSpec),
    store.collection(intentsSpec),
    RejectedInbox.open(store, clock, config),
  ]);
  const { intentShared: shared, longestOperation } = config;
  const intentLog = new IntentLog(intents, clock, { shared, longestOperation }, options.wake);
  const seals = new SealMarks(options.sealsDue);
  const horizon = await Horizon.open(store);
  const entries = { whole: events, counted };
  const counter = new SpanCounter(entries, windows, clock, horizon);
  const slots = new SlotCounter(entries, counter);
  const pending = new PendingView(intents, clock);
  const follow = { ...(mended && { mended }), ...(options.counted && { counted: options.counted }) };
  return {
    events,
    entries,
    windows,
    intents,
    intentLog,
    inbox,
    counter,
    horizon,
    pending,
    seals,
    reader: new UsageReader({ entries, windows, meters, pending, clock, horizon }),
    recorder: new Recorder({
      events,
      intents: intentLog,
      inbox,
      meters,
      tenants,
      seals,
      clock,
      config,
      writesInOrder: store.writesInOrder ?? false,
      ...(observe && { observe }),
    }),
    projector: new Projector({ intents, counter, slots, meters, clock, config, ...follow }),
    auditor: new Auditor({ events, counter, meters, pending, clock, longestOperation, ...follow }),
  };
}
