import type { EventReason } from '@tenantry/contracts/commercial/usage';
import type { Json } from '../storage/documents.ts';

/** An event as it came, of whatever format, checked for its form. */
export interface IncomingEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time?: string | undefined;
  readonly subject?: string | undefined;
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
  readonly data?: Json | undefined;
  readonly quantity?: number | string | undefined;
  readonly tenantId?: string | undefined;
  readonly tenant?: string | undefined;
}

/** Why an event is not taken: a code that never changes, and where. */
export interface EventFault {
  readonly reason: EventReason;
  /** A JSON pointer into the event. */
  readonly field?: string;
  /** In place of the general text of the reason. */
  readonly message?: string;
}

/** One event of a request: read, or not readable. */
export type Incoming =
  | { readonly event: IncomingEvent; readonly raw: unknown }
  | { readonly fault: EventFault; readonly id?: string; readonly raw: unknown };
