import { z } from 'zod';
import type { CollectionSpec } from '../storage/documents.ts';

/**
 * A limit is cut into eight slices, so that eight can reserve at once without meeting. A slice is a row of versions,
 * `<tenant>/<meter>/<period>/<slice>/<version>`, each with the whole state of the slice: who inserts the next one has
 * decided, knowing all that was decided before, and who finds it taken reads again. So no slice ever holds more than
 * its part, and all of them no more than the limit, whatever the number of replicas and whoever dies.
 */
export const SLICES = 8;

/** How long a slice remembers what became of a reservation, so that a commit may be said twice. */
const REMEMBER_MS = 600_000;
const VERSION_DIGITS = 10;

const quantity = z.string().regex(/^\d{1,19}$/);
const sliceSchema = z.object({
  id: z.string(),
  version: z.int().min(1),
  /** End of the period: the slice is of no use after it. */
  until: z.string(),
  held: z.array(z.object({ reservation: z.string(), quantity, expiresAt: z.int() })),
  used: quantity,
  settled: z.array(z.object({ reservation: z.string(), used: quantity, at: z.int() })),
});
export type Slice = z.infer<typeof sliceSchema>;

export const slicesSpec: CollectionSpec<Slice, 'until'> = {
  name: 'reservation_slices',
  indexes: { until: ['until'] },
  parse: value => sliceSchema.parse(value),
};

/** What of a limit is reserved against: a tenant's meter in a period. */
export interface Pot {
  readonly tenantId: string;
  readonly meter: string;
  readonly from: string;
  readonly to: string;
}

export function slicePrefix({ tenantId, meter, from }: Omit<Pot, 'to'>, slice: number | ''): string {
  return `${tenantId}/${meter}/${from}/${slice}`;
}

export function sliceId(pot: Pot, slice: number, version: number): string {
  return `${slicePrefix(pot, slice)}/${String(version).padStart(VERSION_DIGITS, '0')}`;
}

/** What slice 0 to 7 may hold of a limit: together exactly the limit. */
export function capacityOf(limit: bigint, slice: number): bigint {
  const upTo = (n: number) => (limit * BigInt(n)) / BigInt(SLICES);
  return upTo(slice + 1) - upTo(slice);
}

export function heldBy({ held }: Slice, now: number): bigint {
  return held.filter(({ expiresAt }) => expiresAt > now).reduce((sum, one) => sum + BigInt(one.quantity), 0n);
}

export function freeIn(slice: Slice | undefined, limit: bigint, index: number, now: number): bigint {
  const taken = slice === undefined ? 0n : heldBy(slice, now) + BigInt(slice.used);
  const free = capacityOf(limit, index) - taken;
  return free > 0n ? free : 0n;
}

type State = Omit<Slice, 'id' | 'version' | 'until'>;
const EMPTY: State = { held: [], used: '0', settled: [] };

/** What has run out is let go of with whatever comes next. */
function tidied(slice: Slice | undefined, now: number): State {
  const { held, used, settled } = slice ?? EMPTY;
  return {
    held: held.filter(({ expiresAt }) => expiresAt > now),
    used,
    settled: settled.filter(({ at }) => at > now - REMEMBER_MS),
  };
}

export function withHold(
  slice: Slice | undefined,
  hold: { readonly reservation: string; readonly quantity: bigint; readonly expiresAt: number },
  now: number,
): State {
  const state = tidied(slice, now);
  return { ...state, held: [...state.held, { ...hold, quantity: hold.quantity.toString() }] };
}

/** Undefined when the slice does not hold it, any more or at all. */
export function withSettled(slice: Slice, reservation: string, used: bigint, now: number): State | undefined {
  const hold = slice.held.find(one => one.reservation === reservation);
  if (hold === undefined) return undefined;
  const state = tidied(slice, now);
  return {
    held: state.held.filter(one => one.reservation !== reservation),
    used: (BigInt(state.used) + used).toString(),
    settled: [...state.settled, { reservation, used: used.toString(), at: now }],
  };
}
