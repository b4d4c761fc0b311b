import type { Collection, CollectionSpec } from '../storage/documents.ts';
import { type EventCollection, type EventIndex, eventsSpec, type StoredEvent } from './stored-event.ts';

/**
 * Of an entry of the ledger, what counting needs: no more of it is read, and it is checked by hand. A ledger that takes
 * fifteen thousand events a second reads each of them several times.
 */
export type CountedEntry = Pick<
  StoredEvent,
  'id' | 'tenantId' | 'entry' | 'type' | 'quantity' | 'scale' | 'time' | 'slot' | 'digest'
>;
export type CountedCollection = Collection<CountedEntry, EventIndex>;

export const countedSpec: CollectionSpec<CountedEntry, EventIndex> = {
  name: eventsSpec.name,
  indexes: { slot: ['tenantId', 'slot'], time: ['tenantId', 'type', 'time'] },
  apart: ['entry', 'quantity', 'scale', 'digest'],
  only: ['tenantId', 'entry', 'type', 'quantity', 'scale', 'time', 'slot', 'digest'],
  parse: countedEntry,
};

/** The ledger, whole and as counting reads it. */
export interface LedgerEntries {
  readonly whole: EventCollection;
  readonly counted: CountedCollection;
}

const HEX_256 = /^[0-9a-f]{64}$/;
const UNITS = /^\d{1,19}$/;

function countedEntry(value: unknown): CountedEntry {
  if (!isCountedEntry(value))
    throw new TypeError(`no entry of the ledger: ${JSON.stringify(value).slice(0, 400)}`);
  return value;
}

function isCountedEntry(value: unknown): value is CountedEntry {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'id' in value &&
    typeof value.id === 'string' &&
    'tenantId' in value &&
    typeof value.tenantId === 'string' &&
    'entry' in value &&
    (value.entry === 'usage' || value.entry === 'void' || value.entry === 'amend') &&
    'type' in value &&
    typeof value.type === 'string' &&
    'quantity' in value &&
    typeof value.quantity === 'string' &&
    UNITS.test(value.quantity) &&
    'scale' in value &&
    Number.isInteger(value.scale) &&
    'time' in value &&
    typeof value.time === 'string' &&
    'slot' in value &&
    Number.isInteger(value.slot) &&
    'digest' in value &&
    typeof value.digest === 'string' &&
    HEX_256.test(value.digest)
  );
}
