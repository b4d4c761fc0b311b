import type { StoredEvent } from './stored-event.ts';

/** What sealing wants to know of writers; see sealing/seals-due.ts. */
export interface SealsDuePort {
  mark(tenantId: string, slot: number): Promise<void>;
  markAgain(tenantId: string, slot: number): Promise<void>;
}

/** An entry that was inserted this long after its receipt may have come behind the sealer. */
const LATE_AFTER = 60_000;

/** Tells the sealer which slots of which tenants get entries: before they are inserted, and after if that took long. */
export class SealMarks {
  readonly #due: SealsDuePort | undefined;

  constructor(due: SealsDuePort | undefined) {
    this.#due = due;
  }

  async mark(entries: readonly StoredEvent[]): Promise<void> {
    const due = this.#due;
    if (due === undefined) return;
    await Promise.all(slotsOf(entries).map(({ tenantId, slot }) => due.mark(tenantId, slot)));
  }

  async inserted(entries: readonly StoredEvent[], now: number): Promise<void> {
    const due = this.#due;
    const late = entries.filter(({ received }) => now - Date.parse(received) >= LATE_AFTER);
    if (due === undefined || late.length === 0) return;
    await Promise.all(slotsOf(late).map(({ tenantId, slot }) => due.markAgain(tenantId, slot)));
  }
}

function slotsOf(entries: readonly StoredEvent[]): readonly StoredEvent[] {
  return [...new Map(entries.map(entry => [`${entry.tenantId}/${entry.slot}`, entry])).values()];
}
