import { WEBHOOK_RETRIES } from '@tenantry/contracts/commercial/webhook';

/** Waits are made up to this much longer by chance, so that what failed together is not tried together. */
const JITTER = 0.2;
/** What a receiver asks for by Retry-After is done, up to here. */
const MOST_ASKED = 24 * 3_600_000;

/**
 * When a delivery is tried again after so many attempts, in milliseconds since 1970; undefined when no more.
 * @param chance from 0 to 1
 */
export function nextAttemptAt(
  attempts: number,
  now: number,
  chance: number,
  retryAfter = 0,
): number | undefined {
  const wait = WEBHOOK_RETRIES[attempts - 1];
  if (wait === undefined) return undefined;
  return now + Math.round(Math.max(wait * (1 + JITTER * chance), Math.min(retryAfter, MOST_ASKED)));
}

/** Milliseconds of a header Retry-After that is a number of seconds; 0 otherwise. */
export function retryAfterOf(header: string | undefined): number {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : 0;
}
