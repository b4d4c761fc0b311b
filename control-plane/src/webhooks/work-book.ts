import { type Clock, isoTime } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Deliveries, Delivery, Works } from './delivery.ts';

const ROUNDS = 5;
/** Something later is no reason to write. */
const NEVER = '9999';

/**
 * When which webhook has something due: a hint for the dispatcher, so that it need not ask for each of thousands. Whoever
 * writes it looks again afterwards, so the last to write is right; one that was lost is found by the sweep.
 */
export class WorkBook {
  readonly works: Works;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly #deliveries: Deliveries;

  constructor(parts: {
    readonly works: Works;
    readonly deliveries: Deliveries;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.works = parts.works;
    this.clock = parts.clock;
    this.logger = parts.logger;
    this.#deliveries = parts.deliveries;
  }

  /** What is due of a webhook, the longest due first. */
  due(webhookId: string, now: number, limit: number): Promise<readonly Delivery[]> {
    return this.#deliveries.scan({
      index: 'due',
      equals: [webhookId],
      before: isoTime(now + 1),
      limit,
    });
  }

  /** There is something new. */
  async wake(webhookIds: readonly string[]): Promise<void> {
    const dueAt = isoTime(this.clock.now());
    for (const id of webhookIds) await this.works.replace({ id, dueAt });
  }

  /** Nothing of it before a time, whatever is due. */
  putOff(webhookId: string, until: number): Promise<void> {
    return this.works.replace({ id: webhookId, dueAt: isoTime(until) });
  }

  /** Nothing of it until it is woken. */
  close(webhookId: string): Promise<void> {
    return this.works.remove([webhookId]);
  }

  /** Writes when something is due at the earliest, and not before `notBefore`. */
  async settle(webhookId: string, notBefore?: number): Promise<void> {
    const floor = notBefore === undefined ? '' : isoTime(notBefore);
    let written: string | undefined;
    for (let round = 0; round < ROUNDS; round++) {
      const [first] = await this.#deliveries.scan({ index: 'due', equals: [webhookId], limit: 1 });
      const due = first?.dueAt ?? NEVER;
      const dueAt = due > floor ? due : floor;
      if (dueAt === written) return;
      if (dueAt === NEVER) await this.works.remove([webhookId]);
      else await this.works.replace({ id: webhookId, dueAt });
      written = dueAt;
    }
  }
}
