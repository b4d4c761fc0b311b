import type { Meter } from '@tenantry/contracts/commercial/meter';
import { isoTime } from '../../src/clock.ts';
import { admit } from '../../src/usage/admission.ts';
import type { StoredEvent } from '../../src/usage/stored-event.ts';
import { DEFAULT_USAGE_CONFIG } from '../../src/usage/usage-config.ts';
import type { Chance } from './chance.ts';

/** How long after it happened an event was received, in milliseconds. */
const UNDER_WAY = 350;
/** The same for all: nobody guesses at these, and to draw one is a sixth of the time that an event takes. */
const SALT = 'AAAAAAAAAAAAAAAAAAAAAA';

/** An event as the recorder stores it, received right after it happened. @throws Error when it would be refused */
export function eventIn(
  chance: Chance,
  { tenantId, meter, time }: { readonly tenantId: string; readonly meter: Meter; readonly time: number },
): StoredEvent {
  const now = time + UNDER_WAY;
  const admitted = admit(
    {
      id: `${time}-${chance.below(1_000_000_000)}`,
      source: '/regions/eu-1/api',
      type: meter.key,
      time: isoTime(time),
      subject: `user-${chance.below(5_000)}`,
      quantity: 1 + chance.below(40),
      dimensions: { region: 'eu-1', route: '/v1/records' },
      data: { bytes: 100 + chance.below(900), status: 'ok' },
    },
    tenantId,
    SALT,
    {
      now,
      received: isoTime(now),
      policy: DEFAULT_USAGE_CONFIG,
      unknownTypes: 'reject',
      metersOf: () => [meter],
    },
  );
  if ('reason' in admitted) throw new Error(`a seeded event was refused: ${admitted.reason}`);
  return admitted;
}
