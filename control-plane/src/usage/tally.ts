import type { Meter } from '@tenantry/contracts/commercial/meter';
import { digestOf } from '../storage/canonical.ts';
import { rescale } from './quantity.ts';
import type { StoredEvent } from './stored-event.ts';
import { addHashes, MEMBERS_KEPT, type Reading, type Stretch, type Summary } from './summary.ts';

/** 96 bits: among a thousand million members, two that fall together are as likely as one in 10^11. */
const MEMBER_DIGITS = 24;

/** Of an entry, what is counted; what may be personal only where a meter looks at it. */
export type CountableEntry = Pick<StoredEvent, 'id' | 'time' | 'quantity' | 'scale' | 'digest'> &
  Partial<Pick<StoredEvent, 'entry' | 'correction' | 'payload' | 'remnant'>>;

/**
 * Counts entries of the ledger for one meter. They come in the order of the ledger's time index, (time, id), so an
 * event and its corrections, which have its time, come within one millisecond: it is looked at as a whole, and of
 * several corrections of one event the last counts.
 */
export class Tally {
  readonly #meter: Meter;
  #moment: CountableEntry[] = [];
  #entries = 0;
  #hash = 0n;
  #count = 0n;
  #sum = 0n;
  #max: bigint | undefined;
  #latest: Reading | undefined;
  #stretch: Stretch | undefined;
  readonly #members = new Set<string>();

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  add(event: CountableEntry): void {
    if (this.#moment[0] !== undefined && this.#moment[0].time !== event.time) this.#settleMoment();
    this.#moment.push(event);
  }

  /** Ends the counting of one type of event; another may follow. */
  endOfType(): void {
    this.#settleMoment();
  }

  summary(): Summary {
    this.#settleMoment();
    const members = [...this.#members].sort();
    return {
      entries: this.#entries,
      hash: addHashes(this.#hash, 0n),
      count: this.#count,
      sum: this.#sum,
      max: this.#max,
      latest: this.#latest,
      members: members.length > MEMBERS_KEPT ? 'many' : members,
      stretches: this.#stretch === undefined ? [] : [this.#stretch],
    };
  }

  /** The members, also when they are more than a summary keeps. */
  get members(): ReadonlySet<string> {
    this.#settleMoment();
    return this.#members;
  }

  #settleMoment(): void {
    const entries = this.#moment;
    if (entries.length === 0) return;
    this.#moment = [];
    const corrections = lastCorrections(entries);
    for (const event of entries) {
      this.#entries++;
      this.#hash += BigInt(`0x${event.digest}`);
      if (event.correction !== undefined || !admits(this.#meter, event)) continue;
      const correction = corrections?.get(event.id);
      if (correction?.entry !== 'void') this.#countEvent(event, correction ?? event);
    }
  }

  #countEvent(event: CountableEntry, { quantity, scale }: Pick<StoredEvent, 'quantity' | 'scale'>): void {
    const { aggregation } = this.#meter;
    const units = rescale({ units: BigInt(quantity), scale }, this.#meter.scale);
    this.#count++;
    this.#sum += units;
    if (this.#max === undefined || units > this.#max) this.#max = units;
    if (aggregation === 'latest' || aggregation === 'time_weighted')
      this.#read({ at: Date.parse(event.time), id: event.id, units });
    const member = memberOf(this.#meter, event);
    if (member !== undefined) this.#members.add(digestOf(member).slice(0, MEMBER_DIGITS));
  }

  #read(reading: Reading): void {
    const { aggregation } = this.#meter;
    if (aggregation === 'latest') {
      // Types are counted one after the other, so a later one may bring an earlier time.
      const { at = 0, id = '' } = this.#latest ?? {};
      if (reading.at > at || (reading.at === at && reading.id > id)) this.#latest = reading;
    } else if (aggregation === 'time_weighted') {
      const { first, last, area } = this.#stretch ?? { first: reading, last: reading, area: 0n };
      this.#stretch = { first, last: reading, area: area + last.units * BigInt(reading.at - last.at) };
    }
  }
}

function lastCorrections(entries: readonly CountableEntry[]): Map<string, CountableEntry> | undefined {
  let last: Map<string, CountableEntry> | undefined;
  for (const entry of entries) {
    if (entry.correction === undefined) continue;
    last ??= new Map();
    const other = last.get(entry.correction.of)?.correction?.number ?? 0;
    if (entry.correction.number > other) last.set(entry.correction.of, entry);
  }
  return last;
}

function admits(meter: Meter, event: CountableEntry): boolean {
  const filter = Object.entries(meter.filter);
  if (filter.length === 0) return true;
  const dimensions = (event.payload ?? event.remnant)?.dimensions ?? {};
  return filter.every(([name, values]) => {
    const value = Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
    return value !== undefined && values.includes(value);
  });
}

/** What is to differ; an event without it counts nobody. */
function memberOf(meter: Meter, event: CountableEntry): string | undefined {
  if (meter.uniqueBy === undefined) return undefined;
  const facets = event.payload ?? event.remnant;
  if (meter.uniqueBy === 'subject') return facets?.subject;
  const name = meter.uniqueBy.slice('dimension:'.length);
  const dimensions = facets?.dimensions ?? {};
  return Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
}
