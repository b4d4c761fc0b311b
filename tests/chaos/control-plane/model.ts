import type { Client } from './client.ts';

/** What the clients were told, and so what must be there in the end: no more and no less. */

export interface KnownEvent {
  readonly id: string;
  readonly type: string;
  readonly quantity: number;
  readonly subject?: string;
}

export interface KnownTenant {
  readonly tenantId: string;
  readonly slug: string;
  readonly origin: 'form' | 'import' | 'api';
  phase: 'live' | 'deleted';
  /** What runs, by the plan; none without one. */
  tier: string | undefined;
  planId: string | undefined;
  readonly submissionId?: string;
}

/** What the console keeps for one person. */
export interface ConsoleKept {
  /** Signed in as that person. */
  readonly client: Client;
  preferences: Readonly<Record<string, unknown>>;
  /** Contents by name. */
  drafts: Readonly<Record<string, string>>;
  /** Of the person's own, by id. */
  readonly views: Record<string, { readonly query: string; readonly shared: boolean }>;
  /** A view that was made and removed. */
  readonly removed: string;
}

export class Model {
  /** `<kind> <id> <action>`, and how often. */
  readonly changes = new Map<string, number>();
  readonly tenants = new Map<string, KnownTenant>();
  /** By tenant, then by the event's id: what was acknowledged. */
  readonly events = new Map<string, Map<string, KnownEvent>>();
  /** By tenant and event: the quantity that holds since the last correction. */
  readonly corrected = new Map<string, number>();
  corrections = 0;
  /** Sessions may have been begun without anybody hearing of it: at least one, and at most so many. */
  readonly sessions = { least: 0, most: 0 };
  readonly reservations = new Map<string, string>();
  /** By their path: what a statement must be in the end. */
  readonly statements = new Map<string, { readonly state: string; readonly paidMinor: string }>();
  readonly console: ConsoleKept[] = [];
  /** The webhook that is told all that comes after it was made. */
  toldEverything: string | undefined;
  /** From when on somebody is told of alerts by e-mail, by the replicas' clocks. */
  mailedSince: number | undefined;
  /** Whom the history is to know no more. */
  forgotten: string | undefined;
  /** Who did things, and is to be known by the id alone. */
  forgottenActor: string | undefined;
  /** Of which nobody is to know what they were called. */
  readonly forgottenViews: string[] = [];
  erasedSubject: { readonly tenantId: string; readonly subject: string } | undefined;

  /** The same, of what nobody was told: at most so often beyond. */
  readonly perhaps = new Map<string, number>();

  changed(kind: string, id: string, ...actions: readonly string[]): void {
    for (const action of actions) count(this.changes, `${kind} ${id} ${action}`);
  }

  mayHaveChanged(kind: string, id: string, ...actions: readonly string[]): void {
    for (const action of actions) count(this.perhaps, `${kind} ${id} ${action}`);
  }

  acknowledged(tenantId: string, events: readonly KnownEvent[]): void {
    const known = this.events.get(tenantId) ?? new Map<string, KnownEvent>();
    for (const event of events) known.set(event.id, event);
    this.events.set(tenantId, known);
  }

  /** What a tenant used of a type, corrections taken in. */
  total(tenantId: string, type: string): number {
    let sum = 0;
    for (const event of this.events.get(tenantId)?.values() ?? []) {
      if (event.type === type) sum += this.corrected.get(`${tenantId}/${event.id}`) ?? event.quantity;
    }
    return sum;
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
