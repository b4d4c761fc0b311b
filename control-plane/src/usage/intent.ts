import { z } from 'zod';
import type { Collection, CollectionSpec } from '../storage/documents.ts';

const touchSchema = z.object({
  tenantId: z.string(),
  type: z.string(),
  /** The minute of event time: milliseconds since 1970. */
  start: z.int(),
  /** The slot of receipt that the entries are in; absent: any of the window may be new. */
  slot: z.int().optional(),
});

/** A window of the ledger that a writer may add to. */
export type Touch = z.infer<typeof touchSchema>;

const intentSchema = z.object({
  id: z.string(),
  /** When it was opened; nothing under it was stored before. Of a suspect, when it is to be looked at. */
  at: z.string(),
  /**
   * open: its writer is at work, or dead. done: all its events are in the ledger. suspect: its writer was given up,
   * and what it may have stored since is looked for.
   */
  state: z.enum(['open', 'done', 'suspect']),
  touches: z.array(touchSchema),
  /** Of a done one: how many events were accepted. */
  events: z.int().min(0),
  /** Of a suspect: how often it was looked at. */
  looks: z.int().optional(),
});
export type Intent = z.infer<typeof intentSchema>;

export const intentsSpec: CollectionSpec<Intent, 'state'> = {
  name: 'usage_intents',
  indexes: { state: ['state', 'at'] },
  parse: value => intentSchema.parse(value),
};
export type IntentCollection = Collection<Intent, 'state'>;

/** The window of a touch, whatever the slot. */
export const windowKey = ({ tenantId, type, start }: Omit<Touch, 'slot'>): string =>
  `${tenantId}/${type}/${start}`;
export const touchKey = (touch: Touch): string => `${windowKey(touch)}/${touch.slot ?? 'any'}`;

/** The document that says that an intent is done has an id of its own: removing the open one cannot take it along. */
export const doneId = (openId: string, mark: number): string => `${openId}/done/${mark}`;
export const suspectId = (openId: string): string => `${openId}/suspect`;
