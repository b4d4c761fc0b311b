import { ceilingOf } from '@tenantry/contracts/commercial/entitlement';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { isoTime } from '../clock.ts';
import { notFound, Problem } from '../http/problem.ts';
import {
  type Collection,
  type CollectionSpec,
  insertOne,
  positionOf,
  type Scalar,
  type Store,
} from '../storage/documents.ts';
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
import type { Standings } from './standing.ts';
import { isUnmetered, type UsageReader } from './usage-port.ts';

/** How often others may be quicker before we say so. Each loss means that somebody else has won. */
const ATTEMPTS = 200;
const PRUNE_AFTER_MS = 86_400_000;
const LISTED_AT_ONCE = 200;

const reservationSchema = z.object({
  id: z.string(),
  tenantId: z.string(),
  meter: z.string(),
  quantity: z.string(),
  /** Absent where nothing limits: then nothing is held either. */
  pot: z.object({ from: z.string(), to: z.string() }).optional(),
  parts: z.array(z.object({ slice: z.int(), quantity: z.string() })),
  expiresAt: z.string(),
  /** Set once every part is settled; what decides is in the slices. */
  outcome: z.object({ used: z.string() }).optional(),
});
export type Reservation = z.infer<typeof reservationSchema>;

export type ReservationIndex = 'expiry' | 'tenant';

export const reservationsSpec: CollectionSpec<Reservation, ReservationIndex> = {
  name: 'reservations',
  indexes: { expiry: ['expiresAt'], tenant: ['tenantId', 'expiresAt'] },
  parse: value => reservationSchema.parse(value),
};

interface Part {
  readonly slice: number;
  readonly quantity: bigint;
}

export interface ReservationRequest {
  /** Of the reservation: the same again when the request comes again. */
  readonly id: string;
  readonly tenantId: string;
  readonly meter: string;
  readonly quantity: bigint;
  readonly holdMs: number;
}

/** Quantities held for those who are about to use them. What is held and used together never passes the limit. */
export class Reservations {
  readonly #slices: Collection<Slice, 'until'>;
  readonly #reservations: Collection<Reservation, ReservationIndex>;
  readonly #standings: Pick<Standings, 'read'>;
  readonly #usage: UsageReader;
  readonly #clock: Clock;

  private constructor(
    collections: {
      slices: Collection<Slice, 'until'>;
      reservations: Collection<Reservation, ReservationIndex>;
    },
    standings: Pick<Standings, 'read'>,
    usage: UsageReader,
    clock: Clock,
  ) {
    this.#slices = collections.slices;
    this.#reservations = collections.reservations;
    this.#standings = standings;
    this.#usage = usage;
    this.#clock = clock;
  }

  static async open(
    { store, clock }: { readonly store: Store; readonly clock: Clock },
    standings: Pick<Standings, 'read'>,
    usage: UsageReader,
  ): Promise<Reservations> {
    const slices = await store.collection(slicesSpec);
    const reservations = await store.collection(reservationsSpec);
    return new Reservations({ slices, reservations }, standings, usage, clock);
  }

  /**
   * All of it or nothing.
   * @throws Problem not_found, allowance_exhausted, conflict for a suspended tenant, unavailable
   */
  async reserve(request: ReservationRequest): Promise<Reservation> {
    const made = await this.#reservations.get(request.id);
    if (made !== undefined) return made;
    if (!(await this.#usage.hasMeter(request.meter))) throw notFound(`meter ${request.meter}`);
    const limited = await this.#limitOf(request);
    const expiresAt = this.#clock.now() + request.holdMs;
    const parts = limited === undefined ? [] : await this.#hold(request, limited, expiresAt);
    const reservation: Reservation = {
      id: request.id,
      tenantId: request.tenantId,
      meter: request.meter,
      quantity: request.quantity.toString(),
      ...(limited && { pot: { from: limited.pot.from, to: limited.pot.to } }),
      parts: parts.map(({ slice, quantity }) => ({ slice, quantity: quantity.toString() })),
      expiresAt: isoTime(expiresAt),
    };
    await insertOne(this.#reservations, reservation);
    return reservation;
  }

  /**
   * Uses what is held, or a part of it; the rest is free again. May be said twice.
   * @throws Problem not_found, invalid_state for more than is held, conflict when it ran out or was released
   */
  async commit(tenantId: string, id: string, used: bigint | undefined): Promise<Reservation> {
    const reservation = await this.load(tenantId, id);
    const quantity = BigInt(reservation.quantity);
    const taken = used ?? quantity;
    if (taken > quantity) throw new Problem('invalid_state', `only ${quantity} is held`);
    return this.#settle(reservation, taken);
  }

  /** Lets go of what is held. May be said twice. @throws Problem not_found, conflict when it was committed */
  async release(tenantId: string, id: string): Promise<Reservation> {
    const reservation = await this.load(tenantId, id);
    return this.#settle(reservation, 0n);
  }

  /** What is held and what was committed of a tenant's meter in a period: one read where nobody ever reserved. */
  async taken(pot: Omit<Pot, 'to'>): Promise<Taken> {
    const within = { from: slicePrefix(pot, ''), before: `${slicePrefix(pot, '').slice(0, -1)}0` };
    if ((await this.#slices.scan({ ...within, limit: 1 })).length === 0) return { held: 0n, committed: 0n };
    const slices = await Promise.all(Array.from({ length: SLICES }, (_, index) => this.#latest(pot, index)));
    return takenOf(slices, this.#clock.now());
  }

  /**
   * Those of a tenant, the last to end first: at most `limit`, behind a place, that `wanted` picks; `more`, when there
   * are others behind them.
   */
  async list(
    tenantId: string,
    wanted: { readonly meter?: string | undefined; readonly held: boolean },
    page: { readonly limit: number; readonly after?: readonly Scalar[] | undefined },
  ): Promise<{ readonly items: readonly Reservation[]; readonly more: boolean }> {
    const from = wanted.held ? { from: isoTime(this.#clock.now() + 1) } : {};
    const scan = { index: 'tenant', equals: [tenantId], descending: true, ...from } as const;
    const items: Reservation[] = [];
    for (let { after } = page; ; ) {
      const found = await this.#reservations.scan({
        ...scan,
        limit: LISTED_AT_ONCE,
        ...(after && { after }),
      });
      for (const reservation of found) {
        if (wanted.meter !== undefined && reservation.meter !== wanted.meter) continue;
        if (wanted.held && reservation.outcome !== undefined) continue;
        if (items.length === page.limit) return { items, more: true };
        items.push(reservation);
      }
      const last = found.at(-1);
      if (last === undefined || found.length < LISTED_AT_ONCE) return { items, more: false };
      after = placeOf(last);
    }
  }

  /** Forgets slices and reservations a day after they are of use; answers how many documents. */
  async prune(limit = 1_000): Promise<number> {
    const before = isoTime(this.#clock.now() - PRUNE_AFTER_MS);
    const slices = await this.#slices.scan({ index: 'until', before, limit });
    await this.#slices.remove(slices.map(({ id }) => id));
    const reservations = await this.#reservations.scan({ index: 'expiry', before, limit });
    await this.#reservations.remove(reservations.map(({ id }) => id));
    return slices.length + reservations.length;
  }

  async #limitOf({ tenantId, meter }: ReservationRequest): Promise<{ limit: bigint; pot: Pot } | undefined> {
    const standing = await this.#standings.read(tenantId);
    if (standing === undefined) throw notFound('such tenant');
    const { reason, plan, period, suspended, throttled } = standing;
    if (suspended) throw refusedAsSuspended();
    if (throttled.includes(meter))
      throw new Problem(
        'allowance_exhausted',
        'more of it is refused: too much was used beyond the allowance',
      );
    if (reason === 'plan_unassigned') return undefined;
    if (plan === undefined || period === undefined)
      throw new Problem('allowance_exhausted', `the plan is ${reason}`);
    const allowance = plan.allowances.find(one => one.meter === meter);
    const limit = allowance && ceilingOf(allowance);
    return limit === undefined
      ? undefined
      : { limit, pot: { tenantId, meter, from: period.from, to: period.to } };
  }

  async #hold(
    { id, quantity }: ReservationRequest,
    { limit, pot }: { readonly limit: bigint; readonly pot: Pot },
    expiresAt: number,
  ): Promise<Part[]> {
    const slices = await Promise.all(Array.from({ length: SLICES }, (_, index) => this.#latest(pot, index)));
    // A server that died after holding a part: the same request goes on with it.
    const parts = slices.flatMap((slice, index) => partsIn(slice, index, id, this.#clock.now()));
    const counted = await this.#counted(pot);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const missing = quantity - sumOf(parts);
      if (missing <= 0n) return parts;
      const now = this.#clock.now();
      const index =
        missing > leftOf(slices, limit, counted, now) ? undefined : pick(slices, limit, missing, now);
      if (index === undefined) {
        // What this one holds of it already is let go of with the refusal.
        const free = leftOf(slices, limit, counted, now) + sumOf(parts);
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

  /** Of a meter that nobody counts, nothing: the limit holds for what is reserved. */
  async #counted(pot: Pot): Promise<bigint> {
    try {
      return (await this.#usage.total(pot.tenantId, pot.meter, pot)).value;
    } catch (error) {
      if (isUnmetered(error)) return 0n;
      throw error;
    }
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
    for (const { slice } of parts) await this.#settlePart(pot, slice, id, 0n);
  }

  async #settle(reservation: Reservation, used: bigint): Promise<Reservation> {
    const { id, tenantId, meter, pot, outcome, parts } = reservation;
    if (outcome !== undefined) {
      if (BigInt(outcome.used) === used) return reservation;
      throw new Problem('conflict', `it was settled with ${outcome.used} used`);
    }
    let left = used;
    for (const part of parts) {
      const taken = left < BigInt(part.quantity) ? left : BigInt(part.quantity);
      left -= taken;
      if (pot) await this.#settlePart({ tenantId, meter, ...pot }, part.slice, id, taken);
    }
    const settled = { ...reservation, outcome: { used: used.toString() } };
    await this.#reservations.replace(settled);
    return settled;
  }

  /** @throws Problem conflict when the slice does not hold it any more */
  async #settlePart(pot: Pot, index: number, id: string, used: bigint): Promise<void> {
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

  /** @throws Problem not_found */
  async load(tenantId: string, id: string): Promise<Reservation> {
    const found = await this.#reservations.get(id);
    if (found === undefined || found.tenantId !== tenantId) throw notFound('such reservation');
    return found;
  }
}

/** Where a reservation stands in the list of its tenant. */
export function placeOf(reservation: Reservation): readonly Scalar[] {
  return positionOf(reservation, reservationsSpec, 'tenant', 1);
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

function refusedAsSuspended(): Problem {
  const message = 'the tenant is suspended: it may use nothing until it is resumed';
  return new Problem('conflict', message, { errors: [{ field: '', code: 'suspended', message }] });
}

function busy(): Problem {
  return new Problem('unavailable', 'too many reserve this meter at once', { retryAfter: 1 });
}
