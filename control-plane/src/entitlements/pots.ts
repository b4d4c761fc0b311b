import type { Clock } from '../clock.ts';
import { Problem } from '../http/problem.ts';
import { type Collection, insertOne, type Store } from '../storage/documents.ts';
import {
  freeIn,
  heldBy,
  type Pot,
  SLICES,
  type Slice,
  sliceId,
  slicePrefix,
  slicesSpec,
  withHold,
  withSettled,
} from './slice.ts';

/** How often others may be quicker before we say so. Each loss means that somebody else has won. */
const ATTEMPTS = 200;

/** What one slice holds of a reservation. */
export interface Part {
  readonly slice: number;
  readonly quantity: bigint;
}

/** What may be held of a limit, divided into slices so that many can hold of it at once: each change is one insert. */
export class Pots {
  readonly #slices: Collection<Slice, 'until'>;
  readonly #clock: Clock;

  private constructor(slices: Collection<Slice, 'until'>, clock: Clock) {
    this.#slices = slices;
    this.#clock = clock;
  }

  static async open({ store, clock }: { readonly store: Store; readonly clock: Clock }): Promise<Pots> {
    return new Pots(await store.collection(slicesSpec), clock);
  }

  /** What is held and what was committed of a tenant's meter in a period: one read where nobody ever reserved. */
  async taken(pot: Omit<Pot, 'to'>): Promise<Taken> {
    const within = { from: slicePrefix(pot, ''), before: `${slicePrefix(pot, '').slice(0, -1)}0` };
    if ((await this.#slices.scan({ ...within, limit: 1 })).length === 0) return { held: 0n, committed: 0n };
    const slices = await Promise.all(Array.from({ length: SLICES }, (_, index) => this.#latest(pot, index)));
    return takenOf(slices, this.#clock.now());
  }

  /**
   * All of it or nothing. Said again for the same reservation, it goes on with what is held already.
   * @param counted What the ledger has of the pot; asked when the slices are read.
   * @throws Problem allowance_exhausted, unavailable
   */
  async hold(
    pot: Pot,
    limit: bigint,
    {
      id,
      quantity,
      expiresAt,
    }: { readonly id: string; readonly quantity: bigint; readonly expiresAt: number },
    counted: () => Promise<bigint>,
  ): Promise<readonly Part[]> {
    const slices = await Promise.all(Array.from({ length: SLICES }, (_, index) => this.#latest(pot, index)));
    // A server that died after holding a part: the same request goes on with it.
    const parts = slices.flatMap((slice, index) => partsIn(slice, index, id, this.#clock.now()));
    const used = await counted();
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const missing = quantity - sumOf(parts);
      if (missing <= 0n) return parts;
      const now = this.#clock.now();
      const index =
        missing > leftOf(slices, limit, used, now) ? undefined : pick(slices, limit, missing, now);
      if (index === undefined) {
        // What this one holds of it already is let go of with the refusal.
        const free = leftOf(slices, limit, used, now) + sumOf(parts);
        return this.#refuse(pot, id, parts, { quantity, free: free > 0n ? free : 0n });
      }
      const free = freeIn(slices[index], limit, index, now);
      const part = { slice: index, quantity: free < missing ? free : missing };
      const hold = { reservation: id, quantity: part.quantity, expiresAt };
      const next = await this.#append(pot, index, slices[index], withHold(slices[index], hold, now));
      if (next !== undefined) parts.push(part);
      slices[index] = next ?? (await this.#latest(pot, index));
    }
    await this.#letGo(pot, id, parts);
    throw busy();
  }

  /**
   * Uses so much of what a slice holds for a reservation; the rest is free again. May be said twice.
   * @throws Problem conflict when the slice does not hold it any more
   */
  async settle(pot: Pot, index: number, id: string, used: bigint): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const slice = await this.#latest(pot, index);
      const before = slice?.settled.find(({ reservation }) => reservation === id);
      if (before !== undefined) {
        if (BigInt(before.used) === used) return;
        throw new Problem('conflict', `it was settled with ${before.used} used`);
      }
      const state = slice && withSettled(slice, id, used, this.#clock.now());
      if (state === undefined) {
        // Nothing is held, and nothing was to be used: that is what was asked for.
        if (used === 0n) return;
        throw new Problem('conflict', 'it was held no longer, and is free again: reserve anew');
      }
      if ((await this.#append(pot, index, slice, state)) !== undefined) return;
    }
    throw busy();
  }

  async #latest(pot: Omit<Pot, 'to'>, index: number): Promise<Slice | undefined> {
    const prefix = slicePrefix(pot, index);
    const [last] = await this.#slices.scan({
      from: `${prefix}/`,
      before: `${prefix}0`,
      descending: true,
      limit: 1,
    });
    return last;
  }

  /** Undefined: somebody else was first. */
  async #append(
    pot: Pot,
    index: number,
    before: Slice | undefined,
    state: Omit<Slice, 'id' | 'version' | 'until'>,
  ): Promise<Slice | undefined> {
    const version = (before?.version ?? 0) + 1;
    const next = { id: sliceId(pot, index, version), version, until: pot.to, ...state };
    return (await insertOne(this.#slices, next)) === 'inserted' ? next : undefined;
  }

  /** Forgets slices of periods that ended before; answers how many documents. */
  async prune(before: string, limit: number): Promise<number> {
    const slices = await this.#slices.scan({ index: 'until', before, limit });
    await this.#slices.remove(slices.map(({ id }) => id));
    return slices.length;
  }

  async #refuse(
    pot: Pot,
    id: string,
    parts: readonly Part[],
    { quantity, free }: { readonly quantity: bigint; readonly free: bigint },
  ): Promise<never> {
    await this.#letGo(pot, id, parts);
    const message = `${quantity} asked for, and ${free} free; the period ends at ${pot.to}`;
    throw new Problem('allowance_exhausted', message, {
      errors: [{ field: '/quantity', code: 'not_free', message: `at most ${free} now` }],
    });
  }

  async #letGo(pot: Pot, id: string, parts: readonly Part[]): Promise<void> {
    for (const { slice } of parts) await this.settle(pot, slice, id, 0n);
  }
}

function partsIn(slice: Slice | undefined, index: number, id: string, now: number): Part[] {
  return (slice?.held ?? [])
    .filter(({ reservation, expiresAt }) => reservation === id && expiresAt > now)
    .map(({ quantity }) => ({ slice: index, quantity: BigInt(quantity) }));
}

function sumOf(parts: readonly Part[]): bigint {
  return parts.reduce((sum, { quantity }) => sum + quantity, 0n);
}

/**
 * What is left of the limit. What the ledger counted beyond what was committed here was used by those who reserve
 * nothing, and is gone, too; that part is as late as the ledger is.
 */
function leftOf(slices: readonly (Slice | undefined)[], limit: bigint, counted: bigint, now: number): bigint {
  const { held, committed } = takenOf(slices, now);
  return limit - held - (counted > committed ? counted : committed);
}

export interface Taken {
  readonly held: bigint;
  readonly committed: bigint;
}

function takenOf(slices: readonly (Slice | undefined)[], now: number): Taken {
  let held = 0n;
  let committed = 0n;
  for (const slice of slices) {
    if (slice === undefined) continue;
    held += heldBy(slice, now);
    committed += BigInt(slice.used);
  }
  return { held, committed };
}

/** A slice by chance among those that have all of it; else the one that has most; none when all are full. */
function pick(
  slices: readonly (Slice | undefined)[],
  limit: bigint,
  wanted: bigint,
  now: number,
): number | undefined {
  const free = Array.from({ length: SLICES }, (_, index) => freeIn(slices[index], limit, index, now));
  const whole = [...free.keys()].filter(index => (free[index] ?? 0n) >= wanted);
  if (whole.length > 0) return whole[Math.floor(Math.random() * whole.length)];
  const most = free.reduce((best, one) => (one > best ? one : best), 0n);
  return most === 0n ? undefined : free.indexOf(most);
}

function busy(): Problem {
  return new Problem('unavailable', 'too many reserve this meter at once', { retryAfter: 1 });
}
