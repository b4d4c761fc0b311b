import { SHIPPED_METERS } from '@tenantry/contracts/commercial/meter';
import { isoTime } from '../src/clock.ts';
import { admit } from '../src/usage/admission.ts';
import type { IncomingEvent } from '../src/usage/incoming-event.ts';
import { MeterSet } from '../src/usage/meter-catalogue.ts';
import type { StoredEvent } from '../src/usage/stored-event.ts';
import { DEFAULT_USAGE_CONFIG } from '../src/usage/usage-config.ts';

/**
 * The events of the benchmark: as a gateway of a customer sends them. Most are a few seconds old, one in five comes up
 * to three minutes late; types are as uneven as they are in life; each has a subject and two dimensions, and every
 * fourth some data.
 */

const TYPES = ['ingestion', 'query', 'timeline', 'signup'] as const;
/** Of a hundred events, up to which one is of the type. */
const TYPE_SHARES = [60, 90, 99, 100] as const;
const REGIONS = ['eu-central', 'eu-west', 'us-east', 'ap-south'] as const;
const ROUTES = ['/v1/records', '/v1/search', '/v1/timelines', '/v1/export'] as const;
const SUBJECTS = 5_000;
const RECENT_MS = 5_000;
const LATE_MS = 180_000;
const SALT = 'AAAAAAAAAAAAAAAAAAAAAA';

/** How long before it is sent an event happened. */
export function ageOf(random: () => number): number {
  return random() < 0.8 ? random() * RECENT_MS : random() * LATE_MS;
}

export function makeEvent(id: string, time: string, random: () => number): IncomingEvent {
  const dice = random() * 100;
  const type = TYPES[TYPE_SHARES.findIndex(share => dice < share)] ?? 'ingestion';
  const at = Math.floor(random() * 4);
  return {
    id,
    source: 'gateway/eu-1',
    type,
    time,
    subject: `user-${Math.floor(random() * SUBJECTS)}`,
    quantity: 1 + Math.floor(random() * 40),
    dimensions: { region: REGIONS[at] ?? '', route: ROUTES[Math.floor(random() * 4)] ?? '' },
    ...(random() < 0.25 && { data: { status: 200, bytes: Math.floor(random() * 90_000), cached: at > 2 } }),
  };
}

const meters = new MeterSet(SHIPPED_METERS);

/** The entry that the ledger makes of an event that is received at `now`. */
export function storedEvent(event: IncomingEvent, tenantId: string, now: number): StoredEvent {
  const admitted = admit(event, tenantId, SALT, {
    now,
    received: isoTime(now),
    policy: DEFAULT_USAGE_CONFIG,
    unknownTypes: 'reject',
    metersOf: type => meters.ofType(type),
  });
  if ('reason' in admitted) throw new Error(`an event of the benchmark is refused: ${admitted.reason}`);
  return admitted;
}
