import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { type Collection, type CollectionSpec, insertOne } from '../storage/documents.ts';

const leaseSchema = z.object({ id: z.string(), holder: z.string() });
export const webhookLeasesSpec: CollectionSpec<z.infer<typeof leaseSchema>> = {
  name: 'webhook_leases',
  indexes: {},
  parse: value => leaseSchema.parse(value),
};

/** Milliseconds of a turn: how long the others wait at most when a holder died. */
const TURN = 15_000;
/** A holder asks for the next turn so long before this one ends. */
const EARLY = 5_000;
/** Turns that are over by then are forgotten. */
const KEPT = 10;

/**
 * Lets one of several processes do something that all could do: a turn of some seconds belongs to whoever inserts it.
 * Two clocks that differ let two do it at once, so that must do no harm.
 */
export class Lease {
  readonly #name: string;
  readonly #holder: string;
  readonly #leases: Collection<z.infer<typeof leaseSchema>>;
  readonly #clock: Clock;
  readonly #turns = new Map<number, boolean>();

  constructor(
    name: string,
    holder: string,
    parts: { readonly leases: Collection<z.infer<typeof leaseSchema>>; readonly clock: Clock },
  ) {
    this.#name = name;
    this.#holder = holder;
    this.#leases = parts.leases;
    this.#clock = parts.clock;
  }

  /** Whether it is this process' turn. */
  async held(): Promise<boolean> {
    const now = this.#clock.now();
    const turn = Math.floor(now / TURN);
    const mine = await this.#claim(turn);
    if (mine && now % TURN >= TURN - EARLY) await this.#claim(turn + 1);
    return mine;
  }

  async #claim(turn: number): Promise<boolean> {
    const known = this.#turns.get(turn);
    if (known !== undefined) return known;
    const id = `${this.#name}/${turn}`;
    const outcome = await insertOne(this.#leases, { id, holder: this.#holder });
    const mine = outcome === 'inserted' || (await this.#leases.get(id))?.holder === this.#holder;
    this.#turns.set(turn, mine);
    if (mine) await this.#forget(turn);
    return mine;
  }

  async #forget(turn: number): Promise<void> {
    const old = Array.from({ length: KEPT }, (_, at) => `${this.#name}/${turn - KEPT - at}`);
    await this.#leases.remove(old);
    for (const known of this.#turns.keys()) if (known < turn - 1) this.#turns.delete(known);
  }
}
