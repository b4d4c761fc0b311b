import { z } from 'zod';
import type { Change } from '../storage/aggregates.ts';
import type { Collection, CollectionSpec, StoredDocument } from '../storage/documents.ts';

const itemSchema = z.object({
  /** `<id of the change>#<which of its events>`: the id of the event, for ever. */
  key: z.string(),
  /** Name of the event; see the table EVENTS of the contracts. */
  type: z.string(),
  time: z.string(),
  subject: z.string(),
  version: z.int().min(1),
  tenantId: z.string().optional(),
  data: z.json(),
});
export type OutboxItem = z.infer<typeof itemSchema>;

const groupSchema = z.object({
  id: z.string(),
  number: z.int().min(0),
  items: z.array(itemSchema),
  generation: z.string().optional(),
});
/**
 * A number of the sequence, with the events that were told together. Number 0 tells none: it is the birth of the
 * outbox, and its `generation` is in every cursor, so that none of an outbox that was lost goes on in another.
 */
export interface OutboxGroup extends StoredDocument {
  readonly number: number;
  readonly items: readonly OutboxItem[];
  readonly generation?: string | undefined;
}

const claimSchema = z.object({ id: z.string(), number: z.int().min(1), position: z.int().min(0) });
/** Says, by the key of an event, which item of which group it is. Items of this key elsewhere are none. */
export interface OutboxClaim extends StoredDocument {
  readonly number: number;
  readonly position: number;
}

export const outboxSpec: CollectionSpec<OutboxGroup> = {
  name: 'outbox',
  indexes: {},
  parse: value => groupSchema.parse(value),
};

export const outboxClaimsSpec: CollectionSpec<OutboxClaim> = {
  name: 'outbox_claims',
  indexes: {},
  parse: value => claimSchema.parse(value),
};

export type Groups = Collection<OutboxGroup>;
export type Claims = Collection<OutboxClaim>;

const NUMBER_DIGITS = 16;

/** Ids in the order of their numbers. */
export function groupId(number: number): string {
  return String(number).padStart(NUMBER_DIGITS, '0');
}

export function itemsOf(change: Change<unknown>): OutboxItem[] {
  const { id, at, kind, aggregateId, version, tenantId } = change;
  return change.events.map(({ type, data }, index) => ({
    key: `${id}#${index}`,
    type,
    time: at,
    subject: `${kind}/${aggregateId}`,
    version,
    ...(tenantId !== undefined && { tenantId }),
    data: z.json().parse(data),
  }));
}
