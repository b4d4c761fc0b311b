import { randomBytes } from 'node:crypto';
import { EVENT_REASONS, type EventResult } from '@tenantry/contracts/commercial/usage';
import type { Principal } from '../access/principal.ts';
import { type Clock, isoTime } from '../clock.ts';
import { admit, sameEvent } from './admission.ts';
import type { EventFault, Incoming } from './incoming-event.ts';
import { type Touch, touchKey } from './intent.ts';
import type { Hold, IntentLog } from './intent-log.ts';
import type { MeterCatalogue, MeterSet } from './meter-catalogue.ts';
import type { Refusal, RejectedInbox } from './rejected-inbox.ts';
import type { SealMarks } from './seal-marks.ts';
import type { EventCollection, StoredEvent } from './stored-event.ts';
import type { TenantDirectory } from './tenant-directory.ts';
import { TenantLookup } from './tenant-lookup.ts';
import type { UsageConfig } from './usage-config.ts';
import { startOf } from './window.ts';

const SALT_BYTES = 16;
/** Events that are decided in one go, a millisecond or two: then whoever asks something small has a turn. */
const DECIDED_AT_ONCE = 50;

/** What became of an event, with what telemetry wants to know of it. */
export interface Recorded {
  readonly result: EventResult;
  readonly tenantId: string | undefined;
  readonly type: string | undefined;
  readonly stored: StoredEvent | undefined;
}

export interface RecorderParts {
  readonly events: EventCollection;
  readonly intents: IntentLog;
  readonly inbox: RejectedInbox;
  readonly meters: MeterCatalogue;
  readonly tenants: TenantDirectory;
  readonly seals: SealMarks;
  readonly clock: Clock;
  readonly config: UsageConfig;
  /** {@link Store.writesInOrder} */
  readonly writesInOrder?: boolean;
  /** Told of every request; for telemetry. */
  readonly observe?: (recorded: readonly Recorded[], meters: MeterSet) => void;
}

/** An event on its way: decided already, or to be inserted. */
type Draft = { readonly incoming: Incoming; readonly tenantId?: string | undefined } & (
  | { readonly fault: EventFault }
  | { readonly event: StoredEvent }
);

/** Takes events into the ledger: each once, each with an answer of its own. */
export class Recorder {
  readonly #parts: RecorderParts;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  /**
   * The answers are in the order of the events. Durable once answered `accepted`.
   * @throws StoreUnavailable when nothing of the request is known to be stored
   */
  async record(incoming: readonly Incoming[], principal: Principal): Promise<readonly EventResult[]> {
    const meters = await this.#metersFor(incoming);
    const drafts = await this.#decide(incoming, principal, meters);
    const answers = await this.#store(drafts.flatMap(draft => ('event' in draft ? [draft.event] : [])));
    let next = 0;
    const recorded = drafts.map((draft): Recorded => {
      const event = 'event' in draft ? draft.event : undefined;
      const answer = event && answers[next++];
      const result = resultOf(draft, answer);
      const type = 'event' in draft.incoming ? draft.incoming.event.type : undefined;
      return { result, tenantId: draft.tenantId, type, stored: event };
    });
    // The sender is told in any case; that the inbox cannot be written is no reason to call what is stored failed.
    await this.#parts.inbox.keep(drafts.flatMap(refusalOf)).catch(() => undefined);
    this.#parts.observe?.(recorded, meters);
    return recorded.map(({ result }) => result);
  }

  /** A type that nobody knows may be one that another replica has just learned of. */
  async #metersFor(incoming: readonly Incoming[]): Promise<MeterSet> {
    const meters = await this.#parts.meters.recent();
    const known = incoming.every(item => !('event' in item) || meters.ofType(item.event.type).length > 0);
    return known ? meters : this.#parts.meters.fresh();
  }

  async #decide(
    incoming: readonly Incoming[],
    principal: Principal,
    meters: MeterSet,
  ): Promise<readonly Draft[]> {
    const { config, clock } = this.#parts;
    const now = clock.now();
    const rules = {
      now,
      received: isoTime(now),
      policy: config,
      unknownTypes: config.unknownTypes,
      metersOf: (type: string) => meters.ofType(type),
    };
    const tenants = new TenantLookup(this.#parts.tenants, principal);
    const random = randomBytes(incoming.length * SALT_BYTES);
    const drafts: Draft[] = [];
    for (const [index, item] of incoming.entries()) {
      if (index > 0 && index % DECIDED_AT_ONCE === 0) await turnOfOthers();
      if ('fault' in item) {
        drafts.push({ incoming: item, tenantId: principal.tenantId, fault: item.fault });
        continue;
      }
      const tenant = await tenants.of(item.event);
      if (typeof tenant !== 'string') {
        drafts.push({ incoming: item, tenantId: principal.tenantId, fault: tenant });
        continue;
      }
      const salt = random.toString('base64url', index * SALT_BYTES, (index + 1) * SALT_BYTES);
      const admitted = admit(item.event, tenant, salt, rules);
      drafts.push({
        incoming: item,
        tenantId: tenant,
        ...('reason' in admitted ? { fault: admitted } : { event: admitted }),
      });
    }
    return drafts;
  }

  /** Intent, insert, outcomes, intent done: see docs/explanation/ledger.md for what each crash in between leaves. */
  async #store(events: readonly StoredEvent[]): Promise<readonly Outcome[]> {
    if (events.length === 0) return [];
    const touches = events.map(touchOf);
    const { intents, writesInOrder = false } = this.#parts;
    // Where writes keep their order the intent goes ahead of the events, and both wait for the disk once.
    const hold = writesInOrder ? intents.begin(distinct(touches)) : await intents.open(distinct(touches));
    const named = hold.stored().then(
      () => true,
      () => false,
    );
    const outcomes = await this.#insert(events, hold);
    if (!(await named)) {
      // Nobody is sure to count these: sent again, they are duplicates, under an intent of their own.
      await hold.release(new Map(), 'unknown').catch(() => undefined);
      return outcomes.map(outcome => (outcome === 'accepted' ? 'retry' : outcome));
    }
    const stored = new Map<string, { accepted: number; duplicates: boolean }>();
    for (const [index, touch] of touches.entries()) {
      const outcome = outcomes[index];
      if (outcome !== 'accepted' && outcome !== 'duplicate') continue;
      const key = touchKey(touch);
      const here = stored.get(key) ?? { accepted: 0, duplicates: false };
      stored.set(key, here);
      if (outcome === 'accepted') here.accepted++;
      // A duplicate's window is counted again, too: its first writer may have died before it could say so.
      else here.duplicates = true;
    }
    try {
      await hold.release(stored, outcomes.includes('retry') ? 'unknown' : 'known');
    } catch {
      return outcomes.map(outcome => (outcome === 'accepted' ? 'retry' : outcome));
    }
    return outcomes;
  }

  async #insert(events: readonly StoredEvent[], hold: Hold): Promise<Outcome[]> {
    try {
      await this.#parts.seals.mark(events);
      const inserted = await this.#parts.events.insert(events);
      await this.#parts.seals.inserted(events, this.#parts.clock.now());
      const outcomes = inserted.map(
        (outcome): Outcome =>
          outcome === 'inserted' ? 'accepted' : outcome === 'exists' ? 'conflict' : 'retry',
      );
      await this.#tellDuplicates(events, outcomes);
      return outcomes;
    } catch (error) {
      await hold.release(new Map(), 'unknown');
      throw error;
    }
  }

  /** The losers are read, and only they: the same event again, or another one under its name. */
  async #tellDuplicates(events: readonly StoredEvent[], outcomes: Outcome[]): Promise<void> {
    const losers = events.filter((_, index) => outcomes[index] === 'conflict').map(({ id }) => id);
    if (losers.length === 0) return;
    const kept = new Map((await this.#parts.events.find(losers)).map(event => [event.id, event]));
    for (const [index, event] of events.entries()) {
      if (outcomes[index] !== 'conflict') continue;
      const other = kept.get(event.id);
      if (other === undefined) outcomes[index] = 'retry';
      else if (sameEvent(event, other)) outcomes[index] = 'duplicate';
    }
  }
}

function turnOfOthers(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

type Outcome = Exclude<EventResult['outcome'], 'rejected'>;

function touchOf(event: StoredEvent): Touch {
  const { tenantId, type, slot } = event;
  return { tenantId, type, start: startOf('minute', Date.parse(event.time)), slot };
}

/** Every window in which these lie, once. */
export function touchesOf(events: readonly StoredEvent[]): Touch[] {
  return distinct(events.map(touchOf));
}

function distinct(touches: readonly Touch[]): Touch[] {
  return [...new Map(touches.map(touch => [touchKey(touch), touch])).values()];
}

function resultOf(draft: Draft, answer: Outcome | undefined): EventResult {
  const id = 'event' in draft.incoming ? draft.incoming.event.id : draft.incoming.id;
  const named = id === undefined ? {} : { id };
  if ('fault' in draft) {
    const { reason, field, message = EVENT_REASONS[reason] } = draft.fault;
    return { ...named, outcome: 'rejected', reason, ...(field !== undefined && { field }), message };
  }
  switch (answer) {
    case 'accepted':
    case 'duplicate':
      return { ...named, outcome: answer };
    case 'conflict':
      return { ...named, outcome: answer, ...told('same_id_other_content') };
    default:
      return { ...named, outcome: 'retry', ...told('outcome_unknown') };
  }
}

function told(reason: keyof typeof EVENT_REASONS): Pick<EventResult, 'reason' | 'message'> {
  return { reason, message: EVENT_REASONS[reason] };
}

function refusalOf(draft: Draft): Refusal[] {
  return 'fault' in draft ? [{ tenantId: draft.tenantId, fault: draft.fault, raw: draft.incoming.raw }] : [];
}
