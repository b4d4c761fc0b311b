import type { ReservationBody } from '@tenantry/contracts/commercial/entitlement';
import type { Reservation } from './reservations.ts';

/** @param now Milliseconds since 1970; left out of what has just been held or settled. */
export function toReservation(
  { id, meter, quantity, pot, outcome, expiresAt }: Reservation,
  now = Number.NEGATIVE_INFINITY,
): ReservationBody {
  const unsettled = Date.parse(expiresAt) > now ? 'held' : 'expired';
  const committed = outcome !== undefined && outcome.used !== '0';
  return {
    reservationId: id,
    meter,
    quantity,
    status: outcome === undefined ? unsettled : committed ? 'committed' : 'released',
    ...(committed && { used: outcome.used }),
    period: pot ?? null,
    expiresAt,
  };
}
