import { setTimeout as sleep } from 'node:timers/promises';
import { usageReceiptSchema } from '@tenantry/contracts/commercial/usage';

const EVENTS_AT_ONCE = 10;
const PAUSE_MS = 100;
const AGAIN_AFTER_MS = 250;
const ANSWER_WITHIN_MS = 10_000;
const MOST_AT_ONCE = 500;

export interface SentEvent {
  readonly id: string;
  readonly source: string;
  readonly type: 'query' | 'ingestion';
  readonly tenant: string;
  readonly quantity: number;
}

/** What a service of the vendor does: it sends usage, repeats what is not answered, and keeps what it has sent. */
export class Sender {
  /** When an event was answered as taken, in milliseconds of this process. */
  readonly acknowledged = new Map<string, number>();
  readonly #sent = new Map<string, SentEvent>();
  readonly #tenants: string[];
  #to: { readonly address: string; readonly key: string };
  #pending: readonly SentEvent[] = [];
  #sending = false;
  #loop: Promise<void> = Promise.resolve();
  #count = 0;

  constructor(tenants: readonly string[], to: { readonly address: string; readonly key: string }) {
    this.#tenants = [...tenants];
    this.#to = to;
  }

  /** From now on also of this one. */
  add(tenant: string): void {
    this.#tenants.push(tenant);
  }

  /** No more of this one, whose records are lost. */
  forget(tenant: string): void {
    this.#tenants.splice(this.#tenants.indexOf(tenant), 1);
    this.#pending = this.#pending.filter(event => event.tenant !== tenant);
  }

  redirect(to: { readonly address: string; readonly key: string }): void {
    this.#to = to;
  }

  start(): void {
    this.#sending = true;
    this.#loop = this.#run();
  }

  /** What is not answered yet stays unanswered, and is no loss: the sender has it. */
  async stop(): Promise<void> {
    this.#sending = false;
    await this.#loop;
  }

  /** Events that were acknowledged up to, or from, a time. */
  acknowledgedBetween(from: number, to: number): readonly SentEvent[] {
    return [...this.acknowledged].flatMap(([id, at]) => {
      const event = this.#sent.get(id);
      return event !== undefined && at >= from && at < to ? [event] : [];
    });
  }

  /** Sends these again; answers which of them were there, and which were stored only now. */
  async again(events: readonly SentEvent[]): Promise<{ there: SentEvent[]; missing: SentEvent[] }> {
    const there: SentEvent[] = [];
    const missing: SentEvent[] = [];
    for (let from = 0; from < events.length; from += MOST_AT_ONCE) {
      const batch = events.slice(from, from + MOST_AT_ONCE);
      const { items } = await this.#send(batch);
      for (const [at, { outcome, reason }] of items.entries()) {
        const event = batch[at];
        if (event === undefined) continue;
        if (outcome === 'duplicate') there.push(event);
        else if (outcome === 'accepted') missing.push(event);
        else throw new Error(`${event.id} of ${event.tenant}: ${outcome} ${reason ?? ''}`);
      }
    }
    return { there, missing };
  }

  async #run(): Promise<void> {
    while (this.#sending) {
      if (this.#pending.length === 0) this.#pending = this.#next();
      await this.#untilAnswered();
      await sleep(PAUSE_MS);
    }
  }

  #next(): SentEvent[] {
    return this.#tenants.flatMap(tenant =>
      Array.from({ length: EVENTS_AT_ONCE }, () => {
        const nth = ++this.#count;
        const type = nth % 2 === 0 ? ('query' as const) : ('ingestion' as const);
        const event = { id: `drill-${nth}`, source: 'drill', type, tenant, quantity: 1 + (nth % 3) };
        this.#sent.set(event.id, event);
        return event;
      }),
    );
  }

  async #untilAnswered(): Promise<void> {
    while (this.#pending.length > 0 && this.#sending) {
      try {
        const { items } = await this.#send(this.#pending);
        const at = performance.now();
        this.#pending = this.#pending.filter((event, index) => {
          const outcome = items[index]?.outcome;
          if (outcome === 'rejected' || outcome === 'conflict')
            throw new Refused(`${event.id} of ${event.tenant}: ${items[index]?.reason}`);
          if (outcome === 'retry' || outcome === undefined) return true;
          this.acknowledged.set(event.id, at);
          return false;
        });
      } catch (error) {
        if (error instanceof Refused) throw error;
        await sleep(AGAIN_AFTER_MS);
      }
    }
  }

  async #send(events: readonly SentEvent[]) {
    const response = await fetch(`${this.#to.address}/v1/usage/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#to.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return usageReceiptSchema.parse(await response.json());
  }
}

/** An event that would never be taken: a fault of the drill. */
class Refused extends Error {
  override readonly name = 'Refused';
}

/** What these come to, by tenant and meter. */
export function sumsOf(events: readonly SentEvent[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { tenant, type, quantity } of events) {
    const key = `${tenant} ${type}`;
    sums.set(key, (sums.get(key) ?? 0) + quantity);
  }
  return sums;
}
