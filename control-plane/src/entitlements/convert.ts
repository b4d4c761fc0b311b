import type { ReservationBody } from '@tenantry/contracts/commercial/entitlement';
import type { Reservation } from './reservations.ts';

export function toReservation({
  id,
  meter,
  quantity,
  pot,
  outcome,
  expiresAt,
}: Reservation): ReservationBody {
  const committed = outcome !== undefined && outcome.used !== '0';
  return {
    reservationId: id,
    meter,
    quantity,
    status: outcome === undefined ? 'held' : committed ? 'committed' : 'released',
    ...(committed && { used: outcome.used }),
    period: pot ?? null,
    expiresAt,
  };
}
