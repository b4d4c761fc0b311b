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
import { type Part, Pots, type Taken } from './pots.ts';
import type { Pot } from './slice.ts';
import type { Standings } from './standing.ts';
import { isUnmetered, type UsageReader } from './usage-port.ts';

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
  readonly #pots: Pots;
  readonly #reservations: Collection<Reservation, ReservationIndex>;
  readonly #standings: Pick<Standings, 'read'>;
  readonly #usage: UsageReader;
  readonly #clock: Clock;

  private constructor(
    pots: Pots,
    reservations: Collection<Reservation, ReservationIndex>,
    standings: Pick<Standings, 'read'>,
    usage: UsageReader,
    clock: Clock,
  ) {
    this.#pots = pots;
    this.#reservations = reservations;
    this.#standings = standings;
    this.#usage = usage;
    this.#clock = clock;
  }

  static async open(
    { store, clock }: { readonly store: Store; readonly clock: Clock },
    standings: Pick<Standings, 'read'>,
    usage: UsageReader,
  ): Promise<Reservations> {
    const pots = await Pots.open({ store, clock });
    return new Reservations(pots, await store.collection(reservationsSpec), standings, usage, clock);
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

  /** What is held and what was committed of a tenant's meter in a period. */
  taken(pot: Omit<Pot, 'to'>): Promise<Taken> {
    return this.#pots.taken(pot);
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
    const slices = await this.#pots.prune(before, limit);
    const reservations = await this.#reservations.scan({ index: 'expiry', before, limit });
    await this.#reservations.remove(reservations.map(({ id }) => id));
    return slices + reservations.length;
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

  #hold(
    { id, quantity }: ReservationRequest,
    { limit, pot }: { readonly limit: bigint; readonly pot: Pot },
    expiresAt: number,
  ): Promise<readonly Part[]> {
    return this.#pots.hold(pot, limit, { id, quantity, expiresAt }, () => this.#counted(pot));
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
      if (pot) await this.#pots.settle({ tenantId, meter, ...pot }, part.slice, id, taken);
    }
    const settled = { ...reservation, outcome: { used: used.toString() } };
    await this.#reservations.replace(settled);
    return settled;
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

function refusedAsSuspended(): Problem {
  const message = 'the tenant is suspended: it may use nothing until it is resumed';
  return new Problem('conflict', message, { errors: [{ field: '', code: 'suspended', message }] });
}
