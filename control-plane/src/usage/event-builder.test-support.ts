import type { Meter } from '@tenantry/contracts/commercial/meter';
import { isoTime } from '../clock.ts';
import {
  commitmentTo,
  correctionDocumentId,
  eventDigest,
  eventDocumentId,
  type StoredEvent,
  slotOf,
} from './stored-event.ts';

export const NOON = Date.parse('2026-03-01T12:00:00Z');

export interface BuiltEvent {
  readonly tenantId?: string;
  readonly type?: string;
  readonly id: string;
  readonly at?: number;
  readonly quantity?: string;
  readonly scale?: number;
  readonly subject?: string;
  readonly dimensions?: Record<string, string>;
}

/** An event as the ledger holds it. */
export function builtEvent(built: BuiltEvent): StoredEvent {
  const { tenantId = 't1', type = 'ingestion', id, at = NOON, quantity = '1', scale = 0 } = built;
  const payload = {
    ...(built.subject !== undefined && { subject: built.subject }),
    ...(built.dimensions !== undefined && { dimensions: built.dimensions }),
  };
  const received = isoTime(at);
  const fields = {
    tenantId,
    entry: 'usage' as const,
    type,
    source: 'test',
    eventId: id,
    quantity,
    scale,
    time: isoTime(at),
    timed: 'sender' as const,
    received,
    commitment: commitmentTo('salt', payload),
  };
  return {
    ...fields,
    id: eventDocumentId(tenantId, 'test', id),
    slot: slotOf(at),
    salt: 'salt',
    payload,
    digest: eventDigest(fields),
  };
}

/** A correction of an event: void, or amend to a quantity. */
export function builtCorrection(of: StoredEvent, number: number, quantity?: string): StoredEvent {
  const payload = {};
  const fields = {
    tenantId: of.tenantId,
    entry: quantity === undefined ? ('void' as const) : ('amend' as const),
    correction: { of: of.id, number, reason: 'test', by: 'user:test' },
    type: of.type,
    source: of.source,
    eventId: `${of.eventId}-${number}`,
    quantity: quantity ?? '0',
    scale: 0,
    time: of.time,
    timed: 'sender' as const,
    received: of.received,
    commitment: commitmentTo('salt', payload),
  };
  return {
    ...fields,
    id: correctionDocumentId(of.tenantId, of.id, number),
    slot: of.slot,
    salt: 'salt',
    payload,
    digest: eventDigest(fields),
  };
}

export function builtMeter(meter: Partial<Meter> = {}): Meter {
  return {
    key: 'ingestion',
    version: 1,
    title: 'Ingestion',
    description: '',
    aggregation: 'sum',
    unit: 'records',
    scale: 0,
    types: ['ingestion'],
    filter: {},
    ...meter,
  };
}
